/// One customer's conversation: a value, so that a transcript replays to the same bytes.
public struct Conversation: Hashable, Sendable {
  /// How many turns there were.
  public internal(set) var turn = 0

  /// Creates a conversation that has not begun.
  public init() {}
}
