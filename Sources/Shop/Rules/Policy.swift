public import Quantities

/// The shop's rules, as `policy.json` writes them: what the desk does is decided by these alone.
///
/// A rule that the file leaves out is not enforced: no window, no date check.
public struct Policy: Hashable, Sendable {
  /// The ISO 4217 code of all amounts.
  public internal(set) var currency = "USD"
  /// How a customer shows who they are.
  public internal(set) var identification = Identification()
  /// Regular expressions of order numbers.
  public internal(set) var orderNumberPatterns: [String] = []
  /// An order number to show as an example.
  public internal(set) var orderNumberExample = ""
  /// What may be sent back.
  public internal(set) var returns = Returns()
  /// What may be exchanged.
  public internal(set) var exchanges = Exchanges()
  /// When an order may be cancelled.
  public internal(set) var cancellation = Cancellation()
  /// When an order may be changed.
  public internal(set) var changes = Changes()
  /// The days a refund takes, by kind of payment method.
  public internal(set) var refundDays: [String: ClosedRange<Int>] = [:]
  /// How long parcels take.
  public internal(set) var delivery = Delivery()
  /// Countries the shop delivers to, by code and by every name; empty: anywhere.
  public internal(set) var deliveryCountries: [Country] = []
  /// Days after delivery in which damage is to be reported.
  public internal(set) var damageReportDays: Int?
  /// Days that an answer to a report of damage takes.
  public internal(set) var damageAnswerDays: Int?
  /// Months after delivery in which the warranty holds; no warranty without.
  public internal(set) var warrantyMonths: Int?
  /// The kinds of payment that are taken; empty: any.
  public internal(set) var paymentMethods: [PaymentMethod.Kind] = []
  /// Whether a gift card must hold all that is to be paid with it.
  public internal(set) var giftCardMustCover = true
  /// Days that an answer to a complaint takes.
  public internal(set) var complaintAnswerDays: Int?
  /// Days that conversations are kept; for ever without.
  public internal(set) var keepConversationsDays: Int?

  /// The rules of a shop that has none.
  public init() {}

  /// A piece of what a customer can say to be recognised.
  public enum Clue: String, Hashable, Sendable, CaseIterable {
    case orderNumber = "order_number"
    case email, postcode, name
  }

  /// How a customer shows who they are.
  public struct Identification: Hashable, Sendable {
    /// Each way: all of its clues must fit one customer.
    public internal(set) var methods: [[Clue]] = [
      [.orderNumber, .email], [.orderNumber, .postcode],
    ]
    /// Wrong tries until a person takes over.
    public internal(set) var attempts = 3
    /// Minutes for which an order or an e-mail address is locked after so many wrong tries.
    public internal(set) var pauseMinutes = 15

    /// By the e-mail address alone, for a person at the desk who looks whose it is; it proves nothing.
    public static let byEmail = Identification(methods: [[.email]])
  }

  /// Where a refund may go.
  public enum RefundTarget: String, Hashable, Sendable, Codable, CaseIterable {
    /// What the order was paid with.
    case original
    /// Any gift card that the customer has.
    case giftCard = "gift_card"
    /// Any payment method that the customer has.
    case any
  }

  /// What may be sent back.
  public struct Returns: Hashable, Sendable {
    /// The statuses from which.
    public internal(set) var statuses: [OrderStatus] = [.delivered]
    /// Days after delivery.
    public internal(set) var windowDays: Int?
    /// Where the money may go.
    public internal(set) var refundTo: [RefundTarget] = [.original, .giftCard]
    /// Categories that can't be sent back.
    public internal(set) var excludedCategories: [String] = []
    /// What is kept of the refund.
    public internal(set) var fee: Money?
    /// Days to send the things.
    public internal(set) var sendBackDays: Int?
    /// What to put on the parcel, such as a prepaid label.
    public internal(set) var label: LocalizedText?
    /// What to pack the things in.
    public internal(set) var box: LocalizedText?
    /// Days in which a parcel that came back is checked.
    public internal(set) var checkDays: Int?
  }

  /// What may be exchanged.
  public struct Exchanges: Hashable, Sendable {
    /// The statuses from which.
    public internal(set) var statuses: [OrderStatus] = [.delivered]
    /// Days after delivery.
    public internal(set) var windowDays: Int?
    /// What an exchange costs.
    public internal(set) var fee: Money?
    /// How often in one order.
    public internal(set) var perOrder = 1
    /// Days to send the things.
    public internal(set) var sendBackDays: Int?
  }

  /// When an order may be cancelled.
  public struct Cancellation: Hashable, Sendable {
    /// The statuses from which.
    public internal(set) var statuses: [OrderStatus] = [.pending]
    /// The reasons accepted; empty: any.
    public internal(set) var reasons: [String] = []
    /// What is kept of the refund.
    public internal(set) var fee: Money?
  }

  /// When an order may be changed.
  public struct Changes: Hashable, Sendable {
    /// The statuses from which.
    public internal(set) var statuses: [OrderStatus] = [.pending]
    /// How often the items of one order; any number without.
    public internal(set) var itemChanges: Int?
    /// Whether changing the items closes the order to all further changes, cancelling too.
    public internal(set) var itemChangeIsFinal = false
  }

  /// A country, by all its names.
  public struct Country: Hashable, Sendable {
    /// Its code and its names, lower-case and without blanks.
    let keys: [String]
    /// Its code.
    public let code: String
  }
}

extension Policy {
  /// The days a refund to a kind of payment method takes; `nil` when the policy doesn't say.
  public func refundDays(for kind: PaymentMethod.Kind) -> ClosedRange<Int>? {
    refundDays[kind.rawValue]
  }

  /// Whether the shop delivers to a country, written as code or name.
  public func delivers(to country: String) -> Bool {
    let key = Key.folded(country)
    return deliveryCountries.isEmpty || deliveryCountries.contains { $0.keys.contains(key) }
  }
}
