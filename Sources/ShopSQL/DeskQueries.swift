public import Diagnostics
import Quantities
public import Shop
import Text

/// What the desk asks.
extension SQLStore {
  /// The order with a number, however it is spelled, or `nil`. Whose it is, is the caller's to check.
  public func order(_ number: String) throws(Fault) -> Order? {
    try read { try Rows(db: $0, currency: currency).order(key: OrderNumber.key(number))?.order }
  }

  /// A customer's orders, the latest first.
  public func orders(of customer: Customer.ID) throws(Fault) -> [Order] {
    try read { try Rows(db: $0, currency: currency).orders(customer: customer) }
  }

  /// The customer with an id, or `nil`.
  public func customer(_ id: Customer.ID) throws(Fault) -> Customer? {
    try read { try Rows(db: $0, currency: currency).customer(key: id)?.customer }
  }

  /// What the shop sells, with the stock of this moment.
  public func assortment() throws(Fault) -> Assortment {
    try read { try Rows(db: $0, currency: currency).assortment() }
  }

  /// The pieces of a variant in stock; 0 when there is no such variant.
  public func stock(_ sku: String) throws(Fault) -> Int {
    try read { try Rows(db: $0, currency: currency).variant(sku)?.variant.stock ?? 0 }
  }

  /// How many customers and orders there are.
  public func counts() throws(Fault) -> (products: Int, customers: Int, orders: Int) {
    try read { db in
      func count(_ table: String) throws -> Int {
        try db.value("SELECT count(*) FROM \(table)") ?? 0
      }
      return (try count("products"), try count("customers"), try count("orders"))
    }
  }
}

// What an agent lists.
extension SQLStore {
  /// The latest orders, of one status or of all.
  public func orders(status: OrderStatus?, limit: Int) throws(Fault) -> [Order] {
    try read { db in
      let found = try db.rows(
        """
        SELECT id FROM orders \(status == nil ? "" : "WHERE status = ?")
        ORDER BY placed DESC NULLS LAST, id DESC LIMIT ?
        """, (status.map { [.string($0.rawValue)] } ?? []) + [.number(limit)])
      return try Rows(db: db, currency: currency).orders(rows: found)
    }
  }

  /// The customers, in the order of the file.
  public func customers(limit: Int) throws(Fault) -> [Customer] {
    try read { db in
      let rows = Rows(db: db, currency: currency)
      let methods = Dictionary(
        grouping: try db.rows(CustomerParts.methodsOfFirst, [.number(limit)])
      ) { $0.values.last.flatMap { Int64(sql: $0) } ?? -1 }
      return try db.rows(
        "SELECT \(Columns.customer) FROM customers ORDER BY id LIMIT ?", [.number(limit)]
      ).map { row in
        let id: Int64 = try row.known("id", of: "customers")
        return try rows.customer(row, methods[id] ?? []).customer
      }
    }
  }

  /// The latest tickets, the last first.
  public func tickets(limit: Int) throws(Fault) -> [Ticket] {
    try tickets("ORDER BY tickets.id DESC LIMIT ?", [.number(limit)])
  }

  /// A customer's tickets that nobody has closed, the first first.
  public func openTickets(of customer: Customer.ID) throws(Fault) -> [Ticket] {
    try tickets(
      "WHERE customers.key = ? AND tickets.status <> 'closed' ORDER BY tickets.id",
      [.string(customer)])
  }

  private func tickets(
    _ which: String, _ arguments: [SQLValue]
  ) throws(Fault) -> [Ticket] {
    try read { db in
      var tickets: [Ticket] = []
      try Rows(db: db, currency: currency).each(
        of: "tickets",
        """
        SELECT tickets.id, tickets.number, customers.key, orders.number, kind, text, opened,
          tickets.status
        FROM tickets JOIN customers ON customers.id = tickets.customer
        LEFT JOIN orders ON orders.id = tickets."order" \(which)
        """, arguments
      ) { fields in
        tickets.append(
          Ticket(
            number: try fields.next(), customer: try fields.next(), order: try fields.optional(),
            kind: try fields.next(), text: try fields.next(), opened: try fields.knownDay(),
            status: try fields.next()))
      }
      return tickets
    }
  }
}
