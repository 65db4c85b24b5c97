public import Diagnostics
import GRDB
public import Quantities

/// One entry in the log of actions: who did what to which rows; the values are in tables of their own.
public struct LoggedAction: Hashable, Sendable {
  /// The entry's number.
  public let id: Int
  /// What was done: the kind of the request, `undo`, `forget`.
  public let kind: String
  /// The row of the customer.
  public let customer: Int?
  /// The row of the order.
  public let order: Int?
  /// The day.
  public let day: Day
  /// Whether it can be undone.
  public let isReversible: Bool
  /// The entry that undid it.
  public let undoneBy: Int?
  /// The entry that it undid.
  public let undoes: Int?
  /// How many values it changed.
  public let values: Int
}

/// A value that an action changed.
public struct LoggedValue: Hashable, Sendable {
  /// The table.
  public let table: String
  /// The row.
  public let row: Int
  /// `insert`, `update` or `delete`.
  public let change: String
  /// The column.
  public let column: String
  /// The value before, as text.
  public let before: String?
  /// The value after, as text.
  public let after: String?
}

extension ShopDatabase {
  /// The latest entries in the log, the last first.
  public func actions(limit: Int = 100) throws(Fault) -> [LoggedAction] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT *, (SELECT count(*) FROM action_values WHERE action = actions.id) AS "values"
          FROM actions ORDER BY id DESC LIMIT ?
          """, arguments: [limit]
      ).map { row in
        LoggedAction(
          id: row["id"], kind: row["kind"], customer: row["customer"], order: row["order"],
          day: Day(number: row["day"]), isReversible: row["reversible"],
          undoneBy: row["undone_by"], undoes: row["undoes"], values: row["values"])
      }
    }
  }

  /// The values that an action changed, in order.
  public func values(of action: Int) throws(Fault) -> [LoggedValue] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM action_values WHERE action = ? ORDER BY id", arguments: [action]
      ).map { row in
        LoggedValue(
          table: row["table"], row: row["row"], change: row["change"], column: row["column"],
          before: Self.text(row["before"]), after: Self.text(row["after"]))
      }
    }
  }

  static func text(_ value: DatabaseValue) -> String? {
    switch value.storage {
    case .null: nil
    case .int64(let number): String(number)
    case .double(let number): String(number)
    case .string(let text): text
    case .blob: "blob"
    }
  }
}
