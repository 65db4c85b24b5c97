import Formats

/// Products of Shopify, a variant a row, and of WooCommerce and Magento, whose variants name their product.
extension ExportedShop {
  /// A product while its rows are read.
  private struct Draft {
    let line: Int
    var id: String
    var name: String
    var brand = ""
    var category = ""
    var description = ""
    var variants: [JSON] = []

    var json: JSON {
      var members: [(key: String, value: JSON)] = [("id", .string(id)), ("name", .string(name))]
      for (key, value) in [("brand", brand), ("category", category), ("description", description)]
      where !value.isEmpty {
        members.append((key, .string(value)))
      }
      members.append(("variants", .array(variants)))
      return .object(members)
    }
  }

  private static func variant(
    _ sku: String, _ price: String, _ stock: String, _ options: [(String, String)]
  ) -> JSON {
    .object([
      ("sku", .string(sku)), ("price", .string(amount(price))),
      ("stock", .integer(count(stock))),
      ("options", .object(options.map { (key: identifier($0.0), value: .string($0.1)) })),
    ])
  }

  /// The rows of one handle are a product; its name stands in the first.
  mutating func readShopify(_ table: Table) {
    var drafts: [Draft] = []
    var places: [String: Int] = [:]
    var optionNames: [[String]] = []
    for row in table.rows.indices {
      let handle = table.value(row, "handle")
      guard !handle.isEmpty else { continue }
      if places[handle] == nil {
        places[handle] = drafts.count
        optionNames.append((1...3).map { table.value(row, "option\($0)name") })
        drafts.append(
          Draft(
            line: table.rows[row].line, id: handle,
            name: Self.named(table.value(row, "title"), handle),
            brand: table.value(row, "vendor"),
            category: Self.category(table.value(row, "type", "productcategory", "producttype")),
            description: Markup.text(of: table.value(row, "body(html)", "bodyhtml"))))
      }
      guard let place = places[handle] else { continue }
      let price = table.value(row, "variantprice")
      var sku = table.value(row, "variantsku")
      // A row with neither is a picture's.
      guard !price.isEmpty || !sku.isEmpty else { continue }
      // Spreadsheets are kept from taking a number for one by an apostrophe.
      if sku.hasPrefix("'") { sku.removeFirst() }
      if sku.isEmpty { sku = "\(handle)-\(drafts[place].variants.count + 1)" }
      let options = (1...3).compactMap { number -> (String, String)? in
        let value = table.value(row, "option\(number)value")
        let name = optionNames[place][number - 1]
        return value.isEmpty || value == "Default Title" || name.isEmpty ? nil : (name, value)
      }
      drafts[place].variants.append(
        Self.variant(sku, price, table.value(row, "variantinventoryqty"), options))
      remember(drafts[place].id, sku, drafts[place].name, options.map(\.1))
    }
    products += drafts.filter { !$0.variants.isEmpty }.map { ($0.line, $0.json) }
  }

  /// WooCommerce and Magento: a unit a row. A variation names its product by its unit; a configurable product
  /// lists its own.
  mutating func readPlain(_ table: Table) {
    var drafts: [Draft] = []
    var places: [String: Int] = [:]
    let children = configured(table)
    for row in table.rows.indices {
      let sku = table.value(row, "sku")
      let type = table.value(row, "type", "producttype").lowercased()
      let name = Self.named(table.value(row, "name"), sku)
      let parent = Self.parent(table.value(row, "parent")) ?? children[sku]
      let isPart = type == "variation" || children[sku] != nil
      let key = isPart ? parent ?? sku : sku.isEmpty ? table.value(row, "id") : sku
      guard !key.isEmpty else { continue }
      if places[key] == nil {
        places[key] = drafts.count
        drafts.append(Draft(line: table.rows[row].line, id: Self.identifier(key), name: name))
      }
      guard let place = places[key] else { continue }
      // WooCommerce names a product by its number, too.
      if !isPart {
        if !table.value(row, "id").isEmpty { places["id:" + table.value(row, "id")] = place }
        drafts[place].name = name
        drafts[place].brand = table.value(row, "brands", "brand", "manufacturer")
        drafts[place].category = Self.category(table.value(row, "categories", "category"))
        drafts[place].description = Markup.text(
          of: table.value(row, "shortdescription", "description"))
      }
      guard !["variable", "configurable", "grouped", "bundle"].contains(type) else { continue }
      let options = isPart ? Self.options(table, row) : []
      drafts[place].variants.append(
        Self.variant(
          sku.isEmpty ? "\(key)-\(drafts[place].variants.count + 1)" : sku,
          table.value(row, "regularprice", "price", "saleprice"),
          table.value(row, "stock", "qty", "stockquantity"), options))
      remember(drafts[place].id, sku, name, [])
    }
    products += drafts.filter { !$0.variants.isEmpty }.map { ($0.line, $0.json) }
  }

  /// The product of each unit that Magento's `configurable_variations` list: `sku=a,color=Blue|sku=b,…`.
  private func configured(_ table: Table) -> [String: String] {
    var parents: [String: String] = [:]
    for row in table.rows.indices {
      for part in table.value(row, "configurablevariations").split(separator: "|") {
        for pair in part.split(separator: ",") where pair.hasPrefix("sku=") {
          parents[String(pair.dropFirst(4))] = table.value(row, "sku")
        }
      }
    }
    return parents
  }

  /// WooCommerce's `Attribute 1 name`, Magento's `color=Blue,size=M`.
  private static func options(_ table: Table, _ row: Int) -> [(String, String)] {
    let own = (1...5).compactMap { number -> (String, String)? in
      let name = table.value(row, "attribute\(number)name")
      let value = table.value(row, "attribute\(number)value(s)")
      return name.isEmpty || value.isEmpty ? nil : (name, value)
    }
    if !own.isEmpty { return own }
    return table.value(row, "additionalattributes").split(separator: ",").compactMap { pair in
      let sides = pair.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, ["color", "size", "colour"].contains(sides[0].lowercased()) else {
        return nil
      }
      return (String(sides[0]), String(sides[1]))
    }
  }

  private static func parent(_ text: String) -> String? { text.isEmpty ? nil : text }

  private static func named(_ name: String, _ key: String) -> String { name.isEmpty ? key : name }

  /// The last name of the first path in `Home > Kitchen > Kettles, Gifts`, `Default/Gear/Bags,…`.
  private static func category(_ text: String) -> String {
    let first = text.split(separator: ",").first ?? ""
    return trimmed(String(first.split { $0 == ">" || $0 == "/" }.last ?? ""))
  }

  /// Orders name goods by their unit, or by name and options.
  private mutating func remember(
    _ product: String, _ sku: String, _ name: String, _ options: [String]
  ) {
    if !sku.isEmpty { goods[sku] = (product, sku) }
    let full = options.isEmpty ? name : name + " - " + options.joined(separator: " / ")
    if goods[full] == nil { goods[full] = (product, sku) }
  }
}
