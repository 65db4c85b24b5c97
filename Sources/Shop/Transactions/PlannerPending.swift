import Quantities

/// Orders that have not been sent: cancelling and changing them.
extension Planner {
  func cancel(_ reason: String?) throws(Refused) -> [Effect] {
    let order = try order(in: policy.cancellation.statuses)
    try checkOpen(order)
    let reasons = policy.cancellation.reasons
    if !reasons.isEmpty, !reasons.contains(reason ?? "") {
      throw refuse(.reasonNotAccepted(accepted: reasons))
    }
    var effects: [Effect] = [.status(order: order.number, from: order.status, to: .cancelled)]
    var fee = policy.cancellation.fee?.hundredths ?? 0
    var kept = 0
    for (id, paid) in order.paidByMethod {
      let method = customer.paymentMethod(id) ?? unknownMethod(id)
      let held = min(fee, paid.hundredths)
      fee -= held
      kept += held
      let amount = Money(hundredths: paid.hundredths - held, currency: paid.currency)
      if amount.hundredths > 0 { effects.append(refund(amount, of: order, to: method)) }
    }
    if kept > 0 {
      effects.append(.fee(Money(hundredths: kept, currency: policy.currency)))
    }
    return effects + order.items.map { .stock(sku: $0.sku, by: $0.quantity) }
  }

  func changeAddress(_ address: Address) throws(Refused) -> [Effect] {
    let order = try order(in: policy.changes.statuses)
    try checkOpen(order)
    try check(address)
    guard address != order.address else { throw refuse(.sameAddress) }
    return [.address(order: order.number, from: order.address, to: address)]
  }

  func changePayment(_ id: String) throws(Refused) -> [Effect] {
    let order = try order(in: policy.changes.statuses)
    try checkOpen(order)
    let method = try paymentMethod(id)
    guard id != order.paymentMethod else { throw refuse(.samePaymentMethod) }
    let paid = order.paidByMethod.filter { $0.method != id }
    let total = paid.reduce(zero()) { $0 + $1.amount }
    try check(method, covers: total)
    var effects: [Effect] = [.payment(order: order.number, from: order.paymentMethod, to: method)]
    effects.append(.charge(order: order.number, amount: total, from: method))
    for (id, amount) in paid {
      let old = customer.paymentMethod(id) ?? unknownMethod(id)
      effects.append(refund(amount, of: order, to: old))
    }
    return effects
  }

  func changeItems(_ changes: [ItemChange], _ payment: String?) throws(Refused) -> [Effect] {
    let order = try order(in: policy.changes.statuses)
    if let limit = policy.changes.itemChanges, order.itemChanges >= limit {
      throw refuse(.itemsAlreadyChanged(limit: limit))
    }
    try checkOpen(order)
    let checked = try self.checked(changes, of: order, counting: true)
    let method = try paymentMethod(payment ?? order.paymentMethod)
    let items = checked.effects
    return items + (try settle(checked.difference, of: order, with: method))
      + checked.changes.flatMap { change -> [Effect] in
        [
          .stock(sku: change.from, by: change.quantity),
          .stock(sku: change.to, by: -change.quantity),
        ]
      }
  }

  /// Throws when a change of items closed the order.
  private func checkOpen(_ order: Order) throws(Refused) {
    if policy.changes.itemChangeIsFinal, order.itemChanges > 0 {
      throw refuse(.closedByItemChange)
    }
  }

  private func unknownMethod(_ id: String) -> PaymentMethod {
    PaymentMethod(id: id, kind: PaymentMethod.Kind(rawValue: "other"), lastFour: nil, balance: nil)
  }
}

// Changes of variants, before and after the delivery.
extension Planner {
  struct CheckedChanges {
    let changes: [(line: Int, quantity: Int, from: String, to: String)]
    let difference: Money
    let effects: [Effect]
  }

  /// The changes if each is to an available other variant of the same product.
  func checked(
    _ changes: [ItemChange], of order: Order, counting: Bool
  ) throws(Refused) -> CheckedChanges {
    _ = try checked(
      changes.map { ItemCount(line: $0.line, quantity: $0.quantity) }, of: order)
    var wanted: [String: Int] = [:]
    var all: [(line: Int, quantity: Int, from: String, to: String)] = []
    var effects: [Effect] = []
    var difference = zero()
    for change in changes {
      guard let item = order.item(change.line) else { throw refuse(.unknownLine(change.line)) }
      guard let variant = variants[change.sku] else { throw refuse(.unknownVariant(change.sku)) }
      guard variant.product == item.product else { throw refuse(.otherProduct(line: change.line)) }
      guard variant.sku != item.sku else { throw refuse(.sameVariant(line: change.line)) }
      wanted[variant.sku, default: 0] += change.quantity
      guard wanted[variant.sku, default: 0] <= variant.stock else {
        throw refuse(.outOfStock(sku: variant.sku, left: variant.stock))
      }
      let step = (variant.price - item.price) * change.quantity
      difference = difference + step
      all.append((change.line, change.quantity, item.sku, variant.sku))
      effects.append(
        .item(
          order: order.number, line: change.line, quantity: change.quantity, from: item.sku,
          to: variant.sku, difference: step))
    }
    return CheckedChanges(changes: all, difference: difference, effects: effects)
  }

  /// The charge or refund that settles a difference in price.
  func settle(
    _ difference: Money, of order: Order, with method: PaymentMethod
  ) throws(Refused) -> [Effect] {
    if difference.hundredths > 0 {
      try check(method, covers: difference)
      return [.charge(order: order.number, amount: difference, from: method)]
    }
    if difference.hundredths < 0 {
      return [refund(zero() - difference, of: order, to: method)]
    }
    return []
  }
}

extension Order {
  /// What was paid and not given back, by payment method, in the order of the payments.
  var paidByMethod: [(method: String, amount: Money)] {
    var order: [String] = []
    var sums: [String: Int] = [:]
    for payment in payments {
      if sums[payment.method] == nil { order.append(payment.method) }
      sums[payment.method, default: 0] +=
        payment.amount.hundredths * (payment.kind == .charge ? 1 : -1)
    }
    return order.compactMap { method in
      guard let sum = sums[method], sum > 0 else { return nil }
      return (method, Money(hundredths: sum, currency: shipping.currency))
    }
  }
}
