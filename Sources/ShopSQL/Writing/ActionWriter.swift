/// Changes rows and writes each change into the log: the only way anything changes after loading.
///
/// Nothing is waited for but the numbers of rows; `writeLog` must be called at the end.
struct ActionWriter {
  let db: any SQLConnection
  /// The entry in the log that the changes belong to.
  let action: Int64
  /// Entries that are not written yet: together they cost little more than one.
  private var waiting: [[SQLValue]] = []

  init(db: any SQLConnection, action: Int64) {
    self.db = db
    self.action = action
  }

  /// Sets columns of a row.
  mutating func update(_ table: String, row: Int64, _ values: [(column: String, value: SQLValue)])
    throws
  {
    try writeLog()
    // The database itself knows what stood there before.
    for (column, value) in values {
      try db.execute(
        """
        \(Self.insertion)
        SELECT ?, '\(table)', id, 'update', '\(column)', "\(column)", ? FROM \(table) WHERE id = ?
        """, [.integer(action), value, .integer(row)])
    }
    let settings = values.map { "\"\($0.column)\" = ?" }.joined(separator: ", ")
    try db.change(
      "UPDATE \(table) SET \(settings) WHERE id = ?", values.map(\.value) + [.integer(row)])
  }

  /// Adds a row, with a number that was asked for before, or the next.
  @discardableResult
  mutating func insert(
    _ table: String, numbered number: Int64? = nil, _ values: [(column: String, value: SQLValue)]
  ) throws -> Int64 {
    let row = try db.insert(table, number.map { [("id", .integer($0))] + values } ?? values)
    for (column, value) in values {
      log("insert", table, row: row, column: column, before: .null, after: value)
    }
    return row
  }

  /// Takes a row away.
  mutating func delete(_ table: String, row: Int64) throws {
    guard let before = try db.row("SELECT * FROM \(table) WHERE id = ?", [.integer(row)]) else {
      return
    }
    for (column, value) in zip(before.columns, before.values) where column != "id" {
      log("delete", table, row: row, column: column, before: value, after: .null)
    }
    try db.change("DELETE FROM \(table) WHERE id = ?", [.integer(row)])
  }

  private mutating func log(
    _ change: String, _ table: String, row: Int64, column: String, before: SQLValue,
    after: SQLValue
  ) {
    waiting.append([
      .integer(action), .string(table), .integer(row), .string(change), .string(column), before,
      after,
    ])
  }

  /// Writes what waits, in few statements of few sizes, for each is prepared once a connection.
  mutating func writeLog() throws {
    var rest = waiting[...]
    for (size, sql) in Self.insertions {
      while rest.count >= size {
        try db.execute(sql, rest.prefix(size).flatMap(\.self))
        rest = rest.dropFirst(size)
      }
    }
    waiting = []
  }

  private static let insertion = """
    INSERT INTO action_values (action, "table", "row", change, "column", before, after)
    """
  private static let insertions = [16, 4, 1].map { size in
    let rows = [String](repeating: "(?, ?, ?, ?, ?, ?, ?)", count: size)
    return (size: size, sql: insertion + " VALUES " + rows.joined(separator: ", "))
  }
}
