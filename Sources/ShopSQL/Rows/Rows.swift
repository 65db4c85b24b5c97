import Quantities
import Shop
import Text

/// Reads values from rows within one read or transaction; statements are prepared once a connection.
struct Rows {
  let db: any SQLConnection
  let currency: String

  func row(_ sql: String, _ arguments: [SQLValue]) throws -> SQLRow? {
    try db.rows(sql, arguments).first
  }

  /// Calls `read` with the columns of every row after its number, which must be the first column.
  func each(
    of table: String, _ sql: String, _ arguments: [SQLValue] = [],
    _ read: (inout Fields) throws -> Void
  ) throws {
    for row in try db.rows(sql, arguments) {
      var fields = Fields(row, of: table, currency: currency)
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
      """, [.text(key)])
    guard let row else { return nil }
    return try order(row)
  }

  func orders(customer: String) throws -> [Order] {
    let rows = try db.rows(
      """
      SELECT \(Columns.order) FROM customers JOIN orders ON orders.customer = customers.id
      WHERE customers.key = ? ORDER BY orders.placed DESC NULLS LAST, orders.id DESC
      """, [.text(customer)])
    return try rows.map { try order($0).order }
  }

  private func order(_ row: SQLRow) throws -> (id: Int64, order: Order) {
    var fields = Fields(row, of: "orders", currency: currency)
    let id = fields.id
    let order = Order(
      number: try fields.next(), customer: try fields.next(), status: try fields.choice(),
      placed: try fields.day(), shipped: try fields.day(), due: try fields.day(),
      delivered: try fields.day(), items: try items(order: id), shipping: try fields.money(),
      address: try fields.address(), paymentMethod: try fields.next(),
      carrier: try fields.optional(), tracking: try fields.optional(),
      cancelReason: try fields.optional(), itemChanges: try fields.number(in: 0...1_000_000),
      returns: try returns(order: id), payments: try payments(order: id))
    return (id, order)
  }

  private func items(order: Int64) throws -> [OrderItem] {
    var items: [OrderItem] = []
    var sum = 0
    try each(
      of: "order_items",
      """
      SELECT id, line, product, sku, quantity, price FROM order_items WHERE "order" = ?
      ORDER BY line
      """, [.integer(order)]
    ) { fields in
      let item = OrderItem(
        line: try fields.number(in: 1...1_000_000), product: try fields.next(),
        sku: try fields.next(), quantity: try fields.number(in: Fields.quantities),
        price: try fields.money())
      let (cost, isTooMuch) = item.price.hundredths.multipliedReportingOverflow(by: item.quantity)
      sum += isTooMuch || !Fields.amounts.contains(cost) ? Fields.amounts.upperBound : cost
      guard Fields.amounts.contains(sum) else {
        throw Damage.fault("row \(order) of orders: its items cost more than any can")
      }
      items.append(item)
    }
    return items
  }

  private func returns(order: Int64) throws -> [ReturnRequest] {
    let heads = try db.rows(
      """
      SELECT id, kind, status, opened, send_by, reason FROM returns WHERE "order" = ? ORDER BY id
      """, [.integer(order)])
    return try heads.map { head in
      var fields = Fields(head, of: "returns", currency: currency)
      var items: [ReturnRequest.Line] = []
      try each(
        of: "return_items",
        """
        SELECT id, line, quantity, new_sku FROM return_items WHERE "return" = ? ORDER BY id
        """, [.integer(fields.id)]
      ) { line in
        items.append(
          ReturnRequest.Line(
            line: try line.number(in: 1...1_000_000),
            quantity: try line.number(in: Fields.quantities), newSKU: try line.optional()))
      }
      return ReturnRequest(
        kind: try fields.choice(), status: try fields.choice(), opened: try fields.day(),
        sendBy: try fields.day(), reason: try fields.optional(), items: items)
    }
  }

  private func payments(order: Int64) throws -> [Payment] {
    var payments: [Payment] = []
    try each(
      of: "payments",
      """
      SELECT id, kind, amount, method, opened, due, status FROM payments WHERE "order" = ?
      ORDER BY id
      """, [.integer(order)]
    ) { fields in
      payments.append(
        Payment(
          kind: try fields.choice(), amount: try fields.money(), method: try fields.next(),
          opened: try fields.day(), due: try fields.day(), status: try fields.choice()))
    }
    return payments
  }
}

// Customers.
extension Rows {
  /// A customer by id; `locked` so that no other transaction changes what is theirs meanwhile.
  func customer(key: String, locked: Bool = false) throws -> (id: Int64, customer: Customer)? {
    try row(
      "SELECT \(Columns.customer) FROM customers WHERE key = ?" + (locked ? db.rowLock : ""),
      [.text(key)]
    ).map { try customer($0) }
  }

  func customer(id: Int64) throws -> Customer? {
    try row("SELECT \(Columns.customer) FROM customers WHERE id = ?", [.integer(id)]).map {
      try customer($0).customer
    }
  }

  func customer(_ row: SQLRow) throws -> (id: Int64, customer: Customer) {
    var fields = Fields(row, of: "customers", currency: currency)
    let id = fields.id
    var methods: [PaymentMethod] = []
    try each(
      of: "payment_methods",
      """
      SELECT id, key, kind, last_four, balance FROM payment_methods WHERE customer = ? ORDER BY id
      """, [.integer(id)]
    ) { method in
      methods.append(
        PaymentMethod(
          id: try method.next(), kind: PaymentMethod.Kind(rawValue: try method.next()),
          lastFour: try method.optional(), balance: try method.optionalMoney()))
    }
    let customer = Customer(
      id: try fields.next(), name: try fields.next(), email: try fields.next(),
      phone: try fields.optional(),
      language: (try fields.optional() as String?).flatMap { Language(rawValue: $0) },
      address: try fields.address(), paymentMethods: methods)
    return (id, customer)
  }
}

// Products.
extension Rows {
  /// A variant; `locked` so that no other transaction changes its stock meanwhile.
  func variant(_ sku: String, locked: Bool = false) throws -> (id: Int64, variant: Variant)? {
    let lock = locked && !db.rowLock.isEmpty ? db.rowLock + " OF variants" : ""
    return try row(
      """
      SELECT \(Columns.variant) FROM variants JOIN products ON products.id = variants.product
      WHERE sku = ?\(lock)
      """, [.text(sku)]
    ).map { row in
      var fields = Fields(row, of: "variants", currency: currency)
      return (fields.id, try variant(&fields))
    }
  }

  private func variant(_ fields: inout Fields) throws -> Variant {
    Variant(
      sku: try fields.next(), product: try fields.next(),
      options: Lines.options(try fields.next()), price: try fields.money(),
      stock: try fields.number(in: 0...1_000_000_000_000))
  }

  func assortment() throws -> Assortment {
    var categories: [ProductCategory] = []
    try each(
      of: "categories",
      "SELECT id, key, name_en, name_zh, aliases_en, aliases_zh FROM categories ORDER BY id"
    ) { fields in
      categories.append(
        ProductCategory(
          id: try fields.next(), name: try fields.localized(), aliases: try aliases(&fields)))
    }
    var names: [Assortment.OptionName] = []
    try each(
      of: "option_names",
      "SELECT id, option, value, name_en, name_zh FROM option_names ORDER BY id"
    ) { fields in
      names.append(
        Assortment.OptionName(
          key: .init(option: try fields.next(), value: try fields.next()),
          name: try fields.localized()))
    }
    return Assortment(categories: categories, products: try products(), optionNames: names)
  }

  private func products() throws -> [Product] {
    var variants: [String: [Variant]] = [:]
    try each(
      of: "variants",
      """
      SELECT \(Columns.variant) FROM variants JOIN products ON products.id = variants.product
      ORDER BY variants.id
      """
    ) { fields in
      let variant = try variant(&fields)
      variants[variant.product, default: []].append(variant)
    }
    var products: [Product] = []
    try each(
      of: "products",
      """
      SELECT id, key, name_en, name_zh, aliases_en, aliases_zh, brand, category, description_en,
        description_zh, price, rating FROM products ORDER BY id
      """
    ) { fields in
      let id: String = try fields.next()
      products.append(
        Product(
          id: id, name: try fields.localized(), aliases: try aliases(&fields),
          brand: try fields.optional(), category: try fields.next(),
          description: try fields.localized(), price: try fields.money(),
          rating: try fields.optional(), variants: variants[id] ?? []))
    }
    return products
  }

  private func aliases(_ fields: inout Fields) throws -> [Language: [String]] {
    let all: [Language: [String]] = [
      .english: Lines.split(try fields.next()), .chinese: Lines.split(try fields.next()),
    ]
    return all.filter { !$0.value.isEmpty }
  }
}
