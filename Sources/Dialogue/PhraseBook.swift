import Diagnostics
import Formats
import Knowledge
public import Text

/// The desk's phrases in its languages, each in one or more wordings.
public struct PhraseBook: Sendable {
  private var wordings: [Language: [Phrase: [ReplyTemplate]]] = [:]

  /// Creates an empty book.
  public init() {}

  /// Adds the phrases of a language. Throws `Faults` naming every phrase that is missing, unknown or
  /// empty.
  public mutating func add(_ bytes: [UInt8], file: String, language: Language) throws {
    let root = try JSONReader.read(bytes, file: file)
    var faults: [Fault] = []
    var book: [Phrase: [ReplyTemplate]] = [:]
    for member in try root.object() {
      guard let phrase = Phrase(rawValue: member.key) else {
        faults.append(Fault(file: file, place: member.place, "unknown phrase \"\(member.key)\""))
        continue
      }
      do throws(Fault) {
        let texts = try member.value.strings(member.key)
        if texts.isEmpty { throw member.value.fault("\"\(member.key)\" must have a wording") }
        book[phrase] = try texts.map { text throws(Fault) in
          do { return try ReplyTemplate(text) } catch { throw member.value.fault("\(error)") }
        }
      } catch {
        faults.append(error)
      }
    }
    for phrase in Phrase.allCases where book[phrase] == nil {
      if faults.isEmpty || root[phrase.rawValue] == nil {
        faults.append(Fault(file: file, "the phrase \"\(phrase.rawValue)\" is missing"))
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
    wordings[language] = book
  }

  /// A phrase with its placeholders filled. `time` counts how often it was said before: another time
  /// gets another wording, the last one for good.
  public func text(
    _ phrase: Phrase, in language: Language, time: Int = 0, with values: [String: String] = [:]
  ) -> String {
    guard let templates = wordings[language]?[phrase], let last = templates.last else {
      return phrase.rawValue
    }
    return (time < templates.count ? templates[max(0, time)] : last).filled(with: values)
  }

  /// All wordings of a phrase, unfilled; never none.
  func wordings(_ phrase: Phrase, in language: Language) -> [String] {
    let templates = wordings[language]?[phrase] ?? []
    return templates.isEmpty ? [phrase.rawValue] : templates.map { $0.filled(with: [:]) }
  }
}
