import Entities
import Intents
import Quantities
import Recommendations
import Shop
import Text

/// Shopping advice: what goes with, what is like, what fits a need, what is in stock.
struct AdvicePolicy: DialoguePolicy {
  let name = "advice"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard interpretation.intents.decision == .intent else { return nil }
    let reader = WishReader(desk: desk, conversation: conversation)
    let goods = Goods(desk: desk, policy: name)
    func advise() -> Reply { self.advise(reader.wish(interpretation), &conversation, desk) }
    switch interpretation.intent {
    case "recommend_product":
      // "Help me choose" with nothing to go by: the article asks for whom and for how much.
      let wish = reader.wish(interpretation)
      let isBare = wish.isOpen && wish.most == nil && wish.least == nil
      if isBare, asksForHelp(interpretation) { return nil }
      return advise()
    case "product_availability":
      if asksForKind(interpretation, reader) { return advise() }
      return goods.availability(interpretation, &conversation)
        ?? NotSold(desk: desk, policy: name).reply(to: interpretation, &conversation)
    case "product_question" where reader.seeksMatch(interpretation): return advise()
    case "product_question": return goods.card(interpretation, &conversation)
    case "compare_products":
      return Comparison(desk: desk, policy: name).reply(to: interpretation, &conversation)
    default: return nil
    }
  }

  /// Goes on with the advice given last ("something cheaper", "not that one", "in blue", "the second
  /// one"), and hears what asks for goods whatever else its words may mean ("headphones under 100").
  func goOn(
    with interpretation: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    guard interpretation.entities(.orderNumber).isEmpty, mayBeAdvice(interpretation, conversation)
    else { return nil }
    let reader = WishReader(desk: desk, conversation: conversation)
    if let reply = compare(interpretation, &conversation, desk) { return reply }
    if let (wish, refused) = WishChange(desk: desk, conversation: conversation)
      .change(by: interpretation)
    {
      conversation.refused.formUnion(refused)
      return advise(wish, leadingWith: .adviceMore, &conversation, desk)
    }
    if asksPlainly(interpretation, reader, desk) {
      return advise(reader.wish(interpretation), &conversation, desk)
    }
    let isShort = interpretation.utterance.tokens.count <= 10
    guard isShort, conversation.products.count > 1, !interpretation.entities(.ordinal).isEmpty,
      interpretation.intent.flatMap(Task.init) == nil,
      interpretation.intent != "product_availability"
    else { return nil }
    return Goods(desk: desk, policy: name).card(interpretation, &conversation)
  }
}

// What a line asks for.
extension AdvicePolicy {
  private func asksForHelp(_ line: Interpretation) -> Bool {
    let text = line.utterance.text.lowercased()
    return ["help me choose", "help me pick", "help choosing", "advice", "帮我选", "帮我挑", "给点建议"]
      .contains { text.holds($0) }
  }

  /// Whether a line may be about advice: not what is surely to be done with an order. After advice, “换一个”
  /// is another suggestion, no exchange.
  private func mayBeAdvice(_ line: Interpretation, _ conversation: Conversation) -> Bool {
    guard line.intents.decision == .intent, let task = line.intent.flatMap(Task.init) else {
      return true
    }
    let text = line.utterance.text.lowercased()
    let asksForOther =
      task == .exchangeItem || WishWords.has(text, WishWords.more + WishWords.refusing + ["不要"])
    return asksForOther && conversation.lastAction == "recommend"
      && !WishWords.has(text, WishWords.ofOrders)
  }

  /// "Compare the first two", "which one is better": of what was shown.
  private func compare(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    let text = line.utterance.text.lowercased()
    let reader = WishReader(desk: desk, conversation: conversation)
    guard WishWords.has(text, WishWords.compare), !reader.asksForExtreme(text),
      line.intent == "compare_products"
        || conversation.products.count > 1
          && line.intents.decision != .intent
    else { return nil }
    return Comparison(desk: desk, policy: name).reply(to: line, &conversation)
  }

  /// "Have you got red kettles", “有红色的水壶吗”: of a kind, not one that both know.
  private func asksForKind(_ line: Interpretation, _ reader: WishReader) -> Bool {
    let text = " " + line.utterance.text.lowercased()
    guard !reader.namesWhole(line) else { return false }
    guard let named = reader.named(line), named.products.count > 1 else {
      return line.entities(.product).isEmpty
        && (!reader.categories(line).isEmpty || !line.entities(.brand).isEmpty)
    }
    return !WishWords.has(text, WishWords.definite)
  }

