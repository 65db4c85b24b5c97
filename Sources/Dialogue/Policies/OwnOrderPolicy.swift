import Entities
import Intents
import Knowledge
import Shop
import Text

/// Answers what is asked of an order that the line names by what is in it; where nobody knows yet who asks,
/// asks for that first: "my kettle isn't here" is about a parcel, not about kettles.
struct OwnOrderPolicy: DialoguePolicy {
  let name = "answer"

  /// How probable it must be that a line asks about an order.
  private static let leastProbability = 0.3

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard conversation.flow == nil, conversation.handover == nil, let shop = desk.shop else {
      return nil
    }
    if conversation.customer != nil { return answer(interpretation, &conversation, desk) }
    let mentions = MentionReader(interpretation, desk.spoken)
    let lacksNumber = mentions.has(.withoutNumber)
    let opensItself =
      interpretation.intents.decision == .intent
      && interpretation.intent.flatMap(Task.init) != nil
    let hasArticle =
      interpretation.intents.decision == .intent && interpretation.confidence >= 0.8
      && !["delivery_period", "delivery_options"].contains(interpretation.intent ?? "")
    let asks =
      !opensItself && !hasArticle && mentions.has(.own) && !mentions.has(.conditions)
      && asksOfOrder(interpretation, conversation, desk)
    guard asks || lacksNumber && !opensItself else { return nil }
    var flow = Flow(.trackOrder)
    if let before = conversation.lineBefore { flow.told = [before] }
    conversation.flow = flow
    let engine = FlowEngine(desk: desk, shop: shop, policy: TransactionPolicy().name)
    engine.fill(from: interpretation, in: &conversation)
    let reply = try engine.advance(interpretation, in: &conversation)
    guard lacksNumber, reply?.awaiting == Flow.Slot.orderNumber.rawValue else { return reply }
    conversation.flow?.awaiting = .identity
    return Reply(
      desk.say(.askWithoutNumber, in: &conversation), policy: TransactionPolicy().name,
      awaiting: Flow.Slot.identity.rawValue)
  }

  private func asksOfOrder(
    _ line: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Bool {
    let best = desk.facts[line.utterance.language]?
      .matches(for: line.utterance, topics: ["order": 1], limit: 1).first
    guard let best else { return false }
    return best.probability >= Self.leastProbability && best.fact.id.hasPrefix("order.")
  }

  private func answer(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    let orders = conversation.customer.flatMap { try? desk.shop?.orders(of: $0) } ?? []
    let finder = OrderFinder(desk: desk, conversation: conversation, orders: orders)
    if let listed = try? status(line, &conversation, desk, finder) { return listed }
    guard line.entities(.orderNumber).isEmpty, line.acts.share(.request) < 0.5,
      let order = finder.named(in: line),
      asksOfOrder(line, conversation, desk),
      let answer = QuestionAnswerer(desk: desk).answer(to: line, in: conversation),
      answer.fact.id.hasPrefix("order.")
    else { return nil }
    conversation.order = order.number
    return QuestionPolicy.reply(with: answer, in: &conversation, at: desk)
  }
}

extension OwnOrderPolicy {
  /// Where one of several orders that were just told of is, named by what is in it: "when is the one with the
  /// kettle coming".
  private func status(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk, _ finder: OrderFinder
  ) throws -> Reply? {
    guard conversation.orders.count > 1, line.entities(.orderNumber).isEmpty,
      ["track_order", "order_history"].contains(conversation.lastAction ?? ""),
      line.acts.share(of: .ask, .answer, .tell) >= 0.4, line.acts.share(.request) < 0.4,
      TaskVerbs(line, desk.spoken).meant.isEmpty, let shop = desk.shop
    else { return nil }
    let holding = finder.holding(line).filter { conversation.orders.contains($0.number) }
    guard holding.count == 1, asksOfOrder(line, conversation, desk) || saysOrder(line, desk) else {
      return nil
    }
    var flow = Flow(.trackOrder)
    flow.order = holding[0].number
    conversation.flow = flow
    let engine = FlowEngine(desk: desk, shop: shop, policy: TransactionPolicy().name)
    return try engine.advance(line, in: &conversation)
  }

  private func saysOrder(_ line: Interpretation, _ desk: Desk) -> Bool {
    let mentions = MentionReader(line, desk.spoken)
    return mentions.has(.parcel) || mentions.has(.it)
  }
}

/// A line that says who the customer is while nothing is open: their orders, or the one that holds what the
/// line before spoke of.
struct IntroductionPolicy: DialoguePolicy {
  let name = "transaction"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard conversation.customer == nil, conversation.flow == nil, conversation.handover == nil,
      let shop = desk.shop, introduces(interpretation), interpretation.acts.share(.ask) < 0.7
    else { return nil }
    let before = conversation.lineBefore.map { Interpretation.of($0, conversation.language) }
    let names = ItemNames(desk: desk)
    let spokenOf = before.map { line in
      let words = ItemNames.Line(line.utterance)
      return desk.assortment.products.contains { product in
        names.mentions(of: product.id, in: words).contains { $0.score >= 1 }
      }
    }
    var flow = Flow(spokenOf == true ? .trackOrder : .orderHistory)
    if let text = conversation.lineBefore { flow.told = [text] }
    conversation.flow = flow
    let engine = FlowEngine(desk: desk, shop: shop, policy: name)
    engine.fill(from: interpretation, in: &conversation)
    return try engine.advance(interpretation, in: &conversation)
  }

  private func introduces(_ line: Interpretation) -> Bool {
    let proofs = [Entity.Kind.email, .postcode, .person].count { !line.entities($0).isEmpty }
    return !line.entities(.email).isEmpty || proofs >= 2
  }
}
