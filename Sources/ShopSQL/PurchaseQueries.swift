public import Diagnostics
import Quantities
public import Shop

// What advice learns from.
extension SQLStore {
  /// Every line of every order that was neither cancelled nor sent back, in the order they were placed.
  /// Customers who were forgotten are left out.
  public func purchases() throws(Fault) -> [Purchase] {
    try read { db in
      try db.rows(
        """
        SELECT order_items.id, customers.key, order_items.product, orders.placed,
          order_items.quantity
        FROM order_items
        JOIN orders ON orders.id = order_items."order"
        JOIN customers ON customers.id = orders.customer
        WHERE orders.status <> ? AND customers.key NOT LIKE 'forgotten-%'
          AND NOT EXISTS (
            SELECT 1 FROM return_items JOIN returns ON returns.id = return_items."return"
            WHERE returns."order" = orders.id AND returns.kind = ?
              AND return_items.line = order_items.line
              AND return_items.quantity >= order_items.quantity)
        ORDER BY orders.placed NULLS FIRST, orders.id, order_items.line
        """,
        [
          .string(OrderStatus.cancelled.rawValue), .string(ReturnRequest.Kind.return.rawValue),
        ]
      ).map { row in
        var fields = Fields(row, of: "order_items", currency: currency)
        return Purchase(
          customer: try fields.next(), product: try fields.next(), placed: try fields.day(),
          quantity: try fields.number(in: Fields.quantities))
      }
    }
  }
}
