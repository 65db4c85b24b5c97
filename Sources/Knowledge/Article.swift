public import Diagnostics
public import Text

/// What the desk answers when an intent or a question calls for it.
public struct Article: Hashable, Sendable {
  /// Its name, unique in a language and the same in both.
  public let id: String
  /// The language it is written in.
  public let language: Language
  /// What it is about, for people.
  public let title: String
  /// The intents it answers, by name.
  public let intents: [String]
  /// The answer in one wording or several, never none, perhaps with `{{placeholders}}`.
  public let answers: [String]
  /// Words customers use that the text does not.
  public let keywords: [String]
  /// Ids of articles that belong with it.
  public let related: [String]
  /// Questions the customer may have next.
  public let followUps: [String]
  /// Whether a question may find it: small talk answers intents only.
  public let isSearched: Bool
  /// The file it stands in, or `nil` when it was made in memory.
  public let file: String?
  /// Where it begins in its file.
  public let place: Place?

  /// Creates an article; `wordings` say the same as `answer` in other words.
  public init(
    id: String, language: Language, title: String, intents: [String], answer: String,
    wordings: [String] = [], keywords: [String] = [], related: [String] = [],
    followUps: [String] = [], isSearched: Bool = true, file: String? = nil, place: Place? = nil
  ) {
    self.id = id
    self.language = language
    self.title = title
    self.intents = intents
    self.answers = [answer] + wordings
    self.keywords = keywords
    self.related = related
    self.followUps = followUps
    self.isSearched = isSearched
    self.file = file
    self.place = place
  }
}

extension Article {
  /// The answer in its first wording.
  public var answer: String { answers[0] }

  /// The wording for the `time`-th asking, from 0: the same question twice gets another one.
  public func answer(time: Int) -> String { answers[abs(time % answers.count)] }

  /// The article with the wordings that `values` and an order can fill; `nil` when there is none.
  func fillable(with values: [String: String]) -> Article? {
    let whole = answers.filter { answer in
      (try? ReplyTemplate(answer))?.placeholders.allSatisfy {
        values[$0] != nil || KnowledgeBase.orderPlaceholders.contains($0)
      } ?? false
    }
    guard let first = whole.first else { return nil }
    return Article(
      id: id, language: language, title: title, intents: intents, answer: first,
      wordings: Array(whole.dropFirst()), keywords: keywords, related: related,
      followUps: followUps, isSearched: isSearched, file: file, place: place)
  }

  /// A fault at this article's place.
  func fault(_ message: String, severity: Fault.Severity = .error) -> Fault {
    Fault(file: file, place: place, message, severity: severity)
  }
}
