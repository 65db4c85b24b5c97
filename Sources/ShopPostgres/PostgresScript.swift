public import Diagnostics

/// Statements for a server, for tests that need a place of their own.
public enum PostgresScript {
  /// Runs statements, separated by semicolons.
  public static func run(_ sql: String, at address: PostgresAddress) throws(Fault) {
    do { try PostgresConnection(address).run(sql) } catch {
      throw Fault(file: address.shown, (error as? PostgresError)?.remedy ?? "\(error)")
    }
  }
}
