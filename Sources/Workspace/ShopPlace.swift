public import Diagnostics
public import Shop
import ShopSQLite

#if PostgreSQL
  import ShopPostgres
#endif

/// Where a shop is kept: a file of SQLite's, or a PostgreSQL server.
public enum ShopPlace: Sendable {
  /// A file; it need not be there yet.
  case file(String)
  /// The address of a server.
  case server(String)

  /// The place that a text names, as `--shop` and `$DESKMATE_SHOP` do.
  public init(_ text: String) {
    let isAddress = ["postgresql://", "postgres://"].contains { text.hasPrefix($0) }
    self = isAddress ? .server(text) : .file(text)
  }

  /// Whether there may be a shop: what a server holds shows when it is asked.
  public var mayHoldShop: Bool {
    switch self {
    case .file(let path): Files.exists(path)
    case .server: true
    }
  }

  /// The place as it may be shown, without a password.
  public var shown: String {
    switch self {
    case .file(let path): return path
    case .server(let address):
      #if PostgreSQL
        return PostgresAddress(address)?.shown ?? "postgresql://"
      #else
        return "postgresql://"
      #endif
    }
  }

  /// The store, made when it is missing, its folder too; `clock` gives seconds since 1970, for the pause
  /// after wrong tries.
  public func open(
    currency: String, clock: @escaping @Sendable () -> Int
  ) throws -> any ShopStore {
    switch self {
    case .file(let path):
      if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
        try Files.makeFolder(String(path[..<slash]))
      }
      return try ShopDatabase(path: path, currency: currency, clock: clock)
    case .server(let address):
      #if PostgreSQL
        if let address = PostgresAddress(address) {
          return try PostgresShop(address, currency: currency, clock: clock)
        }
      #endif
      throw withoutServers
    }
  }

  /// The store to look at alone, where nothing may be written as well.
  public func openToRead(currency: String) throws(Fault) -> any ShopStore {
    switch self {
    case .file(let path): return try ShopDatabase(readingOnly: path, currency: currency)
    case .server(let address):
      #if PostgreSQL
        if let address = PostgresAddress(address) {
          return try PostgresShop(readingOnly: address, currency: currency)
        }
      #endif
      throw withoutServers
    }
  }

  private var withoutServers: Fault {
    Fault(
      file: shown,
      "this Deskmate was built without PostgreSQL; `swift build --traits PostgreSQL` builds it with"
    )
  }
}
