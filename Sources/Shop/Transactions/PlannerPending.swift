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
    let held = OrderBalance(order).held
    let kept = Money(
      hundredths: max(0, min(policy.cancellation.fee?.hundredths ?? 0, held.hundredths)),
      currency: policy.currency)
    effects += refunds(held - kept, of: order)
    if kept.hundredths > 0 { effects.append(.fee(kept)) }
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
    let paid = OrderBalance(order).shares.filter { $0.method != id && $0.held.hundredths > 0 }
    var left = try payable(
      paid.reduce(zero()) { $0 + $1.held }, from: method, required: policy.giftCardMustCover)
    var effects: [Effect] = [.payment(order: order.number, from: order.paymentMethod, to: method)]
    if left.hundredths > 0 {
      effects.append(.charge(order: order.number, amount: left, from: method))
    }
    for share in paid where left.hundredths > 0 {
      let part = min(left, share.held)
      left = left - part
      effects.append(refund(part, of: order, to: known(share.method)))
    }
    return effects
  }

  func changeItems(_ changes: [ItemChange], _ payment: String?) throws(Refused) -> [Effect] {
    let order = try order(in: policy.changes.statuses)
    if let limit = policy.changes.itemChanges, order.itemChanges >= limit {
      throw refuse(.itemsAlreadyChanged(limit: limit))
    }
    try checkOpen(order)
    let checked = try self.checked(changes, of: order)
    return checked.effects + (try settle(checked.difference, of: order, with: payment))
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
}

// Changes of variants, before and after the delivery.
extension Planner {
  struct CheckedChanges {
    let changes: [(line: Int, quantity: Int, from: String, to: String)]
    let difference: Money
    let effects: [Effect]
  }

  /// The changes if each is to an available other variant of the same product.
  func checked(_ changes: [ItemChange], of order: Order) throws(Refused) -> CheckedChanges {
    _ = try checked(
      changes.map { ItemCount(line: $0.line, quantity: $0.quantity) }, of: order, keptOnly: true)
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
}
