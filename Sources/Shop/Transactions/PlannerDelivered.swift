import Quantities

/// Orders that have arrived: sending back, exchanging, and what went wrong with them.
extension Planner {
  func returnItems(
    _ items: [ItemCount], _ target: String?, _ reason: String?
  ) throws(Refused) -> [Effect] {
    let rules = policy.returns
    let order = try order(in: rules.statuses)
    try check(window: rules.windowDays, of: order)
    let chosen = try checked(items, of: order, keptOnly: true)
    try checkReturnable(chosen.map(\.item))
    try check(refundTarget: target, of: order)
    let price = chosen.reduce(zero()) { $0 + $1.item.price * $1.quantity }
    let fee = Money(
      hundredths: min(rules.fee?.hundredths ?? 0, price.hundredths), currency: policy.currency)
    var effects: [Effect] = [
      .status(order: order.number, from: order.status, to: .returnRequested),
      .sendBack(
        order: order.number, kind: .return,
        items: chosen.map { .init(line: $0.item.line, quantity: $0.quantity, newSKU: nil) },
        by: rules.sendBackDays.map { today + $0 }, reason: short(reason)),
    ]
    if fee.hundredths > 0 { effects.append(.fee(fee)) }
    return effects
      + (try refunds(price - fee, of: order, to: target, afterReturn: true))
  }

  func exchangeItems(
    _ changes: [ItemChange], _ payment: String?, _ reason: String?
  ) throws(Refused) -> [Effect] {
    let rules = policy.exchanges
    let made = order?.returns.count { $0.kind == .exchange } ?? 0
    if order != nil, made >= rules.perOrder {
      throw refuse(.alreadyExchanged(limit: rules.perOrder))
    }
    let order = try order(in: rules.statuses)
    try check(window: rules.windowDays, of: order)
    let checked = try self.checked(changes, of: order)
    try checkReturnable(changes.compactMap { order.item($0.line) })
    let fee = rules.fee ?? zero()
    let lines = checked.changes.map {
      ReturnRequest.Line(line: $0.line, quantity: $0.quantity, newSKU: $0.to)
    }
    var effects: [Effect] = [
      .status(order: order.number, from: order.status, to: .exchangeRequested),
      .sendBack(
        order: order.number, kind: .exchange, items: lines,
        by: rules.sendBackDays.map { today + $0 }, reason: short(reason)),
    ]
    effects += checked.effects
    if fee.hundredths > 0 { effects.append(.fee(fee)) }
    // What is cheaper is credited only once the dearer thing is back.
    effects += try settle(
      checked.difference + fee, of: order, with: payment, afterReturn: true)
    return effects + checked.changes.map { .stock(sku: $0.to, by: -$0.quantity) }
  }

  func reportProblem(
    _ items: [ItemCount], _ problem: Request.Problem, _ wish: String
  ) throws(Refused) -> [Effect] {
    // A thing can be missing or wrong only once the parcel is there.
    let order = try order(in: [.delivered, .returnRequested, .exchangeRequested])
    try check(window: policy.damageReportDays, of: order)
    let chosen = try checked(items, of: order)
    let lines = chosen.map { "\($0.quantity) × \($0.item.sku)" }.joined(separator: ", ")
    return [
      .ticket(
        order: order.number, kind: problem.rawValue, text: told(lines, wish),
        answerDays: policy.answerDays(toTicketOf: problem.rawValue))
    ]
  }

  func claimWarranty(_ items: [ItemCount], _ text: String) throws(Refused) -> [Effect] {
    let order = try order(in: [.delivered, .returnRequested, .exchangeRequested, .returned])
    let chosen = try checked(items, of: order)
    guard let months = policy.warrantyMonths, months > 0 else { throw refuse(.noWarranty) }
    if let begun = order.delivered ?? order.placed {
      let ended = begun.adding(months: months)
      if today > ended { throw refuse(.warrantyOver(months: months, ended: ended)) }
    }
    let lines = chosen.map { "\($0.quantity) × \($0.item.sku)" }.joined(separator: ", ")
    return [
      .ticket(
        order: order.number, kind: "warranty",
        text: told(lines, text),
        answerDays: policy.answerDays(toTicketOf: "warranty"))
    ]
  }

  /// Items, and what was said of them.
  private func told(_ items: String, _ words: String) -> String {
    words.isEmpty ? items : items + ": " + cut(words)
  }

  private func checkReturnable(_ items: [OrderItem]) throws(Refused) {
    let excluded = items.filter {
      policy.returns.excludedCategories.contains(categories[$0.product] ?? "")
    }
    if !excluded.isEmpty { throw refuse(.excluded(lines: excluded.map(\.line))) }
  }

  /// A reason is a word or a line, never a letter.
  private func short(_ reason: String?) -> String? {
    reason.map { String($0.unicodeScalars.prefix(200)) }
  }
}

// What needs a person, and what goes with no order.
extension Planner {
  func complain(_ number: String?, _ text: String) throws(Refused) -> [Effect] {
    if number != nil { _ = try knownOrder() }
    guard !text.allSatisfy(\.isWhitespace) else { throw refuse(.noText) }
    return [
      .ticket(
        order: order?.number, kind: "complaint", text: cut(text),
        answerDays: policy.answerDays(toTicketOf: "complaint"))
    ]
  }

  func sendInvoice() throws(Refused) -> [Effect] {
    let order = try knownOrder()
    return [.invoice(order: order.number, total: order.total)]
  }

  func setDefaultAddress(_ address: Address) throws(Refused) -> [Effect] {
    try check(address)
    guard address != customer.address else { throw refuse(.sameAddress) }
    return [.defaultAddress(from: customer.address, to: address)]
  }

  /// As much as a person will read.
  func cut(_ text: String) -> String { String(text.unicodeScalars.prefix(4000)) }
}
