public import Diagnostics
public import Shop
// What a store can be asked is declared there: who opens one may ask it.
@_exported public import ShopSQL

/// The shop's store on a PostgreSQL server, for several desks at once.
///
/// Transactions are serializable, by locks, and done again when two waited for each other. A connection that is lost is
/// made anew; whether a change took place whose answer was lost is found by the number of its entry in the
/// log. Every function throws a `Fault` that names the address, without its password.
public struct PostgresShop: Sendable {
  private let pool: ConnectionPool
  private let shown: String
  /// The currency of all amounts.
  public let currency: String
  /// Seconds since 1970, for the pause after wrong tries.
  public let clock: @Sendable () -> Int
  /// Whether what is written is taken back at once.
  public private(set) var isRehearsal = false

  /// The oldest server that has what the tables need.
  private static let oldestServer = 120_000

  /// Opens the shop at an address, its tables made when the database is empty. `clock` gives seconds since
  /// 1970.
  ///
  /// Throws when there is no connection, the server is too old, or the database is somebody else's or was
  /// made by a newer Deskmate.
  public init(
    _ address: PostgresAddress, currency: String, clock: @escaping @Sendable () -> Int
  ) throws(Fault) {
    self.init(address, currency: currency, clock: clock, isReadOnly: false)
    do { try pool.with { try check($0, isReadOnly: false) } } catch {
      throw fault(error, doing: "opened")
    }
  }

  /// Opens the shop at an address to look at it alone.
  public init(readingOnly address: PostgresAddress, currency: String) throws(Fault) {
    self.init(address, currency: currency, clock: { 0 }, isReadOnly: true)
    do { try pool.with { try check($0, isReadOnly: true) } } catch {
      throw fault(error, doing: "opened")
    }
  }

  private init(
    _ address: PostgresAddress, currency: String, clock: @escaping @Sendable () -> Int,
    isReadOnly: Bool
  ) {
    pool = ConnectionPool(address, isReadOnly: isReadOnly)
    shown = address.shown
    self.currency = currency
    self.clock = clock
  }

  private func check(_ connection: PostgresConnection, isReadOnly: Bool) throws {
    guard connection.version >= Self.oldestServer else {
      let (major, minor) = (connection.version / 10_000, connection.version / 100 % 100)
      throw Fault(
        file: shown,
        "is served by PostgreSQL \(major < 10 ? "\(major).\(minor)" : "\(major)"); Deskmate needs 12 "
          + "or newer: name a newer server with --shop")
    }
    try Migration(connection: connection, shown: shown).run(isReadOnly: isReadOnly)
  }
}

extension PostgresShop: SQLStore {
  /// The address, without its password.
  public var path: String? { shown }

  /// The same database for trying out: every change says what would come of it and is taken back.
  public func rehearsal() -> any ShopStore {
    var copy = self
    copy.isRehearsal = true
    return copy
  }

  /// Asks the database: all answers are of one moment.
  public func read<Value>(_ body: (any SQLConnection) throws -> Value) throws(Fault) -> Value {
    do { return try pool.read(body) } catch { throw fault(error, doing: "read") }
  }

  /// Changes the database in one transaction: all of it or nothing.
  public func write<Value>(
    _ body: (any SQLConnection) throws -> Value,
    isDone: ((Value, any SQLConnection) throws -> Bool)?
  ) throws(Fault) -> Value {
    do { return try pool.write(isRehearsal: isRehearsal, body, isDone: isDone) } catch {
      throw fault(error, doing: "written")
    }
  }

  /// Writes the tables anew, so that no byte of what was deleted is left in them; only their owner may.
  /// The server's log of changes and its backups are whoever's who runs it.
  public func erase(after customer: Customer.ID) throws(Fault) {
    do {
      try pool.with { connection in
        connection.patience = PostgresTransaction.patienceForAll
        let foreign = try connection.rows(
          """
          SELECT 1 FROM pg_class WHERE oid = to_regclass('customers')
            AND NOT pg_has_role(relowner, 'USAGE')
          """, [])
        guard foreign.isEmpty else {
          throw Fault(
            file: shown,
            "the customer is forgotten, but only the owner of the tables can erase their old pages; forget "
              + "the customer once more as the owner")
        }
        try connection.run("SET statement_timeout = 0")
        for table in Self.personal { try connection.run("VACUUM (FULL) \(table)") }
        try connection.run("SET statement_timeout = '10s'")
      }
    } catch {
      throw fault(error, doing: "written")
    }
  }

  /// The tables that hold what is said of persons.
  private static let personal = [
    "customers", "payment_methods", "orders", "returns", "tickets", "actions", "action_values",
    "receipts", "conversations", "turns", "wrong_tries",
  ]

  /// What the log of actions does not explain of the difference to the same shop in another store, as it
  /// was loaded; for tests. Reads whole tables.
  public func unexplainedChanges(since original: any SQLStore) throws(Fault) -> [String] {
    try LogAudit(of: self, since: original).differences()
  }

  private func fault(_ error: any Error, doing what: String) -> Fault {
    if let fault = error as? Fault {
      return Fault(
        file: fault.file ?? shown, place: fault.place, fault.message, severity: fault.severity)
    }
    let reason =
      (error as? PostgresError)?.remedy
      ?? "a row holds what no Deskmate wrote; `deskmate shop reset` makes a new one"
    return Fault(file: shown, "the shop's database cannot be \(what): \(reason)")
  }
}
