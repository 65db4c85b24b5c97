/// What became of undoing.
public enum UndoOutcome: Hashable, Sendable {
  /// Undone; the number is that of the new entry in the log.
  case done(action: Int)
  /// There is no such action, or it is another customer's.
  case unknown
  /// A person was told, or it was undone before.
  case notReversible
  /// Something it changed was changed again since.
  case changedSince
}
