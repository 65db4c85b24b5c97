public import Diagnostics
import GRDB
public import Quantities

/// What became of undoing.
public enum UndoOutcome: Hashable, Sendable {
  /// Undone; the number is that of the new entry in the log.
  case done(action: Int)
  /// There is no such action, or it is another customer's.
  case unknown
  /// A person was told, or it was undone before.
  case notReversible
  /// Something it changed was changed again since.
  case changedSince
}

extension ShopDatabase {
  /// The last action of a customer that can still be undone, or `nil`.
  public func lastReversibleAction(of customer: Customer.ID) throws(Fault) -> Int? {
    try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT max(actions.id) FROM actions JOIN customers ON customers.id = actions.customer
          WHERE customers.key = ? AND reversible AND undone_by IS NULL
          """, arguments: [customer])
    }
  }

  /// The number of the order that an action was about; `nil` when it was about none.
  public func order(ofAction action: Int) throws(Fault) -> String? {
    try read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT number FROM orders JOIN actions ON actions."order" = orders.id
          WHERE actions.id = ?
          """, arguments: [action])
    }
  }

  /// Puts back all that an action of the customer changed, in one transaction with its own entry in the log.
  ///
  /// Stock and balances are moved back by what they were moved; everything else must still be as the action
  /// left it.
  public func undo(
    _ action: Int, of customer: Customer.ID, today: Day
  ) throws(Fault) -> UndoOutcome {
    try write { db in try Undoing(db: db, today: today).undo(Int64(action), of: customer) }
  }
}

private struct Undoing {
  let db: Database
  let today: Day

  /// Numbers that other actions move too.
  private static let counters: Set<String> = ["stock", "balance", "item_changes"]

  func undo(_ action: Int64, of customer: String) throws -> UndoOutcome {
    let entry = try Row.fetchOne(
      db,
      sql: """
        SELECT actions.* FROM actions JOIN customers ON customers.id = actions.customer
        WHERE actions.id = ? AND customers.key = ?
        """, arguments: [action, customer])
    guard let entry else { return .unknown }
    guard entry["reversible"] as Bool, (entry["undone_by"] as Int64?) == nil else {
      return .notReversible
    }
    let values = try Row.fetchAll(
      db, sql: "SELECT * FROM action_values WHERE action = ? ORDER BY id DESC", arguments: [action])
    guard try values.allSatisfy({ try isUnchanged($0) }), try !isBeneathAnother(entry),
      try !hasPaidOut(action)
    else { return .changedSince }
    try db.execute(
      sql: """
        INSERT INTO actions (kind, request, customer, "order", day, reversible, undoes)
        VALUES ('undo', '', ?, ?, ?, 0, ?)
        """,
      arguments: [
        entry["customer"] as Int64?, entry["order"] as Int64?, today.number, action,
      ])
    let undoing = db.lastInsertedRowID
    try reverse(values, with: ActionWriter(db: db, action: undoing))
    try db.execute(
      sql: "UPDATE actions SET undone_by = ? WHERE id = ?", arguments: [undoing, action])
    return .done(action: Int(undoing))
  }

  /// Whether what moved money of an order lies beneath something that moved money of it since: only the
  /// last can be taken back, or a refund would stand without its charge.
  private func isBeneathAnother(_ entry: Row) throws -> Bool {
    guard Request.kindsOfMoney.contains(entry["kind"]) else { return false }
    let kinds = Request.kindsOfMoney.sorted()
    let marks = kinds.map { _ in "?" }.joined(separator: ", ")
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM actions WHERE "order" = ? AND id > ? AND undone_by IS NULL
            AND kind IN (\(marks)))
        """,
      arguments: StatementArguments(
        [
          entry["order"] as DatabaseValue, entry["id"] as DatabaseValue,
        ] + kinds.map(\.databaseValue))) ?? false
  }

  /// Whether a refund of the action must have arrived by now, where the shop cannot fetch it back.
  private func hasPaidOut(_ action: Int64) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM payments JOIN action_values ON action_values."row" = payments.id
          WHERE action_values.action = ? AND action_values."table" = 'payments'
            AND action_values.change = 'insert' AND payments.kind = 'refund'
            AND payments.status = 'pending' AND payments.due < ?)
        """, arguments: [action, today.number]) ?? false
  }

  /// Whether a value is still as the action left it; a counter must only be able to go back.
  private func isUnchanged(_ value: Row) throws -> Bool {
    let column: String = value["column"]
    let current = try current(value)
    if Self.counters.contains(column), (value["change"] as String) == "update" {
      return (current.flatMap { Int64.fromDatabaseValue($0) } ?? -1) + step(value) >= 0
    }
    return current == (value["after"] as DatabaseValue)
  }

  private func current(_ value: Row) throws -> DatabaseValue? {
    try Row.fetchOne(
      db,
      sql:
        "SELECT \"\(value["column"] as String)\" AS value FROM \(value["table"] as String) WHERE id = ?",
      arguments: [value["row"] as Int64]
    ).map { $0["value"] as DatabaseValue }
  }

  /// How far a counter has to go back.
  private func step(_ value: Row) -> Int64 {
    ((value["before"] as Int64?) ?? 0) - ((value["after"] as Int64?) ?? 0)
  }

  private func reverse(_ values: [Row], with writer: ActionWriter) throws {
    var deleted: Set<String> = []
    for value in values {
      let table: String = value["table"]
      let row: Int64 = value["row"]
      let column: String = value["column"]
      if (value["change"] as String) == "insert" {
        if deleted.insert("\(table) \(row)").inserted { try writer.delete(table, row: row) }
      } else if Self.counters.contains(column) {
        let now = try current(value).flatMap { Int64.fromDatabaseValue($0) } ?? 0
        try writer.update(table, row: row, [(column, .number(now + step(value)))])
      } else {
        try writer.update(table, row: row, [(column, value["before"] as DatabaseValue)])
      }
    }
  }
}
