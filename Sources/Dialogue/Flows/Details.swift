import Entities
import Quantities
import Shop
import Text

// What a task needs besides its order, asked for one at a time.
extension FlowVisit {
  /// The question for the first thing that lacks, or `nil` when all is there.
  mutating func details(_ order: Order?, _ line: Interpretation) throws -> Reply? {
    if let order, flow.task.needsItems, let question = items(order, line) { return question }
    switch flow.task {
    case .cancelOrder: return reason(line)
    case .changeAddress: return address(line, like: order?.address ?? customer.address)
    case .setDefaultAddress: return address(line, like: customer.address)
    case .changePayment:
      return otherMethod(than: order?.paymentMethod, line)
    case .changeOrder, .exchangeItem:
      guard let order else { return nil }
      return variants(order, line) ?? difference(order, line)
    case .returnItem, .getRefund:
      guard let order else { return nil }
      return method(among: refundTargets(order), line, .askRefundTo, .refundTo)
    case .warranty, .complaint: return description(line)
    default: return nil
    }
  }

  private mutating func items(_ order: Order, _ line: Interpretation) -> Reply? {
    if flow.wantsOther { takeOther(order) }
    if !flow.lines.isEmpty { return tooMany(order) }
    if order.items.count == 1, let only = order.items.first {
      flow.lines = [Flow.Line(line: only.line, quantity: flow.quantity ?? only.quantity)]
      return tooMany(order)
    }
    var chosen = order.items.filter { flow.products.contains($0.product) }
    if chosen.count > 1 {
      // A colour tells two things of one name apart; of one thing it may be the colour wanted instead.
      let like = chosen.filter { isLike($0, flow.options) }
      if !like.isEmpty { chosen = like }
    }
    if chosen.isEmpty {
      let labels = order.items.map { names($0) }
      if case .chosen(let places) = Choosing.choose(
        line, among: labels, several: true), flow.awaiting == .items || !places.isEmpty
      {
        chosen = places.map { order.items[$0] }
        // A number in the first line may be anything; only an answer to "which?" counts by place.
        if flow.awaiting != .items, chosen.count == order.items.count { chosen = [] }
      }
    }
    if !chosen.isEmpty {
      let one = chosen.count == 1
      flow.lines = chosen.map {
        Flow.Line(line: $0.line, quantity: one ? flow.quantity ?? $0.quantity : $0.quantity)
      }
      return tooMany(order)
    }
    return ask(.askItems, awaiting: .items, ["list": itemList(order)])
  }

  /// More than were bought, or none at all: better said before anything else is asked.
  private mutating func tooMany(_ order: Order) -> Reply? {
    for chosen in flow.lines {
      guard let item = order.item(chosen.line) else { continue }
      if takeAsOption(chosen, of: item) { continue }
      if !(1...item.quantity).contains(chosen.quantity) {
        return refuse(
          .badQuantity(line: chosen.line, most: item.quantity), order,
          Interpretation.nothing(conversation.language))
      }
    }
    return nil
  }

  /// "The one with 3 compartments": a number that no count can be, and that a variant is told by.
  private mutating func takeAsOption(_ chosen: Flow.Line, of item: OrderItem) -> Bool {
    guard [.exchangeItem, .changeOrder].contains(flow.task), chosen.quantity > item.quantity,
      let product = desk.assortment.product(item.product),
      product.variants.contains(where: { variant in
        variant.options.contains { $0.value == "\(chosen.quantity)" }
      }), let place = flow.lines.firstIndex(of: chosen)
    else { return false }
    flow.options.append("\(chosen.quantity)")
    flow.lines[place].quantity = item.quantity
    flow.quantity = nil
    return true
  }

  private func isLike(_ item: OrderItem, _ options: [String]) -> Bool {
    options.allSatisfy { option in
      desk.assortment.variant(item.sku)?.options.contains {
        $0.value.lowercased() == option.lowercased()
      } ?? true
    }
  }

  /// "No, the other one": of two items the one not chosen; of more, the choice is open again.
  private mutating func takeOther(_ order: Order) {
    flow.wantsOther = false
    let others = order.items.filter { item in !flow.lines.contains { $0.line == item.line } }
    flow.products = []
    flow.options = []
    flow.variants = [:]
    flow.lines =
      others.count == 1 && flow.lines.count == 1
      ? others.map { Flow.Line(line: $0.line, quantity: $0.quantity) } : []
  }

