public import Diagnostics
import GRDB
public import Shop

/// Checks that the log of actions explains the database.
extension ShopDatabase {
  /// What the log does not explain: turning every logged change back, the last first, must give the shop as
  /// it was loaded from `seed`. Empty when all is explained; otherwise a line for each difference.
  ///
  /// Reads whole tables: for checks, not for turns.
  public func unexplainedChanges(since seed: Seed) throws(Fault) -> [String] {
    let original = try ShopDatabase(inMemoryWithCurrency: currency)
    try original.load(seed)
    let before = try original.contents()
    var after = try contents()
    var differences: [String] = []
    let log = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT action, "table", "row", change, "column", before, after FROM action_values
          ORDER BY id DESC
          """)
    }
    for value in log {
      let table: String = try Self.part("table", of: value)
      let row: Int64 = try Self.part("row", of: value)
      let column: String = try Self.part("column", of: value)
      let change: String = try Self.part("change", of: value)
      let action: Int64 = try Self.part("action", of: value)
      let found = after[table]?[row]?[column] ?? .null
      if found != (value["after"] as DatabaseValue) {
        differences.append(
          "\(table) \(row) \(column): action \(action) left "
            + "\(Self.text(value["after"]) ?? "nothing"), found \(Self.text(found) ?? "nothing")")
      }
      if change == "insert" {
        after[table]?[row]?[column] = nil
        if after[table]?[row]?.isEmpty == true { after[table]?[row] = nil }
      } else {
        after[table]?[row, default: [:]][column] = value["before"] as DatabaseValue
      }
    }
    for table in Schema.loggedTables {
      differences += Self.differences(table, before[table] ?? [:], after[table] ?? [:])
    }
    return differences
  }

  private static func part<Value: DatabaseValueConvertible>(
    _ column: String, of entry: Row
  ) throws(Fault) -> Value {
    do { return try entry.known(column, of: "action_values") } catch {
      throw fault(error, path: nil, doing: "read")
    }
  }

  private typealias Contents = [Int64: [String: DatabaseValue]]

  private static func differences(_ table: String, _ before: Contents, _ after: Contents)
    -> [String]
  {
    Set(before.keys).union(after.keys).sorted().flatMap { row -> [String] in
      let (old, new) = (before[row] ?? [:], after[row] ?? [:])
      return Set(old.keys).union(new.keys).sorted().compactMap { column in
        let (from, to) = (old[column] ?? .null, new[column] ?? .null)
        if from == to { return nil }
        return "\(table) \(row) \(column): was \(text(from) ?? "nothing"), "
          + "is \(text(to) ?? "nothing"), and no action says why"
      }
    }
  }

  private func contents() throws(Fault) -> [String: Contents] {
    try read { db in
      var contents: [String: Contents] = [:]
      for table in Schema.loggedTables {
        var rows: Contents = [:]
        let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM \(table)")
        while let row = try cursor.next() {
          var values: [String: DatabaseValue] = [:]
          for (column, value) in row where column != "id" { values[column] = value }
          rows[try row.known("id", of: table)] = values
        }
        contents[table] = rows
      }
      return contents
    }
  }
}

extension ShopDatabase {
  /// Whether SQLite finds the file whole and every reference in it leads somewhere.
  public func isSound() throws(Fault) -> Bool {
    try read { db in
      let integrity = try String.fetchOne(db, sql: "PRAGMA integrity_check")
      let dangling = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check")
      return integrity == "ok" && dangling == nil
    }
  }
}
