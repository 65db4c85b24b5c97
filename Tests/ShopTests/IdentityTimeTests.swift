import Diagnostics
import Shop
import ShopSQL
import ShopSQLite
import Synchronization
import Testing

/// Neither words nor time tell a stranger what there is: whatever is tried, the same statements are made, in the
/// same order, on every store.
@Suite struct IdentityTimeTests {
  static let wrong = [
    // Another's order, another's e-mail address, and what there is not at all.
    IdentityClues(orderNumber: "10001", email: "siyuan@example.org"),
    IdentityClues(orderNumber: "10001", email: "eve@example.com"),
    IdentityClues(orderNumber: "77777", email: "ada@example.com"),
    IdentityClues(orderNumber: "77777", email: "eve@example.com"),
    IdentityClues(orderNumber: "七七", email: "无@example.com"),
  ]

  @Test("A wrong try makes the same statements whatever there is")
  func makesTheSameStatements() throws {
    let policy = Policy().identification
    func statements(_ clues: IdentityClues) throws -> (found: Identification, [String]) {
      let store = RecordingStore(try SampleShop.database())
      let found = try store.identify(clues, policy: policy)
      return (found, store.statements)
    }
    let (found, right) = try statements(
      IdentityClues(orderNumber: "10001", email: "ada@example.com"))
    guard case .identified = found else {
      Issue.record("the right clues fit nobody")
      return
    }
    let (_, first) = try statements(Self.wrong[0])
    for clues in Self.wrong {
      let (found, made) = try statements(clues)
      #expect(found == .refused)
      #expect(made == first)
      // What looks is the same for the right ones; only the count of wrong tries comes after.
      #expect(Array(made.prefix(right.count)) == right)
    }
    #expect(right.count > 4)
  }
}

/// A store that keeps what it was asked.
private struct RecordingStore: SQLStore {
  private let store: ShopDatabase
  private let kept = Kept()

  private final class Kept: Sendable {
    let statements = Mutex<[String]>([])
    func add(_ sql: String) { statements.withLock { $0.append(sql) } }
  }

  init(_ store: ShopDatabase) { self.store = store }

  var statements: [String] { kept.statements.withLock { $0 } }
  var path: String? { store.path }
  var currency: String { store.currency }
  var clock: @Sendable () -> Int { store.clock }
  var isRehearsal: Bool { false }

  func rehearsal() -> any ShopStore { self }
  func erase(after customer: Customer.ID) {}

  func read<Value>(_ body: (any SQLConnection) throws -> Value) throws(Fault) -> Value {
    try store.read { try body(Connection(db: $0, kept: kept)) }
  }

  func write<Value>(
    _ body: (any SQLConnection) throws -> Value,
    isDone: ((Value, any SQLConnection) throws -> Bool)?
  ) throws(Fault) -> Value {
    try store.write({ try body(Connection(db: $0, kept: kept)) }, isDone: nil)
  }

  private struct Connection: SQLConnection {
    let db: any SQLConnection
    let kept: Kept

    var rowLock: String { db.rowLock }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
      kept.add(sql)
      return try db.rows(sql, arguments)
    }

    func rows(ofEach statements: [(sql: String, arguments: [SQLValue])]) throws -> [[SQLRow]] {
      for statement in statements { kept.add(statement.sql) }
      return try db.rows(ofEach: statements)
    }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws {
      kept.add(sql)
      try db.execute(sql, arguments)
    }

    func countChanged(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
      kept.add(sql)
      return try db.countChanged(sql, arguments)
    }

    func change(_ sql: String, _ arguments: [SQLValue]) throws {
      kept.add(sql)
      try db.change(sql, arguments)
    }

    func reserveRows(_ tables: [String]) throws { try db.reserveRows(tables) }

    func insert(_ table: String, _ values: [(column: String, value: SQLValue)]) throws -> Int64 {
      kept.add("INSERT INTO " + table)
      return try db.insert(table, values)
    }

    func nextRow(of table: String) throws -> Int64 { try db.nextRow(of: table) }
    func savepoint(_ body: () throws -> Bool) throws { try db.savepoint(body) }
    func columns(of table: String) throws -> Set<String> { try db.columns(of: table) }

    func refill(
      _ tables: [String], unless isToStay: () throws -> Bool, _ body: () throws -> Void
    ) throws { try db.refill(tables, unless: isToStay, body) }

    func load(
      _ table: String, _ columns: [String],
      _ body: (_ add: ([SQLValue]) throws -> Void) throws -> Void
    ) throws { try db.load(table, columns, body) }
  }
}
