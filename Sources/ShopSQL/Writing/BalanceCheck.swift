import Diagnostics
import Quantities
import Shop

/// Balances of orders as the rows of a transaction stand, and the check that none gives money away.
struct BalanceCheck {
  let rows: Rows

  /// The balance of an order, exchanges at today's prices.
  func balance(of order: Order) throws -> OrderBalance {
    var prices: [String: Money] = [:]
    for line in order.returns.flatMap(\.items) {
      guard let sku = line.newSKU, prices[sku] == nil else { continue }
      prices[sku] = try rows.variant(sku, locked: true)?.variant.price
    }
    return OrderBalance(order) { prices[$0] }
  }

  /// Whether an order, as its rows are now, gave back more than was paid, and more than it had `before`.
  func givesAway(_ order: String, before: OrderBalance) throws -> Bool {
    guard let order = try rows.order(key: OrderNumber.key(order))?.order else { return false }
    return try balance(of: order).held.hundredths < min(0, before.held.hundredths)
  }

  /// Throws when an order's rows, as they are now, would give away money or keep too much: the transaction
  /// is then taken back.
  func verify(
    _ before: OrderBalance, order number: String, fee: Money, creditable: Set<String>
  ) throws {
    guard let order = try rows.order(key: OrderNumber.key(number))?.order else { return }
    let after = try balance(of: order)
    if let objection = after.objection(after: before, fee: fee, creditable: creditable) {
      throw Fault(
        file: nil, "order \(number) was not changed, for \(objection)")
    }
  }
}
