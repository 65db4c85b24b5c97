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
  /// The answer, perhaps with `{{placeholders}}`.
  public let answer: String
  /// Words customers use that the text does not.
  public let keywords: [String]
  /// Ids of articles that belong with it.
  public let related: [String]
  /// Questions the customer may have next.
  public let followUps: [String]

  /// Creates an article.
  public init(
    id: String, language: Language, title: String, intents: [String], answer: String,
    keywords: [String] = [], related: [String] = [], followUps: [String] = []
  ) {
    self.id = id
    self.language = language
    self.title = title
    self.intents = intents
    self.answer = answer
    self.keywords = keywords
    self.related = related
    self.followUps = followUps
  }
}
