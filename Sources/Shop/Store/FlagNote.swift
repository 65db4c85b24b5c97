public import Quantities

/// What became of a flag on an order or its return: that an agent was shown it, or what they found.
public struct FlagNote: Hashable, Sendable {
  /// What became of it.
  public enum Answer: String, Hashable, Sendable, CaseIterable {
    /// An agent was shown it.
    case shown
    /// An agent looked, and wants it watched: it was right.
    case watch
    /// An agent looked, and nothing was wrong.
    case fine
  }

  /// The number of the order.
  public let order: String
  /// Whether the flag is on the order's return.
  public let isReturn: Bool
  /// What became of it.
  public let answer: Answer
  /// The day.
  public let day: Day

  /// Creates a note.
  public init(order: String, isReturn: Bool, answer: Answer, day: Day) {
    (self.order, self.isReturn, self.answer, self.day) = (order, isReturn, answer, day)
  }
}

extension [FlagNote] {
  /// What agents found last of each flag, by order; flags that were only shown are left out.
  public func answers(isReturn: Bool) -> [String: FlagNote.Answer] {
    var found: [String: FlagNote.Answer] = [:]
    for note in self where note.isReturn == isReturn && note.answer != .shown {
      found[note.order] = note.answer
    }
    return found
  }
}
