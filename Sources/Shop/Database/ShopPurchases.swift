public import Diagnostics
import GRDB
public import Quantities

/// A customer bought a product and kept it.
public struct Purchase: Hashable, Sendable {
  /// The customer's id.
  public let customer: Customer.ID
  /// The product's id.
  public let product: String
  /// When it was ordered.
  public let placed: Day?
  /// How many.
  public let quantity: Int
}

// What advice learns from.
extension ShopDatabase {
  /// Every line of every order that was neither cancelled nor sent back, in the order they were placed.
  /// Customers who were forgotten are left out.
  public func purchases() throws(Fault) -> [Purchase] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT customers.key AS customer, order_items.product AS product, orders.placed AS placed,
            order_items.quantity AS quantity
          FROM order_items
          JOIN orders ON orders.id = order_items."order"
          JOIN customers ON customers.id = orders.customer
          WHERE orders.status <> ? AND customers.key NOT LIKE 'forgotten-%'
            AND NOT EXISTS (
              SELECT 1 FROM return_items JOIN returns ON returns.id = return_items."return"
              WHERE returns."order" = orders.id AND returns.kind = ?
                AND return_items.line = order_items.line
                AND return_items.quantity >= order_items.quantity)
          ORDER BY orders.placed, orders.id, order_items.line
          """, arguments: [OrderStatus.cancelled.rawValue, ReturnRequest.Kind.return.rawValue]
      ).map { row in
        let placed: Int? = row["placed"]
        return Purchase(
          customer: row["customer"], product: row["product"],
          placed: placed.map { Day(number: $0) }, quantity: row["quantity"])
      }
    }
  }
}
