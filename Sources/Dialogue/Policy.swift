/// One way to answer. The agent asks them in order; `nil` lets the next one speak.
public protocol DialoguePolicy: Sendable {
  /// Its name, as in `"policy"` of a turn.
  var name: String { get }

  /// The reply, with `conversation` as it stands after it; what is changed there is dropped when the
  /// answer is `nil`.
  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply?
}
