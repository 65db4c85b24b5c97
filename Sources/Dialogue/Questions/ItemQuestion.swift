import Entities
import Intents
import Knowledge
import Quantities
import Shop
import Shopping
import Text

/// A line that may ask something of an item of the order spoken of.
struct ItemQuestion {
  let line: Interpretation
  let conversation: Conversation
  let desk: Desk

  /// An answer, the talk of goods after it, and the item that "it" means from here on.
  struct Answer {
    let text: String
    let talk: ShoppingState
    let item: SpokenItem?
    let product: String
  }

  /// What is asked about: an item as bought, or a variant of it that is to be had instead.
  private struct Target {
    let item: OrderItem
    let order: Order
    /// The options it is spoken of with.
    let options: [Variant.Option]
    /// Whether the line names it by a name, its place or its price.
    let isNamed: Bool
    /// Whether it is what the customer has, not what they may get for it.
    let isOwn: Bool
    /// Whether only the order was spoken of, and holds nothing else.
    var isGuessed = false
  }

  init(_ line: Interpretation, _ conversation: Conversation, _ desk: Desk) {
    self.line = line
    self.conversation = conversation
    self.desk = desk
  }

  /// From here on a line more probably asks for a fact than goes on about the item.
  private static let leastLike = 0.5

  /// The answer; `nil` where the line asks nothing of an item, or nothing that is known.
  func answer() throws -> Answer? {
    let before = questionBefore
    guard !seeksTask || before != nil, asks || mayAsk || before != nil, let order = try order(),
      let target = target(order)
    else { return nil }
    if let before {
      guard target.isNamed else { return nil }
      return try answer(to: before, of: target)
    }
    return try answer(to: line, of: target)
  }

