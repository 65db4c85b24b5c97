package import Diagnostics
import Shop

/// Checks that the log of actions explains the database.
package struct LogAudit {
  private let store: any SQLStore
  private let original: any SQLStore

  /// Compares a store with one that holds the shop as it was loaded.
  package init(of store: any SQLStore, since original: any SQLStore) {
    self.store = store
    self.original = original
  }

  /// What the log does not explain: turning every logged change back, the last first, must give the shop as
  /// it was loaded. Empty when all is explained; otherwise a line for each difference.
  ///
  /// Reads whole tables: for checks, not for turns.
  package func differences() throws(Fault) -> [String] {
    let before = try original.read { try Self.contents($0) }
    return try store.read { db in
      var contents = try Self.contents(db)
      var differences = try Self.turnBack(&contents, db)
      for table in Schema.loggedTables {
        differences += Self.differences(table, before[table] ?? [:], contents[table] ?? [:])
      }
      return differences
    }
  }

  /// Values as text, for that is how the log of some databases keeps them.
  private typealias Contents = [Int64: [String: String]]

  private static func contents(_ db: any SQLConnection) throws -> [String: Contents] {
    var contents: [String: Contents] = [:]
    for table in Schema.loggedTables {
      var rows: Contents = [:]
      for row in try db.rows("SELECT * FROM \(table)", []) {
        var values: [String: String] = [:]
        for (column, value) in zip(row.columns, row.values) where column != "id" {
          values[column] = value.text
        }
        rows[try row.known("id", of: table)] = values
      }
      contents[table] = rows
    }
    return contents
  }

  /// Puts the logged values back, and says where a value was not as the log left it.
  private static func turnBack(
    _ contents: inout [String: Contents], _ db: any SQLConnection
  ) throws -> [String] {
    var differences: [String] = []
    let log = try db.rows(
      """
      SELECT action, "table", "row", change, "column", before, after FROM action_values
      ORDER BY id DESC
      """, [])
    for value in log {
      let table: String = try value.known("table", of: "action_values")
      let row: Int64 = try value.known("row", of: "action_values")
      let column: String = try value.known("column", of: "action_values")
      let change: String = try value.known("change", of: "action_values")
      let action: Int64 = try value.known("action", of: "action_values")
      let found = contents[table]?[row]?[column]
      if found != value["after"].text {
        differences.append(
          "\(table) \(row) \(column): action \(action) left "
            + "\(value["after"].text ?? "nothing"), found \(found ?? "nothing")")
      }
      if change == "insert" {
        contents[table]?[row]?[column] = nil
        if contents[table]?[row]?.isEmpty == true { contents[table]?[row] = nil }
      } else {
        contents[table]?[row, default: [:]][column] = value["before"].text
      }
    }
    return differences
  }

  private static func differences(_ table: String, _ before: Contents, _ after: Contents)
    -> [String]
  {
    Set(before.keys).union(after.keys).sorted().flatMap { row -> [String] in
      let (old, new) = (before[row] ?? [:], after[row] ?? [:])
      return Set(old.keys).union(new.keys).sorted().compactMap { column in
        let (from, to) = (old[column], new[column])
        if from == to { return nil }
        return "\(table) \(row) \(column): was \(from ?? "nothing"), is \(to ?? "nothing"), "
          + "and no action says why"
      }
    }
  }
}
