import Formats

/// Customers and orders of Shopify, an item a row.
extension ExportedShop {
  mutating func readCustomers(_ table: Table) {
    for row in table.rows.indices {
      let name = Self.trimmed(
        table.value(row, "firstname") + " " + table.value(row, "lastname"))
      person(
        table, row, email: table.value(row, "email"),
        name: name.isEmpty ? table.value(row, "name") : name, place: "", method: "")
    }
  }

  mutating func readOrders(_ table: Table) {
    var row = 0
    while row < table.rows.count {
      let number = table.value(row, "name")
      var end = row + 1
      while end < table.rows.count, table.value(end, "name") == number { end += 1 }
      if !number.isEmpty { readOrder(table, row..<end, number) }
      row = end
    }
  }

  private mutating func readOrder(_ table: Table, _ rows: Range<Int>, _ number: String) {
    let first = rows.lowerBound
    let payment = table.value(first, "paymentmethod")
    let place = table.value(first, "shippingname").isEmpty ? "billing" : "shipping"
    let customer = person(
      table, first, email: table.value(first, "email"),
      name: table.value(first, "billingname", "shippingname"), place: place, method: payment)
    var items: [JSON] = []
    for row in rows {
      let name = table.value(row, "lineitemname")
      guard !name.isEmpty else { continue }
      let sku = table.value(row, "lineitemsku")
      let price = table.value(row, "lineitemprice")
      let item = goods[sku] ?? goods[name] ?? make(name, sku, price, table.rows[row].line)
      items.append(
        .object([
          ("product", .string(item.product)), ("sku", .string(item.sku)),
          ("quantity", .integer(max(1, Self.count(table.value(row, "lineitemquantity"))))),
          ("price", .string(Self.amount(price))),
        ]))
    }
    var members: [(key: String, value: JSON)] = [
      ("number", .string(number.hasPrefix("#") ? String(number.dropFirst()) : number)),
      ("customer", .string(customer)), ("status", .string(Self.status(table, first))),
      ("items", .array(items)),
      ("shipping", .string(Self.amount(table.value(first, "shipping")))),
      ("address", Self.address(table, first, place)),
      ("payment_method", .string(Self.method(of: customer))),
    ]
    if let day = Self.day(table.value(first, "createdat", "paidat")) {
      members.append(("placed", .string(day)))
    }
    if let day = Self.day(table.value(first, "fulfilledat")) {
      members.append(("shipped", .string(day)))
    }
    orders.append((table.rows[first].line, .object(members)))
  }

  /// An order that has left is on its way: the export does not say that it arrived.
  private static func status(_ table: Table, _ row: Int) -> String {
    if !table.value(row, "cancelledat").isEmpty { return "cancelled" }
    switch table.value(row, "financialstatus").lowercased() {
    case "voided": return "cancelled"
    case "refunded": return "returned"
    default: break
    }
    switch table.value(row, "fulfillmentstatus").lowercased() {
    case "fulfilled": return "shipped"
    case "partial", "partially fulfilled": return "processed"
    default: return "pending"
    }
  }

  /// Somebody by e-mail address, else by name; made when first met.
  @discardableResult
  private mutating func person(
    _ table: Table, _ row: Int, email: String, name: String, place: String, method: String
  ) -> String {
    let key = (email.isEmpty ? name : email).lowercased()
    if let known = people[key] { return known }
    let id = "c\(people.count + 1)"
    people[key] = id
    let kind =
      ["gift", "paypal"].first { method.lowercased().contains($0) } ?? ""
    let type = kind == "gift" ? "gift_card" : kind == "paypal" ? "paypal" : "credit_card"
    var members: [(key: String, value: JSON)] = [
      ("id", .string(id)), ("name", .string(name.isEmpty ? email : name)),
      ("email", .string(email.contains("@") ? email : "\(id)@unknown.invalid")),
      ("address", Self.address(table, row, place)),
      (
        "payment_methods",
        .array([.object([("id", .string(Self.method(of: id))), ("type", .string(type))])])
      ),
    ]
    let phone = table.value(row, "phone", place + "phone")
    if !phone.isEmpty { members.append(("phone", .string(phone))) }
    customers.append((table.rows[row].line, .object(members)))
    return id
  }

  private static func method(of customer: String) -> String { customer + "-payment" }

  private static func address(_ table: Table, _ row: Int, _ place: String) -> JSON {
    func value(_ name: String) -> String { table.value(row, place + name, "default" + name, name) }
    func known(_ text: String) -> JSON { .string(text.isEmpty ? "–" : text) }
    let zip = value("zip")
    var members: [(key: String, value: JSON)] = [
      ("line1", known(value("address1").isEmpty ? value("street") : value("address1"))),
      ("city", known(value("city"))),
      ("postcode", known(zip.hasPrefix("'") ? String(zip.dropFirst()) : zip)),
    ]
    for (key, name) in [
      ("line2", "address2"), ("state", "province"), ("country", "country"),
    ] where !value(name).isEmpty {
      members.append((key, .string(value(name))))
    }
    return .object(members)
  }

  /// A product that only an order names.
  private mutating func make(
    _ name: String, _ sku: String, _ price: String, _ line: Int
  ) -> (product: String, sku: String) {
    var id = Self.identifier(name)
    if id.isEmpty { id = "item-\(made.count + 1)" }
    let unit = sku.isEmpty ? id : sku
    let product: JSON = .object([
      ("id", .string(id)), ("name", .string(name)),
      (
        "variants",
        .array([.object([("sku", .string(unit)), ("price", .string(Self.amount(price)))])])
      ),
    ])
    made.append((0, product))
    goods[sku.isEmpty ? name : sku] = (id, unit)
    return (id, unit)
  }
}
