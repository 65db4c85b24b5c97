import Intents

/// Takes an order number with few words of no clear meaning for what was asked last, or for "where is it".
struct OrderMentionPolicy: DialoguePolicy {
  let name = TransactionPolicy().name

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    let isEmpty =
      interpretation.intents.decision != .intent || interpretation.saysOnlyNames
      || interpretation.intent.map(TransactionPolicy.saysLittle) == true
      || conversation.lastAction == "order_history"
    guard isEmpty,
      interpretation.intent.flatMap(Task.init) == nil
        || interpretation.intents.decision != .intent || interpretation.saysOnlyNames
    else { return nil }
    return try TransactionPolicy().reply(to: interpretation, in: &conversation, at: desk)
  }
}
