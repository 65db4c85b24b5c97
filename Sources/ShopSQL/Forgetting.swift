public import Diagnostics
import Formats
public import Quantities
public import Shop

extension SQLStore {
  /// Removes a person: name, addresses, payment methods, tickets' texts, conversations, and the values and
  /// receipts in the log. The orders stay as figures of nobody. Gives whether there was such a customer.
  ///
  /// What the database's files keep of it is erased as well; throws when that cannot be. Asking again for
  /// somebody who is gone does it then.
  public func forget(_ customer: Customer.ID, today: Day) throws(Fault) -> Bool {
    let isKnown = try write { db in
      try Forgetting(db: db, today: today).forget(customer)
    } isDone: { _, _ in
      // Forgetting somebody who is gone changes nothing.
      false
    }
    if !isRehearsal { try erase(after: customer) }
    return isKnown
  }
}

private struct Forgetting {
  let db: any SQLConnection
  let today: Day

  func forget(_ customer: String) throws -> Bool {
    // The row is held, so that no desk goes on with the customer meanwhile.
    guard
      let id: Int64 = try db.value(
        "SELECT id FROM customers WHERE key = ?" + db.rowLock, [.string(customer)])
    else { return false }
    try forgetTries(customer: id)
    let ofCustomer = """
      (SELECT id FROM actions WHERE customer = ?1
       OR "order" IN (SELECT id FROM orders WHERE customer = ?1))
      """
    for sql in [
      "DELETE FROM conversations WHERE customer = ?1",
      "DELETE FROM receipts WHERE action IN \(ofCustomer)",
      "DELETE FROM action_values WHERE action IN \(ofCustomer)",
      "UPDATE actions SET reversible = 0, request = '' WHERE id IN \(ofCustomer)",
      "UPDATE tickets SET text = '' WHERE customer = ?1",
      """
      UPDATE orders SET line1 = '', line2 = NULL, city = '', state = NULL, postcode = '',
        postcode_key = '', tracking = NULL, cancel_reason = NULL WHERE customer = ?1
      """,
      "UPDATE returns SET reason = NULL WHERE \"order\" IN (SELECT id FROM orders WHERE customer = ?1)",
      "UPDATE payment_methods SET last_four = NULL, balance = NULL WHERE customer = ?1",
      """
      UPDATE customers SET key = 'forgotten-' || id, name = '', name_key = '', email = '',
        email_key = '', phone = NULL, language = NULL, line1 = '', line2 = NULL, city = '',
        state = NULL, postcode = '', postcode_key = '', country = '' WHERE id = ?1
      """,
      """
      INSERT INTO actions (kind, request, customer, day, reversible)
      VALUES ('forget', '', ?1, ?2, 0)
      """,
    ] {
      try db.execute(sql, sql.contains("?2") ? [.integer(id), .day(today)] : [.integer(id)])
    }
    return true
  }

  private func forgetTries(customer: Int64) throws {
    let names = try db.rows(
      """
      SELECT 'order ' || number_key AS key FROM orders WHERE customer = ?1
      UNION ALL SELECT 'email ' || email_key FROM customers WHERE id = ?1
      UNION ALL SELECT 'name ' || name_key FROM customers WHERE id = ?1
      """, [.integer(customer)])
    for name in names {
      try db.execute(
        "DELETE FROM wrong_tries WHERE key = ?",
        [.string(Key.digest(try name.known("key", of: "wrong_tries")))])
    }
  }
}
