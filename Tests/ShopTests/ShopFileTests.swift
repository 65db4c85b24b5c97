import Diagnostics
import FoundationEssentials
import GRDB
import Quantities
import Shop
import ShopSQLite
import Testing

/// A folder that is gone after the test.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "shop-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

@Suite struct ShopFileTests {
  @Test("Two connections write one file") func shares() throws {
    try withFolder { folder in
      let path = folder + "/shop.sqlite"
      let first = try ShopDatabase(path: path, currency: "USD", clock: { 0 })
      let second = try ShopDatabase(path: path, currency: "USD", clock: { 0 })
      try first.load(SampleShop.seed(), onlyIfEmpty: true)
      try second.load(SampleShop.seed(), onlyIfEmpty: true)
      let policy = try SampleShop.policy()
      let request = Request.cancel(order: "10001", reason: "no_longer_needed")
      guard
        case .planned(let plan) = try first.propose(
          request, for: "c1", policy: policy, today: today),
        case .done(let receipt) = try second.carryOut(plan, policy: policy, today: today),
        case .done(let again) = try first.carryOut(plan, policy: policy, today: today)
      else {
        Issue.record("not done")
        return
      }
      #expect(again.action == receipt.action && again.isRepeated)
      #expect(try first.unexplainedChanges(since: SampleShop.seed()) == [])
    }
  }

  @Test("Files that are no database, or may not be written, are clear faults")
  func refusesFiles() throws {
    try withFolder { folder in
      let text = folder + "/text.sqlite"
      try Data(String(repeating: "no database ", count: 400).utf8).write(
        to: URL(filePath: text))
      #expect {
        try ShopDatabase(path: text, currency: "USD", clock: { 0 })
      } throws: {
        ($0 as? Fault)?.message == "the shop's database cannot be opened: it is no SQLite database"
      }
    }
  }

  @Test("A database of a newer Deskmate is refused, and stays as it is") func refusesNewer() throws
  {
    try withFolder { folder in
      let path = folder + "/shop.sqlite"
      _ = try ShopDatabase(path: path, currency: "USD", clock: { 0 })
      try DatabaseQueue(path: path).write { db in
        try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('from the future')")
      }
      #expect {
        try ShopDatabase(path: path, currency: "USD", clock: { 0 })
      } throws: {
        ($0 as? Fault)?.description
          == "\(path): was made by a newer Deskmate; use that one, or another file with --shop FILE"
      }
      let applied = try DatabaseQueue(path: path).read { db in
        try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier")
      }
      #expect(
        applied == ["conversations", "from the future", "log of actions", "shop", "wrong tries"])
    }
  }

  @Test("A change behind the log's back is found") func audits() throws {
    try withFolder { folder in
      let path = folder + "/shop.sqlite"
      let database = try ShopDatabase(path: path, currency: "USD", clock: { 0 })
      try database.load(SampleShop.seed())
      try DatabaseQueue(path: path).write { db in
        try db.execute(sql: "UPDATE orders SET status = 'cancelled' WHERE number = '10004'")
      }
      #expect(
        try database.unexplainedChanges(since: SampleShop.seed())
          == ["orders 4 status: was shipped, is cancelled, and no action says why"])
    }
  }

  @Test("The file is in WAL mode") func isSafe() throws {
    try withFolder { folder in
      let path = folder + "/shop.sqlite"
      let database = try ShopDatabase(path: path, currency: "USD", clock: { 0 })
      try database.load(SampleShop.seed())
      let mode = try DatabaseQueue(path: path).read { db in
        try String.fetchOne(db, sql: "PRAGMA journal_mode")
      }
      #expect(mode == "wal")
    }
  }
}
