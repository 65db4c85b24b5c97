/// The personas of a shop: customers who buy alike, by the categories of what they bought.
public struct ShopPersonas: Sendable {
  /// A persona.
  public struct Persona: Sendable {
    /// The categories that mark it: how much of what it buys, and how many times more than everybody.
    public let marks: [(category: String, share: Double, lift: Double)]
    /// How many customers belong to it most.
    public let size: Int
  }

  /// Somebody's place among them.
  public struct Place: Sendable {
    /// The persona, by place in `personas`, and how likely it is.
    public let persona: Int
    /// How likely it is.
    public let chance: Double
    /// The categories that come next, the likeliest first, each with the share it has of this customer's
    /// purchases so far.
    public let next: [(category: String, chance: Double, soFar: Double)]
  }

  /// The personas, the most common first.
  public let personas: [Persona]
  /// How well the last quarter's purchases were foreseen by what came before.
  public let backtest: Backtest
  private let model: Personas
  private let categories: [String]
  private let rows: [String: [Double]]

  private static let heldDays = 90

  /// Learns; `nil` where fewer than 50 customers bought of at least two categories.
  public init?(_ shop: ShopHistory, seed: UInt64 = 1) {
    let categories = Set(shop.purchases.compactMap { shop.categories[$0.product] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
    func rows(_ days: Range<Int>) -> [String: [Double]] {
      var found: [String: [Double]] = [:]
      for purchase in shop.purchases where days.contains(purchase.day) {
        guard let place = shop.categories[purchase.product].flatMap({ places[$0] }) else {
          continue
        }
        found[purchase.customer, default: [Double](repeating: 0, count: categories.count)][place] +=
          1
      }
      return found
    }
    let (end, held) = (shop.today + 1, Self.heldDays)
    let all = rows(Int.min..<end)
    guard categories.count >= 2, all.count >= 50 else { return nil }
    let first = rows(Int.min..<end - 2 * held)
    let second = rows(end - 2 * held..<end - held)
    let third = rows(end - held..<end)
    var early = first
    for (name, row) in second {
      early[name] = zip(early[name] ?? row.map { _ in 0 }, row).map { $0 + $1 }
    }
    func pairs(_ left: [String: [Double]], _ right: [String: [Double]]) -> (
      [[Double]], [[Double]]
    ) {
      let names = left.keys.filter { right[$0] != nil }.sorted().prefix(20_000)
      return (names.compactMap { left[$0] }, names.compactMap { right[$0] })
    }
    // Settings are chosen on the quarter before the last, and measured on the last.
    let (chosenEarly, chosenLate) = pairs(first, second)
    let (testEarly, testLate) = pairs(early, third)
    let past = Personas(
      Self.sorted(early), earlier: chosenEarly, later: chosenLate, seed: seed)
    let found = past.perplexity(testEarly, later: testLate)
    backtest = Backtest(
      name: "personas",
      figures: [
        ("perplexity", found.own), ("perplexity_group", found.group),
        ("perplexity_everybody", found.everybody), ("customers", Double(testLate.count)),
      ], speaks: testLate.count >= 30 && min(found.own, found.group) < found.everybody,
      rule: "the last quarter's purchases are foreseen better than from what everybody buys")
    let model = Personas(Self.sorted(all), settings: past.settings, seed: seed)
    self.model = model
    self.categories = categories
    self.rows = all
    var sizes = [Int](repeating: 0, count: model.sizes.count)
    for row in all.values { sizes[Self.likeliest(model.belongs(row)).place] += 1 }
    personas = sizes.indices.map { place in
      Persona(
        marks: model.marks(place).map { (categories[$0.kind], $0.share, $0.lift) },
        size: sizes[place])
    }
  }

  /// The rows by name; of more than some ten thousand customers a part, which shows what personas there are.
  private static func sorted(_ rows: [String: [Double]]) -> [[Double]] {
    let all = rows.sorted { $0.key < $1.key }.map(\.value)
    let step = max(1, all.count / 10_000)
    return stride(from: 0, to: all.count, by: step).map { all[$0] }
  }

  private static func likeliest(_ chances: [Double]) -> (place: Int, chance: Double) {
    let place = chances.indices.max { chances[$0] < chances[$1] } ?? 0
    return (place, chances.isEmpty ? 1 : chances[place])
  }

  /// Where a customer belongs; `nil` for whoever bought nothing.
  public func place(of customer: String) -> Place? {
    guard let row = rows[customer] else { return nil }
    let found = Self.likeliest(model.belongs(row))
    let next = model.next(row)
    let total = max(1, row.reduce(0, +))
    let order = next.indices.sorted { (-next[$0], $0) < (-next[$1], $1) }
    return Place(
      persona: found.place, chance: found.chance,
      next: order.prefix(3).map { (categories[$0], next[$0], row[$0] / total) })
  }
}
