public import Quantities

/// A span of the customer's own text and what it means: `39,90 €` is 39.90 EUR.
public struct Entity: Hashable, Sendable {
  /// What it is.
  public let kind: Kind
  /// Where it stands: UTF-8 offsets in the customer's text.
  public let range: Range<Int>
  /// What it means.
  public let value: Value

  /// Creates an entity.
  public init(kind: Kind, range: Range<Int>, value: Value) {
    self.kind = kind
    self.range = range
    self.value = value
  }
}

extension Entity {
  /// A kind of entity, spelled as in JSON and in `{placeholders}`; a shop may add its own.
  public struct Kind: RawRepresentable, Hashable, Sendable, Comparable {
    /// The spelling, such as `order_number`.
    public let rawValue: String

    /// Creates a kind by its spelling.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// By spelling.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// In a form of the shop's own, such as `10234`.
    public static let orderNumber = Kind(rawValue: "order_number")
    /// A carrier's number of a parcel.
    public static let trackingNumber = Kind(rawValue: "tracking_number")
    /// A product of the catalogue.
    public static let product = Kind(rawValue: "product")
    /// A maker of the catalogue.
    public static let brand = Kind(rawValue: "brand")
    /// A category of the catalogue.
    public static let category = Kind(rawValue: "category")
    /// A colour of the catalogue.
    public static let color = Kind(rawValue: "color")
    /// A size of the catalogue.
    public static let size = Kind(rawValue: "size")
    /// How many of something.
    public static let quantity = Kind(rawValue: "quantity")
    /// An amount with its currency.
    public static let money = Kind(rawValue: "money")
    /// A share in hundredths.
    public static let percent = Kind(rawValue: "percent")
    /// A place in an order: `second`.
    public static let ordinal = Kind(rawValue: "ordinal")
    /// A number that is nothing else.
    public static let number = Kind(rawValue: "number")
    /// One day.
    public static let date = Kind(rawValue: "date")
    /// A time of day.
    public static let time = Kind(rawValue: "time")
    /// A day up to and with another.
    public static let dateRange = Kind(rawValue: "date_range")
    /// A length of time.
    public static let duration = Kind(rawValue: "duration")
    /// An e-mail address.
    public static let email = Kind(rawValue: "email")
    /// A telephone number.
    public static let phone = Kind(rawValue: "phone")
    /// A web address.
    public static let url = Kind(rawValue: "url")
    /// A postcode.
    public static let postcode = Kind(rawValue: "postcode")
    /// A payment card's number.
    public static let card = Kind(rawValue: "card")
    /// A person's name, when introduced.
    public static let person = Kind(rawValue: "person")
    /// An international bank account number.
    public static let iban = Kind(rawValue: "iban")
    /// What a state numbers its people by: social security, identity cards, passports.
    public static let nationalNumber = Kind(rawValue: "national_number")
    /// An address of the internet's protocol, in either version, or of a network card.
    public static let ipAddress = Kind(rawValue: "ip_address")
    /// A yes or a no.
    public static let yesNo = Kind(rawValue: "yes_no")
  }

  /// What an entity means.
  public enum Value: Hashable, Sendable {
    /// The normal form: an order number's digits, an e-mail address in small letters, a card's digits.
    case text(String)
    case number(Double)
    case money(Money)
    case percent(Percent)
    case date(Day)
    /// A time of day in minutes after midnight.
    case time(Int)
    /// From a day up to and with another.
    case dateRange(Day, Day)
    case duration(CalendarDuration)
    case bool(Bool)
    /// What of the catalogue may be meant, the likeliest first, never empty; more than one when the
    /// words do not decide. For products, brands, categories, colours and sizes.
    case catalogue([Candidate])
  }

  /// A thing of the catalogue and how well the words fit it.
  public struct Candidate: Hashable, Sendable {
    /// The product's id, or the name of the brand, category, colour or size.
    public let id: String
    /// 0…1; 1 for an exact match.
    public let score: Double

    /// Creates a candidate.
    public init(id: String, score: Double) {
      self.id = id
      self.score = score
    }
  }
}
