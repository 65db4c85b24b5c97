import ShopSQL

/// A connection within one read or one transaction.
struct PostgresTransaction: SQLConnection {
  let connection: PostgresConnection
  let rowLock: String
  let numbers: RowNumbers

  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
    try connection.rows(sql, arguments)
  }

  func rows(ofEach statements: [(sql: String, arguments: [SQLValue])]) throws -> [[SQLRow]] {
    try connection.rows(ofEach: statements)
  }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws {
    try connection.send(sql, arguments)
  }

  func countChanged(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try connection.countChanged(sql, arguments)
  }

  func change(_ sql: String, _ arguments: [SQLValue]) throws {
    try connection.sendChange(sql, arguments)
  }

  func reserveRows(_ tables: [String]) throws { try numbers.reserve(tables, connection) }

  func insert(_ table: String, _ values: [(column: String, value: SQLValue)]) throws -> Int64 {
    var values = values
    if values.first?.column != "id", let number = try numbers.known(of: table, connection) {
      values.insert(("id", .integer(number)), at: 0)
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
    if let known = try numbers.known(of: table, connection) { return known }
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
  /// Rules that refer to other tables and indexes that find nothing unique are made again at the end: to
  /// keep them up row by row takes five times as long.
  func refill(
    _ tables: [String], unless isToStay: () throws -> Bool, _ body: () throws -> Void
  ) throws {
    connection.patience = Self.patienceForAll
    // Whoever changes an order has a row of this table first, so that nobody waits for the other.
    try connection.run(
      "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; "
        + "LOCK TABLE customers, meta IN ACCESS EXCLUSIVE MODE")
    if try isToStay() { return }
    let names = tables.map { "'\($0)'" }.joined(separator: ", ")
    let aside = try connection.rows(Self.setAside(names), [])
    func statements(_ column: String) -> String {
      aside.compactMap { row in
        if case .string(let sql)? = zip(row.columns, row.values).first(where: { $0.0 == column })?.1
        {
          return sql
        }
        return nil
      }.joined(separator: "; ")
    }
    try connection.run(
      "TRUNCATE \(tables.joined(separator: ", ")) RESTART IDENTITY; " + statements("undo"))
    try body()
    try connection.run(statements("redo"))
    // A table that is known to be nearly empty is read whole by every plan, and joined so as well, long after
    // it has filled; of one that it knows nothing of the server expects ten pages.
    for table in tables
    where try number("SELECT pg_relation_size('\(table)')", []) > Self.tenPages {
      try connection.run("ANALYZE \(table)")
    }
  }

  /// The statements that take the references and plain indexes of tables away, and make them again.
  private static func setAside(_ tables: String) -> String {
    """
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS undo,
      format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
        pg_get_constraintdef(pg_constraint.oid)) AS redo, 2 AS place, conname AS name
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE contype = 'f' AND relnamespace = current_schema()::regnamespace
      AND relname IN (\(tables))
    UNION ALL
    SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid), 1, relname
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE NOT indisunique AND relnamespace = current_schema()::regnamespace
      AND relname IN (\(tables))
    ORDER BY place, name
    """
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
    guard count > 0, columns.first == "id" else { return }
    try connection.run("SELECT setval('\(table)_id_seq', \(count))")
  }

  private static let tenPages = 81_920

  /// Ten minutes, in milliseconds, for what concerns every row.
  static let patienceForAll: Int32 = 600_000
}

/// The numbers of rows that a transaction is about to add.
///
/// In a rehearsal they are looked ahead, not used up, so that what is done afterwards has them.
final class RowNumbers {
  private let isRehearsal: Bool
  /// Those asked for and not used yet, by table.
  private var reserved: [String: [Int64]] = [:]
  /// The last that a rehearsal gave away.
  private var last: [String: Int64] = [:]

  init(isRehearsal: Bool) { self.isRehearsal = isRehearsal }

  /// Asks for numbers, all at once.
  func reserve(_ tables: [String], _ connection: PostgresConnection) throws {
    if isRehearsal { return }
    let rows = try connection.rows(
      """
      SELECT name, nextval(CAST(name || '_id_seq' AS REGCLASS)) AS number
      FROM unnest(string_to_array(?, ' ')) AS name
      """, [.string(tables.joined(separator: " "))])
    for row in rows {
      if case .string(let table)? = row.values.first, case .integer(let number)? = row.values.last {
        reserved[table, default: []].append(number)
      }
    }
  }

  /// The number for the next row of a table, or `nil` when the server has to be asked.
  func known(of table: String, _ connection: PostgresConnection) throws -> Int64? {
    if isRehearsal { return try lookedAhead(of: table, connection) }
    guard let first = reserved[table]?.first else { return nil }
    reserved[table]?.removeFirst()
    return first
  }

  private func lookedAhead(of table: String, _ connection: PostgresConnection) throws -> Int64 {
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
