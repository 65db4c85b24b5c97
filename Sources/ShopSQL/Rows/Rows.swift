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
    let parts = try db.rows(ofEach: OrderParts.statements.map { ($0, [.integer(id)]) })
    let order = Order(
      number: try fields.next(), customer: try fields.next(), status: try fields.choice(),
      placed: try fields.day(), shipped: try fields.day(), due: try fields.day(),
      delivered: try fields.day(), items: try items(parts[0], order: id),
      shipping: try fields.money(), address: try fields.address(),
      paymentMethod: try fields.next(), carrier: try fields.optional(),
      tracking: try fields.optional(), cancelReason: try fields.optional(),
      itemChanges: try fields.number(in: 0...1_000_000),
      returns: try returns(parts[1], lines: parts[2]), payments: try payments(parts[3]))
    return (id, order)
  }

  /// What belongs to an order, by its row.
  private enum OrderParts {
    static let statements = [
      """
      SELECT id, line, product, sku, quantity, price FROM order_items WHERE "order" = ?
      ORDER BY line
      """,
      """
      SELECT id, kind, status, opened, send_by, reason FROM returns WHERE "order" = ? ORDER BY id
      """,
      """
      SELECT return_items.id, "return", line, quantity, new_sku FROM return_items
      JOIN returns ON returns.id = return_items."return" WHERE returns."order" = ?
      ORDER BY return_items.id
      """,
      """
      SELECT id, kind, amount, method, opened, due, status FROM payments WHERE "order" = ?
      ORDER BY id
      """,
    ]
  }

  private func items(_ rows: [SQLRow], order: Int64) throws -> [OrderItem] {
    var sum = 0
    return try rows.map { row in
      var fields = Fields(row, of: "order_items", currency: currency)
      let item = OrderItem(
        line: try fields.number(in: 1...1_000_000), product: try fields.next(),
        sku: try fields.next(), quantity: try fields.number(in: Fields.quantities),
        price: try fields.money())
      let (cost, isTooMuch) = item.price.hundredths.multipliedReportingOverflow(by: item.quantity)
      sum += isTooMuch || !Fields.amounts.contains(cost) ? Fields.amounts.upperBound : cost
      guard Fields.amounts.contains(sum) else {
        throw Damage.fault("row \(order) of orders: its items cost more than any can")
      }
      return item
    }
  }

  private func returns(_ heads: [SQLRow], lines: [SQLRow]) throws -> [ReturnRequest] {
    var items: [Int64: [ReturnRequest.Line]] = [:]
    for line in lines {
      var fields = Fields(line, of: "return_items", currency: currency)
      items[try fields.next(), default: []].append(
        ReturnRequest.Line(
          line: try fields.number(in: 1...1_000_000),
          quantity: try fields.number(in: Fields.quantities), newSKU: try fields.optional()))
    }
    return try heads.map { head in
      var fields = Fields(head, of: "returns", currency: currency)
      return ReturnRequest(
        kind: try fields.choice(), status: try fields.choice(), opened: try fields.day(),
        sendBy: try fields.day(), reason: try fields.optional(), items: items[fields.id] ?? [])
    }
  }

  private func payments(_ rows: [SQLRow]) throws -> [Payment] {
    try rows.map { row in
      var fields = Fields(row, of: "payments", currency: currency)
      return Payment(
        kind: try fields.choice(), amount: try fields.money(), method: try fields.next(),
        opened: try fields.day(), due: try fields.day(), status: try fields.choice())
    }
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
    try row(variantBySKU(locked: locked), [.text(sku)]).map { row in
      var fields = Fields(row, of: "variants", currency: currency)
      return (fields.id, try variant(&fields))
    }
  }

  /// Variants by SKU, in this order locked, and the categories of their products.
  func variants(
    _ skus: [String]
  ) throws -> (variants: [String: Variant], categories: [String: String]) {
    var variants: [String: Variant] = [:]
    var categories: [String: String] = [:]
    let sql = variantBySKU(locked: true)
    for row in try db.rows(ofEach: skus.map { (sql, [.string($0)]) }).joined() {
      var fields = Fields(row, of: "variants", currency: currency)
      let variant = try variant(&fields)
      variants[variant.sku] = variant
      categories[variant.product] = try fields.next()
    }
    return (variants, categories)
  }

  private func variantBySKU(locked: Bool) -> String {
    let lock = locked && !db.rowLock.isEmpty ? db.rowLock + " OF variants" : ""
    return """
      SELECT \(Columns.variant), products.category FROM variants
      JOIN products ON products.id = variants.product WHERE sku = ?\(lock)
      """
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