  /// Words that ask for goods whatever intent was read: what is like something, and a kind of thing with
  /// a price, a colour or a brand.
  private func asksPlainly(
    _ line: Interpretation, _ reader: WishReader, _ desk: Desk
  ) -> Bool {
    let isSure = line.intents.decision == .intent
    let text = " " + line.utterance.text.lowercased()
    let kind = reader.named(line)?.products.count ?? 0
    // "Helmets under 20" asks for a kind, though the shop has but one helmet.
    let isOfGoods =
      !reader.namesWhole(line)
      && (kind > 1 || kind == 1 && reader.hasBudget(line) || !line.entities(.brand).isEmpty
        || !reader.categories(line).isEmpty)
    if isOfGoods, reader.asksForExtreme(text) { return true }
    // A classifier that learned from another shop's goods does not know these by name.
    if desk.advisor.index.isTranslated(line.utterance), WishWords.has(text, WishWords.wanting),
      !WishWords.has(text, WishWords.ofOrders)
    {
      return true
    }
    // "What goes with my kettle" asks for goods and about one: the first is meant.
    if reader.seeksMatch(line), !line.entities(.product).isEmpty,
      line.intents.scores.prefix(2).contains(where: { $0.intent.rawValue == "recommend_product" })
    {
      return true
    }
    var intents: Set<String> = [
      "recommend_product", "product_availability", "place_order", "compare_products",
    ]
    if reader.hasBudget(line) { intents.insert("product_question") }
    guard !isSure || line.intent.map(intents.contains) == true else { return false }
    if reader.seeksAlike(line) { return !line.entities(.product).isEmpty || !isSure }
    if isOfGoods, reader.limits(line), !WishWords.has(text, WishWords.definite) { return true }
    return line.intents.decision == .close && line.intent == "recommend_product"
      && (WishWords.has(text, WishWords.forMe) || isOfGoods)
  }
}

// How advice is given.
extension AdvicePolicy {
  private func advise(
    _ wish: Wish, leadingWith phrase: Phrase? = nil, _ conversation: inout Conversation,
    _ desk: Desk
  ) -> Reply {
    var wish = wish
    let search = AdviceSearch(desk: desk, wish: wish, conversation: conversation)
    let found = search.found()
    let last = conversation.wish
    wish.shown = found.map(\.product)
    conversation.wish = wish
    conversation.products = wish.shown
    guard !found.isEmpty else {
      // A limit that leaves nothing is let go.
      if phrase == .adviceMore, let last { conversation.wish = last }
      return nothing(search, &conversation)
    }
    let language = conversation.language
    let words = ReasonText(desk: desk, conversation: conversation, wish: wish)
    let lines = found.map { advice in
      let product = desk.assortment.product(advice.product)
      return desk.text(
        .adviceLine, in: conversation,
        [
          "product": (product?.name[language] ?? advice.product) + search.color(of: advice.product),
          "price": search.price(of: advice.product).display, "reason": words.text(advice),
        ])
    }
    let seed =
      wish.seedName ?? wish.seeds.first.flatMap { desk.assortment.product($0)?.name[language] }
      ?? ""
    let head = desk.say(
      phrase ?? lead(wish, conversation), in: &conversation, ["product": seed])
    return Reply(([head] + lines).joined(separator: "\n"), policy: name, action: "recommend")
  }

  private func lead(_ wish: Wish, _ conversation: Conversation) -> Phrase {
    switch wish.kind {
    case .goesWith: .adviceGoesWith
    case .like: .adviceSimilar
    case .need where wish.isForMe && wish.isOpen && conversation.customer == nil: .adviceStranger
    case .need: .adviceLead
    }
  }

  /// Nothing fits: what comes nearest.
  private func nothing(_ search: AdviceSearch, _ conversation: inout Conversation) -> Reply {
    var text = search.desk.say(.adviceNone, in: &conversation)
    if let nearest = search.nearest() {
      text += search.desk.text(
        .adviceNearest, in: conversation,
        ["product": nearest.name[conversation.language], "price": nearest.stockedPrice.display])
      conversation.products = [nearest.id]
      conversation.wish?.shown = [nearest.id]
    }
    return Reply(text, policy: name, action: "recommend")
  }

}
