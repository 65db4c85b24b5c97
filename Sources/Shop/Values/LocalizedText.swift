public import Text

/// A text in the shop's languages; one that is missing is answered by the other.
public struct LocalizedText: Hashable, Sendable {
  /// The English text.
  public let english: String
  /// The Chinese text.
  public let chinese: String

  /// Creates a text; an empty side takes the other's.
  public init(english: String, chinese: String) {
    self.english = english.isEmpty ? chinese : english
    self.chinese = chinese.isEmpty ? english : chinese
  }

  /// The text in a language.
  public subscript(language: Language) -> String {
    language == .chinese ? chinese : english
  }
}
