public import Diagnostics
public import Quantities

/// A shop as files describe it: what it sells, to whom, and every order. Checked, not yet stored.
public struct Seed: Sendable {
  /// What is sold.
  public internal(set) var assortment = Assortment(categories: [], products: [])
  /// The customers, in the order of the file.
  public internal(set) var customers: [Customer] = []
  /// The orders, in the order of the file.
  public internal(set) var orders: [Order] = []
  /// What was left out because it was wrong; empty unless faults were allowed.
  public internal(set) var skipped: [Fault] = []
  /// What customers will miss in the catalogue, though it can be read: warnings, in the order of the file.
  public internal(set) var advice: [Fault] = []
  /// Changes when a byte of the files does.
  public let fingerprint: String
  /// The day that relative days counted from.
  public let today: Day

  /// Reads a shop from files in Deskmate's own forms, or in that of the tau2 retail shop.
  ///
  /// `products.json`, `customers.json` and `orders.json` are told apart by name; a file with
  /// `products`, `users` and `orders` in one object is the tau2 form. Throws `Faults` with every fault
  /// found; with `skippingBad` a record at fault is left out instead, and listed in `skipped`. With
  /// `advising` what can be read and will leave customers without a good answer is listed in `advice`.
  public static func read(
    _ files: [SeedFile], currency: String, today: Day, skippingBad: Bool = false,
    advising: Bool = false
  ) throws(Faults) -> Seed {
    var reader = SeedReader(
      context: RecordReader.Context(currency: currency, today: today), files: files,
      advice: advising ? AssortmentAdvice() : nil)
    for file in files.sorted(by: { $0.kind < $1.kind }) { reader.read(file) }
    let seed = reader.finish()
    if !seed.skipped.isEmpty, !skippingBad { throw Faults(seed.skipped) }
    if !reader.broken.isEmpty { throw Faults(reader.broken) }
    return seed
  }
}

extension Seed {
  /// The shop with only some of its orders, and with whoever and whatever they need: a small shop of which
  /// a check can try everything.
  public func only(orders numbers: Set<String>) -> Seed {
    var seed = self
    seed.orders = orders.filter { numbers.contains($0.number) }
    let people = Set(seed.orders.map(\.customer))
    seed.customers = customers.filter { people.contains($0.id) }
    let goods = Set(seed.orders.flatMap(\.items).map(\.product))
    seed.assortment = Assortment(
      categories: [], products: assortment.products.filter { goods.contains($0.id) })
    return seed
  }
}
