/// The statements that an order or a customer is read with, so that all of them are asked together.
enum OrderParts {
  /// The order with a number, then its lines, returns, their lines, and payments.
  static func statements(key: String) -> [(sql: String, arguments: [SQLValue])] {
    byKey.map { ($0, [.string(key)]) }
  }

  /// What belongs to the order in a row.
  static func statements(row: Int64) -> [(sql: String, arguments: [SQLValue])] {
    byRow.map { ($0, [.integer(row)]) }
  }

  private static let byKey =
    [
      """
      SELECT \(Columns.order) FROM orders JOIN customers ON customers.id = orders.customer
      WHERE number_key = ?
      """
    ] + parts(of: "(SELECT id FROM orders WHERE number_key = ?)")
  private static let byRow = parts(of: "?")

  private static func parts(of order: String) -> [String] {
    [
      """
      SELECT id, line, product, sku, quantity, price FROM order_items WHERE "order" = \(order)
      ORDER BY line
      """,
      """
      SELECT id, kind, status, opened, send_by, reason FROM returns WHERE "order" = \(order)
      ORDER BY id
      """,
      """
      SELECT return_items.id, "return", line, quantity, new_sku FROM return_items
      JOIN returns ON returns.id = return_items."return" WHERE returns."order" = \(order)
      ORDER BY return_items.id
      """,
      """
      SELECT id, kind, amount, method, opened, due, status FROM payments WHERE "order" = \(order)
      ORDER BY id
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

  /// The ways to pay of the customer in a row.
  static let methodsByRow = methods(of: "?")

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
