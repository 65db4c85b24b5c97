public import Diagnostics
public import Quantities
public import Shop
import ShopSQLite

/// Opens a workspace's book and seeds it on the first start.
public enum ShopOpening {
  /// The store at a path or address, its folder made, and a note when the files have changed since it was seeded;
  /// `clock` gives seconds since 1970, for the pause after wrong tries to show who somebody is.
  /// Throws a `Fault` or `Faults` when it cannot be opened or the seed is wrong.
  public static func open(
    path: String, workspace: LoadedWorkspace, today: Day, clock: @escaping @Sendable () -> Int
  ) throws -> (shop: any ShopStore, note: String?) {
    let place = ShopPlace(path)
    let shop = try place.open(currency: workspace.policy.currency, clock: clock)
    let fingerprint = SeedFile.fingerprint(of: workspace.seedFiles)
    switch try shop.seedState(fingerprint: fingerprint) {
    case .current: return (shop, nil)
    case .changed:
      return (
        shop,
        "\(place.shown): the files in knowledge-base/shop have changed since this book was begun; "
          + "`deskmate shop reset` loads them"
      )
    case .empty:
      try shop.load(workspace.seed(today: today), onlyIfEmpty: true)
      return (shop, nil)
    }
  }

  /// A fresh book in memory, seeded as of a day.
  public static func inMemory(_ workspace: LoadedWorkspace, today: Day) throws -> any ShopStore {
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
