public import Diagnostics
public import Shop

/// A connection within one read or one transaction, whatever database it leads to.
///
/// In a statement `?` stands for the next argument and `?1` for the first; statements are prepared once a
/// connection, so their texts must be few and hold no values.
public protocol SQLConnection {
  /// What a `SELECT` ends with so that nobody else changes its rows before the transaction ends.
  var rowLock: String { get }

  /// The rows that a statement gives.
  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]

  /// The rows that each of some statements gives, asked together.
  func rows(ofEach statements: [(sql: String, arguments: [SQLValue])]) throws -> [[SQLRow]]

  /// Runs a statement. What is wrong with it may be thrown by a later one, but before the transaction ends.
  func execute(_ sql: String, _ arguments: [SQLValue]) throws

  /// Runs a statement and gives how many rows it changed.
  func countChanged(_ sql: String, _ arguments: [SQLValue]) throws -> Int

  /// Runs a statement that must change one row. A row that is missing may be told by a later statement, but
  /// before the transaction ends.
  func change(_ sql: String, _ arguments: [SQLValue]) throws

  /// Says to which tables rows are about to be added, a name for each row, so that their numbers are asked
  /// for together.
  func reserveRows(_ tables: [String]) throws

  /// Adds a row and gives its number.
  func insert(_ table: String, _ values: [(column: String, value: SQLValue)]) throws -> Int64

  /// The number for a row that is to be added with it.
  func nextRow(of table: String) throws -> Int64

  /// Runs `body`, and takes back what it did when it gives `false`.
  func savepoint(_ body: () throws -> Bool) throws

  /// The names of a table's columns.
  func columns(of table: String) throws -> Set<String>

  /// Empties tables, the referring ones first, and has `body` fill them, while nobody else does the same;
  /// nothing happens where `isToStay` says so. Their rows are numbered from 1 again.
  func refill(
    _ tables: [String], unless isToStay: () throws -> Bool, _ body: () throws -> Void
  ) throws

  /// Adds many rows while tables are filled: `body` calls `add` with the values of each.
  func load(
    _ table: String, _ columns: [String],
    _ body: (_ add: ([SQLValue]) throws -> Void) throws -> Void
  ) throws
}

extension SQLConnection {
  func row(_ sql: String, _ arguments: [SQLValue]) throws -> SQLRow? {
    try rows(sql, arguments).first
  }

  /// The first column of the first row.
  func value<Value: SQLReadable>(_ sql: String, _ arguments: [SQLValue] = []) throws -> Value? {
    try row(sql, arguments)?.first()
  }
}

/// A store whose database speaks SQL: what `ShopStore` asks, told in statements that every such database
/// understands. A conformer says how a connection is had and a transaction made.
public protocol SQLStore: ShopStore {
  /// Seconds since 1970, for the pause after wrong tries.
  var clock: @Sendable () -> Int { get }
  /// Whether what is written is taken back at once.
  var isRehearsal: Bool { get }

  /// Asks the database: all answers are of one moment.
  func read<Value>(_ body: (any SQLConnection) throws -> Value) throws(Fault) -> Value

  /// Changes the database in one transaction: all of it or nothing.
  ///
  /// `body` may run several times, each time on a new transaction. `isDone` looks, after the connection was
  /// lost while the transaction ended, whether it took place; without it such a loss is a fault.
  func write<Value>(
    _ body: (any SQLConnection) throws -> Value,
    isDone: ((Value, any SQLConnection) throws -> Bool)?
  ) throws(Fault) -> Value

  /// Removes what is left of deleted rows in the database's files; `customer` is for the fault's remedy.
  func erase(after customer: Customer.ID) throws(Fault)
}

extension SQLStore {
  func write<Value>(_ body: (any SQLConnection) throws -> Value) throws(Fault) -> Value {
    try write(body, isDone: nil)
  }
}

/// A statement that found the database other than it must be.
public struct MissingRow: Error {
  /// What is not there.
  public let what: String

  /// Names what is not there.
  public init(what: String) { self.what = what }
}