  /// The order's items for a question.
  func itemList(_ order: Order) -> String {
    desk.list(
      order.items.map {
        desk.assortment.title(sku: $0.sku, language: conversation.language)
          + ($0.quantity > 1 ? " × \($0.quantity)" : "")
      }, in: conversation.language)
  }

  private func names(_ item: OrderItem) -> [String] {
    var names = [Language.english, .chinese].map {
      desk.assortment.title(sku: item.sku, language: $0)
    }
    if let product = desk.assortment.product(item.product) {
      names += [product.name.english, product.name.chinese]
      names += Language.allCases.flatMap { product.aliases[$0] ?? [] }
    }
    return names
  }

  private mutating func reason(_ line: Interpretation) -> Reply? {
    let accepted = desk.policy.cancellation.reasons
    guard flow.reason == nil, !accepted.isEmpty else { return nil }
    let labels = accepted.map { desk.reasonWords($0, in: conversation.language) }
    switch Choosing.choose(line, among: labels) {
    case .chosen(let places) where !places.isEmpty:
      flow.reason = accepted[places[0]]
      return nil
    case .none
    where flow.awaiting == .reason && accepted.contains("other") && Answer.yesNo(line) != false
      && !line.utterance.tokens.isEmpty:
      flow.reason = "other"
      return nil
    default: break
    }
    let list = desk.list(labels.map { $0[0] }, in: conversation.language)
    return ask(.askCancelReason, awaiting: .reason, ["list": list])
  }

  private mutating func address(_ line: Interpretation, like known: Address) -> Reply? {
    if flow.parsedAddress == nil, let text = flow.address {
      flow.parsedAddress = AddressReader.address(text, like: known)
    }
    return flow.parsedAddress == nil ? ask(.askAddress, awaiting: .address) : nil
  }

  private mutating func description(_ line: Interpretation) -> Reply? {
    let words = line.utterance.tokens.filter { token in
      token.kind != .symbol && !line.entities.contains { $0.range.overlaps(token.range) }
    }
    // A line that tells a story needs no second telling.
    if flow.description == nil, flow.awaiting == nil, words.count >= 12 {
      flow.description = line.utterance.text
    }
    return flow.description == nil ? ask(.askComplaint, awaiting: .description) : nil
  }
}

// Money and variants.
extension FlowVisit {
  private func refundTargets(_ order: Order) -> [PaymentMethod] {
    let allowed = desk.policy.returns.refundTo
    return customer.paymentMethods.filter { method in
      allowed.contains(.any) || allowed.contains(.original) && method.id == order.paymentMethod
        || allowed.contains(.giftCard) && method.kind == .giftCard
    }.sorted { ($0.id == order.paymentMethod ? 0 : 1) < ($1.id == order.paymentMethod ? 0 : 1) }
  }

  /// Which of some payment methods; the only one needs no question.
  mutating func method(
    among methods: [PaymentMethod], _ line: Interpretation, _ phrase: Phrase, _ slot: Flow.Slot,
    _ values: [String: String] = [:]
  ) -> Reply? {
    if flow.method != nil, flow.awaiting != .confirmation { return nil }
    if methods.count == 1, slot == .refundTo {
      flow.method = methods[0].id
      return nil
    }
    guard !methods.isEmpty else { return nil }
    let labels = methods.map { method in
      [report.method(method.id, of: customer), method.kind.words, method.lastFour ?? method.id]
        + Language.allCases.map { desk.name(of: method.kind, in: $0) }
        + (slot == .refundTo && method.id == methods[0].id
          ? ["original payment method", "same way I paid", "原路退回", "原支付方式"] : [])
    }
    if methods.count == 1, flow.awaiting == slot, Answer.yesNo(line) == true {
      flow.method = methods[0].id
      return nil
    }
    // Before it was asked for, only words that fit exactly count.
    let outcome = Choosing.choose(line, among: labels)
    if case .chosen(let places) = outcome, let place = places.first,
      flow.awaiting == slot || labels[place].contains(where: { Choosing.names(line, $0) })
    {
      flow.method = methods[place].id
      return nil
    }
    if let said = flow.money,
      let place = labels.indices.first(where: { place in
        labels[place].contains { Choosing.names(said, $0) }
      })
    {
      flow.method = methods[place].id
      flow.money = nil
      return nil
    }
    if flow.method != nil { return nil }
    if flow.money != nil {
      // A way to pay was named that the customer does not have, or that cannot be used here.
      flow.objections += 1
      return other(.refusedMethod, among: methods)
    }
    let list = desk.list(labels.map { $0[0] }, in: conversation.language)
    return ask(phrase, awaiting: slot, values.merging(["list": list]) { $1 })
  }

