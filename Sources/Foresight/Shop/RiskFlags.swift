/// Orders and returns that are worth a second look: how rare what they show is in this very shop. Nothing
/// was ever labelled as misuse here, so a flag is a surprise and never a verdict.
public struct RiskFlags: Sendable {
  /// What is unusual.
  public enum Reason: Hashable, Sendable {
    /// So many returns within 60 days, of so many orders.
    case returns(Int, orders: Int)
    /// The share of the order's worth that comes back.
    case wholeOrder(share: Double)
    /// "Not received" or the like was said before, so often.
    case saidBefore(String, times: Int)
    /// So many times the customer's, or the shop's, usual worth.
    case amount(times: Double)
    /// So many orders within a day.
    case rush(Int)
    /// The first order of a customer, and a dear one.
    case newAndDear
  }

  /// A flag.
  public struct Flag: Sendable {
    /// The order.
    public let order: ShopHistory.Order
    /// Whether it is about the order's return.
    public let isReturn: Bool
    /// From 0 to 1: the share of the shop's orders or returns that are less surprising.
    public let score: Double
    /// What is unusual, the rarest first.
    public let reasons: [Reason]
    /// How much each reason adds to the surprise.
    public let weights: [Double]
  }

  /// Every order and return of the shop, the most surprising first.
  public let flags: [Flag]

  /// Looks at all orders and returns.
  public init(_ shop: ShopHistory) {
    var byCustomer: [String: [ShopHistory.Order]] = [:]
    for order in shop.orders where order.status != "cancelled" {
      byCustomer[order.customer, default: []].append(order)
    }
    let worths = shop.orders.map(\.worth).sorted()
    let usual = max(Mathematics.quantile(worths, 0.5), 0.01)
    let dear = Mathematics.quantile(worths, 0.95)
    let returned = shop.orders.filter { $0.returnOpened != nil }
    let rate = Double(returned.count) / Double(max(1, shop.orders.count))
    var surprises: [(flag: Flag, surprise: Double)] = []
    for order in shop.orders where order.status != "cancelled" {
      let others = (byCustomer[order.customer] ?? []).filter { $0.number != order.number }
      let before = others.filter { $0.placed <= order.placed }
      var found: [(Reason, Double)] = []
      let own = before.isEmpty ? usual : before.reduce(0) { $0 + $1.worth } / Double(before.count)
      let times = order.worth / max(own, 0.01)
      if times > 3, order.worth > usual { found.append((.amount(times: times), times - 2)) }
      let rush = before.count { order.placed - $0.placed <= 1 } + 1
      if rush > 1 { found.append((.rush(rush), Double(rush) * 1.5 - 1)) }
      if before.isEmpty, order.worth >= dear { found.append((.newAndDear, 1.5)) }
      surprises.append(Self.flag(order, false, found))
      guard let opened = order.returnOpened else { continue }
      surprises.append(
        Self.flag(order, true, Self.reasons(order, opened, others, rate)))
    }
    var flags: [Flag] = []
    for isReturn in [false, true] {
      let part = surprises.filter { $0.flag.isReturn == isReturn }
      let sorted = part.map(\.surprise).sorted()
      for (flag, surprise) in part where surprise > 0 {
        flags.append(
          Flag(
            order: flag.order, isReturn: isReturn,
            score: Double(Self.count(below: surprise, in: sorted))
              / Double(max(1, sorted.count)),
            reasons: flag.reasons, weights: flag.weights))
      }
    }
    self.flags = flags.sorted {
      (-$0.score, $0.order.number) < (-$1.score, $1.order.number)
    }
  }

  /// How many of sorted numbers are below one.
  private static func count(below limit: Double, in sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < limit { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func flag(
    _ order: ShopHistory.Order, _ isReturn: Bool, _ found: [(Reason, Double)]
  ) -> (flag: Flag, surprise: Double) {
    let sorted = found.sorted { $0.1 > $1.1 }
    return (
      Flag(
        order: order, isReturn: isReturn, score: 0, reasons: sorted.map(\.0),
        weights: sorted.map(\.1)),
      sorted.reduce(0) { $0 + $1.1 }
    )
  }

  private static func reasons(
    _ order: ShopHistory.Order, _ opened: Int, _ others: [ShopHistory.Order], _ rate: Double
  ) -> [(Reason, Double)] {
    var found: [(Reason, Double)] = []
    let near = others.filter {
      $0.returnOpened.map { opened - $0 >= 0 && opened - $0 <= 60 } ?? false
    }
    let orders = others.count { opened - $0.placed >= 0 && opened - $0.placed <= 90 } + 1
    if !near.isEmpty {
      // The surprise of so many where the shop's rate says so few: a Poisson tail's logarithm.
      let mean = max(rate * Double(orders), 0.05)
      let count = Double(near.count + 1)
      let surprise = count * Mathematics.log(max(count / mean, 1)) - (count - mean)
      if surprise > 0.5 { found.append((.returns(near.count + 1, orders: orders), surprise)) }
    }
    if order.returnedShare > 0.85, order.worth > 100 {
      found.append((.wholeOrder(share: order.returnedShare), 0.5))
    }
    if let reason = order.returnReason {
      let times = others.count { $0.returnReason == reason && ($0.returnOpened ?? 0) <= opened }
      if times > 0 { found.append((.saidBefore(reason, times: times), Double(times))) }
    }
    return found
  }
}
