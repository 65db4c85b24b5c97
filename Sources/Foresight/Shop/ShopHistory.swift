/// What a shop knows when it looks ahead: plain values, days as numbers since 1970.
public struct ShopHistory: Sendable {
  /// One order.
  public struct Order: Sendable {
    /// The number, the customer's id, where it stands and who carries it where.
    public var number, customer, status: String
    public var carrier: String?
    public var country: String
    /// When what happened.
    public var placed: Int
    public var shipped, due, delivered, returnOpened, refundPromised: Int?
    /// Why it came back, and what of its worth did.
    public var returnReason: String?
    public var returnedShare: Double
    public var worth: Double

    /// Creates an order that is only placed.
    public init(
      number: String, customer: String, status: String, country: String, placed: Int,
      worth: Double
    ) {
      (self.number, self.customer, self.status) = (number, customer, status)
      (self.country, self.placed, self.worth) = (country, placed, worth)
      returnedShare = 0
    }
  }

  /// A product bought at a time.
  public struct Purchase: Sendable {
    /// Who bought what, when, how many, for how much.
    public let customer, product: String
    public let day: Int
    public let quantity, amount: Double

    /// Creates a purchase.
    public init(customer: String, product: String, day: Int, quantity: Double, amount: Double) {
      (self.customer, self.product) = (customer, product)
      (self.day, self.quantity, self.amount) = (day, quantity, amount)
    }
  }

  /// A message about an order.
  public struct Contact: Sendable {
    /// Which order, on which day, and why.
    public let order: String
    public let day: Int
    public let intent: String

    /// Creates a contact.
    public init(order: String, day: Int, intent: String) {
      (self.order, self.day, self.intent) = (order, day, intent)
    }
  }

  /// The orders, purchases and contacts, in any order.
  public var orders: [Order] = []
  public var purchases: [Purchase] = []
  public var contacts: [Contact] = []
  /// What is in stock, by product; a number below zero counts as nothing.
  public var stock: [String: Int] = [:]
  /// The category of each product, and the language of each customer.
  public var categories: [String: String] = [:]
  public var languages: [String: String] = [:]
  /// The day it is.
  public var today: Int

  /// An empty shop on a day.
  public init(today: Int) { self.today = today }

  /// What was bought together: a basket for each customer and day, the oldest first.
  public var baskets: [[String]] {
    var found: [String: (day: Int, items: [String])] = [:]
    for purchase in purchases {
      found["\(purchase.day) \(purchase.customer)", default: (purchase.day, [])].items
        .append(purchase.product)
    }
    return found.sorted { ($0.value.day, $0.key) < ($1.value.day, $1.key) }.map(\.value.items)
  }

  /// What buying models are fitted to.
  public var valueInput: CustomerValues.Input {
    var orders: [String: [Double: Double]] = [:]
    for purchase in purchases where purchase.day <= today {
      orders[purchase.customer, default: [:]][Double(purchase.day), default: 0] += purchase.amount
    }
    return CustomerValues.Input(orders: orders, end: Double(today))
  }
}

/// How well a part of the foresight did on days it had not seen; what lost stays silent.
public struct Backtest: Sendable {
  /// What was foreseen.
  public let name: String
  /// The figures, in order.
  public let figures: [(name: String, value: Double)]
  /// Whether it may speak, and against what that was decided.
  public let speaks: Bool
  public let rule: String

  /// Creates a backtest.
  public init(name: String, figures: [(name: String, value: Double)], speaks: Bool, rule: String) {
    self.name = name
    self.figures = figures
    self.speaks = speaks
    self.rule = rule
  }
}
