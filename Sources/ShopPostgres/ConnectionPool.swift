import Dispatch
import Glibc
import ShopSQL
import Synchronization

/// Connections to one server: made when they are needed, kept for the next, given up when they are lost.
final class ConnectionPool: Sendable {
  private let address: PostgresAddress
  private let isReadOnly: Bool
  private let idle = Mutex<[PostgresConnection]>([])
  private let places = DispatchSemaphore(value: ConnectionPool.most)

  /// A desk talks to one customer at a time; more threads than this wait for each other.
  private static let most = 8
  /// A connection that rested longer than this is tried before it is trusted.
  private static let rest = Duration.seconds(60)
  private static let mostClashes = 24
  private static let mostLosses = 3

  init(_ address: PostgresAddress, isReadOnly: Bool) {
    self.address = address
    self.isReadOnly = isReadOnly
  }

  /// Runs `body` with a connection that nobody else uses meanwhile.
  func with<Value>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
    guard places.wait(timeout: .now() + 15) == .success else {
      throw PostgresError(kind: .refused, code: "55P03", text: "")
    }
    defer { places.signal() }
    let connection = try idleConnection() ?? newConnection()
    defer {
      if connection.isLost {
        // Those that rested are most likely lost as well.
        idle.withLock { $0 = [] }
      } else {
        connection.patience = PostgresConnection.usualPatience
        connection.lastUse = .now
        idle.withLock { $0.append(connection) }
      }
    }
    return try body(connection)
  }

  private func newConnection() throws -> PostgresConnection {
    let connection = try PostgresConnection(address)
    try connection.setUp(isReadOnly: isReadOnly)
    return connection
  }

  private func idleConnection() -> PostgresConnection? {
    while let connection = idle.withLock({ $0.popLast() }) {
      if ContinuousClock.now - connection.lastUse < Self.rest { return connection }
      if (try? connection.rows("SELECT 1", [])) != nil { return connection }
    }
    return nil
  }
}

// Reads.
extension ConnectionPool {
  /// Asks: all answers are of one moment. A connection that is lost is replaced.
  func read<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    var losses = 0
    while true {
      do {
        return try readOnce(body)
      } catch let error as PostgresError where error.kind == .lost && losses < Self.mostLosses {
        losses += 1
        pause(milliseconds: 50 << (2 * losses))
      }
    }
  }

  private func readOnce<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    try with { connection in
      try connection.send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [])
      do {
        let value = try body(
          PostgresTransaction(
            connection: connection, rowLock: "", numbers: RowNumbers(isRehearsal: false)))
        try connection.sendEnd("COMMIT")
        return value
      } catch {
        rollBack(connection)
        throw error
      }
    }
  }

  private func rollBack(_ connection: PostgresConnection) {
    // A connection on which this fails is lost, and the server takes the transaction back by itself.
    if !connection.isLost { _ = try? connection.countChanged("ROLLBACK", []) }
  }
}

// Writes.
extension ConnectionPool {
  /// What became of a transaction.
  private enum Ending<Value> {
    case done(Value)
    /// Nothing of it took place.
    case failed(any Error)
    /// The connection was lost while it was committed, by this process of the server's.
    case unknown(Value, PostgresConnection.Backend)
  }

