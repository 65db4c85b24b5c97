/// The statements that an order or a customer is read with, so that all of them are asked together.
enum OrderParts {
  /// The order with a number, then its lines, returns, their lines, and payments.
  static func statements(key: String) -> [(sql: String, arguments: [SQLValue])] {
    byKey.map { ($0, [.string(key)]) }
  }

  /// The orders in some rows, then what belongs to all of them; the last column of each part says to which.
  /// At most `most`.
  static func statements(rows: ArraySlice<Int64>) -> [(sql: String, arguments: [SQLValue])] {
    let (size, sql) = rows.count <= few ? (few, ofFew) : (most, ofMany)
    // Statements of two sizes are prepared once a connection; no row has the number -1.
    let padded =
      rows.map { SQLValue.integer($0) }
      + Array(repeating: .integer(-1), count: size - rows.count)
    return sql.map { ($0, padded) }
  }

  /// As many orders as are asked for at once; a customer seldom has more than `few`.
  static let most = 64
  private static let few = 8

  private static let byKey =
    [
      """
      SELECT \(Columns.order) FROM orders JOIN customers ON customers.id = orders.customer
      WHERE number_key = ?
      """
    ] + parts(of: "(SELECT id FROM orders WHERE number_key = ?)")
  private static let ofFew = byRows(few)
  private static let ofMany = byRows(most)

  private static func byRows(_ count: Int) -> [String] {
    let marks = "(\(Array(repeating: "?", count: count).joined(separator: ", ")))"
    return [
      """
      SELECT \(Columns.order) FROM orders JOIN customers ON customers.id = orders.customer
      WHERE orders.id IN \(marks)
      """
    ] + parts(of: marks)
  }

  /// The parts of the orders in a list of rows or a query.
  private static func parts(of orders: String) -> [String] {
    [
      """
      SELECT id, line, product, sku, quantity, price, "order" FROM order_items
      WHERE "order" IN \(orders) ORDER BY line
      """,
      """
      SELECT id, kind, status, opened, send_by, reason, "order" FROM returns
      WHERE "order" IN \(orders) ORDER BY id
      """,
      """
      SELECT return_items.id, "return", line, quantity, new_sku, returns."order" FROM return_items
      JOIN returns ON returns.id = return_items."return" WHERE returns."order" IN \(orders)
      ORDER BY return_items.id
      """,
      """
      SELECT id, kind, amount, method, opened, due, status, "order" FROM payments
      WHERE "order" IN \(orders) ORDER BY id
      """,
    ]
  }
}

enum CustomerParts {
  /// The customer with an id, then the ways to pay.
  static func statements(
    key: String, lock: String
  ) -> [(sql: String, arguments: [SQLValue])] {
    [(lock.isEmpty ? byKey : byKey + lock, [.string(key)]), (methodsByKey, [.string(key)])]
  }

  /// The customer in a row, then the ways to pay.
  static func statements(row: Int64) -> [(sql: String, arguments: [SQLValue])] {
    [(byRow, [.integer(row)]), (methodsByRow, [.integer(row)])]
  }

  /// The ways to pay of the first so many customers; the last column says whose.
  static let methodsOfFirst = """
    SELECT id, key, kind, last_four, balance, customer FROM payment_methods
    WHERE customer IN (SELECT id FROM customers ORDER BY id LIMIT ?) ORDER BY id
    """

  private static let methodsByRow = methods(of: "?")

  private static let byKey = "SELECT \(Columns.customer) FROM customers WHERE key = ?"
  private static let byRow = "SELECT \(Columns.customer) FROM customers WHERE id = ?"
  private static let methodsByKey = methods(of: "(SELECT id FROM customers WHERE key = ?)")

  private static func methods(of customer: String) -> String {
    """
    SELECT id, key, kind, last_four, balance FROM payment_methods WHERE customer = \(customer)
    ORDER BY id
    """
  }
}
