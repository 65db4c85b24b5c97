/// One message of a transcript.
public struct Message: Hashable, Sendable {
  /// Who said it, as written; empty when nobody is named.
  public var speaker: String
  /// What was said.
  public var text: String
  /// The conversation it belongs to, as written; empty when the file does not say.
  public var conversation: String
  /// When, as written; empty when the file does not say.
  public var time: String
  /// The line it begins in, from 1.
  public var line: Int
  /// A gap before it says that another conversation begins.
  public var beginsConversation: Bool
  /// The side that the file says, as written: `customer`, `admin`; empty when it does not say.
  public var role: String

  /// Creates a message.
  public init(
    speaker: String, text: String, conversation: String = "", time: String = "", line: Int = 1,
    beginsConversation: Bool = false, role: String = ""
  ) {
    self.speaker = speaker
    self.text = text
    self.conversation = conversation
    self.time = time
    self.line = line
    self.beginsConversation = beginsConversation
    self.role = role
  }
}
