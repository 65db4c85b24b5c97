import Entities
import Quantities
import Shop
import Text

// What a task needs besides its order, asked for one at a time.
extension FlowVisit {
  /// The question for the first thing that lacks, or `nil` when all is there. What was chosen otherwise in
  /// answer to another question is said first.
  mutating func details(_ order: Order?, _ line: Interpretation) throws -> Reply? {
    let before = flow.lines
    let isFresh = flow.awaiting == nil || flow.awaiting != .items && before.isEmpty
    guard var question = try lacking(order, line) else { return nil }
    if let order, !isFresh, question.awaiting != nil, flow.lines != before, !flow.lines.isEmpty {
      let list = desk.list(
        flow.lines.compactMap { chosen in
          order.item(chosen.line).map { title($0, chosen.quantity) }
        }, in: conversation.language, or: false)
      question.text = desk.say(.itemsNoted, in: &conversation, ["list": list]) + question.text
    }
    return question
  }

  private mutating func lacking(_ order: Order?, _ line: Interpretation) throws -> Reply? {
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
      return method(
        among: refundTargets(order), line, .askRefundTo, .refundTo, original: order.paymentMethod)
    case .warranty, .complaint: return description(line)
    default: return nil
    }
  }

  private mutating func items(_ order: Order, _ line: Interpretation) -> Reply? {
    take(reader(line, order), order)
    if flow.lines.isEmpty {
      // What was said before the order was known may name the items.
      for text in flow.told.reversed() where flow.lines.isEmpty {
        take(reader(.of(text, conversation.language), order), order)
      }
    }
    if flow.lines.isEmpty { takeProducts(order) }
    if !flow.lines.isEmpty { return tooMany(order) }
    if order.items.count == 1, let only = order.items.first {
      flow.lines = [Flow.Line(line: only.line, quantity: flow.quantity ?? only.quantity)]
      return tooMany(order)
    }
    return ask(.askItems, awaiting: .items, ["list": itemList(order)])
  }

  private func reader(_ line: Interpretation, _ order: Order) -> ItemReader {
    ItemReader(line, order, desk, seeksMissing: flow.task == .reportMissing)
  }

  /// Takes the items that a line means; those it says are not meant are let go.
  private mutating func take(_ reader: ItemReader, _ order: Order) {
    let before = flow.lines
    let chosen = before.map(\.line)
    // "Black" after "which one would you like?" is a colour, whatever else in the order is called so.
    if flow.awaiting == .variant, !chosen.isEmpty, namesOption(reader.line, order) { return }
    // After "how many?" a number is no place in the list.
    let isAsked =
      flow.awaiting == .confirmation || flow.awaiting == .items && !flow.asksQuantity
    // "I don't want the mug" gives it back, unless it takes it off a plan.
    let read = reader.lines(
      chosen: before, isAsked: isAsked, givesReasons: flow.awaiting != .confirmation)
    guard !read.isEmpty else { return }
    flow.rejected.formUnion(read.excluded)
    flow.rejected.subtract(read.meant)
    flow.lines.removeAll { read.excluded.contains($0.line) }
    var meant = read.meant
    if meant.isEmpty {
      let left = order.items.map(\.line).filter { !flow.rejected.contains($0) }
      guard flow.lines.isEmpty, left.count == 1 else { return }
      meant = left
    }
    let pieces =
      meant.count == 1
      ? reader.pieces(of: meant[0], chosen: before, isAsked: isAsked) : nil
    if let pieces { flow.quantity = pieces }
    if chosen == meant, pieces == nil { return }
    flow.lines = meant.compactMap { place in
      order.item(place).map { item in
        Flow.Line(
          line: place, quantity: meant.count == 1 ? flow.quantity ?? item.quantity : item.quantity)
      }
    }
    if chosen != meant { flow.variants = [:] }
  }

  /// Whether a line names an option that what was chosen comes in.
  private func namesOption(_ line: Interpretation, _ order: Order) -> Bool {
    flow.lines.contains { chosen in
      guard let item = order.item(chosen.line), let product = desk.assortment.product(item.product)
      else { return false }
      return !OptionReader(line, desk).options(of: product.variants).isEmpty
    }
  }

  /// The items of the products named before the order was known.
  private mutating func takeProducts(_ order: Order) {
    var chosen = order.items.filter {
      flow.products.contains($0.product) && !flow.rejected.contains($0.line)
    }
    if chosen.count > 1 {
      // A colour tells two things of one name apart; of one thing it may be the colour wanted instead.
      let like = chosen.filter { isLike($0, flow.options) }
      if !like.isEmpty { chosen = like }
    }
    let one = chosen.count == 1
    flow.lines = chosen.map {
      Flow.Line(line: $0.line, quantity: one ? flow.quantity ?? $0.quantity : $0.quantity)
    }
  }

  /// More than were bought, or none at all: better said before anything else is asked.
  private mutating func tooMany(_ order: Order) -> Reply? {
    if let excluded = excluded(order) { return excluded }
    defer { if !flow.lines.isEmpty { flow.asksQuantity = false } }
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

  /// What never comes back is said before it is asked where the money shall go.
  private mutating func excluded(_ order: Order) -> Reply? {
    guard flow.task == .returnItem || flow.task == .getRefund else { return nil }
    let lines = flow.lines.map(\.line).filter { line in
      order.item(line).flatMap { desk.assortment.product($0.product) }
        .map { desk.policy.returns.excludedCategories.contains($0.category) } == true
    }
    guard !lines.isEmpty else { return nil }
    return refuse(.excluded(lines: lines), order, Interpretation.nothing(conversation.language))
  }

  /// "The one with 3 compartments", "the 6 glasses": a number that no count can be, and that an option is told
  /// by.
  private mutating func takeAsOption(_ chosen: Flow.Line, of item: OrderItem) -> Bool {
    let changes = [.exchangeItem, .changeOrder].contains(flow.task)
    guard chosen.quantity > item.quantity, let place = flow.lines.firstIndex(of: chosen) else {
      return false
    }
    let own = desk.assortment.variant(item.sku).map { [$0] } ?? []
    let variants = changes ? desk.assortment.product(item.product)?.variants ?? own : own
    guard OptionReader.isOption(chosen.quantity, of: variants) else { return false }
    if changes { flow.options.append("\(chosen.quantity)") }
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

  /// The order's items for a question.
  func itemList(_ order: Order) -> String {
    desk.list(order.items.map { title($0, $0.quantity) }, in: conversation.language)
  }

  private func title(_ item: OrderItem, _ count: Int) -> String {
    desk.assortment.title(sku: item.sku, language: conversation.language)
      + (count > 1 ? " × \(count)" : "")
  }

  private mutating func reason(_ line: Interpretation) -> Reply? {
    let accepted = desk.policy.cancellation.reasons
    guard !accepted.isEmpty else { return nil }
    let labels = accepted.map { desk.reasonWords($0, in: conversation.language) }
    if flow.reason != nil {
      if flow.awaiting == .confirmation,
        case .chosen(let places) = Choosing.choose(line, among: labels), let place = places.first
      {
        flow.reason = accepted[place]
      }
      return nil
    }
    switch Choosing.choose(line, among: labels) {
    case .chosen(let places) where !places.isEmpty:
      flow.reason = accepted[places[0]]
      return nil
    case .none
    where flow.awaiting == .reason && accepted.contains("other") && Answer.yesNo(line) != false
      && line.acts.share(of: .correct, .request, .refuse, .reject, .ask) < 0.5
      && !line.saysOnlyNames && line.utterance.tokens.contains { $0.kind != .number }:
      flow.reason = "other"
      return nil
    default: break
    }
    let list = desk.list(labels.map { $0[0] }, in: conversation.language)
    return ask(.askCancelReason, awaiting: .reason, ["list": list])
  }

  private mutating func address(_ line: Interpretation, like known: Address) -> Reply? {
    if flow.parsedAddress == nil {
      if let text = flow.address {
        let read = AddressReader(places: desk.spoken.places).parts(text)
        flow.addressParts = flow.addressParts.adding(read)
      }
      flow.parsedAddress = flow.addressParts.address(like: known)
    }
    if flow.parsedAddress != nil { return nil }
    let parts = flow.addressParts
    if parts.isEmpty { return ask(.askAddress, awaiting: .address) }
    let missing = parts.missing.map { desk.field($0.rawValue, conversation.language) }
    return ask(
      .askAddressPart, awaiting: .address,
      [
        "address": parts.known,
        "list": desk.list(missing, in: conversation.language, or: false),
      ])
  }

  private mutating func description(_ line: Interpretation) -> Reply? {
    let words = line.utterance.tokens.filter { token in
      token.kind != .symbol && !line.entities.contains { $0.range.overlaps(token.range) }
    }
    // A line that tells a story needs no second telling.
    if flow.description == nil, flow.awaiting == nil, words.count >= 12 {
      flow.description = line.utterance.text
    }
    guard flow.description == nil else { return nil }
    var question = ask(.askComplaint, awaiting: .description)
    if flow.task == .complaint, let number = flow.order ?? conversation.order,
      let order = try? shop.order(number), order.customer == customer.id,
      order.daysLate(on: desk.today) > 0, order.delivered == nil,
      conversation.said["late " + number] == nil
    {
      // Where the parcel is comes before what shall be written down of it.
      conversation.said["late " + number] = 1
      question.text = report.status(order, in: conversation) + "\n" + question.text
    }
    return question
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
      let said = OptionReader(line, desk).options(of: others, instead: bought(item))
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
        OptionReader($0, self.desk).options(of: others, instead: self.bought(item))
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
    let wanted = desk.list(
      flow.lines.compactMap { flow.variants[$0.line] }.map {
        desk.assortment.title(sku: $0, language: conversation.language)
      }, in: conversation.language, or: false)
    return method(
      among: customer.paymentMethods, line, .askPaymentDifference, .paymentMethod,
      original: order.paymentMethod, ["amount": amount.display, "item": wanted])
  }
}
