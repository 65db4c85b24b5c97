/// One line of a transcript.
public struct Message: Hashable, Sendable {
  /// Who said it, as written; empty when nobody is named.
  public let speaker: String
  /// What was said.
  public let text: String

  /// Creates a message.
  public init(speaker: String, text: String) {
    self.speaker = speaker
    self.text = text
  }
}
