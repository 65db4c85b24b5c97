public import Diagnostics
import Quantities
public import Shop

extension SQLStore {
  /// The latest entries in the log, the last first.
  public func actions(limit: Int) throws(Fault) -> [LoggedAction] {
    try read { db in
      try db.rows(
        """
        SELECT id, kind, customer, "order", day, reversible, undone_by, undoes,
          (SELECT count(*) FROM action_values WHERE action = actions.id) AS "values"
        FROM actions ORDER BY id DESC LIMIT ?
        """, [.number(limit)]
      ).map { row in
        var fields = Fields(row, of: "actions", currency: currency)
        return LoggedAction(
          id: Int(fields.id), kind: try fields.next(), customer: try fields.optional(),
          order: try fields.optional(), day: try fields.knownDay(),
          isReversible: try fields.next(), undoneBy: try fields.optional(),
          undoes: try fields.optional(), values: try fields.next())
      }
    }
  }

  /// The values that an action changed, in order.
  public func values(of action: Int) throws(Fault) -> [LoggedValue] {
    try read { db in
      try db.rows(
        """
        SELECT id, "table", "row", change, "column", before, after FROM action_values
        WHERE action = ? ORDER BY id
        """, [.number(action)]
      ).map { row in
        var fields = Fields(row, of: "action_values", currency: currency)
        return LoggedValue(
          table: try fields.next(), row: try fields.next(), change: try fields.next(),
          column: try fields.next(), before: row["before"].text,
          after: row["after"].text)
      }
    }
  }
}
