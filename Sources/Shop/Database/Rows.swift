import GRDB
import Quantities
import Text

/// Reads values from rows within one read or transaction; statements are prepared once a connection.
struct Rows {
  let db: Database
  let currency: String

  func money(_ hundredths: Int) -> Money { Money(hundredths: hundredths, currency: currency) }

  func rows(_ sql: String, _ arguments: StatementArguments) throws -> RowCursor {
    try Row.fetchCursor(try db.cachedStatement(sql: sql), arguments: arguments)
  }

  func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
    try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments)
  }
}

extension Row {
  /// The day in a column of day numbers.
  func day(_ column: String) -> Day? { (self[column] as Int?).map { Day(number: $0) } }

  /// The address in the columns of an address.
  var address: Address {
    Address(
      line1: self["line1"], line2: self["line2"], city: self["city"], state: self["state"],
      postcode: self["postcode"], country: self["country"])
  }

  /// A text in both languages.
  func localized(_ name: String) -> LocalizedText {
    LocalizedText(english: self[name + "_en"], chinese: self[name + "_zh"])
  }

  /// The other names in both languages.
  var aliases: [Language: [String]] {
    let all: [Language: [String]] = [
      .english: Lines.split(self["aliases_en"]), .chinese: Lines.split(self["aliases_zh"]),
    ]
    return all.filter { !$0.value.isEmpty }
  }
}

// Orders.
extension Rows {
  func order(key: String) throws -> (id: Int64, order: Order)? {
    guard
      let row = try row(
        """
        SELECT orders.*, customers.key AS customer_key FROM orders
        JOIN customers ON customers.id = orders.customer WHERE number_key = ?
        """, [key])
    else { return nil }
    return (row["id"], try order(row))
  }

  func orders(customer: String) throws -> [Order] {
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT orders.*, customers.key AS customer_key FROM customers
          JOIN orders ON orders.customer = customers.id WHERE customers.key = ?
          ORDER BY orders.placed DESC, orders.id DESC
          """), arguments: [customer])
    return try rows.map { try order($0) }
  }

  private func order(_ row: Row) throws -> Order {
    let id: Int64 = row["id"]
    return Order(
      number: row["number"], customer: row["customer_key"],
      status: OrderStatus(rawValue: row["status"]) ?? .pending, placed: row.day("placed"),
      shipped: row.day("shipped"), due: row.day("due"), delivered: row.day("delivered"),
      items: try items(order: id), shipping: money(row["shipping"]), address: row.address,
      paymentMethod: row["payment_method"], carrier: row["carrier"], tracking: row["tracking"],
      cancelReason: row["cancel_reason"], itemChanges: row["item_changes"],
      returns: try returns(order: id), payments: try payments(order: id))
  }

  private func items(order: Int64) throws -> [OrderItem] {
    var items: [OrderItem] = []
    let rows = try rows(#"SELECT * FROM order_items WHERE "order" = ? ORDER BY line"#, [order])
    while let row = try rows.next() {
      items.append(
        OrderItem(
          line: row["line"], product: row["product"], sku: row["sku"], quantity: row["quantity"],
          price: money(row["price"])))
    }
    return items
  }

  private func returns(order: Int64) throws -> [ReturnRequest] {
    let heads = try Row.fetchAll(
      try db.cachedStatement(sql: #"SELECT * FROM returns WHERE "order" = ? ORDER BY id"#),
      arguments: [order])
    return try heads.map { head in
      var items: [ReturnRequest.Line] = []
      let rows = try rows(
        #"SELECT * FROM return_items WHERE "return" = ? ORDER BY id"#, [head["id"] as Int64])
      while let row = try rows.next() {
        items.append(
          ReturnRequest.Line(line: row["line"], quantity: row["quantity"], newSKU: row["new_sku"]))
      }
      return ReturnRequest(
        kind: ReturnRequest.Kind(rawValue: head["kind"]) ?? .return,
        status: ReturnRequest.Status(rawValue: head["status"]) ?? .open,
        opened: head.day("opened"), sendBy: head.day("send_by"), reason: head["reason"],
        items: items)
    }
  }

  private func payments(order: Int64) throws -> [Payment] {
    var payments: [Payment] = []
    let rows = try rows(#"SELECT * FROM payments WHERE "order" = ? ORDER BY id"#, [order])
    while let row = try rows.next() {
      payments.append(
        Payment(
          kind: Payment.Kind(rawValue: row["kind"]) ?? .refund, amount: money(row["amount"]),
          method: row["method"], opened: row.day("opened"), due: row.day("due"),
          status: Payment.Status(rawValue: row["status"]) ?? .pending))
    }
    return payments
  }
}

// Customers.
extension Rows {
  func customer(key: String) throws -> (id: Int64, customer: Customer)? {
    try row("SELECT * FROM customers WHERE key = ?", [key]).map { try customer($0) }
  }

  func customer(_ row: Row) throws -> (id: Int64, customer: Customer) {
    let id: Int64 = row["id"]
    var methods: [PaymentMethod] = []
    let rows = try rows("SELECT * FROM payment_methods WHERE customer = ? ORDER BY id", [id])
    while let row = try rows.next() {
      methods.append(
        PaymentMethod(
          id: row["key"], kind: PaymentMethod.Kind(rawValue: row["kind"]),
          lastFour: row["last_four"], balance: (row["balance"] as Int?).map { money($0) }))
    }
    return (
      id,
      Customer(
        id: row["key"], name: row["name"], email: row["email"], phone: row["phone"],
        language: (row["language"] as String?).flatMap { Language(rawValue: $0) },
        address: row.address, paymentMethods: methods)
    )
  }
}

// Products.
extension Rows {
  func variant(_ sku: String) throws -> (id: Int64, variant: Variant)? {
    try row(
      """
      SELECT variants.*, products.key AS product_key FROM variants
      JOIN products ON products.id = variants.product WHERE sku = ?
      """, [sku]
    ).map { ($0["id"], variant($0)) }
  }

  private func variant(_ row: Row) -> Variant {
    Variant(
      sku: row["sku"], product: row["product_key"], options: Lines.options(row["options"]),
      price: money(row["price"]), stock: row["stock"])
  }

  func assortment() throws -> Assortment {
    var categories: [ProductCategory] = []
    var rows = try rows("SELECT * FROM categories ORDER BY id", [])
    while let row = try rows.next() {
      categories.append(
        ProductCategory(id: row["key"], name: row.localized("name"), aliases: row.aliases))
    }
    var names: [Assortment.OptionName] = []
    rows = try self.rows("SELECT * FROM option_names ORDER BY id", [])
    while let row = try rows.next() {
      names.append(
        Assortment.OptionName(
          key: .init(option: row["option"], value: row["value"]), name: row.localized("name")))
    }
    var variants: [String: [Variant]] = [:]
    rows = try self.rows(
      """
      SELECT variants.*, products.key AS product_key FROM variants
      JOIN products ON products.id = variants.product ORDER BY variants.id
      """, [])
    while let row = try rows.next() {
      let variant = variant(row)
      variants[variant.product, default: []].append(variant)
    }
    var products: [Product] = []
    rows = try self.rows("SELECT * FROM products ORDER BY id", [])
    while let row = try rows.next() {
      let id: String = row["key"]
      products.append(
        Product(
          id: id, name: row.localized("name"), aliases: row.aliases, brand: row["brand"],
          category: row["category"], description: row.localized("description"),
          price: money(row["price"]), rating: row["rating"], variants: variants[id] ?? []))
    }
    return Assortment(categories: categories, products: products, optionNames: names)
  }
}
