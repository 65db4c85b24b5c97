public import Quantities

/// What a customer bought at one time, and where it stands.
public struct Order: Hashable, Sendable {
  /// The number, as the shop writes it.
  public let number: String
  /// The customer's id.
  public let customer: String
  /// Where it stands.
  public let status: OrderStatus
  /// When it was placed; some shops don't say.
  public let placed: Day?
  /// When it left.
  public let shipped: Day?
  /// When it should arrive.
  public let due: Day?
  /// When it arrived.
  public let delivered: Day?
  /// What was bought, by line.
  public let items: [OrderItem]
  /// What the delivery cost.
  public let shipping: Money
  /// Where it goes.
  public let address: Address
  /// The id of the customer's payment method.
  public let paymentMethod: String
  /// Who carries it.
  public let carrier: String?
  /// The carrier's number.
  public let tracking: String?
  /// Why it was cancelled.
  public let cancelReason: String?
  /// How often its items were changed since it was placed.
  public let itemChanges: Int
  /// Returns and exchanges, the first first.
  public let returns: [ReturnRequest]
  /// What was paid and given back, the first first.
  public let payments: [Payment]

  package init(
    number: String, customer: String, status: OrderStatus, placed: Day?, shipped: Day?, due: Day?,
    delivered: Day?, items: [OrderItem], shipping: Money, address: Address, paymentMethod: String,
    carrier: String?, tracking: String?, cancelReason: String?, itemChanges: Int,
    returns: [ReturnRequest], payments: [Payment]
  ) {
    self.number = number
    self.customer = customer
    self.status = status
    self.placed = placed
    self.shipped = shipped
    self.due = due
    self.delivered = delivered
    self.items = items
    self.shipping = shipping
    self.address = address
    self.paymentMethod = paymentMethod
    self.carrier = carrier
    self.tracking = tracking
    self.cancelReason = cancelReason
    self.itemChanges = itemChanges
    self.returns = returns
    self.payments = payments
  }
}

extension Order {
  /// What the items cost.
  public var subtotal: Money {
    items.reduce(Money(hundredths: 0, currency: shipping.currency)) {
      $0 + $1.price * $1.quantity
    }
  }

  /// What the order cost, delivery included.
  public var total: Money { subtotal + shipping }

  /// The refunds, the first first.
  public var refunds: [Payment] { payments.filter { $0.kind == .refund } }

  /// Days past the day it was due, as of `today` or of the delivery; never negative.
  public func daysLate(on today: Day) -> Int {
    guard let due, status != .cancelled else { return 0 }
    return max(0, (delivered ?? today) - due)
  }

  /// The line with a number.
  public func item(_ line: Int) -> OrderItem? { items.first { $0.line == line } }
}

/// One line of an order.
public struct OrderItem: Hashable, Sendable, Codable {
  /// The line, from 1.
  public let line: Int
  /// The product's id.
  public let product: String
  /// The variant's stock-keeping unit.
  public let sku: String
  /// How many.
  public let quantity: Int
  /// What one cost.
  public let price: Money

  package init(line: Int, product: String, sku: String, quantity: Int, price: Money) {
    self.line = line
    self.product = product
    self.sku = sku
    self.quantity = quantity
    self.price = price
  }
}

/// Things on their way back, or waiting for it.
public struct ReturnRequest: Hashable, Sendable {
  /// Money back, or another variant.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case `return`
    case exchange
  }
  /// How far it is.
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// Opened; the things are still with the customer or on their way.
    case open
    /// The things have arrived and are being checked.
    case received
    case closed
  }

  /// Return or exchange.
  public let kind: Kind
  /// How far it is.
  public let status: Status
  /// When it was opened.
  public let opened: Day?
  /// Until when the things should be sent.
  public let sendBy: Day?
  /// Why, as a short word: `damaged`, `too_small`.
  public let reason: String?
  /// What comes back.
  public let items: [Line]

  package init(
    kind: Kind, status: Status, opened: Day?, sendBy: Day?, reason: String?, items: [Line]
  ) {
    self.kind = kind
    self.status = status
    self.opened = opened
    self.sendBy = sendBy
    self.reason = reason
    self.items = items
  }

  /// So many of a line, and what for.
  public struct Line: Hashable, Sendable, Codable {
    /// The line of the order.
    public let line: Int
    /// How many.
    public let quantity: Int
    /// The variant wanted instead, in an exchange.
    public let newSKU: String?

    package init(line: Int, quantity: Int, newSKU: String?) {
      self.line = line
      self.quantity = quantity
      self.newSKU = newSKU
    }
  }
}

/// Money that moved for an order.
public struct Payment: Hashable, Sendable {
  /// To the customer or from.
  public enum Kind: String, Hashable, Sendable, Codable {
    case refund, charge
  }
  /// How far it is.
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// Promised when a return arrives.
    case waiting
    /// On its way.
    case pending
    case paid
  }

  /// To the customer or from.
  public let kind: Kind
  /// How much; never negative.
  public let amount: Money
  /// The id of the customer's payment method.
  public let method: String
  /// When it was promised.
  public let opened: Day?
  /// When it should have arrived at the latest.
  public let due: Day?
  /// How far it is.
  public let status: Status

  package init(kind: Kind, amount: Money, method: String, opened: Day?, due: Day?, status: Status) {
    self.kind = kind
    self.amount = amount
    self.method = method
    self.opened = opened
    self.due = due
    self.status = status
  }
}
