public import Diagnostics
import Formats
import FoundationEssentials
import GRDB
public import Shop
// What a store can be asked is declared there: who opens one may ask it.
@_exported public import ShopSQL

/// The shop's store in SQLite: one connection, in a file or in memory.
///
/// A file is in WAL mode, so that several processes can share it; a write waits for another's for up to
/// five seconds. What is asked and changed stands in `ShopSQL`.
/// Every function throws a `Fault` that names the file.
public struct ShopDatabase: Sendable {
  let queue: DatabaseQueue
  /// The file, or `nil` in memory.
  public let path: String?
  /// The currency of all amounts.
  public let currency: String
  /// Seconds since 1970, for the pause after wrong tries.
  public let clock: @Sendable () -> Int
  /// Whether what is written is taken back at once.
  public private(set) var isRehearsal = false

  /// Opens or creates the database in a file; its folder must exist. `clock` gives seconds since 1970.
  ///
  /// Throws when the file can't be opened or written, is no database, or was made by a newer Deskmate.
  public init(
    path: String, currency: String, clock: @escaping @Sendable () -> Int
  ) throws(Fault) {
    var configuration = Self.configuration
    configuration.journalMode = .wal
    // It holds names and addresses: for its owner's eyes. The files beside it take over its mode.
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw Self.fault(error, path: path, doing: "opened")
    }
    self.path = path
    self.currency = currency
    self.clock = clock
    try migrate()
  }

  /// Creates an empty database in memory; the clock stands still unless one is given.
  public init(
    inMemoryWithCurrency currency: String, clock: @escaping @Sendable () -> Int = { 0 }
  ) throws(Fault) {
    do { queue = try DatabaseQueue(configuration: Self.configuration) } catch {
      throw Self.fault(error, path: nil, doing: "opened")
    }
    path = nil
    self.currency = currency
    self.clock = clock
    try migrate()
  }

  /// Opens the database of a file to look at it alone, where nothing may be written as well.
  public init(readingOnly path: String, currency: String) throws(Fault) {
    do { queue = try ReadOnlyOpening(path: path).queue() } catch {
      throw Self.fault(error, path: path, doing: "opened")
    }
    self.path = path
    self.currency = currency
    clock = { 0 }
    try refuseNewer(Self.migrator)
    guard try look({ try $0.tableExists("meta") }) else {
      throw Fault(file: path, "holds no shop yet")
    }
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    configuration.label = "shop"
    // What is deleted is overwritten with zeros: conversations, and people who are forgotten.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    return configuration
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in Schema.migrations {
      migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
    }
    return migrator
  }

  private func migrate() throws(Fault) {
    let migrator = Self.migrator
    try refuseNewer(migrator)
    let isCurrent = try look { try migrator.hasCompletedMigrations($0) }
    guard !isCurrent else { return }
    do { try migrator.migrate(queue) } catch {
      throw Self.fault(error, path: path, doing: "set up")
    }
  }

  private func refuseNewer(_ migrator: DatabaseMigrator) throws(Fault) {
    let isNewer = try look { try migrator.hasBeenSuperseded($0) }
    if isNewer {
      throw Fault(
        file: path, "was made by a newer Deskmate; use that one, or another file with --shop FILE")
    }
  }
}

extension ShopDatabase: SQLStore {
  /// The same database for trying out: every change says what would come of it and is taken back.
  public func rehearsal() -> any ShopStore {
    var copy = self
    copy.isRehearsal = true
    return copy
  }
}

extension ShopDatabase {
  /// Asks the database: all answers are of one moment.
  public func read<Value>(_ body: (any SQLConnection) throws -> Value) throws(Fault) -> Value {
    try look { try body(SQLiteConnection(db: $0)) }
  }

  /// Changes the database in one transaction: all of it or nothing. A file does not lose its connection, so
  /// `isDone` is never asked.
  public func write<Value>(
    _ body: (any SQLConnection) throws -> Value,
    isDone: ((Value, any SQLConnection) throws -> Bool)?
  ) throws(Fault) -> Value {
    do {
      if isRehearsal {
        return try queue.writeWithoutTransaction { db in
          try rehearse({ try body(SQLiteConnection(db: $0)) }, in: db)
        }
      }
      return try queue.write { try body(SQLiteConnection(db: $0)) }
    } catch {
      throw Self.fault(error, path: path, doing: "written")
    }
  }

  /// Reads with what GRDB offers.
  func look<Value>(_ body: (Database) throws -> Value) throws(Fault) -> Value {
    do {
      return try queue.writeWithoutTransaction { db in
        try db.cachedStatement(sql: "BEGIN DEFERRED").execute()
        defer { try? db.cachedStatement(sql: "ROLLBACK").execute() }
        return try body(db)
      }
    } catch {
      throw Self.fault(error, path: path, doing: "read")
    }
  }

  private func rehearse<Value>(
    _ body: (Database) throws -> Value, in db: Database
  ) throws -> Value {
    var outcome: Value?
    try db.inTransaction {
      outcome = try body(db)
      return .rollback
    }
    guard let outcome else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
    return outcome
  }

  /// The fault that names the file. What a row holds is never said: it may be a person's.
  static func fault(_ error: any Error, path: String?, doing what: String) -> Fault {
    if let fault = error as? Fault {
      return Fault(
        file: fault.file ?? path, place: fault.place, fault.message, severity: fault.severity)
    }
    guard let error = error as? DatabaseError else {
      return Fault(
        file: path,
        "the shop's database cannot be \(what): a row holds what no Deskmate wrote; "
          + "`deskmate shop reset` makes a new one")
    }
    let reason =
      switch error.resultCode {
      case .SQLITE_CANTOPEN: "the file or its folder is missing or may not be opened"
      case .SQLITE_NOTADB: "it is no SQLite database"
      case .SQLITE_READONLY, .SQLITE_PERM: "it may not be written"
      case .SQLITE_FULL: "the disk is full"
      case .SQLITE_BUSY, .SQLITE_LOCKED: "another process is writing it; try again"
      case .SQLITE_CORRUPT: "it is damaged; `deskmate shop reset` makes a new one"
      default: error.message ?? "error \(error.resultCode.rawValue)"
      }
    return Fault(file: path, "the shop's database cannot be \(what): \(reason)")
  }
}
