import CPostgres
import ShopSQL

/// A connection to a server: statements are sent together, prepared once, and waited for when their answer
/// is needed.
///
/// One at a time uses it: the pool sees to that.
final class PostgresConnection: @unchecked Sendable {
  let handle: UnsafeMutableRawPointer
  /// The statements that the server knows, by their text.
  private var prepared: [String: Statement] = [:]
  private var preparedCount = 0
  private var sent: [Sent] = []
  /// Whether the server may still hold something of ours; a lost connection is not used again.
  private(set) var isLost = false
  /// How long an answer may take, in milliseconds.
  var patience: Int32 = PostgresConnection.usualPatience
  /// Which of the server's processes serves it, and since when.
  private(set) var backend = Backend(pid: 0, since: "")
  /// When it was used last, by the pool's clock.
  var lastUse = ContinuousClock.now

  static let usualPatience: Int32 = 15_000
  /// A server that takes no more may wait for us to read: so many statements are sent at most together.
  private static let mostSent = 100

  private enum Sent {
    case preparation(String)
    case run(Statement)
    /// The same, where nothing else may come of it than one row that was changed.
    case change(Statement)
    /// The end of what the server does or leaves as a whole.
    case end
  }

  /// A statement that the server knows, with its columns once it gave rows.
  private final class Statement {
    let name: String
    var columns: [String] = []
    var types: [UInt32] = []

    init(name: String) { self.name = name }
  }

  /// A process of the server's.
  struct Backend {
    let pid: Int64
    let since: String
  }

  /// Connects; throws when that fails.
  init(_ address: PostgresAddress) throws {
    guard deskmate_pg_is_there() == 1 else {
      throw PostgresError(
        kind: .unreachable, code: "",
        text: "PostgreSQL's client library is missing; `sudo apt-get install libpq5` installs it")
    }
    guard let handle = deskmate_pg_connect(address.text, "5") else {
      throw PostgresError(kind: .unreachable, code: "", text: "out of memory")
    }
    guard deskmate_pg_is_connected(handle) == 1 else {
      let error = PostgresError(
        unreachable: String(cString: deskmate_pg_message(handle)),
        password: deskmate_pg_password(handle))
      deskmate_pg_close(handle)
      throw error
    }
    self.handle = handle
    _ = deskmate_pg_pipeline(handle, 1)
  }

  deinit { deskmate_pg_close(handle) }

  /// The server's version, such as 150003.
  var version: Int { Int(deskmate_pg_version(handle)) }

  /// Limits what a statement, a lock or a forgotten transaction may cost, and learns who serves.
  func setUp(isReadOnly: Bool) throws {
    try run(
      "SET statement_timeout = '10s'; SET lock_timeout = '5s'; "
        + "SET idle_in_transaction_session_timeout = '30s'; SET TimeZone = 'UTC'; "
        // Every statement finds its rows by a key, whatever the values: to plan it anew helps nobody. A plan
        // made while a table is empty must not read all of it once it is full.
        + "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; "
        + "SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off"
        + (isReadOnly ? "; SET default_transaction_read_only = on" : ""))
    let row = try rows(
      """
      SELECT pid, CAST(backend_start AS TEXT) AS since FROM pg_stat_activity
      WHERE pid = pg_backend_pid()
      """, []
    ).first
    if case .integer(let pid)? = row?.values.first, case .string(let since)? = row?.values.last {
      backend = Backend(pid: pid, since: since)
    }
  }
}

