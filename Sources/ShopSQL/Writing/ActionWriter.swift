/// Changes rows and writes each change into the log: the only way anything changes after loading.
struct ActionWriter {
  let db: any SQLConnection
  /// The entry in the log that the changes belong to.
  let action: Int64

  /// Sets columns of a row.
  func update(_ table: String, row: Int64, _ values: [(column: String, value: SQLValue)])
    throws
  {
    let names = values.map { "\"\($0.column)\"" }
    let before = try db.row(
      "SELECT \(names.joined(separator: ", ")) FROM \(table) WHERE id = ?", [.integer(row)])
    guard let before else { throw MissingRow(what: "row \(row) of \(table)") }
    let settings = names.map { $0 + " = ?" }.joined(separator: ", ")
    try db.execute(
      "UPDATE \(table) SET \(settings) WHERE id = ?", values.map(\.value) + [.integer(row)])
    for (column, value) in values {
      try log(table, row, "update", column, before[column], value)
    }
  }

  /// Adds a row, with a number that was asked for before, or the next.
  @discardableResult
  func insert(
    _ table: String, numbered number: Int64? = nil, _ values: [(column: String, value: SQLValue)]
  ) throws -> Int64 {
    let row = try db.insert(table, number.map { [("id", .integer($0))] + values } ?? values)
    for (column, value) in values { try log(table, row, "insert", column, .null, value) }
    return row
  }

  /// Takes a row away.
  func delete(_ table: String, row: Int64) throws {
    guard let before = try db.row("SELECT * FROM \(table) WHERE id = ?", [.integer(row)]) else {
      return
    }
    for (column, value) in zip(before.columns, before.values) where column != "id" {
      try log(table, row, "delete", column, value, .null)
    }
    try db.execute("DELETE FROM \(table) WHERE id = ?", [.integer(row)])
  }

  private func log(
    _ table: String, _ row: Int64, _ change: String, _ column: String, _ before: SQLValue,
    _ after: SQLValue
  ) throws {
    try db.execute(
      """
      INSERT INTO action_values (action, "table", "row", change, "column", before, after)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(action), .string(table), .integer(row), .string(change), .string(column), before,
        after,
      ])
  }
}
