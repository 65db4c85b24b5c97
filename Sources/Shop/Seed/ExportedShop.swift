import Diagnostics
import Formats

/// A shop as Shopify, WooCommerce or Magento export it: tables of products, orders and customers, turned into
/// the forms of our own files. A record stands in the line it came from, so that faults name the export's lines.
struct ExportedShop {
  /// A table's rows by the plain names of its columns.
  struct Table {
    let file: String
    let header: [String]
    let rows: [(line: Int, fields: [String])]

    /// The first of some columns that is there and not empty in a row.
    func value(_ row: Int, _ names: String...) -> String {
      for name in names {
        guard let column = header.firstIndex(of: name), column < rows[row].fields.count else {
          continue
        }
        let text = rows[row].fields[column]
        if !text.isEmpty { return text }
      }
      return ""
    }

    func has(_ names: String...) -> Bool { names.allSatisfy(header.contains) }
  }

  /// A record and the line it began in.
  typealias Record = (line: Int, json: JSON)

  var products: [Record] = []
  var customers: [Record] = []
  var orders: [Record] = []
  private var files: [SeedFile.Kind: String] = [:]
  /// The product and the unit of each stock-keeping unit and of each name.
  var goods: [String: (product: String, sku: String)] = [:]
  var people: [String: String] = [:]
  var made: [Record] = []

  /// The files of a shop from some tables. Throws a `Fault` for a table that is no export.
  static func files(from tables: [SeedFile]) throws(Fault) -> [SeedFile] {
    var shop = ExportedShop()
    var read: [(kind: SeedFile.Kind, table: Table)] = []
    for file in tables {
      let table = try table(file)
      read.append((try kind(of: table), table))
    }
    for (kind, table) in read.sorted(by: { $0.kind < $1.kind }) {
      shop.files[kind] = table.file
      switch kind {
      case .products: table.has("handle") ? shop.readShopify(table) : shop.readPlain(table)
      case .customers: shop.readCustomers(table)
      default: shop.readOrders(table)
      }
    }
    return [
      shop.file(.products, shop.products + shop.made), shop.file(.customers, shop.customers),
      shop.file(.orders, shop.orders),
    ]
  }

  private static func table(_ file: SeedFile) throws(Fault) -> Table {
    let text = TextEncoding.decoded(file.bytes).text
    let kind = DocumentKind.detect(text[...])
    guard kind == .text else {
      throw Fault(file: file.path, "looks like \(kind.name), not like a table; \(known)")
    }
    let layout = TableLayout.detect(text[...]) { known(ColumnNames.plain($0)) }
    var reader = DelimitedReader(text, separator: layout.separator, file: file.path)
    for _ in 0..<layout.skippedLines { reader.skipLine() }
    var fields: [DelimitedReader.Field] = []
    guard try reader.next(into: &fields, lenient: true) else {
      throw Fault(file: file.path, "is empty; \(known)")
    }
    let header = fields.map { ColumnNames.plain($0.text) }
    var rows: [(line: Int, fields: [String])] = []
    while try reader.next(into: &fields, lenient: true) {
      rows.append((fields[0].place.line, fields.map { trimmed($0.text) }))
    }
    return Table(file: file.path, header: header, rows: rows)
  }

  private static let known =
    "known are tables of products (Shopify, WooCommerce, Magento), orders and customers (Shopify)"

  private static func known(_ name: String) -> Bool {
    ["sku", "handle", "title", "name", "variantsku", "email", "lineitemname", "price"].contains(
      name)
  }

  private static func kind(of table: Table) throws(Fault) -> SeedFile.Kind {
    if table.has("lineitemname", "name") { return .orders }
    if table.has("handle", "title") || table.has("sku", "name") { return .products }
    if table.has("email"), table.has("firstname", "lastname") || table.has("name") {
      return .customers
    }
    throw Fault(
      file: table.file, place: Place(line: 1, column: 1),
      "looks like a table of something else, found the columns "
        + table.header.prefix(12).joined(separator: ", ") + "; \(known)")
  }

  /// One JSON list, each record in its own line.
  private func file(_ kind: SeedFile.Kind, _ records: [Record]) -> SeedFile {
    var text: [UInt8] = Array("[".utf8)
    var line = 1
    var isFirst = true
    for record in records {
      if !isFirst { text.append(0x2C) }
      isFirst = false
      while line < record.line {
        text.append(0x0A)
        line += 1
      }
      record.json.append(to: &text)
    }
    text.append(0x5D)
    let name = ["products.json", "customers.json", "orders.json"][min(kind.rawValue, 2)]
    return SeedFile(path: files[kind] ?? name, bytes: text, kind: kind)
  }
}

extension ExportedShop {
  static func trimmed(_ text: String) -> String {
    var rest = text.unicodeScalars[...]
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// `$1,234.50`, `19,90 €` as `1234.50`, `19.90`; 0 when there is none.
  static func amount(_ text: String) -> String {
    var digits = text.filter { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
    if let comma = digits.lastIndex(of: ",") {
      let isDecimal = digits[comma...].count == 3 && !digits.contains(".")
      digits = isDecimal ? digits.replacing(",", with: ".") : digits.replacing(",", with: "")
    }
    guard let value = Double(digits), value < 1e9 else { return "0.00" }
    let hundredths = Int((value * 100).rounded())
    let cents = hundredths % 100
    return "\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  static func count(_ text: String) -> Int {
    min(max(Int(Double(text) ?? 0), 0), 1_000_000_000)
  }

  /// A name in small letters, digits and hyphens.
  static func identifier(_ name: String) -> String {
    let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
    return words.joined(separator: "-")
  }

  /// The day of a time as files write it.
  static func day(_ text: String) -> String? {
    guard let date = WrittenTime(text)?.date else { return nil }
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(date.year)-\(padded(date.month))-\(padded(date.day))"
  }
}