// Statements with values.
extension PostgresConnection {
  /// Sends a statement and everything before it, and waits for its rows.
  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
    try send(sql, arguments)
    return try settle().last?.rows ?? []
  }

  /// Sends statements together, and waits for the rows of each.
  func rows(ofEach statements: [(sql: String, arguments: [SQLValue])]) throws -> [[SQLRow]] {
    if sent.count + 2 * statements.count >= Self.mostSent { _ = try settle() }
    for statement in statements { try send(statement.sql, statement.arguments) }
    return try settle().suffix(statements.count).map(\.rows)
  }

  /// Sends a statement and waits until it has changed what it changes.
  func countChanged(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try send(sql, arguments)
    return try settle().last?.changed ?? 0
  }

  /// Sends a statement and does not wait.
  func send(_ sql: String, _ arguments: [SQLValue]) throws {
    sent.append(.run(try post(sql, arguments)))
  }

  /// Sends a statement that must change one row, and does not wait.
  func sendChange(_ sql: String, _ arguments: [SQLValue]) throws {
    sent.append(.change(try post(sql, arguments)))
  }

  /// Sends a statement that ends a transaction in which nothing was changed, and does not wait: what it
  /// gives is read with the next, and no fault of it matters.
  func sendEnd(_ sql: String) throws {
    try send(sql, [])
    try check(deskmate_pg_sync(handle))
    sent.append(.end)
  }

  private func post(_ sql: String, _ arguments: [SQLValue]) throws -> Statement {
    if sent.count >= Self.mostSent { _ = try settle() }
    let statement: Statement
    if let known = prepared[sql] {
      statement = known
    } else {
      preparedCount += 1
      statement = Statement(name: "d\(preparedCount)")
      try check(deskmate_pg_prepare(handle, statement.name, PostgresStatement.numbered(sql)))
      prepared[sql] = statement
      sent.append(.preparation(sql))
    }
    var bytes: [UInt8] = []
    let starts = arguments.map { value -> Int? in
      let start = bytes.count
      return value.append(toArguments: &bytes) ? start : nil
    }
    let isSent = bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return starts.map { place in place.flatMap { start?.advanced(by: $0) } }
        .withUnsafeBufferPointer {
          deskmate_pg_run(handle, statement.name, Int32($0.count), $0.baseAddress)
        }
    }
    try check(isSent)
    return statement
  }

  /// What a statement gave.
  private struct Answer {
    var rows: [SQLRow] = []
    var changed = 0
  }

  /// Waits for all that was sent and gives what each statement gave; throws the first error among it.
  private func settle() throws -> [Answer] {
    guard !isLost else { throw PostgresError.lost("the connection was lost") }
    try check(deskmate_pg_sync(handle))
    var answers: [Answer] = []
    var error: (any Error)?
    for step in sent {
      do {
        switch step {
        case .preparation: _ = try answer(to: nil)
        case .run(let statement): answers.append(try answer(to: statement))
        case .change(let statement):
          answers.append(try answer(to: statement))
          // After an error nothing is changed any more.
          if error == nil, answers.last?.changed != 1 { error = MissingRow(what: "a row") }
        case .end:
          if let result = try next() { deskmate_pg_free(result) }
          answers = []
          if (error as? PostgresError)?.kind != .lost { error = nil }
        }
      } catch let refusal as PostgresError where !isLost {
        error = error ?? refusal
        answers.append(Answer())
      }
      // What came after an error was left out, so the server may not know the statement.
      if error != nil, case .preparation(let sql) = step { prepared[sql] = nil }
    }
    sent = []
    if let result = try next() { deskmate_pg_free(result) }
    if let error {
      if (error as? PostgresError)?.kind == .lost { isLost = true }
      throw error
    }
    return answers
  }

  /// Waits for what one statement gives; throws the server's error.
  private func answer(to statement: Statement?) throws -> Answer {
    var answer = Answer()
    var error: PostgresError?
    while let result = try next() {
      defer { deskmate_pg_free(result) }
      switch deskmate_pg_kind_of(result) {
      case deskmate_pg_rows: answer.rows = Self.rows(of: result, statement)
      case deskmate_pg_failed: error = error ?? Self.error(of: result)
      case deskmate_pg_done: answer.changed = Int(deskmate_pg_changed(result))
      default: break
      }
    }
    if let error { throw error }
    return answer
  }

  func next() throws -> UnsafeMutableRawPointer? {
    var result: UnsafeMutableRawPointer?
    switch deskmate_pg_next(handle, patience, &result) {
    case deskmate_pg_result: return result
    case deskmate_pg_end: return nil
    case deskmate_pg_silence:
      isLost = true
      throw PostgresError.lost("the server does not answer any more")
    default:
      isLost = true
      throw PostgresError.lost("the connection was lost")
    }
  }

  func check(_ isSent: Int32) throws {
    if isSent == 1, !isLost { return }
    isLost = true
    throw PostgresError.lost("the connection was lost")
  }

  static func error(of result: UnsafeMutableRawPointer) -> PostgresError {
    PostgresError(
      code: String(cString: deskmate_pg_code(result)),
      text: String(cString: deskmate_pg_text(result)))
  }

  private static func rows(
    of result: UnsafeMutableRawPointer, _ statement: Statement?
  ) -> [SQLRow] {
    let count = deskmate_pg_row_count(result)
    guard count > 0, let statement else { return [] }
    let width = deskmate_pg_column_count(result)
    if statement.columns.isEmpty {
      statement.columns = (0..<width).map { String(cString: deskmate_pg_column(result, $0)) }
      statement.types = (0..<width).map { deskmate_pg_type(result, $0) }
    }
    let (columns, types) = (statement.columns, statement.types)
    return (0..<count).map { row in
      SQLRow(
        columns: columns,
        values: (0..<width).map { column in
          guard let text = deskmate_pg_value(result, row, column) else { return .null }
          return SQLValue(text: String(cString: text), type: types[Int(column)])
        })
    }
  }

  func outsidePipeline(_ body: () throws -> Void) throws {
    if !sent.isEmpty { _ = try settle() }
    _ = deskmate_pg_pipeline(handle, 0)
    defer { _ = deskmate_pg_pipeline(handle, 1) }
    try body()
  }

  func readAll() throws {
    var error: PostgresError?
    while let result = try next() {
      if deskmate_pg_kind_of(result) == deskmate_pg_failed {
        error = error ?? Self.error(of: result)
      }
      deskmate_pg_free(result)
    }
    if let error {
      if error.kind == .lost { isLost = true }
      throw error
    }
  }
}
