import Diagnostics
import Quantities
import Shop
import ShopSQLite

/// The day on which all tests happen.
let today = Day(number: 20_000)

/// A small shop of Deskmate's own form: two products, two customers, some orders.
enum SampleShop {
  static let products = """
    {"categories": [{"id": "kettles", "name": {"en": "Kettles", "zh": "水壶"}},
                    {"id": "tea", "name": {"en": "Tea", "zh": "茶叶"}}],
     "options": [{"id": "color", "name": {"en": "color", "zh": "颜色"},
                  "values": [{"id": "blue", "name": {"en": "blue", "zh": "蓝色"}}]}],
     "products": [
      {"id": "kettle", "name": {"en": "Kettle", "zh": "水壶"}, "category": "kettles",
       "price": "39.90", "rating": 4.5,
       "variants": [
        {"sku": "K-1", "options": {"color": "blue", "size": "1 L"}, "price": "39.90", "stock": 5},
        {"sku": "K-2", "options": {"color": "red", "size": "1 L"}, "price": "44.90", "stock": 2},
        {"sku": "K-3", "options": {"color": "black", "size": "1 L"}, "price": "35.00", "stock": 0}]},
      {"id": "green-tea", "name": "Green Tea", "category": "tea", "price": "12.00",
       "variants": [{"sku": "T-1", "stock": 10}]}]}
    """

  static let customers = """
    [{"id": "c1", "name": "Ada Quill", "email": "ada@example.com", "language": "en",
      "address": {"line1": "1 Wren Court", "city": "Portland", "state": "OR", "postcode": "97205",
                  "country": "US"},
      "payment_methods": [{"id": "card", "type": "credit_card", "last_four": "4242"},
                          {"id": "gift", "type": "gift_card", "balance": "50.00"}]},
     {"id": "c2", "name": "王思远", "email": "siyuan@example.org", "language": "zh",
      "address": {"line1": "青桐路 1 号", "city": "上海市", "postcode": "200040", "country": "CN"},
      "payment_methods": [{"id": "pal", "type": "paypal"}]}]
    """

  static let orders = """
    [\(order("10001", "pending", placed: "-1d")),
     \(order("10002", "delivered", placed: "-12d", more: #""delivered": "-8d","#)),
     \(order("10003", "delivered", placed: "-60d", more: #""delivered": "-50d","#)),
     \(order("10004", "shipped", placed: "-6d", more: #""shipped": "-4d", "due": "-1d","#)),
     \(order("10005", "pending", placed: "0d", customer: "c2", method: "pal"))]
    """

  static func order(
    _ number: String, _ status: String, placed: String, customer: String = "c1",
    method: String = "card", more: String = ""
  ) -> String {
    """
    {"number": "\(number)", "customer": "\(customer)", "status": "\(status)", "placed": "\(placed)",
     \(more) "shipping": "4.90", "payment_method": "\(method)",
     "address": {"line1": "1 Wren Court", "city": "Portland", "state": "OR", "postcode": "97205",
                 "country": "US"},
     "items": [{"product": "kettle", "sku": "K-1", "quantity": 2, "price": "39.90"},
               {"product": "green-tea", "sku": "T-1", "quantity": 1, "price": "12.00"}]}
    """
  }

  static func files(
    products: String = products, customers: String = customers, orders: String = orders
  ) -> [SeedFile] {
    [
      SeedFile(path: "products.json", bytes: Array(products.utf8)),
      SeedFile(path: "customers.json", bytes: Array(customers.utf8)),
      SeedFile(path: "orders.json", bytes: Array(orders.utf8)),
    ]
  }

  static func seed() throws -> Seed { try Seed.read(files(), currency: "USD", today: today) }

  /// The shop in memory.
  static func database() throws -> ShopDatabase {
    let database = try ShopDatabase(inMemoryWithCurrency: "USD")
    try database.load(seed())
    return database
  }
}
