public import Diagnostics
import Formats
public import Quantities
public import Shop

extension SQLStore {
  /// The last action of a customer that can still be undone, or `nil`.
  public func lastReversibleAction(of customer: Customer.ID) throws(Fault) -> Int? {
    try read { db in
      try db.value(
        """
        SELECT max(actions.id) FROM actions JOIN customers ON customers.id = actions.customer
        WHERE customers.key = ? AND reversible <> 0 AND undone_by IS NULL
        """, [.text(customer)])
    }
  }

  /// The number of the order that an action was about; `nil` when it was about none.
  public func order(ofAction action: Int) throws(Fault) -> String? {
    try read { db in
      try db.value(
        """
        SELECT number FROM orders JOIN actions ON actions."order" = orders.id
        WHERE actions.id = ?
        """, [.number(action)])
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
    } isDone: { outcome, db in
      guard case .done(let undoing) = outcome else { return false }
      let undone: Int? = try db.value(
        "SELECT undoes FROM actions WHERE id = ?", [.number(undoing)])
      return undone == action
    }
  }
}

private struct UndoTransaction {
  let rows: Rows
  let today: Day

  private var db: any SQLConnection { rows.db }

  /// Numbers that other actions move too.
  private static let counters: Set<String> = ["stock", "balance", "item_changes"]

  func undo(_ action: Int64, of customer: String) throws -> UndoOutcome {
    guard try rows.customer(key: customer, locked: true) != nil else { return .unknown }
    let entry = try db.row(
      """
      SELECT actions.* FROM actions JOIN customers ON customers.id = actions.customer
      WHERE actions.id = ? AND customers.key = ?
      """, [.integer(action), .text(customer)])
    guard let entry else { return .unknown }
    let isReversible: Bool = try entry.known("reversible", of: "actions")
    guard isReversible, entry["undone_by"].isNull else {
      return .notReversible
    }
    let values = try db.rows(
      "SELECT * FROM action_values WHERE action = ? ORDER BY id DESC", [.integer(action)]
    ).map { entry in try ChangedValue(entry) { try db.columns(of: $0) } }
    guard try values.allSatisfy({ try isUnchanged($0) }), try !isBeneathAnother(entry),
      try !hasPaidOut(action)
    else { return .changedSince }
    return try takeBack(action, entry, values)
  }

  /// Writes the values back; takes that back again when the order would have given away money by it.
  private func takeBack(
    _ action: Int64, _ entry: SQLRow, _ values: [ChangedValue]
  ) throws -> UndoOutcome {
    let key: String? = try db.value(
      "SELECT number_key FROM orders WHERE id = ?", [entry["order"]])
    let check = BalanceCheck(rows: rows)
    let before = try key.flatMap { try rows.order(key: $0)?.order }.map {
      try check.balance(of: $0)
    }
    var outcome = UndoOutcome.changedSince
    try db.savepoint {
      let undoing = try write(action, entry, values)
      if let key, let before, try check.givesAway(key, before: before) { return false }
      outcome = .done(action: Int(undoing))
      return true
    }
    return outcome
  }

  /// The number of the new entry in the log.
  private func write(
    _ action: Int64, _ entry: SQLRow, _ values: [ChangedValue]
  ) throws -> Int64 {
    let undoing = try db.insert(
      "actions",
      [
        ("kind", .string("undo")), ("request", .string("")), ("customer", entry["customer"]),
        ("order", entry["order"]), ("day", .day(today)), ("reversible", .flag(false)),
        ("undoes", .integer(action)),
      ])
    var writer = ActionWriter(db: db, action: undoing)
    try reverse(values, with: &writer)
    try writer.writeLog()
    try db.execute(
      "UPDATE actions SET undone_by = ? WHERE id = ?", [.integer(undoing), .integer(action)])
    return undoing
  }

  /// Whether what moved money of an order lies beneath something that moved money of it since: only the
  /// last can be taken back, or a refund would stand without its charge.
  private func isBeneathAnother(_ entry: SQLRow) throws -> Bool {
    guard Request.kindsOfMoney.contains(try entry.known("kind", of: "actions")) else {
      return false
    }
    let kinds = Request.kindsOfMoney.sorted()
    let marks = kinds.map { _ in "?" }.joined(separator: ", ")
    let later: Int? = try db.value(
      """
      SELECT count(*) FROM actions WHERE "order" = ? AND id > ? AND undone_by IS NULL
        AND kind IN (\(marks))
      """, [entry["order"], entry["id"]] + kinds.map { .string($0) })
    return later != 0
  }

  /// Whether a refund of the action must have arrived by now, where the shop cannot fetch it back.
  private func hasPaidOut(_ action: Int64) throws -> Bool {
    let arrived: Int? = try db.value(
      """
      SELECT count(*) FROM payments JOIN action_values ON action_values."row" = payments.id
      WHERE action_values.action = ? AND action_values."table" = 'payments'
        AND action_values.change = 'insert' AND payments.kind = 'refund'
        AND payments.status = 'pending' AND payments.due < ?
      """, [.integer(action), .day(today)])
    return arrived != 0
  }

  /// Whether a value is still as the action left it; a counter must only be able to go back.
  private func isUnchanged(_ value: ChangedValue) throws -> Bool {
    let current = try current(value)
    if Self.counters.contains(value.column), value.change == "update" {
      let now = current?.wholeNumber ?? -1
      return now.addingReportingOverflow(value.step).partialValue >= 0
    }
    return current?.text == value.after.text
  }

  private func current(_ value: ChangedValue) throws -> SQLValue? {
    try db.row(
      "SELECT \"\(value.column)\" AS value FROM \(value.table) WHERE id = ?", [.integer(value.row)]
    )?["value"]
  }

  private func reverse(_ values: [ChangedValue], with writer: inout ActionWriter) throws {
    var deleted: Set<String> = []
    for value in values {
      if value.change == "insert" {
        if deleted.insert("\(value.table) \(value.row)").inserted {
          try writer.delete(value.table, row: value.row)
        }
      } else if Self.counters.contains(value.column) {
        let now = try current(value)?.wholeNumber ?? 0
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
  let before: SQLValue
  let after: SQLValue

  /// Checks the names, for they become parts of statements.
  init(_ entry: SQLRow, columns: (String) throws -> Set<String>) throws {
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
    (before.wholeNumber ?? 0) &- (after.wholeNumber ?? 0)
  }
}
