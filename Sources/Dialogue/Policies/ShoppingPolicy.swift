import Entities
import Intents
import Shop
import Shopping
import Text

/// Talk of goods: what there is, what is true of it, what suits.
struct ShoppingPolicy: DialoguePolicy {
  /// When it speaks.
  enum Turn {
    /// Before a refusal is taken for one: only what turns down, narrows or goes on with what was shown.
    case goingOn
    /// Ahead of what else the line may mean: only what is surely of goods.
    case sure
    /// After requests about orders.
    case likely
    /// In the middle of a task: only what is plainly of goods.
    case aside
    /// Where nothing else fits: what is written about goods is searched.
    case words
  }

  let name = "advice"
  var turn = Turn.likely

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard mayBeOfGoods(interpretation, conversation, desk) else { return nil }
    if turn == .words { return byWords(interpretation, &conversation, desk) }
    guard
      let query = desk.shopping.read(
        interpretation.utterance, entities: interpretation.entities,
        intent: interpretation.intents.decision == .intent ? interpretation.intent : nil,
        confidence: interpretation.confidence,
        asked: interpretation.askedOfGoods,
        state: conversation.shopping),
      query.strength >= threshold(interpretation, conversation, desk.spoken)
    else { return nil }
    if let reply = later(query, interpretation, &conversation, desk) { return reply }
    if isPolite(interpretation, query) { return nil }
    if turn == .goingOn, !goesOn(query, conversation) { return nil }
    // With an order's number the line is about that: "do I still have time to send it back, order 10234".
    if !query.things.isEmpty, !interpretation.entities(.orderNumber).isEmpty { return nil }
    let owner = conversation.customer.map { goods(of: $0, desk) }
    guard
      let found = desk.shopping.reply(
        to: query, in: &conversation.shopping, customer: owner, language: conversation.language)
    else { return nil }
    conversation.products = found.products
    var reply = Reply(found.text, policy: name, action: found.action, awaiting: found.awaiting)
    reply.notes = query.explanation(in: interpretation.utterance) + found.notes
    return reply
  }

  /// How sure a line must be: surer where it may as well ask for something to be done with an order.
  private func threshold(
    _ line: Interpretation, _ conversation: Conversation, _ spoken: SpokenPhrases
  ) -> Double {
    switch turn {
    case .aside: return 0.55
    case .likely, .words: return 0.35
    case .goingOn: return 0.2
    case .sure: break
    }
    // What was just shown is what the next line is likely about.
    let spoken = MentionReader(line, spoken)
    if isOfGoods(conversation), line.entities(.orderNumber).isEmpty, !spoken.has(.doCancel),
      !spoken.has(.doReturn)
    {
      return 0.3
    }
    let isTask = line.intents.decision == .intent && line.intent.flatMap(Task.init) != nil
    return isTask ? 0.7 : 0.5
  }

  private func isOfGoods(_ conversation: Conversation) -> Bool {
    ["recommend", "stock", "product", "compare", "similar", "not_sold"].contains(
      conversation.lastAction ?? "")
  }

  /// What is written about what was just shown, where the line asks; else goods by the line's words.
  private func byWords(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    let isSure = line.intents.decision == .intent && line.confidence >= Self.leastClear
    let isOfGoods = isOfGoods(conversation) && conversation.shopping.age <= 1
    let seeks =
      line.intents.decision == .outOfScope
      ? desk.shopping.asksForGoods(line.utterance)
      : line.intent.map { Self.intents.contains($0) } ?? false
    guard seeks || isOfGoods && !isSure, line.entities(.orderNumber).isEmpty,
      conversation.handover == nil
    else { return nil }
    let asks =
      line.acts.share(.ask) >= 0.3 || line.asksInForm || line.isQuestionShaped(desk.spoken)
    // What is spoken of is not left for what happens to be written about alike.
    let isOfOne = isOfGoods && conversation.shopping.spoken != nil
    if isOfOne, !asks, line.intent != "recommend_product" { return nil }
    var shopping = conversation.shopping
    let owner = conversation.customer.map { goods(of: $0, desk) }
    let found =
      isOfGoods && asks && (isOfOne || !line.acts.has(.request))
      ? desk.shopping.answer(
        byWordsOf: line.utterance, in: &shopping, customer: owner,
        language: conversation.language)
      : desk.shopping.advice(
        byWordsOf: line.utterance, in: &shopping, customer: owner,
        language: conversation.language)
    guard let found else { return nil }
    conversation.shopping = shopping
    conversation.products = found.products
    return Reply(found.text, policy: name, action: found.action)
  }

  /// Whoever puts the choice off is shown no more goods.
  private func later(
    _ query: ProductQuery, _ line: Interpretation, _ conversation: inout Conversation,
    _ desk: Desk
  ) -> Reply? {
    guard query.isLater, isOfGoods(conversation), conversation.flow == nil,
      query.questions.isEmpty, query.subjects.isEmpty, !query.isRequest, query.things.isEmpty,
      !query.rejects, !query.wantsMore,
      query.order == nil, line.acts.share(.ask) < 0.5
    else { return nil }
    return Reply(desk.say(.takeYourTime, in: &conversation), policy: name)
  }

  /// Whether a line only agrees, thanks or takes leave, though it names somebody.
  private func isPolite(_ line: Interpretation, _ query: ProductQuery) -> Bool {
    line.acts.share(of: .assent, .thank, .hesitate, .stop, .greet) >= 0.7 && !line.acts.has(.ask)
      && !line.acts.has(.request) && query.subjects.isEmpty && query.things.isEmpty
      && query.questions.isEmpty && query.budget.isEmpty && query.order == nil
      && query.reference == nil && query.options.isEmpty && query.excluded.isEmpty
      && query.excludedFeatures.isEmpty && query.excludedOptions.isEmpty && !query.rejects
      && !query.wantsMore && !query.isRequest && !query.isRequirement
  }

  /// Intents of goods.
  static let intents: Set<String> = [
    "recommend_product", "product_availability", "product_question",
  ]
  /// From here on an intent is plain.
  private static let leastClear = 0.6

  /// Whether a query is about what was just shown: "none of those", "something cheaper".
  private func goesOn(_ query: ProductQuery, _ conversation: Conversation) -> Bool {
    guard isOfGoods(conversation), conversation.flow == nil, query.question != .buy else {
      return false
    }
    if case .places = query.reference { return true }
    if query.isLater || query.isRequirement { return true }
    if isFact(query.question), query.strength >= Self.plain,
      query.reference != nil || conversation.shopping.spoken != nil
    {
      return true
    }
    return query.rejects || query.wantsMore || query.order != nil || !query.excluded.isEmpty
      || !query.excludedFeatures.isEmpty || !query.excludedOptions.isEmpty
      || !query.budget.isEmpty
  }

  /// From here on a line is plainly of goods.
  private static let plain = 0.6

  private func isFact(_ question: ProductQuery.Question?) -> Bool {
    switch question {
    case .attribute, .feature, .size: true
    default: false
    }
  }

  /// Whether a line may be talk of goods: no complaint, and nothing that picks one of the orders that were
  /// just spoken of.
  private func mayBeOfGoods(
    _ line: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Bool {
    if line.acts.share(.complain) >= 0.6, turn != .goingOn, !line.isQuestionShaped(desk.spoken) {
      return false
    }
    if MentionReader(line, desk.spoken).has(.elsewhere) { return false }
    // "I want my 24 dollars back" is no budget.
    if turn != .goingOn, !line.entities(.money).isEmpty, line.confidence >= Self.leastClear,
      ["get_refund", "track_refund"].contains(line.intent)
    {
      return false
    }
    // Who waits for a person goes shopping only where they say so.
    if conversation.handover != nil, turn != .goingOn,
      line.intent.map({ !Self.intents.contains($0) }) ?? true
    {
      return false
    }
    // "Do you do gift cards? For my niece": an article of its own, and nothing here is named.
    if turn != .goingOn, line.intents.decision == .intent, line.confidence >= 0.95,
      line.intent == "gift_card", line.entities(.product).isEmpty, line.entities(.category).isEmpty
    {
      return false
    }
    guard turn == .sure, let customer = conversation.customer,
      ["track_order", "order_history"].contains(conversation.lastAction ?? "")
        || conversation.question == "answer" && conversation.topics.weights["order"] == 1,
      let orders = try? desk.shop?.orders(of: customer)
    else { return true }
    let finder = OrderFinder(desk: desk, conversation: conversation, orders: orders)
    return finder.named(in: line) == nil
  }

  /// What the customer has by the shop's book, and what they sent back.
  private func goods(of id: String, _ desk: Desk) -> ShoppingDesk.Owner {
    var kept: Set<String> = []
    var returned: Set<String> = []
    for order in (try? desk.shop?.orders(of: id)) ?? [] {
      let lines = Set(
        order.returns.filter { $0.kind == .return }.flatMap { $0.items.map(\.line) })
      for item in order.items {
        if lines.contains(item.line) {
          returned.insert(item.product)
        } else {
          kept.insert(item.product)
        }
      }
    }
    return .init(id: id, kept: kept.subtracting(returned).sorted(), returned: returned)
  }
}
