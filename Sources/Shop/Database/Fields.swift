import GRDB
import Quantities

/// The columns of a row, taken one after the other: a name looked up for every value costs more than the
/// query.
struct Fields {
  private let row: Row
  private let currency: String
  private var place = 0

  init(_ row: Row, currency: String) {
    self.row = row
    self.currency = currency
  }

  /// The next column's value.
  mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value {
    defer { place += 1 }
    return row[place]
  }

  /// The next column's value, or `nil`.
  mutating func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value? {
    defer { place += 1 }
    return row[place]
  }

  mutating func money() -> Money { Money(hundredths: next(), currency: currency) }

  mutating func optionalMoney() -> Money? {
    (optional() as Int?).map { Money(hundredths: $0, currency: currency) }
  }

  mutating func day() -> Day? { (optional() as Int?).map { Day(number: $0) } }

  mutating func localized() -> LocalizedText {
    LocalizedText(english: next(), chinese: next())
  }

  /// An address: six columns.
  mutating func address() -> Address {
    Address(
      line1: next(), line2: optional(), city: next(), state: optional(), postcode: next(),
      country: next())
  }
}

/// The columns that `Fields` takes.
enum Columns {
  static let address = "line1, line2, city, state, postcode, country"
  static let order = """
    orders.id, number, customers.key, status, placed, shipped, due, delivered, shipping, orders.line1,
    orders.line2, orders.city, orders.state, orders.postcode, orders.country, payment_method, carrier,
    tracking, cancel_reason, item_changes
    """
  static let customer = "id, key, name, email, phone, language, " + address
  static let variant = "variants.id, sku, products.key, options, variants.price, stock"
}
