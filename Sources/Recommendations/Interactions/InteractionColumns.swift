/// What the columns of a file are called; every name may be said by whoever knows the file.
public struct InteractionColumns: Hashable, Sendable {
  /// The header of the customers, or `nil` for the usual names.
  public var customer: String?
  /// The header of the products.
  public var product: String?
  /// The header of the times.
  public var timestamp: String?
  /// The header of the quantities.
  public var quantity: String?
  /// The header of the ratings.
  public var rating: String?
  /// The header of the invoice or order; one that begins with `C` was cancelled.
  public var invoice: String?

  /// The columns by their numbers from 1, for files without a header: customer, product, rating or
  /// quantity, time; 0 for one that is not there.
  public var numbers: [Int] = []

  /// The usual names.
  public init() {}

  /// The names by which a column is known when none was given, the most specific first; compared without
  /// case, `_`, `-` and blanks.
  static let usual: [(column: any WritableKeyPath<Places, Int?> & Sendable, names: [String])] = [
    (
      \.customer,
      [
        "customerid", "customer", "userid", "user", "reviewerid", "visitorid", "buyerid",
        "memberid",
        "customeremail", "billingemail", "email", "customername", "customerno", "uid", "client",
        "clientid", "username", "客户编号", "客户id", "客户", "用户id", "用户编号", "用户", "顾客", "会员id", "买家",
        "买家id", "买家会员名", "买家昵称", "会员名称",
      ]
    ),
    (
      \.product,
      [
        "productid", "product", "itemid", "item", "sku", "stockcode", "parentasin", "asin",
        "movieid",
        "bookid", "isbn", "articleid", "lineitemsku", "lineitemname", "itemsku", "productsku",
        "productcode", "artistid", "trackid", "songid", "businessid", "productname", "itemname",
        "iid",
        "商品编号", "商品id", "商品", "产品编号", "产品id", "产品", "物品id", "货号", "商家编码", "商品编码", "宝贝标题", "商品名称",
      ]
    ),
    (
      \.timestamp,
      [
        "timestamp", "datetime", "time", "date", "invoicedate", "orderdate", "purchasedate",
        "unixreviewtime", "reviewtime", "createdat", "orderedat", "orderpurchasetimestamp",
        "paidat",
        "eventtime", "ts", "时间", "日期", "下单时间", "购买时间", "订单时间", "付款时间", "订单付款时间", "订单创建时间",
      ]
    ),
    (\.quantity, ["quantity", "qty", "count", "lineitemquantity", "amount", "数量", "件数"]),
    (
      \.rating,
      ["rating", "stars", "overall", "bookrating", "score", "reviewrating", "评分", "打分", "星级"]
    ),
    (
      \.invoice,
      ["invoiceno", "invoice", "orderid", "ordernumber", "order", "transactionid", "订单编号", "订单号"]
    ),
  ]

  /// Whether a header's name is known.
  func knows(_ name: String) -> Bool {
    let plain = Self.plain(name)
    return Self.usual.contains { $0.names.contains(plain) }
      || [customer, product, timestamp, quantity, rating, invoice].contains {
        $0.map(Self.plain) == plain
      }
  }

  /// Where the columns stand in a file.
  struct Places {
    var customer: Int?
    var product: Int?
    var timestamp: Int?
    var quantity: Int?
    var rating: Int?
    var invoice: Int?
  }

  /// The places in a header; a name that was given and is not there is told in `missing`.
  func places(in header: [String]) -> (places: Places, missing: [String]) {
    var places = Places()
    var missing: [String] = []
    let plain = header.map(Self.plain)
    let given = [customer, product, timestamp, quantity, rating, invoice]
    for (name, known) in zip(given, Self.usual) {
      if let name {
        places[keyPath: known.column] =
          header.firstIndex(of: name) ?? plain.firstIndex(of: Self.plain(name))
        if places[keyPath: known.column] == nil { missing.append(name) }
      } else {
        let wanted = known.names.lazy.compactMap { plain.firstIndex(of: $0) }.first
        places[keyPath: known.column] = wanted
      }
    }
    // Shopify calls its orders by their names.
    if places.invoice == nil, plain.contains(where: { $0.hasPrefix("lineitem") }) {
      places.invoice = plain.firstIndex(of: "name")
    }
    return (places, missing)
  }

  private static func plain(_ name: String) -> String {
    // RecBole writes the kind of a column behind its name: `user_id:token`.
    String(
      String.UnicodeScalarView(
        name.prefix { $0 != ":" }.lowercased().unicodeScalars.filter {
          $0 != "_" && $0 != "-" && $0 != " " && $0 != "\u{FEFF}"
        }))
  }
}
