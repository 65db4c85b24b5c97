/// When an order arrives: as others of its carrier and country did, given how long it is under way already.
public struct DeliveryForecast: Sendable {
  /// What is expected of an order.
  public struct Expected: Sendable {
    /// The likeliest half: the day by which half of such orders are there.
    public let day: Int
    /// The day by which nine in ten are there.
    public let latest: Int
    /// The chance to come after the promised day; `nil` without one.
    public let late: Double?
    /// How many such orders this rests on.
    public let orders: Int
  }

  private var groups: [String: [Int]] = [:]
  private let all: [Int]
  /// How the last fifth of deliveries would have been foreseen by those before.
  public let backtest: Backtest
  /// Whether orders that came late were told from others beforehand, and the share that did.
  public var tellsLate: Bool { figure("late_auc") >= 0.55 }
  /// The share of orders that came after the promised day.
  public var lateShare: Double { figure("late_share") }

  /// The least deliveries a group must have to speak for itself.
  private static let least = 20

  /// Learns from what has arrived.
  public init(_ orders: [ShopHistory.Order]) {
    let arrived = orders.filter { $0.delivered != nil }
      .sorted { ($0.placed, $0.number) < ($1.placed, $1.number) }
    let cut = arrived.count * 4 / 5
    let early = DeliveryForecast(learned: Array(arrived[..<cut]), backtest: nil)
    var (errors, covered, late, chances): ([Double], Double, [Bool], [Double]) = ([], 0, [], [])
    for order in arrived[cut...] {
      let day = order.shipped ?? order.placed
      guard let delivered = order.delivered, let found = early.expected(order, on: day) else {
        continue
      }
      errors.append(Double(abs(found.day - delivered)))
      covered += delivered <= found.latest ? 1 : 0
      if let due = order.due, let chance = found.late {
        late.append(delivered > due)
        chances.append(chance)
      }
    }
    let count = Double(max(1, errors.count))
    let cover = covered / count
    let test = Backtest(
      name: "delivery day",
      figures: [
        ("mae_days", errors.reduce(0, +) / count), ("cover90", cover),
        ("late_auc", RankingMeasures.auc(chances, late).auc),
        ("late_share", Double(late.count { $0 }) / Double(max(1, late.count))),
        ("orders", Double(errors.count)),
      ], speaks: errors.count >= 20 && cover >= 0.8,
      rule: "at least 20 deliveries, eight in ten of them by the latest day")
    self.init(learned: arrived, backtest: test)
  }

  private init(learned: [ShopHistory.Order], backtest: Backtest?) {
    var all: [Int] = []
    for order in learned {
      guard let delivered = order.delivered else { continue }
      let days = max(0, delivered - (order.shipped ?? order.placed))
      all.append(days)
      groups[Self.key(order), default: []].append(days)
    }
    self.all = all.sorted()
    groups = groups.filter { $0.value.count >= Self.least }.mapValues { $0.sorted() }
    self.backtest =
      backtest ?? Backtest(name: "delivery day", figures: [], speaks: false, rule: "")
  }

  private func figure(_ name: String) -> Double {
    backtest.figures.first { $0.name == name }?.value ?? .nan
  }

  private static func key(_ order: ShopHistory.Order) -> String {
    "\(order.carrier ?? "") \(order.country) \(order.shipped == nil)"
  }

  /// What is expected of an order that has not arrived, on a day; `nil` where nothing like it has.
  public func expected(_ order: ShopHistory.Order, on today: Int) -> Expected? {
    let start = order.shipped.map { min($0, today) } ?? max(order.placed, today - 2)
    let known = groups[Self.key(order)] ?? all
    let under = today - start
    // Of those that took longer than this one is under way already.
    let rest = known.filter { $0 > under }
    guard let last = known.last else { return nil }
    guard !rest.isEmpty else {
      // Later than any before: what is left is the spread of the slowest.
      return Expected(
        day: today + 1, latest: today + max(3, last / 2),
        late: order.due.map { today >= $0 ? 1 : 0.9 }, orders: 0)
    }
    func quantile(_ share: Double) -> Int {
      rest[min(rest.count - 1, Int((share * Double(rest.count)).rounded(.up)) - 1)]
    }
    let late = order.due.map { due in
      (Double(rest.count { start + $0 > due }) + 0.5) / Double(rest.count + 1)
    }
    return Expected(
      day: start + quantile(0.5), latest: start + max(quantile(0.92), quantile(0.5) + 1),
      late: order.due.map { today > $0 } == true ? 1 : late, orders: rest.count)
  }
}
