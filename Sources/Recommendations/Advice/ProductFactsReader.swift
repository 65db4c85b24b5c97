import Diagnostics
import Formats

extension ProductFacts {
  /// Reads products from a CSV with a header: an id (`product`, `sku`, `StockCode` …) and any of
  /// `title`/`name`, `description`, `category`, `brand`, `price`, `rating`; the first row of an id
  /// counts. `words` takes a text apart.
  public static func read(
    _ bytes: [UInt8], file: String?, words: (String) -> Set<String>
  ) throws -> [ProductFacts] {
    let text = TextEncoding.decoded(bytes).text
    let layout = TableLayout.detect(text[...]) { names in
      ["product", "title", "category", "brand", "price", "sku", "name"].contains(
        ColumnNames.plain(names))
    }
    var records = DelimitedReader(text, separator: layout.separator, file: file)
    for _ in 0..<layout.skippedLines { records.skipLine() }
    var fields: [DelimitedReader.Field] = []
    guard try records.next(into: &fields) else {
      throw Fault(file: file, "the file of products is empty; a header with \"product\" is wanted")
    }
    let header = fields.map { ColumnNames.plain($0.text) }
    func place(_ names: [String]) -> Int? {
      names.lazy.compactMap { header.firstIndex(of: $0) }.first
    }
    guard
      let id = place([
        "productid", "product", "sku", "variantsku", "stockcode", "itemid", "item", "handle", "id",
        "商品编号", "商品id", "货号", "商品",
      ])
    else {
      throw Fault(
        file: file, place: Place(line: 1, column: 1),
        "the header of the products must name a \"product\" column, found: "
          + header.prefix(12).joined(separator: ", "))
    }
    let texts = [
      place(["title", "name", "商品名称", "名称", "标题"]),
      place(["description", "bodyhtml", "shortdescription", "描述"]),
    ].compactMap { $0 }
    let (category, brand) = (
      place(["productcategory", "category", "type", "categories", "类别", "分类"]),
      place(["brand", "vendor", "manufacturer", "brands", "品牌"])
    )
    let (price, rating) = (
      place(["variantprice", "regularprice", "price", "unitprice", "价格", "单价"]),
      place(["rating", "评分"])
    )
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
