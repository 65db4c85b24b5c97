import GRDB
import Quantities
import Text

/// Reads values from rows within one read or transaction; statements are prepared once a connection.
struct Rows {
  let db: Database
  let currency: String

  func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
    try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments)
  }

  /// Calls `read` with the columns of every row.
  func each(
    _ sql: String, _ arguments: StatementArguments = [], _ read: (inout Fields) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(try db.cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() {
      var fields = Fields(row, currency: currency)
      try read(&fields)
    }
  }
}

// Orders.
extension Rows {
  func order(key: String) throws -> (id: Int64, order: Order)? {
    let row = try row(
      """
      SELECT \(Columns.order) FROM orders JOIN customers ON customers.id = orders.customer
      WHERE number_key = ?
      """, [key])
    guard let row else { return nil }
    return try order(row)
  }

  func orders(customer: String) throws -> [Order] {
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT \(Columns.order) FROM customers JOIN orders ON orders.customer = customers.id
          WHERE customers.key = ? ORDER BY orders.placed DESC, orders.id DESC
          """), arguments: [customer])
    return try rows.map { try order($0).order }
  }

  private func order(_ row: Row) throws -> (id: Int64, order: Order) {
    var fields = Fields(row, currency: currency)
    let id: Int64 = fields.next()
    return (
      id,
      Order(
        number: fields.next(), customer: fields.next(),
        status: OrderStatus(rawValue: fields.next()) ?? .pending, placed: fields.day(),
        shipped: fields.day(), due: fields.day(), delivered: fields.day(),
        items: try items(order: id), shipping: fields.money(), address: fields.address(),
        paymentMethod: fields.next(), carrier: fields.optional(), tracking: fields.optional(),
        cancelReason: fields.optional(), itemChanges: fields.next(),
        returns: try returns(order: id),
        payments: try payments(order: id))
    )
  }

  private func items(order: Int64) throws -> [OrderItem] {
    var items: [OrderItem] = []
    try each(
      """
      SELECT line, product, sku, quantity, price FROM order_items WHERE "order" = ? ORDER BY line
      """, [order]
    ) { fields in
      items.append(
        OrderItem(
          line: fields.next(), product: fields.next(), sku: fields.next(),
          quantity: fields.next(), price: fields.money()))
    }
    return items
  }

  private func returns(order: Int64) throws -> [ReturnRequest] {
    let heads = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT id, kind, status, opened, send_by, reason FROM returns WHERE "order" = ? ORDER BY id
          """), arguments: [order])
    return try heads.map { head in
      var fields = Fields(head, currency: currency)
      var items: [ReturnRequest.Line] = []
      try each(
        """
        SELECT line, quantity, new_sku FROM return_items WHERE "return" = ? ORDER BY id
        """, [fields.next() as Int64]
      ) { line in
        items.append(
          ReturnRequest.Line(line: line.next(), quantity: line.next(), newSKU: line.optional()))
      }
      return ReturnRequest(
        kind: ReturnRequest.Kind(rawValue: fields.next()) ?? .return,
        status: ReturnRequest.Status(rawValue: fields.next()) ?? .open, opened: fields.day(),
        sendBy: fields.day(), reason: fields.optional(), items: items)
    }
  }

  private func payments(order: Int64) throws -> [Payment] {
    var payments: [Payment] = []
    try each(
      """
      SELECT kind, amount, method, opened, due, status FROM payments WHERE "order" = ? ORDER BY id
      """, [order]
    ) { fields in
      payments.append(
        Payment(
          kind: Payment.Kind(rawValue: fields.next()) ?? .refund, amount: fields.money(),
          method: fields.next(), opened: fields.day(), due: fields.day(),
          status: Payment.Status(rawValue: fields.next()) ?? .pending))
    }
    return payments
  }
}

// Customers.
extension Rows {
  func customer(key: String) throws -> (id: Int64, customer: Customer)? {
    try row("SELECT \(Columns.customer) FROM customers WHERE key = ?", [key]).map {
      try customer($0)
    }
  }

  func customer(id: Int64) throws -> Customer? {
    try row("SELECT \(Columns.customer) FROM customers WHERE id = ?", [id]).map {
      try customer($0).customer
    }
  }

  func customer(_ row: Row) throws -> (id: Int64, customer: Customer) {
    var fields = Fields(row, currency: currency)
    let id: Int64 = fields.next()
    var methods: [PaymentMethod] = []
    try each(
      """
      SELECT key, kind, last_four, balance FROM payment_methods WHERE customer = ? ORDER BY id
      """, [id]
    ) { method in
      methods.append(
        PaymentMethod(
          id: method.next(), kind: PaymentMethod.Kind(rawValue: method.next()),
          lastFour: method.optional(), balance: method.optionalMoney()))
    }
    return (
      id,
      Customer(
        id: fields.next(), name: fields.next(), email: fields.next(), phone: fields.optional(),
        language: (fields.optional() as String?).flatMap { Language(rawValue: $0) },
        address: fields.address(), paymentMethods: methods)
    )
  }
}

// Products.
extension Rows {
  func variant(_ sku: String) throws -> (id: Int64, variant: Variant)? {
    try row(
      """
      SELECT \(Columns.variant) FROM variants JOIN products ON products.id = variants.product
      WHERE sku = ?
      """, [sku]
    ).map { row in
      var fields = Fields(row, currency: currency)
      return (fields.next(), variant(&fields))
    }
  }

  private func variant(_ fields: inout Fields) -> Variant {
    Variant(
      sku: fields.next(), product: fields.next(), options: Lines.options(fields.next()),
      price: fields.money(), stock: fields.next())
  }

  func assortment() throws -> Assortment {
    var categories: [ProductCategory] = []
    try each(
      "SELECT key, name_en, name_zh, aliases_en, aliases_zh FROM categories ORDER BY id"
    ) { fields in
      categories.append(
        ProductCategory(id: fields.next(), name: fields.localized(), aliases: aliases(&fields)))
    }
    var names: [Assortment.OptionName] = []
    try each("SELECT option, value, name_en, name_zh FROM option_names ORDER BY id") { fields in
      names.append(
        Assortment.OptionName(
          key: .init(option: fields.next(), value: fields.next()), name: fields.localized()))
    }
    var variants: [String: [Variant]] = [:]
    try each(
      """
      SELECT \(Columns.variant) FROM variants JOIN products ON products.id = variants.product
      ORDER BY variants.id
      """
    ) { fields in
      _ = fields.next() as Int64
      let variant = variant(&fields)
      variants[variant.product, default: []].append(variant)
    }
    var products: [Product] = []
    try each(
      """
      SELECT key, name_en, name_zh, aliases_en, aliases_zh, brand, category, description_en,
        description_zh, price, rating FROM products ORDER BY id
      """
    ) { fields in
      let id: String = fields.next()
      products.append(
        Product(
          id: id, name: fields.localized(), aliases: aliases(&fields), brand: fields.optional(),
          category: fields.next(), description: fields.localized(), price: fields.money(),
          rating: fields.optional(), variants: variants[id] ?? []))
    }
    return Assortment(categories: categories, products: products, optionNames: names)
  }

  private func aliases(_ fields: inout Fields) -> [Language: [String]] {
    let all: [Language: [String]] = [
      .english: Lines.split(fields.next()), .chinese: Lines.split(fields.next()),
    ]
    return all.filter { !$0.value.isEmpty }
  }
}
