import Diagnostics
import Formats
import Quantities
import Shop

/// The columns of a row, taken one after the other: a name looked up for every value costs more than the
/// query. The first column is the row's number, by which a fault names it.
///
/// Another program may have written anything into the file, so every value is checked; a fault says where
/// and what kind of value was found, never the value, as it may be a person's.
struct Fields {
  private let row: SQLRow
  private let table: String
  private let currency: String
  private var place = 1

  init(_ row: SQLRow, of table: String, currency: String) {
    self.row = row
    self.table = table
    self.currency = currency
  }

  /// The number of the row.
  var id: Int64 { row.values.first.flatMap { Int64(sql: $0) } ?? -1 }

  /// The next column's value.
  mutating func next<Value: SQLReadable>() throws -> Value {
    guard let value: Value = try optional() else { throw damage("holds nothing") }
    return value
  }

  /// The next column's value, or `nil`.
  mutating func optional<Value: SQLReadable>() throws -> Value? {
    let value = row.values[place]
    if value.isNull {
      place += 1
      return nil
    }
    guard let converted = Value(sql: value) else {
      throw damage("holds \(value.kindName)", at: place)
    }
    place += 1
    return converted
  }

  /// A whole number within bounds.
  mutating func number(in range: ClosedRange<Int>) throws -> Int {
    let number: Int = try next()
    guard range.contains(number) else { throw damage("is out of bounds") }
    return number
  }

  /// One of the words that a column may hold.
  mutating func choice<Choice: RawRepresentable>() throws -> Choice
  where Choice.RawValue == String {
    let word: String = try next()
    guard let choice = Choice(rawValue: word) else { throw damage("is no word that is known") }
    return choice
  }

  /// What is wrong with the column that was taken last, or with the one at a place.
  private func damage(_ what: String, at column: Int? = nil) -> Fault {
    let names = row.columns
    let name = names[min(column ?? place - 1, names.count - 1)]
    return Damage.fault("row \(id) of \(table): the column \"\(name)\" \(what)")
  }
}

// Values of several columns, or with a form of their own.
extension Fields {
  /// More than this costs nothing in any shop; sums of such amounts stay far from overflowing.
  static let amounts = -1_000_000_000_000_000...1_000_000_000_000_000
  static let quantities = 1...1_000_000
  private static let days = -10_000_000...10_000_000

  mutating func money() throws -> Money {
    Money(hundredths: try number(in: Self.amounts), currency: currency)
  }

  mutating func optionalMoney() throws -> Money? {
    try optionalNumber(in: Self.amounts).map { Money(hundredths: $0, currency: currency) }
  }

  mutating func day() throws -> Day? {
    try optionalNumber(in: Self.days).map { Day(number: $0) }
  }

  mutating func knownDay() throws -> Day { Day(number: try number(in: Self.days)) }

  private mutating func optionalNumber(in range: ClosedRange<Int>) throws -> Int? {
    guard let number: Int = try optional() else { return nil }
    guard range.contains(number) else { throw damage("is out of bounds") }
    return number
  }

  mutating func localized() throws -> LocalizedText {
    LocalizedText(english: try next(), chinese: try next())
  }

  /// An address: six columns.
  mutating func address() throws -> Address {
    Address(
      line1: try next(), line2: try optional(), city: try next(), state: try optional(),
      postcode: try next(), country: try next())
  }
}

/// Rows that no Deskmate wrote.
enum Damage {
  /// A fault of the whole file's; `place` says which row and column, and nothing of what stands there.
  static func fault(_ place: String) -> Fault {
    Fault(
      file: nil,
      "the shop's database is damaged, \(place); `deskmate shop reset` makes a new one")
  }
}

/// The columns that `Fields` takes, after the number of the row.
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
