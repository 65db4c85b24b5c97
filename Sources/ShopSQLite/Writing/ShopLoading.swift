public import Diagnostics
import GRDB
public import Quantities
public import Shop
import Text

extension ShopDatabase {
  /// How the database stands to files with a fingerprint; an imported shop needs no other files.
  public func seedState(fingerprint: String) throws(Fault) -> SeedState {
    try read { db in
      let loaded = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'fingerprint'")
      guard let loaded else { return .empty }
      let imported = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'imported'")
      return loaded == fingerprint || imported != nil ? .current : .changed
    }
  }

  /// The day that relative days of the files counted from, or `nil` when nothing was loaded.
  public func loadedOn() throws(Fault) -> Day? {
    try read { db in
      try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'loaded_on'")
        .flatMap { Day(iso: $0) }
    }
  }

  /// Puts a shop in place of what is there, in one transaction; the log of actions begins anew.
  ///
  /// With `onlyIfEmpty` a database that something was loaded into stays as it is, so that two processes
  /// may both begin at once.
  public func load(_ seed: Seed, onlyIfEmpty: Bool) throws(Fault) {
    try replace(with: seed, policy: nil, isImport: false, onlyIfEmpty: onlyIfEmpty)
  }

  /// Puts an imported shop in place of what is there, in one transaction; the log of actions begins anew.
  ///
  /// `policy` is the text of the shop's own `policy.json`, kept with it.
  public func importShop(_ seed: Seed, policy: String?) throws(Fault) {
    try replace(with: seed, policy: policy, isImport: true, onlyIfEmpty: false)
  }

  private func replace(
    with seed: Seed, policy: String?, isImport: Bool, onlyIfEmpty: Bool
  ) throws(Fault) {
    try write { db in
      if onlyIfEmpty,
        try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'fingerprint'") != nil
      {
        return
      }
      let loader = ShopLoader(db: db)
      try loader.clear()
      try loader.insert(seed)
      if isImport { try db.execute(sql: "INSERT INTO meta VALUES ('imported', 'yes')") }
      if let policy {
        try db.execute(sql: "INSERT INTO meta VALUES ('policy', ?)", arguments: [policy])
      }
    }
  }

  /// Whether the shop came from an import rather than from a workspace's own files.
  public func isImported() throws(Fault) -> Bool {
    try read { db in
      try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'imported'") != nil
    }
  }

  /// The text of the `policy.json` that the shop was imported with; `nil` when the workspace's own counts.
  public func importedPolicy() throws(Fault) -> String? {
    try read { db in
      try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'policy'")
    }
  }
}

private struct ShopLoader {
  let db: Database

  func clear() throws {
    let tables =
      ["receipts", "action_values", "actions"] + Schema.loggedTables.reversed() + [
        "products", "option_names", "categories", "meta", "wrong_tries",
      ]
    for table in tables {
      try db.execute(sql: "DELETE FROM \(table)")
    }
  }

  func insert(_ seed: Seed) throws {
    try insert(seed.assortment)
    let customers = try insert(seed.customers)
    try insert(seed.orders, customers: customers)
    let meta = try db.cachedStatement(sql: "INSERT INTO meta VALUES (?, ?)")
    try meta.execute(arguments: ["fingerprint", seed.fingerprint])
    try meta.execute(arguments: ["loaded_on", seed.today.iso])
  }

