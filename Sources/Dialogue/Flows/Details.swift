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
      return method(
        among: customer.paymentMethods.filter { $0.id != order?.paymentMethod }, line,
        .askPaymentMethod, .paymentMethod)
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
    if !flow.lines.isEmpty { return nil }
    if order.items.count == 1, let only = order.items.first {
      flow.lines = [Flow.Line(line: only.line, quantity: flow.quantity ?? only.quantity)]
      return nil
    }
    let named = order.items.filter { item in
      flow.products.contains(item.product)
        && flow.options.allSatisfy { option in
          desk.assortment.variant(item.sku)?.options.contains {
            $0.value.lowercased() == option.lowercased()
          } ?? true
        }
    }
    var chosen = named
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
      return nil
    }
    return ask(.askItems, awaiting: .items, ["list": itemList(order)])
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
    case .none where flow.awaiting == .reason && accepted.contains("other"):
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
    if flow.description == nil, flow.awaiting == nil, line.utterance.tokens.count >= 12 {
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
    if flow.method != nil { return nil }
    if methods.count == 1, slot == .refundTo {
      flow.method = methods[0].id
      return nil
    }
    guard !methods.isEmpty else { return nil }
    let labels = methods.map { method in
      [report.method(method.id, of: customer), method.kind.words, method.lastFour ?? method.id]
        + (slot == .refundTo && method.id == methods[0].id
          ? ["original payment method", "same way I paid", "原路退回", "原支付方式"] : [])
    }
    // Before it was asked for, only words that fit exactly count.
    let outcome = Choosing.choose(line, among: labels)
    if case .chosen(let places) = outcome, let place = places.first,
      flow.awaiting == slot || labels[place].contains(where: { Choosing.names(line, $0) })
    {
      flow.method = methods[place].id
      return nil
    }
    let list = desk.list(labels.map { $0[0] }, in: conversation.language)
    return ask(phrase, awaiting: slot, values.merging(["list": list]) { $1 })
  }

  private mutating func variants(_ order: Order, _ line: Interpretation) -> Reply? {
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
      let labels = others.map { variant in
        [desk.assortment.label(of: variant, language: language)]
          + variant.options.map(\.value)
          + [desk.assortment.label(of: variant, language: .english)]
      }
      if flow.awaiting == .variant || !flow.options.isEmpty,
        case .chosen(let places) = Choosing.choose(line, among: labels), let place = places.first
      {
        flow.variants[chosen.line] = others[place].sku
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