  /// Another way to pay than an order's.
  private mutating func otherMethod(than current: String?, _ line: Interpretation) -> Reply? {
    let others = customer.paymentMethods.filter { $0.id != current }
    if others.isEmpty { return end(.refusedNoOtherMethod) }
    return method(
      among: others, line, others.count == 1 ? .askOnlyPaymentMethod : .askPaymentMethod,
      .paymentMethod)
  }

  private mutating func variants(_ order: Order, _ line: Interpretation) -> Reply? {
    if flow.task == .changeOrder, flow.wantsMore, flow.options.isEmpty, flow.variants.isEmpty {
      // Adding and taking out are no change we make; better said than asked about colours.
      return end(.refusedMore, ["order": order.number])
    }
    for chosen in flow.lines where flow.variants[chosen.line] == nil {
      guard let item = order.item(chosen.line),
        let product = desk.assortment.product(item.product)
      else { continue }
      let others = product.variants.filter { $0.sku != item.sku && $0.stock > 0 }
      let language = conversation.language
      if others.isEmpty {
        isDone = true
        return Reply(
          desk.text(.refusedNoVariant, in: conversation, ["item": product.name[language]]),
          policy: policy, action: "refused")
      }
      if flow.awaiting == .variant || !flow.options.isEmpty || isCorrected
        || namesNewOption(among: others, instead: item.sku, line),
        let wanted = variant(among: others, instead: item.sku, line)
      {
        flow.variants[chosen.line] = wanted.sku
        continue
      }
      if flow.awaiting == .variant, others.count == 1, Answer.yesNo(line) == true {
        flow.variants[chosen.line] = others[0].sku
        continue
      }
      return ask(
        .askVariant, awaiting: .variant,
        [
          "item": desk.assortment.title(sku: item.sku, language: language),
          "list": desk.list(
            others.map { variant in
              desk.assortment.label(of: variant, language: language) + " " + variant.price.display
            }, in: language),
        ])
    }
    return nil
  }

  /// Whether a line names an option that the thing bought does not have: what is wanted instead.
  private func namesNewOption(
    among others: [Variant], instead sku: String, _ line: Interpretation
  ) -> Bool {
    let bought = desk.assortment.variant(sku)?.options.map(\.value) ?? []
    return others.contains { variant in
      variant.options.contains { option in
        !bought.contains(option.value) && option.value.count > 1
          && optionNames(option).contains { Choosing.names(line, $0) }
      }
    }
  }

  /// The variant that fits most of what was said; of several, the one most like what was bought.
  private func variant(
    among others: [Variant], instead sku: String, _ line: Interpretation
  ) -> Variant? {
    let bought = desk.assortment.variant(sku)?.options ?? []
    let scores = others.map { variant in
      let said = variant.options.count { option in
        flow.options.contains { $0.lowercased() == option.value.lowercased() }
          || optionNames(option).contains { Choosing.names(line, $0) }
      }
      let kept = variant.options.count { option in
        bought.contains { $0.name == option.name && $0.value == option.value }
      }
      return said == 0 ? 0 : said * 10 + kept
    }
    if let best = scores.max(), best > 0, scores.count(where: { $0 == best }) == 1 {
      return others[scores.firstIndex(of: best) ?? 0]
    }
    let labels = others.map { variant in
      Language.allCases.map { desk.assortment.label(of: variant, language: $0) }
    }
    guard flow.awaiting == .variant,
      case .chosen(let places) = Choosing.choose(line, among: labels), let place = places.first
    else { return nil }
    return others[place]
  }

  /// The spellings of an option of a variant: `1.5 L`, `1.5l`, and its Chinese name.
  private func optionNames(_ option: Variant.Option) -> [String] {
    let known = desk.assortment.optionNames.first {
      $0.key.option == option.name && $0.key.value == option.value
    }
    return [option.value, option.value.split(separator: " ").joined()]
      + (known.map { [$0.name.chinese] } ?? [])
  }

  private mutating func difference(_ order: Order, _ line: Interpretation) -> Reply? {
    var total = 0
    for chosen in flow.lines {
      guard let item = order.item(chosen.line), let sku = flow.variants[chosen.line],
        let variant = desk.assortment.variant(sku)
      else { continue }
      total += (variant.price.hundredths - item.price.hundredths) * chosen.quantity
    }
    if total == 0 { return nil }
    let amount = Money(hundredths: abs(total), currency: order.shipping.currency)
    return method(
      among: customer.paymentMethods, line, .askPaymentDifference, .paymentMethod,
      ["amount": amount.display])
  }
}
