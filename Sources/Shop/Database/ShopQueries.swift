public import Diagnostics
import GRDB
import Quantities
import Text

/// What the desk asks.
extension ShopDatabase {
  /// The order with a number, however it is spelled, or `nil`. Whose it is, is the caller's to check.
  public func order(_ number: String) throws(Fault) -> Order? {
    try read { try Rows(db: $0, currency: currency).order(key: OrderNumber.key(number))?.order }
  }

  /// A customer's orders, the latest first.
  public func orders(of customer: Customer.ID) throws(Fault) -> [Order] {
    try read { try Rows(db: $0, currency: currency).orders(customer: customer) }
  }

  /// The customer with an id, or `nil`.
  public func customer(_ id: Customer.ID) throws(Fault) -> Customer? {
    try read { try Rows(db: $0, currency: currency).customer(key: id)?.customer }
  }

  /// What the shop sells, with the stock of this moment.
  public func assortment() throws(Fault) -> Assortment {
    try read { try Rows(db: $0, currency: currency).assortment() }
  }

  /// The pieces of a variant in stock; 0 when there is no such variant.
  public func stock(_ sku: String) throws(Fault) -> Int {
    try read { try Rows(db: $0, currency: currency).variant(sku)?.variant.stock ?? 0 }
  }

  /// How many customers and orders there are.
  public func counts() throws(Fault) -> (products: Int, customers: Int, orders: Int) {
    try read { db in
      func count(_ table: String) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
      }
      return (try count("products"), try count("customers"), try count("orders"))
    }
  }
}