  /// The answer to what `asked` asks, for the item that this line means.
  private func answer(to asked: Interpretation, of target: Target) throws -> Answer? {
    let isElliptic = asked.utterance.text != line.utterance.text
    let own = ShoppingState.Item(
      product: target.item.product,
      options: Dictionary(
        target.options.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
    let query = desk.shopping.question(
      asked.utterance, entities: asked.entities,
      intent: asked.intents.decision == .intent ? asked.intent : nil, confidence: asked.confidence,
      of: own, isOpen: goesOn(target), in: conversation.shopping)
    guard let query, isElliptic || (asks || isOfProperty(query)) && suits(query, target) else {
      return nil
    }
    let text = asked.utterance.text
    if let price = price(query, target) { return made(price, target, conversation.shopping, text) }
    var talk = conversation.shopping
    guard
      let answer = desk.shopping.answer(
        to: query, of: own, in: &talk, language: conversation.language)
    else { return nil }
    let asksOptions = query.questions.contains { if case .options = $0 { true } else { false } }
    return made((asksOptions && target.isOwn ? yours(target) : "") + answer, target, talk, text)
  }

  /// "Yours is the Santoku Knife (walnut)", where it is asked what there is.
  private func yours(_ target: Target) -> String {
    desk.text(
      .answerOwnItem, in: conversation,
      ["item": desk.assortment.title(sku: target.item.sku, language: conversation.language)])
  }

  /// Whether the line goes on with an item: asked about just now, or named right after another was.
  private func goesOn(_ target: Target) -> Bool {
    mayGoOn && conversation.item?.order == target.order.number && line.utterance.tokens.count <= 12
  }

  private func made(
    _ text: String, _ target: Target, _ talk: ShoppingState, _ question: String
  ) -> Answer {
    Answer(
      text: text, talk: talk,
      item: SpokenItem(
        order: target.order.number, line: target.item.line, turn: conversation.turn,
        question: question),
      product: target.item.product)
  }
}

// Whether it asks, and of which order.
extension ItemQuestion {
  /// What was asked of an item just now, where the line asks the same of another: "and the bottle", “那锅呢”.
  private var questionBefore: Interpretation? {
    guard conversation.flow == nil, let item = conversation.item,
      conversation.turn - item.turn <= 1, line.utterance.tokens.count <= 6,
      MentionReader(line, desk.spoken).has(.goesOn)
    else { return nil }
    return .of(item.question, conversation.language)
  }

  /// Whether a line has a task's verb: what is to be done with a thing is for the task to answer.
  private var seeksTask: Bool {
    let mentions = MentionReader(line, desk.spoken)
    return SpokenPhrases.List.verbs.contains { $0 != .doSubmit && mentions.has($0) }
  }

  private var asks: Bool {
    let asking = max(
      line.acts.share(.ask),
      line.acts.acts.filter { $0.kind == .ask }.map(\.confidence).max() ?? 0)
    if line.asksInForm { return asking >= 0.2 || mayGoOn }
    return asking >= (line.isQuestionShaped(desk.spoken) ? 0.3 : 0.6)
  }

  /// Whether a line has the words of a question, though it does not do what questions do: "I only want to know
  /// how to clean it".
  private var mayAsk: Bool {
    line.isQuestionShaped(desk.spoken) && line.acts.share(of: .assent, .stop) < 0.5
  }

  /// Whether an item was asked about just now, with nothing else open.
  private var mayGoOn: Bool {
    guard conversation.flow == nil, let item = conversation.item else { return false }
    return conversation.turn - item.turn <= 1
  }

  /// The order spoken of, the customer's own; a line that names another speaks of that.
  private func order() throws -> Order? {
    guard let customer = conversation.customer, let shop = desk.shop,
      let number = conversation.flow?.order ?? conversation.order
    else { return nil }
    if let named = line.text(.orderNumber), named != number { return nil }
    guard let order = try shop.order(number), order.customer == customer else { return nil }
    return order
  }

  /// Whether a question of goods is what the line is for: no task is asked for and no known way to ask about
  /// an order or a plan is nearer.
  private func suits(_ query: ProductQuery, _ target: Target) -> Bool {
    let isOfProperty = isOfProperty(query)
    let isOfStock = query.questions.contains { [.stock, .count, .restock].contains($0) }
    // In the middle of a task sums are the plan's, unless another thing is named.
    if conversation.flow != nil, !isOfProperty, !isOfStock, !target.isNamed { return false }
    let isOpen = query.questions == [.open]
    // What they have needs no stock; "when you get it back" asks for none.
    if target.isOwn, !target.isNamed, isOfStock, !isOfProperty { return false }
    // "And the pepper mill?", of parcels: where that one is.
    if isOpen, conversation.lastTask?.isLookUp == true,
      MentionReader(line, desk.spoken).has(.goesOn)
    {
      return false
    }
    if target.isGuessed, !isOfProperty, !isOpen { return false }
    if isOfOther, target.isGuessed || !isOfProperty && !target.isNamed { return false }
    let task = line.intents.decision == .intent ? line.intent.flatMap(Task.init) : nil
    if task != nil, line.confidence >= 0.6, !isOfProperty { return false }
    // What was just done has sums of its own.
    if conversation.question == "done", query.questions == [.price], !target.isNamed {
      return false
    }
    guard let known = QuestionAnswerer(desk: desk).answer(to: line, in: conversation) else {
      return true
    }
    if known.fact.about.contains(where: { $0.hasPrefix("product") }) { return true }
    if target.isNamed, isOfProperty || query.questions == [.price] { return true }
    let isPlain = isOfProperty || isOfStock || query.questions == [.price]
    return known.score < (isPlain ? QuestionAnswerer.sure : Self.leastLike)
  }
}

extension ItemQuestion {
  /// Whether a line is sure to be about something that is no property of goods: what delivery costs.
  private var isOfOther: Bool {
    guard line.intents.decision == .intent, line.confidence >= 0.8, let intent = line.intent else {
      return false
    }
    return !desk.knowledge.articles(for: intent, language: conversation.language).isEmpty
      && !["product_question", "product_availability", "compare_products", "size_guide"]
        .contains(intent)
  }

  private func isOfProperty(_ query: ProductQuery) -> Bool {
    query.questions.contains { question in
      switch question {
      case .attribute, .feature, .options: true
      default: false
      }
    }
  }
}

// Which item is meant.
extension ItemQuestion {
  private func target(_ order: Order) -> Target? {
    let reader = ItemReader(line, order, desk)
    let named = reader.lines(chosen: [], isAsked: wasListed(order))
    if named.meant.count == 1, let item = order.item(named.meant[0]) {
      return instead(item, order, isNamed: true) ?? bought(item, order, isNamed: true)
    }
    guard named.isEmpty else { return nil }
    if let flow = conversation.flow, !flow.isOffered {
      guard flow.lines.count == 1, let item = order.item(flow.lines[0].line) else { return nil }
      return instead(item, order, isNamed: false) ?? bought(item, order, isNamed: false)
    }
    if let item = conversation.spokenItem(of: order) { return bought(item, order, isNamed: false) }
    guard order.items.count == 1, (conversation.topics.weights["order"] ?? 0) >= 0.5
    else { return nil }
    var only = bought(order.items[0], order, isNamed: false)
    only.isGuessed = true
    return only
  }

  private func bought(_ item: OrderItem, _ order: Order, isNamed: Bool) -> Target {
    Target(
      item: item, order: order, options: desk.assortment.variant(item.sku)?.options ?? [],
      isNamed: isNamed, isOwn: true)
  }

  /// What an open exchange is to bring instead: the variant chosen, the only one there is, or any.
  private func instead(_ item: OrderItem, _ order: Order, isNamed: Bool) -> Target? {
    guard let flow = conversation.flow, [.exchangeItem, .changeOrder].contains(flow.task),
      flow.lines.contains(where: { $0.line == item.line }),
      let product = desk.assortment.product(item.product)
    else { return nil }
    let others = product.variants.filter { $0.sku != item.sku && $0.stock > 0 }
    let chosen =
      flow.variants[item.line].flatMap { desk.assortment.variant($0) }
      ?? (others.count == 1 ? others[0] : nil)
    return Target(
      item: item, order: order, options: chosen?.options ?? [], isNamed: isNamed, isOwn: false)
  }

  /// Whether the items of the order were told just now, so that "the last one" is one of them.
  private func wasListed(_ order: Order) -> Bool {
    if let spoken = conversation.item, spoken.order == order.number,
      conversation.turn - spoken.turn <= 1
    {
      return true
    }
    guard let reply = conversation.lastReply else { return false }
    return order.items.allSatisfy {
      reply.contains(desk.assortment.title(sku: $0.sku, language: conversation.language))
    }
  }
}

// What it cost.
extension ItemQuestion {
  /// What was paid, or how another variant compares with it.
  private func price(_ query: ProductQuery, _ target: Target) -> String? {
    let isOfPrice = query.questions == [.price] || query.questions == [.difference]
    guard isOfPrice, target.isOwn, let product = desk.assortment.product(target.item.product) else {
      return nil
    }
    let others = product.variants.filter { $0.sku != target.item.sku }
    let own = desk.assortment.variant(target.item.sku)
    let said = OptionReader(line, desk).options(of: others, instead: (own, target.item.quantity))
      .meant.subtracting(own?.options.map(\.value) ?? [])
    let context = QuestionContext(line, conversation, desk)
    if said.isEmpty { return query.questions == [.price] ? paid(target, context) : nil }
    let wanted = others.max { one, other in
      fit(one, said, own) < fit(other, said, own)
    }
    return wanted.map { compared($0, target, context) }
  }

  /// How many of the options said a variant has, then how many of those bought.
  private func fit(_ variant: Variant, _ said: Set<String>, _ own: Variant?) -> Int {
    variant.options.count { said.contains($0.value) } * 10
      + variant.options.count { own?.option($0.name) == $0.value }
  }

  private func paid(_ target: Target, _ context: QuestionContext) -> String {
    let item = target.item
    return context.say(
      item.quantity > 1 ? .answerItemPriceEach : .answerItemPrice,
      [
        "item": desk.assortment.title(sku: item.sku, language: conversation.language),
        "amount": item.price.display, "count": "\(item.quantity)",
        "total": (item.price * item.quantity).display,
      ])
  }

  private func compared(
    _ variant: Variant, _ target: Target, _ context: QuestionContext
  ) -> String {
    let more = variant.price.hundredths - target.item.price.hundredths
    let amount = Money(hundredths: abs(more), currency: variant.price.currency)
    return context.say(
      more == 0 ? .answerOtherSame : more > 0 ? .answerOtherDearer : .answerOtherCheaper,
      [
        "item": desk.assortment.title(sku: variant.sku, language: conversation.language),
        "price": variant.price.display, "amount": amount.display,
      ])
  }
}
