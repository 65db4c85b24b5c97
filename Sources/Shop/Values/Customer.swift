public import Quantities
public import Text

/// A person who buys.
public struct Customer: Hashable, Sendable, Identifiable {
  /// The shop's id, such as `c0001`.
  public let id: String
  /// The name as the person writes it.
  public let name: String
  /// The e-mail address.
  public let email: String
  /// The telephone number.
  public let phone: String?
  /// The language the person is written to in.
  public let language: Language?
  /// The default address.
  public let address: Address
  /// What the person pays with.
  public let paymentMethods: [PaymentMethod]

  package init(
    id: String, name: String, email: String, phone: String?, language: Language?, address: Address,
    paymentMethods: [PaymentMethod]
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.phone = phone
    self.language = language
    self.address = address
    self.paymentMethods = paymentMethods
  }

  /// The payment method with an id.
  public func paymentMethod(_ id: String) -> PaymentMethod? {
    paymentMethods.first { $0.id == id }
  }
}

/// Where a parcel goes.
public struct Address: Hashable, Sendable, Codable {
  /// Street and number.
  public let line1: String
  /// Flat, floor, company.
  public let line2: String?
  /// The city.
  public let city: String
  /// State or province.
  public let state: String?
  /// The postcode.
  public let postcode: String
  /// The country: a code, or as people write it.
  public let country: String

  /// Creates an address.
  public init(
    line1: String, line2: String? = nil, city: String, state: String? = nil, postcode: String,
    country: String
  ) {
    self.line1 = line1
    self.line2 = line2
    self.city = city
    self.state = state
    self.postcode = postcode
    self.country = country
  }

  /// On one line, as its country writes it: the largest place first in China, last elsewhere.
  public var oneLine: String {
    if country == "CN" {
      let parts = [state, city, line1, line2].compactMap(\.self)
      return parts.joined(separator: " ") + " " + postcode
    }
    let place = [state, postcode].compactMap(\.self).joined(separator: " ")
    return [line1, line2, city, place, country].compactMap(\.self).joined(separator: ", ")
  }
}

/// Something a customer pays with.
public struct PaymentMethod: Hashable, Sendable, Identifiable, Codable {
  /// Which kind of method; the policy may name more than these.
  public struct Kind: RawRepresentable, Hashable, Sendable, Codable {
    /// As written in files: `credit_card`.
    public let rawValue: String

    /// Creates a kind.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A card from a bank.
    public static let creditCard = Kind(rawValue: "credit_card")
    /// A PayPal account.
    public static let paypal = Kind(rawValue: "paypal")
    /// A gift card of the shop's, with a balance.
    public static let giftCard = Kind(rawValue: "gift_card")
  }

  /// The id, unique among the customer's.
  public let id: String
  /// Which kind.
  public let kind: Kind
  /// The last four digits of a card.
  public let lastFour: String?
  /// What is left on a gift card.
  public let balance: Money?

  package init(id: String, kind: Kind, lastFour: String?, balance: Money?) {
    self.id = id
    self.kind = kind
    self.lastFour = lastFour
    self.balance = balance
  }
}
