public import Diagnostics
import Formats
import GRDB
public import Quantities
public import Shop

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
    try write { db in
      try UndoTransaction(
        rows: Rows(db: db, currency: currency), today: today
      ).undo(Int64(action), of: customer)
    }
  }
}

private struct UndoTransaction {
  let rows: Rows
  let today: Day

  private var db: Database { rows.db }

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
    let isReversible: Bool = try entry.known("reversible", of: "actions")
    guard isReversible, (entry["undone_by"] as DatabaseValue? ?? .null).isNull else {
      return .notReversible
    }
    let values = try Row.fetchAll(
      db, sql: "SELECT * FROM action_values WHERE action = ? ORDER BY id DESC", arguments: [action]
    ).map { entry in
      try ChangedValue(entry) { table in Set(try db.columns(in: table).map(\.name)) }
    }
    guard try values.allSatisfy({ try isUnchanged($0) }), try !isBeneathAnother(entry),
      try !hasPaidOut(action)
    else { return .changedSince }
    return try takeBack(action, entry, values)
  }

  /// Writes the values back; takes that back again when the order would have given away money by it.
  private func takeBack(
    _ action: Int64, _ entry: Row, _ values: [ChangedValue]
  ) throws -> UndoOutcome {
    let order = try Row.fetchOne(
      db, sql: "SELECT number_key FROM orders WHERE id = ?",
      arguments: [entry["order"] as DatabaseValue?])
    let key: String? = try order?.optional("number_key", of: "orders")
    let check = BalanceCheck(rows: rows)
    let before = try key.flatMap { try rows.order(key: $0)?.order }.map {
      try check.balance(of: $0)
    }
    var outcome = UndoOutcome.changedSince
    try db.inSavepoint {
      let undoing = try write(action, entry, values)
      if let key, let before, try check.givesAway(key, before: before) { return .rollback }
      outcome = .done(action: Int(undoing))
      return .commit
    }
    return outcome
  }

  /// The number of the new entry in the log.
  private func write(
    _ action: Int64, _ entry: Row, _ values: [ChangedValue]
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO actions (kind, request, customer, "order", day, reversible, undoes)
        VALUES ('undo', '', ?, ?, ?, 0, ?)
        """,
      arguments: [
        entry["customer"] as DatabaseValue?, entry["order"] as DatabaseValue?, today.number,
        action,
      ])
    let undoing = db.lastInsertedRowID
    try reverse(values, with: ActionWriter(db: db, action: undoing))
    try db.execute(
      sql: "UPDATE actions SET undone_by = ? WHERE id = ?", arguments: [undoing, action])
    return undoing
  }

  /// Whether what moved money of an order lies beneath something that moved money of it since: only the
  /// last can be taken back, or a refund would stand without its charge.
  private func isBeneathAnother(_ entry: Row) throws -> Bool {
    guard Request.kindsOfMoney.contains(try entry.known("kind", of: "actions")) else {
      return false
    }
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
  private func isUnchanged(_ value: ChangedValue) throws -> Bool {
    let current = try current(value)
    if Self.counters.contains(value.column), value.change == "update" {
      let now = current.flatMap { Int64.fromDatabaseValue($0) } ?? -1
      return now.addingReportingOverflow(value.step).partialValue >= 0
    }
    return current == value.after
  }

  private func current(_ value: ChangedValue) throws -> DatabaseValue? {
    try Row.fetchOne(
      db, sql: "SELECT \"\(value.column)\" AS value FROM \(value.table) WHERE id = ?",
      arguments: [value.row]
    ).map { $0["value"] as DatabaseValue }
  }

  private func reverse(_ values: [ChangedValue], with writer: ActionWriter) throws {
    var deleted: Set<String> = []
    for value in values {
      if value.change == "insert" {
        if deleted.insert("\(value.table) \(value.row)").inserted {
          try writer.delete(value.table, row: value.row)
        }
      } else if Self.counters.contains(value.column) {
        let now = try current(value).flatMap { Int64.fromDatabaseValue($0) } ?? 0
        try writer.update(
          value.table, row: value.row, [(value.column, .number(now &+ value.step))])
      } else {
        try writer.update(value.table, row: value.row, [(value.column, value.before)])
      }
    }
  }
}

/// A value that an action changed, as the log has it.
private struct ChangedValue {
  let table: String
  let row: Int64
  let change: String
  let column: String
  let before: DatabaseValue
  let after: DatabaseValue

  /// Checks the names, for they become parts of statements.
  init(_ entry: Row, columns: (String) throws -> Set<String>) throws {
    table = try entry.known("table", of: "action_values")
    row = try entry.known("row", of: "action_values")
    change = try entry.known("change", of: "action_values")
    column = try entry.known("column", of: "action_values")
    before = entry["before"]
    after = entry["after"]
    guard Schema.loggedTables.contains(table), try columns(table).contains(column) else {
      throw Damage.fault("a row of action_values names what there is not")
    }
  }

  /// How far a counter has to go back.
  var step: Int64 {
    (Int64.fromDatabaseValue(before) ?? 0) &- (Int64.fromDatabaseValue(after) ?? 0)
  }
}
