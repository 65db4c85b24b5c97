import Diagnostics
import Formats
import Quantities
import Shop
import Text
import Workspace

/// The shop's customers, orders, lines and products as tables, each as the bytes of its CSV.
struct ShopTables {
  /// The tables by name.
  let tables: [(name: String, bytes: [UInt8])]

  /// From the shop's database, or from the workspace's files where there is none.
  init(_ options: ForeseeShopOptions) throws {
    let records = try ShopRecords(options.source)
    tables = [
      ("customers", Self.customers(records.customers)), ("orders", Self.orders(records.orders)),
      ("order_lines", Self.lines(records.orders)), ("products", Self.products(records.assortment)),
    ].compactMap { name, rows in
      // An empty table has no faults.
      rows.count > 1
        ? (name, Array((rows.map(CSV.plain).joined(separator: "\n") + "\n").utf8)) : nil
    }
  }

  private static func customers(_ customers: [Customer]) -> [[String]] {
    [
      [
        "id", "name", "email", "phone", "language", "address", "city", "postcode", "state",
        "country",
      ]
    ]
      + customers.map {
        [
          $0.id, $0.name, $0.email, $0.phone ?? "", $0.language?.rawValue ?? "",
          [$0.address.line1, $0.address.line2 ?? ""].filter { !$0.isEmpty }.joined(separator: ", "),
          $0.address.city, $0.address.postcode, $0.address.state ?? "", $0.address.country,
        ]
      }
  }

  private static func orders(_ orders: [Order]) -> [[String]] {
    [
      [
        "number", "customer", "status", "placed", "shipped", "due", "delivered", "worth",
        "shipping", "carrier", "tracking", "city", "postcode", "country",
      ]
    ]
      + orders.map { order in
        [
          order.number, order.customer, order.status.rawValue, order.placed?.iso ?? "",
          order.shipped?.iso ?? "", order.due?.iso ?? "", order.delivered?.iso ?? "",
          decimal(order.subtotal), decimal(order.shipping), order.carrier ?? "",
          order.tracking ?? "", order.address.city, order.address.postcode, order.address.country,
        ]
      }
  }

  private static func lines(_ orders: [Order]) -> [[String]] {
    [["order", "line", "product", "quantity", "price"]]
      + orders.flatMap { order in
        order.items.enumerated().map { place, item in
          [order.number, "\(place + 1)", item.product, "\(item.quantity)", decimal(item.price)]
        }
      }
  }

  private static func products(_ assortment: Assortment) -> [[String]] {
    [["id", "name_en", "name_zh", "brand", "category", "price", "stock"]]
      + assortment.products.map {
        [
          $0.id, $0.name[.english], $0.name[.chinese], $0.brand ?? "", $0.category,
          decimal($0.price), "\($0.stock)",
        ]
      }
  }

  private static func decimal(_ money: Money) -> String {
    JSON.number(Double(money.hundredths) / 100, digits: 2).text
  }
}
