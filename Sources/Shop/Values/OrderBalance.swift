public import Quantities

/// What was paid for an order, what was given back, and what the customer keeps for it.
///
/// Money that is promised but waits for a parcel counts as given back: it is nobody's to give twice.
public struct OrderBalance: Hashable, Sendable {
  /// What one payment method paid and got back.
  public struct Share: Hashable, Sendable {
    /// The id of the customer's payment method.
    public let method: String
    /// What was charged to it.
    public internal(set) var paid: Money
    /// What was given back to it, or is promised to it.
    public internal(set) var refunded: Money

    /// What it paid and did not get back; negative for a gift card that was credited.
    public var held: Money { paid - refunded }
  }

  /// The payment methods, in the order of the payments.
  public let shares: [Share]
  /// What the customer keeps is worth, delivery included: nothing once the order is cancelled.
  public let worth: Money

  /// The balance of an order. `price` tells what a variant costs that is wanted in an exchange; without it
  /// the exchange counts as even.
  public init(_ order: Order, price: (_ sku: String) -> Money? = { _ in nil }) {
    let zero = Money(hundredths: 0, currency: order.shipping.currency)
    var shares: [Share] = []
    for payment in order.payments {
      let place: Int
      if let known = shares.firstIndex(where: { $0.method == payment.method }) {
        place = known
      } else {
        place = shares.count
        shares.append(Share(method: payment.method, paid: zero, refunded: zero))
      }
      switch payment.kind {
      case .charge: shares[place].paid = shares[place].paid + payment.amount
      case .refund: shares[place].refunded = shares[place].refunded + payment.amount
      }
    }
    self.shares = shares
    worth = order.status == .cancelled ? zero : order.worthOfWhatStays(price: price)
  }
}

extension OrderBalance {
  private var zero: Money { Money(hundredths: 0, currency: worth.currency) }

  /// What was charged, all payment methods together.
  public var paid: Money { shares.reduce(zero) { $0 + $1.paid } }

  /// What was given back or is promised, all payment methods together.
  public var refunded: Money { shares.reduce(zero) { $0 + $1.refunded } }

  /// What was paid and not given back: no more than this can be refunded.
  public var held: Money { paid - refunded }

  /// What was paid beyond the worth of what stays, such as a fee; negative after a rebate.
  public var surplus: Money { held - worth }

  /// What a payment method paid and did not get back.
  public func held(by method: String) -> Money {
    shares.first { $0.method == method }?.held ?? zero
  }

  /// How an amount of at most `held` is given back to what paid it, no method getting more than it paid;
  /// `first` is asked first, then the others in the order of the payments.
  public func split(
    _ amount: Money, first: String
  ) -> [(method: String, amount: Money)] {
    var left = amount.hundredths
    let ordered = shares.filter { $0.method == first } + shares.filter { $0.method != first }
    return ordered.compactMap { share in
      let part = min(left, share.held.hundredths)
      guard part > 0 else { return nil }
      left -= part
      return (share.method, Money(hundredths: part, currency: amount.currency))
    }
  }
}

extension OrderBalance {
  /// Why an order must not change to this balance, or `nil`: no more may be given back than was paid, in
  /// all and by payment method, and what moves must be the change of worth and the fee.
  ///
  /// `creditable` are the methods that may be given money they did not pay, as the policy allows for gift
  /// cards. An order that was loaded with a surplus or a rebate may come nearer to none.
  public func objection(
    after before: OrderBalance, fee: Money, creditable: Set<String>
  ) -> String? {
    if held.hundredths < min(0, before.held.hundredths) {
      return "more would be given back than was paid"
    }
    for share in shares where !creditable.contains(share.method) {
      if share.held.hundredths < min(0, before.held(by: share.method).hundredths) {
        return "more would be given back to a payment method than it paid"
      }
    }
    let rest = surplus.hundredths - fee.hundredths
    let bounds = (
      min(0, before.surplus.hundredths), max(0, before.surplus.hundredths)
    )
    return rest < bounds.0 || rest > bounds.1
      ? "what was paid would not be the worth of what stays" : nil
  }
}

extension Order {
  /// What the lines cost that are neither returned nor on their way back, exchanges at the new price, and
  /// the delivery.
  fileprivate func worthOfWhatStays(price: (String) -> Money?) -> Money {
    var worth = total
    for request in returns {
      for line in request.items {
        guard let item = item(line.line) else { continue }
        let new = request.kind == .exchange ? line.newSKU.flatMap(price) ?? item.price : nil
        worth = worth - item.price * line.quantity
        if let new { worth = worth + new * line.quantity }
      }
    }
    return worth
  }

  /// How many of a line are neither returned nor exchanged.
  public func remaining(of item: OrderItem) -> Int {
    let gone = returns.flatMap(\.items).filter { $0.line == item.line }.reduce(0) {
      $0 + $1.quantity
    }
    return max(0, item.quantity - gone)
  }
}
