public import Quantities

/// What an agent puts right of what the desk believes.
public enum Correction: Hashable, Sendable {
  /// A belief is so, in words that are read as a customer's answer would be.
  case set(Belief.Slot, String)
  /// A belief is forgotten, with what hung on it.
  case clear(Belief.Slot)
  /// Whose conversation it is, by a customer's id, and the order it is about where that is known.
  case identify(String, order: String?)
}

/// What could be said to a line once the desk's beliefs were put right.
public struct CorrectedReply: Sendable {
  /// What would be said.
  public let reply: Reply
  /// Whether it is the next step of what is open, rather than an answer to the line's own words.
  public let isStep: Bool
  /// The conversation as it would be after it.
  public let after: Conversation
}

extension Agent {
  /// Puts a belief right. What was planned on the old one is planned anew; nothing is carried out.
  public func correct(
    _ correction: Correction, in conversation: inout Conversation, today: Day
  ) throws -> BeliefChange {
    switch correction {
    case .set(let slot, let text): return try set(slot, to: text, in: &conversation, today: today)
    case .clear(let slot): return clear(slot, in: &conversation) ? .set : .unchanged
    case .identify(let customer, let order):
      conversation.identify(as: customer)
      if let order { _ = try set(.order, to: order, in: &conversation, today: today) }
      return .set
    }
  }

  /// What could be said to a line that is read in some way, after beliefs were put right; `nil` where the
  /// corrections leave nothing of it, or it would do something. Neither conversation nor shop changes.
  public func suggestion(
    for text: String, read reading: Reading, after corrections: [Correction],
    in conversation: Conversation, today: Day
  ) throws -> CorrectedReply? {
    var before = conversation
    for case .clear(let slot) in corrections where slot.outlastsTasks {
      // What a line before this one left behind must not answer this one.
      _ = clear(slot, in: &before)
    }
    var after = before
    let turn = try rehearsing().reply(to: text, read: reading, in: &after, today: today)
    guard !after.hasDone(since: before) else { return nil }
    if turn.reply.handover != nil { after.stay(after: before) }
    let hadTask = after.flow != nil
    let changes = try corrections.map { try correct($0, in: &after, today: today) }
    if changes.contains(.set) {
      if let step = try nextStep(in: &after, today: today) {
        return CorrectedReply(reply: step, isStep: true, after: after)
      }
      // It was about a task that is not wanted.
      if hadTask, after.flow == nil { return nil }
    }
    return CorrectedReply(reply: turn.reply, isStep: false, after: after)
  }
}

extension Belief.Slot {
  /// Whether it is believed of the conversation, and not of what is being done in it.
  fileprivate var outlastsTasks: Bool {
    switch self {
    case .customer, .order, .topic, .waiting: true
    default: false
    }
  }
}
