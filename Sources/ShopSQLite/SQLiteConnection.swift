import GRDB
import ShopSQL

/// The one connection of a file, within a read or a transaction.
struct SQLiteConnection: SQLConnection {
  let db: Database

  /// A transaction holds the whole file.
  var rowLock: String { "" }

  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
    let statement = try db.cachedStatement(sql: sql)
    let columns = statement.columnNames
    let cursor = try Row.fetchCursor(statement, arguments: Self.bound(arguments))
    var rows: [SQLRow] = []
    while let row = try cursor.next() {
      rows.append(
        SQLRow(columns: columns, values: columns.indices.map { SQLValue(row[$0] as DatabaseValue) })
      )
    }
    return rows
  }

  func rows(ofEach statements: [(sql: String, arguments: [SQLValue])]) throws -> [[SQLRow]] {
    try statements.map { try rows($0.sql, $0.arguments) }
  }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws {
    try db.cachedStatement(sql: sql).execute(arguments: Self.bound(arguments))
  }

  func countChanged(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try execute(sql, arguments)
    return db.changesCount
  }

  func change(_ sql: String, _ arguments: [SQLValue]) throws {
    guard try countChanged(sql, arguments) == 1 else { throw MissingRow(what: "a row") }
  }

  /// They are known at once.
  func reserveRows(_ tables: [String]) {}

  func insert(_ table: String, _ values: [(column: String, value: SQLValue)]) throws -> Int64 {
    try execute(Self.insertion(table, values.map(\.column)), values.map(\.value))
    return db.lastInsertedRowID
  }

  func nextRow(of table: String) throws -> Int64 {
    let last = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM \(table)"))
    return (last ?? 0) + 1
  }

  func savepoint(_ body: () throws -> Bool) throws {
    try db.inSavepoint { try body() ? .commit : .rollback }
  }

  func columns(of table: String) throws -> Set<String> {
    Set(try db.columns(in: table).map(\.name))
  }

  func refill(
    _ tables: [String], unless isToStay: () throws -> Bool, _ body: () throws -> Void
  ) throws {
    if try isToStay() { return }
    for table in tables { try db.execute(sql: "DELETE FROM \(table)") }
    try body()
  }

  func load(
    _ table: String, _ columns: [String],
    _ body: (_ add: ([SQLValue]) throws -> Void) throws -> Void
  ) throws {
    let statement = try db.cachedStatement(sql: Self.insertion(table, columns))
    try body { try statement.execute(arguments: Self.bound($0)) }
  }

  private static func insertion(_ table: String, _ columns: [String]) -> String {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(table) (\(names)) VALUES (\(marks))"
  }

  private static func bound(_ arguments: [SQLValue]) -> StatementArguments {
    StatementArguments(arguments.map(\.databaseValue))
  }
}

extension SQLValue {
  fileprivate init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .string(text)
    case .blob: self = .bytes
    }
  }

  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null, .bytes: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .string(let text): text.databaseValue
    }
  }
}
