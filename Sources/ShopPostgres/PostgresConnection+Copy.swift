import CPostgres
import ShopSQL

/// Scripts, and rows by the thousand: both go outside the pipeline.
extension PostgresConnection {
  /// Runs statements, separated by semicolons, one after the other.
  func run(_ sql: String) throws {
    try outsidePipeline {
      try check(deskmate_pg_send(handle, sql))
      try readAll()
    }
  }

  /// Fills a table: `body` calls `addToCopy` with the bytes of rows.
  func copy(_ sql: String, _ body: () throws -> Void) throws {
    try outsidePipeline {
      try check(deskmate_pg_send(handle, sql))
      guard let result = try next() else { throw PostgresError.lost("the connection was lost") }
      let kind = deskmate_pg_kind_of(result)
      let refusal = Self.error(of: result)
      deskmate_pg_free(result)
      guard kind == deskmate_pg_copying else {
        try readAll()
        throw refusal
      }
      do {
        try body()
      } catch {
        _ = deskmate_pg_copy_end(handle, "given up")
        try? readAll()
        throw error
      }
      try check(deskmate_pg_copy_end(handle, nil))
      try readAll()
    }
  }

  /// Sends bytes of rows while a table is filled.
  func addToCopy(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      try check(
        deskmate_pg_copy(handle, start.assumingMemoryBound(to: CChar.self), Int32(buffer.count)))
    }
  }
}
