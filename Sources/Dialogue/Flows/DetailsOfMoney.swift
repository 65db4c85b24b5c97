import Entities
import Quantities
import Shop
import Text

// Money and variants.
extension FlowVisit {
  func refundTargets(_ order: Order) -> [PaymentMethod] {
    let allowed = desk.policy.returns.refundTo
    return customer.paymentMethods.filter { method in
      allowed.contains(.any) || allowed.contains(.original) && method.id == order.paymentMethod
        || allowed.contains(.giftCard) && method.kind == .giftCard
    }.sorted { ($0.id == order.paymentMethod ? 0 : 1) < ($1.id == order.paymentMethod ? 0 : 1) }
  }

  /// Which of some payment methods; the only one needs no question.
  mutating func method(
    among methods: [PaymentMethod], _ line: Interpretation, _ phrase: Phrase, _ slot: Flow.Slot,
    original: String? = nil, _ values: [String: String] = [:]
  ) -> Reply? {
    guard !methods.isEmpty else { return nil }
    let said = MethodReader(line, desk).choice(among: methods, original: original)
    if let chosen = said.methods.first {
      flow.method = chosen
      flow.money = nil
      return nil
    }
    if flow.method != nil { return nil }
    if let money = flow.money {
      let before = MethodReader(.of(money, conversation.language), desk)
      if let chosen = before.choice(among: methods, original: original).methods.first {
        flow.method = chosen
        flow.money = nil
        return nil
      }
    }
    if methods.count == 1 {
      let agrees = flow.awaiting == slot && line.acts.isWholeAssent
      if slot == .refundTo || agrees {
        flow.method = methods[0].id
        return nil
      }
    }
    if flow.money != nil || flow.awaiting == slot && said.isNamed {
      // A way to pay was named that the customer does not have, or that cannot be used here.
      flow.objections += 1
      return other(.refusedMethod, among: methods)
    }
    let names = methods.map { report.method($0.id, of: customer) }
    let list = desk.list(names, in: conversation.language)
    return ask(phrase, awaiting: slot, values.merging(["list": list]) { $1 })
  }

  /// Another way to pay than an order's.
  mutating func otherMethod(than current: String?, _ line: Interpretation) -> Reply? {
    let others = customer.paymentMethods.filter { $0.id != current }
    if others.isEmpty { return end(.refusedNoOtherMethod) }
    return method(
      among: others, line, others.count == 1 ? .askOnlyPaymentMethod : .askPaymentMethod,
      .paymentMethod)
  }

  mutating func variants(_ order: Order, _ line: Interpretation) -> Reply? {
    if flow.task == .changeOrder, flow.wantsMore, flow.options.isEmpty, flow.variants.isEmpty {
      // Adding and taking out are no change we make; better said than asked about colours.
      return end(.refusedMore, ["order": order.number])
    }
    takeOtherVariants(order, line)
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
      if let wanted = variant(among: others, instead: item, line) {
        flow.variants[chosen.line] = wanted.sku
        continue
      }
      if flow.awaiting == .variant, others.count == 1, line.acts.isWholeAssent {
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

  /// Another variant than the one chosen before, where a line names one, whatever was asked since.
  private mutating func takeOtherVariants(_ order: Order, _ line: Interpretation) {
    for chosen in flow.lines {
      guard let planned = flow.variants[chosen.line], let item = order.item(chosen.line),
        let product = desk.assortment.product(item.product)
      else { continue }
      let others = product.variants.filter { $0.sku != item.sku && $0.stock > 0 }
      let said = OptionReader(line, desk).options(
        of: others, instead: bought(item), planned: values(of: planned))
      guard !said.isEmpty else { continue }
      flow.options = []
      if let wanted = variant(among: others, instead: item, line) {
        flow.variants[chosen.line] = wanted.sku
      } else if others.contains(where: { variant in
        variant.sku == planned && variant.options.contains { said.excluded.contains($0.value) }
      }) {
        flow.variants[chosen.line] = nil
      }
    }
  }

  /// What a customer has of an item, for whoever reads which other they want.
  private func bought(_ item: OrderItem) -> (variant: Variant?, count: Int) {
    (desk.assortment.variant(item.sku), item.quantity)
  }

  /// The values of a variant's options.
  private func values(of sku: String) -> Set<String> {
    Set(desk.assortment.variant(sku)?.options.map(\.value) ?? [])
  }

  /// The variant that fits most of what was said; of several, the one most like what was planned or bought.
  private func variant(
    among others: [Variant], instead item: OrderItem, _ line: Interpretation
  ) -> Variant? {
    let bought = desk.assortment.variant(item.sku)?.options ?? []
    let planned = flow.variants[item.line].flatMap { desk.assortment.variant($0)?.options }
    let reader = OptionReader(line, desk)
    let isAsked =
      flow.awaiting == .variant || flow.awaiting == .confirmation || planned != nil
    let texts = [line] + (isAsked ? [] : flow.told.map { .of($0, conversation.language) })
    let said =
      texts.lazy.map {
        OptionReader($0, self.desk).options(
          of: others, instead: self.bought(item),
          planned: flow.variants[item.line].map(values) ?? [])
      }
      .first { !$0.isEmpty } ?? Mentioned()
    let known = Set(bought.map(\.value))
    let scores = others.map { variant -> Int in
      if variant.options.contains(where: { said.excluded.contains($0.value) }) { return 0 }
      let hits = variant.options.count { option in
        let isNew = isAsked || !known.contains(option.value)
        return isNew
          && (said.meant.contains(option.value)
            || said.isEmpty
              && flow.options.contains { $0.lowercased() == option.value.lowercased() })
      }
      let kept = variant.options.count { option in
        (planned ?? bought).contains { $0.name == option.name && $0.value == option.value }
      }
      return hits == 0 ? 0 : hits * 10 + kept
    }
    if let best = scores.max(), best > 0, scores.count(where: { $0 == best }) == 1 {
      return others[scores.firstIndex(of: best) ?? 0]
    }
    guard flow.awaiting == .variant, let place = reader.place(others) else { return nil }
    return others[place]
  }

  mutating func difference(_ order: Order, _ line: Interpretation) -> Reply? {
    var total = 0
    for chosen in flow.lines {
      guard let item = order.item(chosen.line), let sku = flow.variants[chosen.line],
        let variant = desk.assortment.variant(sku)
      else { continue }
      total += (variant.price.hundredths - item.price.hundredths) * chosen.quantity
    }
    if total == 0 { return nil }
    let amount = Money(hundredths: abs(total), currency: order.shipping.currency)
    let wanted = desk.list(
      flow.lines.compactMap { flow.variants[$0.line] }.map {
        desk.assortment.title(sku: $0, language: conversation.language)
      }, in: conversation.language, or: false)
    return method(
      among: customer.paymentMethods, line, .askPaymentDifference, .paymentMethod,
      original: order.paymentMethod, ["amount": amount.display, "item": wanted])
  }
}
