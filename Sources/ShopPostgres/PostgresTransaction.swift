import ShopSQL

/// A connection within one read or one transaction.
struct PostgresTransaction: SQLConnection {
  let connection: PostgresConnection
  let rowLock: String
  /// In a rehearsal the numbers of rows are looked ahead, not used up, so that what is done afterwards has
  /// them.
  let rehearsed: RehearsedRows?

  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
    try connection.rows(sql, arguments)
  }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws {
    try connection.send(sql, arguments)
  }

  func countChanged(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try connection.countChanged(sql, arguments)
  }

  func insert(_ table: String, _ values: [(column: String, value: SQLValue)]) throws -> Int64 {
    var values = values
    if let rehearsed, values.first?.column != "id" {
      values.insert(("id", .integer(try rehearsed.next(of: table, connection))), at: 0)
    }
    let names = values.map { "\"\($0.column)\"" }.joined(separator: ", ")
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    let sql = "INSERT INTO \(table) (\(names)) VALUES (\(marks))"
    if let first = values.first, first.column == "id", case .integer(let row) = first.value {
      try connection.send(sql, values.map(\.value))
      return row
    }
    return try number(sql + " RETURNING id", values.map(\.value))
  }

  func nextRow(of table: String) throws -> Int64 {
    if let rehearsed { return try rehearsed.next(of: table, connection) }
    return try number("SELECT nextval('\(table)_id_seq')", [])
  }

  private func number(_ sql: String, _ arguments: [SQLValue]) throws -> Int64 {
    guard case .integer(let number)? = try rows(sql, arguments).first?.values.first else {
      throw PostgresError(kind: .refused, code: "", text: "the server gave no number for a row")
    }
    return number
  }

  func savepoint(_ body: () throws -> Bool) throws {
    try execute("SAVEPOINT part", [])
    if try !body() { try execute("ROLLBACK TO SAVEPOINT part", []) }
    try execute("RELEASE SAVEPOINT part", [])
  }

  func columns(of table: String) throws -> Set<String> {
    let rows = try rows(
      """
      SELECT attname FROM pg_attribute
      WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped
      """, [.string(table)])
    return Set(
      rows.compactMap { if case .string(let name)? = $0.values.first { name } else { nil } })
  }
}

// Whole shops.
extension PostgresTransaction {
  func clear(_ tables: [String]) throws {
    connection.patience = Self.patienceForAll
    try connection.run(
      "SET LOCAL statement_timeout = 0; TRUNCATE \(tables.joined(separator: ", ")) RESTART IDENTITY")
  }

  func load(
    _ table: String, _ columns: [String],
    _ body: (_ add: ([SQLValue]) throws -> Void) throws -> Void
  ) throws {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    var count = 0
    try connection.copy("COPY \(table) (\(names)) FROM STDIN") {
      var bytes: [UInt8] = []
      try body { values in
        for (place, value) in values.enumerated() {
          if place > 0 { bytes.append(UInt8(ascii: "\t")) }
          value.append(toCopy: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        count += 1
        if bytes.count > 1 << 16 {
          try connection.addToCopy(bytes)
          bytes.removeAll(keepingCapacity: true)
        }
      }
      try connection.addToCopy(bytes)
    }
    let isNumbered = count > 0 && columns.first == "id"
    try connection.run(
      (isNumbered ? "SELECT setval('\(table)_id_seq', \(count)); " : "") + "ANALYZE \(table)")
  }

  /// Ten minutes, in milliseconds, for what concerns every row.
  static let patienceForAll: Int32 = 600_000
}

/// The numbers of rows that a rehearsal gave away.
final class RehearsedRows {
  private var last: [String: Int64] = [:]

  func next(of table: String, _ connection: PostgresConnection) throws -> Int64 {
    let next: Int64
    if let known = last[table] {
      next = known + 1
    } else {
      let row = try connection.rows(
        "SELECT last_value + CASE WHEN is_called THEN 1 ELSE 0 END FROM \(table)_id_seq", [])
      guard case .integer(let number)? = row.first?.values.first else {
        throw PostgresError(kind: .refused, code: "", text: "the server gave no number for a row")
      }
      next = number
    }
    last[table] = next
    return next
  }
}
