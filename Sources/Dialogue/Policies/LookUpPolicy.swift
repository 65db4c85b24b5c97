import Entities
import Intents
import Shop
import Text

/// Opens the look-up for a line that is about one's own order and has no number of it: "check the order
/// with the kettle", "I lost the number"; which order it is comes out once the customer is known.
struct LookUpPolicy: DialoguePolicy {
  let name = "transaction"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard conversation.flow == nil, conversation.handover == nil, let shop = desk.shop,
      interpretation.entities(.orderNumber).isEmpty
    else { return nil }
    if conversation.customer != nil { return try other(interpretation, &conversation, desk, shop) }
    guard opens(interpretation, conversation, desk) else { return nil }
    var flow = Flow(.trackOrder)
    if let before = conversation.lineBefore { flow.told = [before] }
    conversation.flow = flow
    let engine = FlowEngine(desk: desk, shop: shop, policy: name)
    engine.fill(from: interpretation, in: &conversation)
    return try engine.advance(interpretation, in: &conversation)
  }

  private func opens(
    _ line: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Bool {
    let isSure = line.intents.decision == .intent && line.confidence >= 0.6
    if isSure, line.intent.flatMap(Task.init) != nil { return false }
    let mentions = MentionReader(line, desk.spoken)
    if IdentityCheck.lacksNumber(line, desk) { return true }
    if mentions.has(.phoneProof), mentions.has(.parcel) { return true }
    let introduces = line.text(.person) != nil && mentions.has(.introduces)
    if introduces,
      conversation.lineBefore.map({ isAboutOrder(.of($0, conversation.language), desk) }) == true
    {
      return true
    }
    guard !isSure || line.intent.map(TransactionPolicy.saysLittle) == true else { return false }
    return mentions.has(.parcel) && mentions.has(.wants) && namesGoods(line, desk)
  }

  private func isAboutOrder(_ line: Interpretation, _ desk: Desk) -> Bool {
    MentionReader(line, desk.spoken).has(.parcel) || namesGoods(line, desk)
  }

  private func namesGoods(_ line: Interpretation, _ desk: Desk) -> Bool {
    if !line.entities(.product).isEmpty { return true }
    let names = ItemNames(desk: desk)
    let words = ItemNames.Line(line.utterance)
    return desk.assortment.products.contains { product in
      names.mentions(of: product.id, in: words).contains { $0.score >= 1 }
    }
  }

  /// "And the order with the plates?": another order of theirs, named by what is in it.
  private func other(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk,
    _ shop: any ShopStore
  ) throws -> Reply? {
    let mentions = MentionReader(line, desk.spoken)
    let asksOn = mentions.has(.goesOn) || line.asksIfHappened(desk.spoken)
    let goesOn = asksOn && conversation.lastTask?.isLookUp == true
    guard mentions.has(.parcel) || goesOn, line.utterance.tokens.count <= 16,
      conversation.lastTask?.isLookUp == true || conversation.order != nil,
      line.acts.share(.request) < 0.5, TaskVerbs(line, desk.spoken).meant.isEmpty,
      let customer = conversation.customer
    else { return nil }
    let orders = try shop.orders(of: customer)
    let finder = OrderFinder(desk: desk, conversation: conversation, orders: orders)
    let named = finder.holding(line)
    let others = named.filter { $0.number != conversation.order }
    let holding = others.isEmpty && goesOn ? named : others
    let open = holding.filter { [.pending, .processed, .shipped].contains($0.status) }
    guard holding.count == 1 || open.count == 1, let found = open.first ?? holding.first else {
      return nil
    }
    var flow = Flow(.trackOrder)
    flow.order = found.number
    conversation.flow = flow
    return try FlowEngine(desk: desk, shop: shop, policy: name)
      .advance(line, in: &conversation)
  }
}
