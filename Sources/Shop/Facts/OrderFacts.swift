public import Diagnostics
public import Quantities

/// All that can be told of an order on one day, as values: the words are the reply's.
///
/// ```swift
/// let facts = OrderFacts(order: order, customer: customer, policy: policy, today: today)
/// facts.delivery.isLate          // past the day it was expected
/// facts.refunds.first?.due       // when the money should have arrived
/// facts.refundable               // what could be given back at most
/// ```
public struct OrderFacts: Hashable, Sendable {
  /// The order.
  public let order: Order
  /// When it comes, or came.
  public let delivery: DeliveryFacts
  /// Its refunds, the first first.
  public let refunds: [RefundFacts]
  /// Its returns and exchanges, the first first.
  public let returns: [ReturnFacts]
  /// Until when it can be sent back.
  public let window: ReturnWindow
  /// What was paid, given back, and what the customer keeps.
  public let balance: OrderBalance
  /// What it was paid with, in the order of the payments.
  public let payments: [PaymentFacts]

  /// The facts of an order. `customer` tells the last digits of cards, `price` what a variant costs that is
  /// wanted in an exchange; both may be left out.
  public init(
    order: Order, customer: Customer? = nil, policy: Policy, today: Day,
    price: (_ sku: String) -> Money? = { _ in nil }
  ) {
    self.order = order
    delivery = DeliveryFacts(order: order, policy: policy, today: today)
    refunds = order.refunds.map { refund in
      RefundFacts(
        payment: refund, method: customer?.paymentMethod(refund.method), policy: policy,
        today: today)
    }
    returns = order.returns.map {
      ReturnFacts(request: $0, order: order, policy: policy, today: today)
    }
    window = ReturnWindow(order: order, policy: policy, today: today)
    balance = OrderBalance(order, price: price)
    payments = balance.shares.map { share in
      PaymentFacts(share: share, method: customer?.paymentMethod(share.method))
    }
  }
}

extension OrderFacts {
  /// What the items cost.
  public var worth: Money { order.subtotal }
  /// What the order cost, delivery included.
  public var total: Money { order.total }
  /// What could be given back at most: paid, and neither given back nor promised.
  public var refundable: Money {
    max(balance.held, Money(hundredths: 0, currency: balance.held.currency))
  }
}

/// What one payment method paid for an order.
public struct PaymentFacts: Hashable, Sendable {
  /// What it paid and got back.
  public let share: OrderBalance.Share
  /// The method, while the customer has it.
  public let method: PaymentMethod?

  /// The last four digits of a card.
  public var lastFour: String? { method?.lastFour }
}

extension ShopStore {
  /// The facts of the order with a number, with its customer's cards and today's prices; `nil` when there is
  /// no such order. Whose it is, is the caller's to check.
  public func facts(
    ofOrder number: String, policy: Policy, today: Day
  ) throws(Fault) -> OrderFacts? {
    guard let order = try order(number) else { return nil }
    let isExchange = order.returns.contains { $0.items.contains { $0.newSKU != nil } }
    let assortment = isExchange ? try assortment() : nil
    return OrderFacts(
      order: order, customer: try customer(order.customer), policy: policy, today: today,
      price: { assortment?.variant($0)?.price })
  }
}
