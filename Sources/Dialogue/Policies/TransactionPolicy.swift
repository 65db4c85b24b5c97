import Intents
import Knowledge
import Entities
import Shop
import Text

/// Opens what the customer came to have done.
struct TransactionPolicy: DialoguePolicy {
  let name = "transaction"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard let task = task(interpretation, &conversation) else { return nil }
    let asksOnly =
      task.hasArticle && Asking.isQuestion(interpretation)
      && interpretation.entities(.orderNumber).isEmpty
      && desk.article(for: task.rawValue, interpretation, conversation) != nil
    guard let shop = desk.shop else {
      // The book is closed: the article still answers, and only what needs the book says so.
      if task.hasArticle { return nil }
      return Reply(
        desk.say(.shopClosedBook, in: &conversation), policy: name, action: "book_closed")
    }
    var flow = Flow(task)
    flow.isOffered = asksOnly
    conversation.flow = flow
    let engine = FlowEngine(desk: desk, shop: shop, policy: name)
    engine.fill(from: interpretation, in: &conversation)
    if asksOnly { return offer(task, interpretation, &conversation, desk) }
    return try engine.advance(interpretation, in: &conversation)
  }

  /// What the line asks to have done; with an order number and little else, what was done last, or where
  /// the order is.
  private func task(
    _ line: Interpretation, _ conversation: inout Conversation
  ) -> Task? {
    let isSure = line.intents.decision == .intent
    let text = line.utterance.text.lowercased()
    if conversation.lastAction == "order_history", !line.entities(.ordinal).isEmpty,
      ["where", "哪", "到了"].contains(where: { text.contains($0) })
    {
      return .trackOrder
    }
    if isSure, let task = line.intent.flatMap(Task.init) {
      conversation.lastTask = task
      return task
    }
    guard line.utterance.tokens.count <= 24 else { return nil }
    let namesOrder = !line.entities(.orderNumber).isEmpty
    let picksOrder =
      conversation.orders.count > 1 && conversation.lastAction == "order_history"
      && !line.entities(.ordinal).isEmpty
    guard namesOrder || picksOrder else { return nil }
    if picksOrder { return .trackOrder }
    if isSure, line.confidence >= 0.6, line.intent.map(Self.saysLittle) != true { return nil }
    if let task = Self.spoken(line) { return task }
    let close = line.intents.scores.prefix(2).compactMap { Task(rawValue: $0.intent.rawValue) }
    if line.intents.decision == .close, let task = close.first { return task }
    return conversation.lastTask.flatMap { $0.isLookUp ? $0 : nil } ?? .trackOrder
  }

  /// The task that a verb beside an order number names.
  private static func spoken(_ line: Interpretation) -> Task? {
    let text = " " + line.utterance.text.lowercased()
    return verbs.first { text.contains($0.word) }?.task
  }

  private static let verbs: [(word: String, task: Task)] = [
    ("退款", .trackRefund), ("refund", .trackRefund), (" return", .returnItem),
    ("send back", .returnItem), ("退", .returnItem), ("exchange", .exchangeItem),
    ("swap", .exchangeItem), ("换", .exchangeItem), ("cancel", .cancelOrder),
    ("取消", .cancelOrder), ("invoice", .getInvoice), ("发票", .getInvoice),
  ]

  /// Whether an intent says nothing of what an order number beside it is for.
  static func saysLittle(_ intent: String) -> Bool { emptyIntents.contains(intent) }

  /// Intents that say nothing of what an order number is for.
  private static let emptyIntents: Set<String> = [
    "affirm", "deny", "stop", "greet", "thank", "help", "small_talk", "repeat", "out_of_scope",
    "place_order", "delivery_period", "gift_card",
  ]

  /// The article first, and the doing offered.
  private func offer(
    _ task: Task, _ interpretation: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    guard let article = desk.article(for: task.rawValue, interpretation, conversation) else {
      conversation.flow = nil
      return nil
    }
    let knowsWho = conversation.customer != nil
    let answer = desk.answer(article, in: &conversation)
    conversation.flow?.awaiting = knowsWho ? .confirmation : .orderNumber
    return Reply(
      answer + desk.text(knowsWho ? .offerHere : .offerOrder, in: conversation),
      policy: "knowledge", article: article.id,
      awaiting: conversation.flow?.awaiting?.rawValue,
      alternatives: desk.alternatives(to: article, interpretation, conversation))
  }
}
