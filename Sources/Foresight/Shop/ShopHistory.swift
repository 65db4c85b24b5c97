/// What a shop knows when it looks ahead: plain values, days as numbers since 1970.
public struct ShopHistory: Sendable {
  /// One order.
  public struct Order: Sendable {
    /// The number, the customer's id and where it stands.
    public var number, customer, status: String
    /// Who carries it.
    public var carrier: String?
    /// Where it goes.
    public var country: String
    /// When what happened.
    public var placed: Int
    public var shipped, due, delivered, returnOpened, refundPromised: Int?
    /// Why it came back.
    public var returnReason: String?
    /// The share of its worth that came back.
    public var returnedShare: Double
    /// What its items cost.
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
    /// On which day.
    public let day: Int
    /// How many and for how much.
    public let quantity, amount: Double

    /// Creates a purchase.
    public init(customer: String, product: String, day: Int, quantity: Double, amount: Double) {
      (self.customer, self.product) = (customer, product)
      (self.day, self.quantity, self.amount) = (day, quantity, amount)
    }
  }

  /// A message about an order.
  public struct Contact: Sendable {
    /// Which order.
    public let order: String
    /// On which day.
    public let day: Int
    /// Why, as an intent.
    public let intent: String

    /// Creates a contact.
    public init(order: String, day: Int, intent: String) {
      (self.order, self.day, self.intent) = (order, day, intent)
    }
  }

  /// The orders, in any order.
  public var orders: [Order] = []
  /// What was bought.
  public var purchases: [Purchase] = []
  /// Who wrote.
  public var contacts: [Contact] = []
  /// What is in stock, by product; a number below zero counts as nothing.
  public var stock: [String: Int] = [:]
  /// The category of each product.
  public var categories: [String: String] = [:]
  /// The language of each customer.
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
  /// Whether it may speak.
  public let speaks: Bool
  /// By what that was decided.
  public let rule: String
  /// What has moved since the last month in what it reads and says; `nil` where that is not known.
  public var drift: Drift?

  /// Creates a backtest.
  public init(name: String, figures: [(name: String, value: Double)], speaks: Bool, rule: String) {
    self.name = name
    self.figures = figures
    self.speaks = speaks
    self.rule = rule
  }
}
