public import Diagnostics
import GRDB
public import Shop
import ShopSQL

// What tests and the benchmark of killed processes ask.
extension ShopDatabase {
  /// What the log of actions does not explain of the difference to the shop as it was loaded from `seed`.
  /// Empty when all is explained; otherwise a line for each difference. Reads whole tables.
  public func unexplainedChanges(since seed: Seed) throws(Fault) -> [String] {
    let original = try ShopDatabase(inMemoryWithCurrency: currency)
    try original.load(seed)
    return try LogAudit(of: self, since: original).differences()
  }

  /// Whether SQLite finds the file whole and every reference in it leads somewhere.
  public func isSound() throws(Fault) -> Bool {
    try look { db in
      let integrity = try String.fetchOne(db, sql: "PRAGMA integrity_check")
      let dangling = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check")
      return integrity == "ok" && dangling == nil
    }
  }
}

extension ShopDatabase {
  /// Writes the file anew and empties its write-ahead log, so that no byte of what was deleted is left;
  /// throws when another process keeps old pages in the log.
  public func erase(after customer: Customer.ID) throws(Fault) {
    do {
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM")
        try db.checkpoint(.truncate)
      }
    } catch let error as DatabaseError
      where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode)
    {
      throw Fault(
        file: path,
        "the customer is forgotten, but another process keeps old pages of the file; end it and forget "
          + "the customer once more")
    } catch {
      throw Self.fault(error, path: path, doing: "written")
    }
  }
}
