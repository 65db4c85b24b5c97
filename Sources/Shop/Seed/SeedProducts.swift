import Diagnostics
import Formats
import Quantities
import Text

/// `products.json`: categories, names of options, products.
extension SeedReader {
  mutating func readProducts(_ node: JSONNode) throws(Fault) {
    let list: [JSONNode]
    if case .array(let elements) = node.content {
      list = elements
    } else {
      for category in try node["categories"]?.array("categories") ?? [] { readCategory(category) }
      for option in try node["options"]?.array("options") ?? [] { readOption(option) }
      list = try node.required("products").array("products")
    }
    for product in list { readProduct(product) }
  }

  private mutating func readCategory(_ node: JSONNode) {
    var record = RecordReader(node, context)
    let category = ProductCategory(
      id: record.text("id"), name: record.localized("name", required: true),
      aliases: record.aliases())
    guard record.faults.isEmpty else { return skip(record.faults) }
    if claim("category", category.id, node) { categories.append(category) }
  }

  private mutating func readOption(_ node: JSONNode) {
    var record = RecordReader(node, context)
    let option = record.text("id")
    var names = [
      Assortment.OptionName(
        key: .init(option: option, value: ""), name: record.localized("name", required: true))
    ]
    for node in record.list("values") {
      var value = RecordReader(node, context)
      names.append(
        Assortment.OptionName(
          key: .init(option: option, value: value.text("id")),
          name: value.localized("name", required: true)))
      record.faults += value.faults
    }
    if record.faults.isEmpty { optionNames += names } else { skip(record.faults) }
  }

  private mutating func readProduct(_ node: JSONNode) {
    var record = RecordReader(node, context)
    let id = record.text("id")
    let category = record.optionalText("category") ?? ""
    if !categories.isEmpty, !categories.contains(where: { $0.id == category }) {
      record.faults.append(
        (record.value("category") ?? node).fault(
          "the category \"\(category)\" is unknown; known are "
            + categories.map(\.id).joined(separator: ", ")))
    }
    let shown = record.optionalMoney("price")
    let variantNodes = record.list("variants", required: true)
    let variants = variantNodes.compactMap { variant($0, of: id, price: shown, &record) }
    if variantNodes.isEmpty, record.faults.isEmpty {
      record.faults.append(node.fault("\"variants\" must hold at least one variant"))
    }
    let rating = record.value("rating").flatMap { node in
      record.attempt { () throws(Fault) in try node.number("rating") }
    }
    let name = record.localized("name", required: true)
    let details = record.details()
    guard let price = shown ?? variants.map(\.price).min(),
      var product = record.checked(
        Product(
          id: id, name: name, aliases: record.aliases(), brand: record.optionalText("brand"),
          category: category, description: record.localized("description"), price: price,
          rating: rating, variants: variants))
    else { return skip(record.faults) }
    product.details = details
    add(product, variantNodes, node)
  }

  private func variant(
    _ node: JSONNode, of product: String, price: Money?, _ parent: inout RecordReader
  ) -> Variant? {
    var record = RecordReader(node, context)
    var options: [Variant.Option] = []
    if let node = record.value("options") {
      for member in record.attempt({ () throws(Fault) in try node.object("options") }) ?? [] {
        if case .number(let digits) = member.value.content {
          options.append(Variant.Option(name: member.key, value: digits))
        } else if let value = record.attempt({ () throws(Fault) in
          try member.value.string(member.key)
        }) {
          options.append(Variant.Option(name: member.key, value: value))
        }
      }
    }
    let own = price == nil ? record.money("price") : record.optionalMoney("price") ?? price
    let variant = Variant(
      sku: record.text("sku"), product: product, options: options,
      price: own ?? Money(hundredths: 0, currency: context.currency),
      stock: record.optionalInteger("stock", in: 0...1_000_000_000) ?? 0)
    parent.faults += record.faults
    return record.checked(variant)
  }

  /// Adds a product whose id and stock-keeping units are new.
  mutating func add(_ product: Product, _ variantNodes: [JSONNode], _ node: JSONNode) {
    guard claim("product", product.id, node) else { return }
    let unique = zip(product.variants, variantNodes).filter { claim("variant", $0.sku, $1) }
    if unique.count == product.variants.count {
      products.append(product)
      advice?.note(product, variantNodes, node)
    }
  }
}

extension RecordReader {
  /// Lists of other names, by language.
  mutating func aliases() -> [Language: [String]] { lists("aliases") }

  /// Lists of texts, by language.
  private mutating func lists(_ key: String) -> [Language: [String]] {
    guard let node = value(key) else { return [:] }
    var lists: [Language: [String]] = [:]
    for language in Language.allCases {
      guard let list = node[language.rawValue] else { continue }
      let texts = attempt { () throws(Fault) in try list.strings(language.rawValue) } ?? []
      if !texts.isEmpty { lists[language] = texts }
    }
    return lists
  }

  /// `kinds`, `features` and `facts` of a product.
  mutating func details() -> ProductDetails {
    var details = ProductDetails()
    details.kinds = lists("kinds")
    if let node = value("features") {
      details.features = attempt { () throws(Fault) in try node.strings("features") }
    }
    if let node = value("facts") {
      for member in attempt({ () throws(Fault) in try node.object("facts") }) ?? [] {
        var texts: [Language: String] = [:]
        for language in Language.allCases {
          guard let text = member.value[language.rawValue] else { continue }
          texts[language] = attempt { () throws(Fault) in try text.string(member.key) }
        }
        details.facts[member.key] = LocalizedText(
          english: texts[.english] ?? "", chinese: texts[.chinese] ?? "")
      }
    }
    return details
  }
}
