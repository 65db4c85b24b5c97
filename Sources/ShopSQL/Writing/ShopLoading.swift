public import Diagnostics
public import Quantities
public import Shop

extension SQLStore {
  /// How the database stands to files with a fingerprint; an imported shop needs no other files.
  public func seedState(fingerprint: String) throws(Fault) -> SeedState {
    try read { db in
      guard let loaded = try db.meta("fingerprint") else { return .empty }
      let imported = try db.meta("imported")
      return loaded == fingerprint || imported != nil ? .current : .changed
    }
  }

  /// The day that relative days of the files counted from, or `nil` when nothing was loaded.
  public func loadedOn() throws(Fault) -> Day? {
    try read { try $0.meta("loaded_on").flatMap { Day(iso: $0) } }
  }

  /// Puts a shop in place of what is there, in one transaction; the log of actions begins anew.
  ///
  /// With `onlyIfEmpty` a database that something was loaded into stays as it is, so that two processes
  /// may both begin at once.
  public func load(_ seed: Seed, onlyIfEmpty: Bool) throws(Fault) {
    try replace(with: seed, policy: nil, isImport: false, onlyIfEmpty: onlyIfEmpty)
  }

  /// Puts an imported shop in place of what is there, in one transaction; the log of actions begins anew.
  ///
  /// `policy` is the text of the shop's own `policy.json`, kept with it.
  public func importShop(_ seed: Seed, policy: String?) throws(Fault) {
    try replace(with: seed, policy: policy, isImport: true, onlyIfEmpty: false)
  }

  private func replace(
    with seed: Seed, policy: String?, isImport: Bool, onlyIfEmpty: Bool
  ) throws(Fault) {
    try write { db in
      try db.refill(ShopLoader.tables) {
        try onlyIfEmpty && db.meta("fingerprint") != nil
      } _: {
        try ShopLoader(db: db).insert(seed)
        if isImport { try db.setMeta("imported", to: "yes") }
        if let policy { try db.setMeta("policy", to: policy) }
      }
    } isDone: { _, _ in
      // The same files once more give the same shop.
      false
    }
  }

  /// Whether the shop came from an import rather than from a workspace's own files.
  public func isImported() throws(Fault) -> Bool {
    try read { try $0.meta("imported") != nil }
  }

  /// The text of the `policy.json` that the shop was imported with; `nil` when the workspace's own counts.
  public func importedPolicy() throws(Fault) -> String? {
    try read { try $0.meta("policy") }
  }
}

extension SQLConnection {
  fileprivate func meta(_ key: String) throws -> String? {
    try value("SELECT value FROM meta WHERE key = ?", [.string(key)])
  }

  fileprivate func setMeta(_ key: String, to value: String) throws {
    try execute("INSERT INTO meta VALUES (?, ?)", [.string(key), .string(value)])
  }
}

extension ShopLoader {
  fileprivate func insert(_ seed: Seed) throws {
    try insert(seed.assortment)
    let customers = try insert(seed.customers)
    try insert(seed.orders.filter { customers[$0.customer] != nil }, customers: customers)
    try db.setMeta("fingerprint", to: seed.fingerprint)
    try db.setMeta("loaded_on", to: seed.today.iso)
  }
}
