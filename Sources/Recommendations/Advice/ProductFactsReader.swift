import Diagnostics

extension ProductFacts {
  /// Reads products from a CSV with a header: an id (`product`, `sku`, `StockCode` …) and any of
  /// `title`/`name`, `description`, `category`, `brand`, `price`, `rating`; the first row of an id
  /// counts. `words` takes a text apart.
  public static func read(
    _ bytes: [UInt8], file: String?, words: (String) -> Set<String>
  ) throws -> [ProductFacts] {
    let delimiter: UInt8 =
      bytes.prefix { $0 != 0x0A }.contains(0x09) ? 0x09 : UInt8(ascii: ",")
    var records = DelimitedReader(bytes, delimiter: delimiter, file: file)
    var fields: [DelimitedReader.Field] = []
    guard try records.next(into: &fields) else {
      throw Fault(file: file, "the file of products is empty; a header with \"product\" is wanted")
    }
    let header = fields.map { $0.text.lowercased() }
    func place(_ names: [String]) -> Int? {
      names.lazy.compactMap { header.firstIndex(of: $0) }.first
    }
    guard let id = place(["product", "product_id", "id", "sku", "item", "stockcode"]) else {
      throw Fault(
        file: file, place: Place(line: 1, column: 1),
        "the header of the products must name a \"product\" column, found: "
          + header.prefix(12).joined(separator: ", "))
    }
    let texts = [place(["title", "name"]), place(["description"])].compactMap { $0 }
    let (category, brand) = (place(["category"]), place(["brand"]))
    let (price, rating) = (place(["price", "unitprice"]), place(["rating"]))
    var seen: Set<String> = []
    var facts: [ProductFacts] = []
    while try records.next(into: &fields) {
      func text(_ place: Int?) -> String? {
        guard let place, place < fields.count, !fields[place].bytes.isEmpty else { return nil }
        return fields[place].text
      }
      guard let id = text(id), seen.insert(id).inserted else { continue }
      facts.append(
        ProductFacts(
          id: id, category: text(category), brand: text(brand),
          price: text(price).flatMap { Double($0) }, rating: text(rating).flatMap { Double($0) },
          words: texts.reduce(into: []) { $0.formUnion(words(text($1) ?? "")) }))
    }
    return facts
  }
}
