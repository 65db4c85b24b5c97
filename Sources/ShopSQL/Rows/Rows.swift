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
    try order(db.rows(ofEach: OrderParts.statements(key: key)))
  }

  /// An order from what `OrderParts.statements` gave.
  private func order(_ answers: [[SQLRow]]) throws -> (id: Int64, order: Order)? {
    try answers[0].first.map { try order($0, Array(answers[1...])) }
  }

  func orders(customer: String) throws -> [Order] {
    let rows = try db.rows(
      """
      SELECT orders.id FROM customers JOIN orders ON orders.customer = customers.id
      WHERE customers.key = ? ORDER BY orders.placed DESC NULLS LAST, orders.id DESC
      """, [.text(customer)])
    return try orders(rows: rows)
  }

  /// The orders whose rows' numbers are the first column of some rows, in their order: many are asked for at
  /// once, as each statement is a way to a server.
  func orders(rows: [SQLRow]) throws -> [Order] {
    let ids = try rows.map { row throws -> Int64 in try row.known("id", of: "orders") }
    var orders: [Order] = []
    orders.reserveCapacity(ids.count)
    for start in stride(from: 0, to: ids.count, by: OrderParts.most) {
      let some = ids[start..<min(start + OrderParts.most, ids.count)]
      let answers = try db.rows(ofEach: OrderParts.statements(rows: some))
      let parts = answers.dropFirst().map { rows in
        Dictionary(grouping: rows) { $0.values.last.flatMap { Int64(sql: $0) } ?? -1 }
      }
      var found: [Int64: Order] = [:]
      for row in answers[0] {
        let id: Int64 = try row.known("id", of: "orders")
        found[id] = try order(row, parts.map { $0[id] ?? [] }).order
      }
      orders += some.compactMap { found[$0] }
    }
    return orders
  }

  private func order(_ row: SQLRow, _ parts: [[SQLRow]]) throws -> (id: Int64, order: Order) {
    var fields = Fields(row, of: "orders", currency: currency)
    let id = fields.id
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
    try customer(
      db.rows(ofEach: CustomerParts.statements(key: key, lock: locked ? db.rowLock : "")))
  }

  /// A locked customer, and an order whoever's it is, asked together.
  func lockedCustomer(
    key: String, withOrder number: String?
  ) throws -> (customer: (id: Int64, customer: Customer)?, order: (id: Int64, order: Order)?) {
    let statements = CustomerParts.statements(key: key, lock: db.rowLock)
    let parts = number.map { OrderParts.statements(key: OrderNumber.key($0)) } ?? []
    let answers = try db.rows(ofEach: statements + parts)
    let order = try parts.isEmpty ? nil : order(Array(answers[statements.count...]))
    return (try customer(answers), order)
  }

  func customer(id: Int64) throws -> Customer? {
    try customer(db.rows(ofEach: CustomerParts.statements(row: id)))?.customer
  }

  /// A customer from what `CustomerParts.statements` gave.
  private func customer(_ answers: [[SQLRow]]) throws -> (id: Int64, customer: Customer)? {
    try answers[0].first.map { try customer($0, answers[1]) }
  }

  func customer(_ row: SQLRow, _ methods: [SQLRow]) throws -> (id: Int64, customer: Customer) {
    var fields = Fields(row, of: "customers", currency: currency)
    let id = fields.id
    let methods = try methods.map { row in
      var method = Fields(row, of: "payment_methods", currency: currency)
      return PaymentMethod(
        id: try method.next(), kind: PaymentMethod.Kind(rawValue: try method.next()),
        lastFour: try method.optional(), balance: try method.optionalMoney())
    }
    let customer = Customer(
      id: try fields.next(), name: try fields.next(), email: try fields.next(),
      phone: try fields.optional(),
      language: (try fields.optional() as String?).flatMap { Language(rawValue: $0) },
      address: try fields.address(), paymentMethods: methods)
    return (id, customer)
  }
}

/// A variant as it is stored.
struct StoredVariant {
  let row: Int64
  let variant: Variant
  /// The category of its product.
  let category: String
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

  /// The statements that read variants by SKU, in this order locked; `variants(of:)` reads what they give.
  func variantStatements(_ skus: [String]) -> [(sql: String, arguments: [SQLValue])] {
    let sql = variantBySKU(locked: true)
    return skus.map { (sql, [.string($0)]) }
  }

  func variants(of answers: some Sequence<[SQLRow]>) throws -> [String: StoredVariant] {
    var variants: [String: StoredVariant] = [:]
    for row in answers.joined() {
      var fields = Fields(row, of: "variants", currency: currency)
      let variant = try variant(&fields)
      variants[variant.sku] = StoredVariant(
        row: fields.id, variant: variant, category: try fields.next())
    }
    return variants
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
