public import Diagnostics
import Formats
import GRDB
public import Quantities

extension ShopDatabase {
  /// Removes a person: name, addresses, payment methods, tickets' texts, conversations, and the values and
  /// receipts in the log. The orders stay as figures of nobody. Gives whether there was such a customer.
  public func forget(_ customer: Customer.ID, today: Day) throws(Fault) -> Bool {
    // What is deleted is overwritten with zeros, in the file and in its write-ahead log.
    try withoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    let isKnown = try write { db in
      try Forgetting(db: db, today: today).forget(customer)
    }
    try withoutTransaction { db in
      try db.execute(sql: "VACUUM")
      try db.checkpoint(.truncate)
      try db.execute(sql: "PRAGMA secure_delete = OFF")
    }
    return isKnown
  }

  private func withoutTransaction(_ body: (Database) throws -> Void) throws(Fault) {
    do { try queue.writeWithoutTransaction(body) } catch {
      throw Self.fault(error, path: path, doing: "written")
    }
  }
}

private struct Forgetting {
  let db: Database
  let today: Day

  func forget(_ customer: String) throws -> Bool {
    guard
      let id = try Int64.fetchOne(
        db, sql: "SELECT id FROM customers WHERE key = ?", arguments: [customer])
    else { return false }
    let ofCustomer = """
      (SELECT id FROM actions WHERE customer = :id
       OR "order" IN (SELECT id FROM orders WHERE customer = :id))
      """
    for sql in [
      "DELETE FROM conversations WHERE customer = :id",
      "DELETE FROM receipts WHERE action IN \(ofCustomer)",
      "DELETE FROM action_values WHERE action IN \(ofCustomer)",
      "UPDATE actions SET reversible = 0, request = '' WHERE id IN \(ofCustomer)",
      "UPDATE tickets SET text = '' WHERE customer = :id",
      """
      UPDATE orders SET line1 = '', line2 = NULL, city = '', state = NULL, postcode = '',
        postcode_key = '', tracking = NULL WHERE customer = :id
      """,
      "UPDATE returns SET reason = NULL WHERE \"order\" IN (SELECT id FROM orders WHERE customer = :id)",
      "UPDATE payment_methods SET last_four = NULL, balance = NULL WHERE customer = :id",
      """
      UPDATE customers SET key = 'forgotten-' || id, name = '', name_key = '', email = '',
        email_key = '', phone = NULL, language = NULL, line1 = '', line2 = NULL, city = '',
        state = NULL, postcode = '', postcode_key = '', country = '' WHERE id = :id
      """,
      """
      INSERT INTO actions (kind, request, customer, day, reversible)
      VALUES ('forget', '', :id, :day, 0)
      """,
    ] {
      let arguments: StatementArguments =
        sql.contains(":day") ? ["id": id, "day": today.number] : ["id": id]
      try db.execute(sql: sql, arguments: arguments)
    }
    return true
  }
}
