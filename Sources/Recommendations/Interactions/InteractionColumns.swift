/// What the columns of a file are called; every name may be said by whoever knows the file.
public struct InteractionColumns: Hashable, Sendable {
  /// The header of the customers, or `nil` for the usual names.
  public var customer: String?
  /// The header of the products.
  public var product: String?
  /// The header of the times.
  public var timestamp: String?
  /// The header of the quantities.
  public var quantity: String?
  /// The header of the ratings.
  public var rating: String?
  /// The header of the invoice or order; one that begins with `C` was cancelled.
  public var invoice: String?

  /// The usual names.
  public init() {}

  /// The names by which a column is known when none was given; compared without case, `_`, `-` and blanks.
  static let usual: [(column: any WritableKeyPath<Places, Int?> & Sendable, names: [String])] = [
    (\.customer, ["customer", "customerid", "user", "userid"]),
    (\.product, ["product", "productid", "item", "itemid", "sku", "stockcode", "movieid"]),
    (\.timestamp, ["timestamp", "time", "date", "datetime", "invoicedate", "orderdate"]),
    (\.quantity, ["quantity", "count", "amount"]),
    (\.rating, ["rating", "stars", "score"]),
    (\.invoice, ["invoice", "invoiceno", "order", "orderid"]),
  ]

  /// Where the columns stand in a file.
  struct Places {
    var customer: Int?
    var product: Int?
    var timestamp: Int?
    var quantity: Int?
    var rating: Int?
    var invoice: Int?
  }

  /// The places in a header; a name that was given and is not there is told in `missing`.
  func places(in header: [String]) -> (places: Places, missing: [String]) {
    var places = Places()
    var missing: [String] = []
    let plain = header.map(Self.plain)
    let given = [customer, product, timestamp, quantity, rating, invoice]
    for (name, known) in zip(given, Self.usual) {
      if let name {
        places[keyPath: known.column] =
          header.firstIndex(of: name) ?? plain.firstIndex(of: Self.plain(name))
        if places[keyPath: known.column] == nil { missing.append(name) }
      } else {
        let wanted = known.names.lazy.compactMap { plain.firstIndex(of: $0) }.first
        places[keyPath: known.column] = wanted
      }
    }
    return (places, missing)
  }

  private static func plain(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.lowercased().unicodeScalars.filter {
          $0 != "_" && $0 != "-" && $0 != " " && $0 != "\u{FEFF}"
        }))
  }
}
