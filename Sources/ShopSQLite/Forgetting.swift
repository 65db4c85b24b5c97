public import Diagnostics
import Formats
import GRDB
public import Quantities
public import Shop

extension ShopDatabase {
  /// Removes a person: name, addresses, payment methods, tickets' texts, conversations, and the values and
  /// receipts in the log. The orders stay as figures of nobody. Gives whether there was such a customer.
  ///
  /// The file is written anew and its write-ahead log emptied, so that no byte of the person is left; throws
  /// when another process keeps old pages in the log. Asking again for somebody who is gone does it then.
  public func forget(_ customer: Customer.ID, today: Day) throws(Fault) -> Bool {
    let isKnown = try write { db in
      try Forgetting(db: db, today: today).forget(customer)
    }
    if isRehearsal { return isKnown }
    do {
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM")
        try db.checkpoint(.truncate)
      }
    } catch let error as DatabaseError
      where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode)
    {
      throw Fault(
        file: path,
        "the customer is forgotten, but another process keeps old pages of the file; end it and forget "
          + "the customer once more")
    } catch {
      throw Self.fault(error, path: path, doing: "written")
    }
    return isKnown
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
    try forgetTries(customer: id)
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
        postcode_key = '', tracking = NULL, cancel_reason = NULL WHERE customer = :id
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

  private func forgetTries(customer: Int64) throws {
    let names = try Row.fetchAll(
      db,
      sql: """
        SELECT 'order ' || number_key AS key FROM orders WHERE customer = :id
        UNION ALL SELECT 'email ' || email_key FROM customers WHERE id = :id
        UNION ALL SELECT 'name ' || name_key FROM customers WHERE id = :id
        """, arguments: ["id": customer])
    for name in names {
      try db.execute(
        sql: "DELETE FROM wrong_tries WHERE key = ?",
        arguments: [Key.digest(try name.known("key", of: "wrong_tries"))])
    }
  }
}
