/// What an agent should know of a customer who writes: what is worth a second look, which promise will
/// hardly be kept, and what to offer. Learned once from a shop, asked for one customer at a time.
public struct DeskOutlook: Sendable {
  /// The open flags of each customer, the most surprising first.
  public let flags: [String: [RiskFlags.Flag]]
  /// When orders arrive.
  public let delivery: DeliveryForecast
  /// What to offer next.
  public let offers: NextOffers
  /// What each customer has, with the day on which it was bought last.
  private let owned: [String: [String: Int]]
  private let today: Int

  /// From which chance to be late a promise is no longer likely.
  static let unlikely = 0.5

  /// Learns from a shop. Flags are open from the rarity `threshold` on, from 0 to 1, for so many `days`.
  public init(_ shop: ShopHistory, threshold: Double, days: Int) {
    flags = Dictionary(
      grouping: RiskFlags(shop).open(from: threshold, days: days, on: shop.today),
      by: \.order.customer)
    delivery = DeliveryForecast(shop.orders)
    offers = NextOffers(shop)
    owned = NextOffers.owners(shop, until: shop.today)
    today = shop.today
  }

  /// When an order arrives that will probably be late, or is; `nil` while its promise may hold, and where
  /// deliveries cannot be foreseen.
  public func late(_ order: ShopHistory.Order) -> DeliveryForecast.Expected? {
    guard order.status != "cancelled", order.delivered == nil, let due = order.due,
      delivery.backtest.speaks, let expected = delivery.expected(order, on: today)
    else { return nil }
    let isLikelyLate = delivery.tellsLate && (expected.late ?? 0) >= Self.unlikely
    return due < today || isLikelyLate ? expected : nil
  }

  /// The best offers to a customer, the likeliest first; empty where offers lost their backtest.
  public func offers(
    to customer: String, limit: Int, isOffered: (String) -> Bool
  ) -> [NextOffers.Offer] {
    guard offers.backtest.speaks, let own = owned[customer] else { return [] }
    return offers.offers(for: own, limit: limit, isOffered: isOffered)
  }
}

extension RiskFlags {
  /// The flags from a rarity on, from 0 to 1, on what happened in the last days.
  public func open(from threshold: Double, days: Int, on today: Int) -> [Flag] {
    flags.filter { flag in
      let day = flag.isReturn ? flag.order.returnOpened ?? 0 : flag.order.placed
      return flag.score >= threshold && today - day <= days && day <= today
    }
  }
}