  private func insert(_ assortment: Assortment) throws {
    for category in assortment.categories {
      try db.execute(
        sql: """
          INSERT INTO categories (key, name_en, name_zh, aliases_en, aliases_zh)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          category.id, category.name.english, category.name.chinese,
          Lines.joined(category.aliases[.english]), Lines.joined(category.aliases[.chinese]),
        ])
    }
    for name in assortment.optionNames {
      try db.execute(
        sql: "INSERT INTO option_names (option, value, name_en, name_zh) VALUES (?, ?, ?, ?)",
        arguments: [name.key.option, name.key.value, name.name.english, name.name.chinese])
    }
    let products = try db.cachedStatement(
      sql: """
        INSERT INTO products (key, category, brand, name_en, name_zh, aliases_en, aliases_zh,
          description_en, description_zh, price, rating)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let variants = try db.cachedStatement(
      sql: "INSERT INTO variants (sku, product, options, price, stock) VALUES (?, ?, ?, ?, ?)")
    for product in assortment.products {
      try products.execute(arguments: [
        product.id, product.category, product.brand, product.name.english, product.name.chinese,
        Lines.joined(product.aliases[.english]), Lines.joined(product.aliases[.chinese]),
        product.description.english, product.description.chinese, product.price.hundredths,
        product.rating,
      ])
      let row = db.lastInsertedRowID
      for variant in product.variants {
        try variants.execute(arguments: [
          variant.sku, row, Lines.written(variant.options), variant.price.hundredths,
          variant.stock,
        ])
      }
    }
  }

  private func insert(_ customers: [Customer]) throws -> [String: Int64] {
    let people = try db.cachedStatement(
      sql: """
        INSERT INTO customers (key, name, name_key, email, email_key, phone, language, line1, line2,
          city, state, postcode, postcode_key, country)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let methods = try db.cachedStatement(
      sql: """
        INSERT INTO payment_methods (customer, key, kind, last_four, balance)
        VALUES (?, ?, ?, ?, ?)
        """)
    var rows: [String: Int64] = [:]
    rows.reserveCapacity(customers.count)
    for customer in customers {
      let address = customer.address
      try people.execute(arguments: [
        customer.id, customer.name, Key.name(customer.name), customer.email,
        Key.email(customer.email), customer.phone, customer.language?.rawValue, address.line1,
        address.line2, address.city, address.state, address.postcode,
        Key.postcode(address.postcode), address.country,
      ])
      let row = db.lastInsertedRowID
      rows[customer.id] = row
      for method in customer.paymentMethods {
        try methods.execute(arguments: [
          row, method.id, method.kind.rawValue, method.lastFour, method.balance?.hundredths,
        ])
      }
    }
    return rows
  }

  private func insert(_ orders: [Order], customers: [String: Int64]) throws {
    let heads = try db.cachedStatement(
      sql: """
        INSERT INTO orders (number, number_key, customer, status, placed, shipped, due, delivered,
          shipping, line1, line2, city, state, postcode, postcode_key, country, payment_method,
          carrier, tracking, cancel_reason, item_changes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let lines = try db.cachedStatement(
      sql: """
        INSERT INTO order_items ("order", line, sku, product, quantity, price)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    for order in orders {
      guard let customer = customers[order.customer] else { continue }
      let address = order.address
      try heads.execute(arguments: [
        order.number, OrderNumber.key(order.number), customer, order.status.rawValue,
        order.placed?.number, order.shipped?.number, order.due?.number, order.delivered?.number,
        order.shipping.hundredths, address.line1, address.line2, address.city, address.state,
        address.postcode, Key.postcode(address.postcode), address.country, order.paymentMethod,
        order.carrier, order.tracking, order.cancelReason, order.itemChanges,
      ])
      let row = db.lastInsertedRowID
      for item in order.items {
        try lines.execute(arguments: [
          row, item.line, item.sku, item.product, item.quantity, item.price.hundredths,
        ])
      }
      for request in order.returns { try insert(request, order: row) }
      for payment in order.payments { try insert(payment, order: row) }
    }
  }

  private func insert(_ request: ReturnRequest, order: Int64) throws {
    let head = try db.cachedStatement(
      sql: """
        INSERT INTO returns ("order", kind, status, opened, send_by, reason)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    try head.execute(arguments: [
      order, request.kind.rawValue, request.status.rawValue, request.opened?.number,
      request.sendBy?.number, request.reason,
    ])
    let row = db.lastInsertedRowID
    let lines = try db.cachedStatement(
      sql: #"INSERT INTO return_items ("return", line, quantity, new_sku) VALUES (?, ?, ?, ?)"#)
    for item in request.items {
      try lines.execute(arguments: [row, item.line, item.quantity, item.newSKU])
    }
  }

  private func insert(_ payment: Payment, order: Int64) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO payments ("order", kind, amount, method, opened, due, status)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      order, payment.kind.rawValue, payment.amount.hundredths, payment.method,
      payment.opened?.number, payment.due?.number, payment.status.rawValue,
    ])
  }
}