  /// Runs `body` in a transaction, again when another came first or the connection was lost.
  ///
  /// Transactions are serializable by what they lock (strict two-phase locking): a customer's row before
  /// anything of theirs is read, then variants in the order of their SKUs, all until the end; at READ COMMITTED
  /// each statement sees what was committed when its lock was had. The server's own SERIALIZABLE watches pages
  /// of indexes instead, and whatever is added now shares the last page: of twenty desks at different customers
  /// among 200,000 orders every second transaction was undone for nothing and done again, with the lock taken
  /// before its snapshot as well, and half as many came through a second; with locks none was.
  func write<Value>(
    isRehearsal: Bool, _ body: (any SQLConnection) throws -> Value,
    isDone: ((Value, any SQLConnection) throws -> Bool)?
  ) throws -> Value {
    var clashes = 0
    var losses = 0
    while true {
      let ending: Ending<Value>
      do {
        ending = try with { transaction(on: $0, isRehearsal: isRehearsal, body) }
      } catch let error as PostgresError where error.kind == .unreachable && losses > 0 {
        // A server that was there a moment ago is waited for.
        ending = .failed(PostgresError.lost(error.remedy))
      } catch {
        ending = .failed(error)
      }
      switch ending {
      case .done(let value): return value
      case .unknown(let value, let backend):
        if try didTakePlace(value, by: backend, isDone) { return value }
        losses += 1
      case .failed(let error as PostgresError)
      where error.kind == .clash && clashes < Self.mostClashes:
        clashes += 1
        pause(milliseconds: 1 << min(clashes, 6))
      case .failed(let error as PostgresError)
      where error.kind == .lost && losses < Self.mostLosses:
        losses += 1
        pause(milliseconds: 50 << (2 * losses))
      case .failed(let error): throw error
      }
    }
  }

  private func transaction<Value>(
    on connection: PostgresConnection, isRehearsal: Bool,
    _ body: (any SQLConnection) throws -> Value
  ) -> Ending<Value> {
    let value: Value
    do {
      try connection.send("BEGIN ISOLATION LEVEL READ COMMITTED", [])
      value = try body(
        PostgresTransaction(
          connection: connection, rowLock: " FOR NO KEY UPDATE",
          numbers: RowNumbers(isRehearsal: isRehearsal)))
    } catch {
      rollBack(connection)
      return .failed(error)
    }
    do {
      _ = try connection.countChanged(isRehearsal ? "ROLLBACK" : "COMMIT", [])
      return .done(value)
    } catch let error as PostgresError where error.kind == .lost && !isRehearsal {
      return .unknown(value, connection.backend)
    } catch {
      rollBack(connection)
      return .failed(error)
    }
  }

  /// Whether a transaction whose answer was lost took place: asked when the process that served it is gone,
  /// for until then it may still commit.
  private func didTakePlace<Value>(
    _ value: Value, by backend: PostgresConnection.Backend,
    _ isDone: ((Value, any SQLConnection) throws -> Bool)?
  ) throws -> Bool {
    guard let isDone else {
      throw PostgresError.lost(
        "the connection was lost while something was written; look whether it took place")
    }
    var losses = 0
    for _ in 0..<100 {
      do {
        let answer = try readOnce { db -> Bool? in
          let alive = try db.rows(
            """
            SELECT 1 FROM pg_stat_activity
            WHERE pid = ? AND CAST(backend_start AS TEXT) = CAST(? AS TEXT)
            """, [.integer(backend.pid), .string(backend.since)])
          return alive.isEmpty ? try isDone(value, db) : nil
        }
        if let answer { return answer }
        pause(milliseconds: 50)
      } catch let error as PostgresError where error.kind == .lost || error.kind == .unreachable {
        losses += 1
        guard losses <= Self.mostLosses else {
          throw PostgresError.lost(
            "the connection was lost while something was written, and the server is gone; "
              + "`deskmate shop show actions` says whether it took place")
        }
        pause(milliseconds: 50 << (2 * losses))
      }
    }
    throw PostgresError.lost(
      "the connection was lost while something was written; "
        + "`deskmate shop show actions` says whether it took place")
  }

  /// Waits up to so long, each desk another time, so that they do not meet again.
  private func pause(milliseconds: Int) {
    var nanoseconds = timespec()
    let most = milliseconds * 1_000_000
    let chosen = Int.random(in: most / 2...most)
    nanoseconds.tv_sec = chosen / 1_000_000_000
    nanoseconds.tv_nsec = chosen % 1_000_000_000
    nanosleep(&nanoseconds, nil)
  }
}
