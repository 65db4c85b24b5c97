import GRDB
import Quantities
import Shop

/// Changes rows and writes each change into the log: the only way anything changes after loading.
struct ActionWriter {
  let db: Database
  /// The entry in the log that the changes belong to.
  let action: Int64

  /// Sets columns of a row.
  func update(_ table: String, row: Int64, _ values: [(column: String, value: DatabaseValue)])
    throws
  {
    let names = values.map { "\"\($0.column)\"" }
    let before = try Row.fetchOne(
      try db.cachedStatement(
        sql: "SELECT \(names.joined(separator: ", ")) FROM \(table) WHERE id = ?"),
      arguments: [row])
    guard let before else { throw DatabaseError(message: "row \(row) of \(table) is gone") }
    let settings = names.map { $0 + " = ?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(sql: "UPDATE \(table) SET \(settings) WHERE id = ?")
    try statement.execute(
      arguments: StatementArguments(values.map(\.value) + [row.databaseValue]))
    for (column, value) in values {
      try log(table, row, "update", column, before[column] as DatabaseValue, value)
    }
  }

  /// Adds a row.
  @discardableResult
  func insert(_ table: String, _ values: [(column: String, value: DatabaseValue)]) throws -> Int64 {
    let names = values.map { "\"\($0.column)\"" }.joined(separator: ", ")
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))")
    try statement.execute(arguments: StatementArguments(values.map(\.value)))
    let row = db.lastInsertedRowID
    for (column, value) in values { try log(table, row, "insert", column, .null, value) }
    return row
  }

  /// Takes a row away.
  func delete(_ table: String, row: Int64) throws {
    guard
      let before = try Row.fetchOne(
        db, sql: "SELECT * FROM \(table) WHERE id = ?", arguments: [row])
    else { return }
    for (column, value) in before where column != "id" {
      try log(table, row, "delete", column, value, .null)
    }
    try db.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [row])
  }

  private func log(
    _ table: String, _ row: Int64, _ change: String, _ column: String, _ before: DatabaseValue,
    _ after: DatabaseValue
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO action_values (action, "table", "row", change, "column", before, after)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [action, table, row, change, column, before, after])
  }
}

extension DatabaseValue {
  /// A text or nothing.
  static func text(_ text: String?) -> DatabaseValue { text?.databaseValue ?? .null }

  /// A day or nothing.
  static func day(_ day: Day?) -> DatabaseValue { day?.number.databaseValue ?? .null }

  /// A whole number.
  static func number(_ number: some BinaryInteger) -> DatabaseValue { Int64(number).databaseValue }
}
