public import Diagnostics
public import Quantities
public import Shop

/// Opens a workspace's book and seeds it on the first start.
public enum ShopOpening {
  /// The book at a path, its folder made, and a note when the files have changed since it was seeded.
  /// Throws a `Fault` or `Faults` when it cannot be opened or the seed is wrong.
  public static func open(
    path: String, workspace: LoadedWorkspace, today: Day
  ) throws -> (shop: ShopDatabase, note: String?) {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try Files.makeFolder(String(path[..<slash]))
    }
    let shop = try database(at: path, workspace)
    let fingerprint = SeedFile.fingerprint(of: workspace.seedFiles)
    switch try shop.seedState(fingerprint: fingerprint) {
    case .current: return (shop, nil)
    case .changed:
      return (
        shop,
        "\(path): the files in knowledge-base/shop have changed since this book was begun; "
          + "`deskmate shop reset` loads them"
      )
    case .empty:
      try shop.load(workspace.seed(today: today), onlyIfEmpty: true)
      return (shop, nil)
    }
  }

  /// The database; one that was imported counts in the currency of its own policy.
  private static func database(
    at path: String, _ workspace: LoadedWorkspace
  ) throws -> ShopDatabase {
    let shop = try ShopDatabase(path: path, currency: workspace.policy.currency)
    guard let own = try LoadedWorkspace.policy(of: shop), own.currency != shop.currency else {
      return shop
    }
    return try ShopDatabase(path: path, currency: own.currency)
  }

  /// A fresh book in memory, seeded as of a day.
  public static func inMemory(_ workspace: LoadedWorkspace, today: Day) throws -> ShopDatabase {
    let shop = try ShopDatabase(inMemoryWithCurrency: workspace.policy.currency)
    try shop.load(workspace.seed(today: today))
    return shop
  }
}

extension LoadedWorkspace {
  /// The shop as its files describe it, relative days counted from `today`. Throws `Faults`.
  public func seed(today: Day) throws(Faults) -> Seed {
    try Seed.read(seedFiles, currency: policy.currency, today: today)
  }
}
