package import Quantities

/// Where money comes from and goes to: never more back than was paid.
extension Planner {
  /// The charge or refund that settles a difference in price; `payment` is the original method when `nil`.
  func settle(
    _ difference: Money, of order: Order, with payment: String?, afterReturn: Bool = false
  ) throws(Refused) -> [Effect] {
    let method = try paymentMethod(payment ?? order.paymentMethod)
    if difference.hundredths > 0 { return try charges(difference, of: order, from: method) }
    return try refunds(zero() - difference, of: order, to: payment, afterReturn: afterReturn)
  }

  /// What is charged to a method; where the policy lets a gift card pay a part, the order's own method pays
  /// the rest.
  private func charges(
    _ amount: Money, of order: Order, from method: PaymentMethod
  ) throws(Refused) -> [Effect] {
    let other = customer.paymentMethod(order.paymentMethod)
    let second = other.flatMap { $0.kind == .giftCard ? nil : $0 }
    let part = try payable(
      amount, from: method, required: policy.giftCardMustCover || second == nil)
    var effects: [Effect] = [.charge(order: order.number, amount: part, from: method)]
    if let second, part < amount {
      effects.append(.charge(order: order.number, amount: amount - part, from: second))
    }
    return effects
  }

  /// As much of an amount as a method can pay. Throws when a gift card holds too little, or nothing.
  func payable(
    _ amount: Money, from method: PaymentMethod, required: Bool
  ) throws(Refused) -> Money {
    guard method.kind == .giftCard else { return amount }
    let balance = method.balance ?? zero()
    if balance < amount, required || balance.hundredths <= 0 {
      throw refuse(.giftCardTooLow(balance: balance, needed: amount))
    }
    return min(balance, amount)
  }

  /// The refunds of an amount, or of what is left to refund, to what paid it.
  func refunds(_ amount: Money, of order: Order, afterReturn: Bool = false) -> [Effect] {
    let balance = OrderBalance(order)
    return balance.split(min(amount, balance.held), first: order.paymentMethod).map { part in
      refund(part.amount, of: order, to: known(part.method), afterReturn: afterReturn)
    }
  }

  /// The refunds of an amount, or of what is left to refund, to a method that paid so much or that the
  /// policy lets be credited; to what paid it when `target` is the order's own method or `nil`.
  func refunds(
    _ amount: Money, of order: Order, to target: String?, afterReturn: Bool
  ) throws(Refused) -> [Effect] {
    guard let target, target != order.paymentMethod else {
      return refunds(amount, of: order, afterReturn: afterReturn)
    }
    guard let method = customer.paymentMethod(target) else { throw refuse(.unknownPaymentMethod) }
    let balance = OrderBalance(order)
    let most = min(amount, balance.held)
    guard most.hundredths > 0 else { return [] }
    guard policy.allowsCredit(to: method) || most <= balance.held(by: target) else {
      throw refuse(.refundNotThere(allowed: policy.returns.refundTo))
    }
    return [refund(most, of: order, to: method, afterReturn: afterReturn)]
  }

  /// A refund to a method; one to a gift card is there at once, if the policy doesn't say otherwise.
  func refund(
    _ amount: Money, of order: Order, to method: PaymentMethod, afterReturn: Bool = false
  ) -> Effect {
    .refund(
      order: order.number, amount: amount, to: method,
      days: policy.refundDays(for: method.kind) ?? (method.kind == .giftCard ? 0...0 : nil),
      afterReturn: afterReturn)
  }

  /// Throws when the policy lets nothing that was sent back be refunded to a method.
  func check(refundTarget target: String?, of order: Order) throws(Refused) {
    let isOriginal = target == nil || target == order.paymentMethod
    guard let method = customer.paymentMethod(target ?? order.paymentMethod) else {
      throw refuse(.unknownPaymentMethod)
    }
    let allowed = policy.returns.refundTo
    let hasPaid = isOriginal || OrderBalance(order).held(by: method.id).hundredths > 0
    guard policy.allowsCredit(to: method) || hasPaid && allowed.contains(.original) else {
      throw refuse(.refundNotThere(allowed: allowed))
    }
  }

  /// The customer's method, or one of which only the id is known, because the customer has it no more.
  func known(_ id: String) -> PaymentMethod {
    customer.paymentMethod(id)
      ?? PaymentMethod(
        id: id, kind: PaymentMethod.Kind(rawValue: "other"), lastFour: nil, balance: nil)
  }
}

extension Policy {
  /// Whether money may go to a method that did not pay it.
  func allowsCredit(to method: PaymentMethod) -> Bool {
    returns.refundTo.contains(.any)
      || method.kind == .giftCard && returns.refundTo.contains(.giftCard)
  }

  /// The methods of a customer to which money may go that they did not pay.
  package func creditable(of customer: Customer) -> Set<String> {
    Set(customer.paymentMethods.filter { allowsCredit(to: $0) }.map(\.id))
  }
}

extension Plan {
  /// What the policy keeps or charges for it.
  package func fee(in currency: String) -> Money {
    effects.reduce(Money(hundredths: 0, currency: currency)) { sum, effect in
      if case .fee(let fee) = effect { sum + fee } else { sum }
    }
  }
}
