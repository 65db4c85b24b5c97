/// What to offer next: what others with the same products have too, each product of a customer speaking for
/// itself (naive Bayes with counts drawn towards what everybody buys).
public struct NextOffers: Sendable {
  /// A product worth offering.
  public struct Offer: Hashable, Sendable {
    /// The product, and the one of the customer's that speaks for it most.
    public let product, because: String
    /// How many customers have the latter, and how many of those the former too.
    public let asked, bought: Int
    /// The chance to buy it within the horizon.
    public let chance: Double
    /// The day on which the customer bought what speaks for it.
    public let since: Int
  }

  /// Within how many days the next purchase counts.
  public static let horizon = 60
  /// How the offers did on the last 90 days.
  public let backtest: Backtest
  private let learned: Learned

  /// Learns from who has what; the last 200 products of a customer are looked at.
  public init(_ shop: ShopHistory) {
    let trial = OfferTrial(shop)
    backtest = trial.backtest
    var learned = Learned(Self.owners(shop, until: shop.today), until: shop.today)
    learned.calibration = trial.calibration
    self.learned = learned
  }

  /// The best offers for who bought some products on some days, the likeliest first; only what `isOffered`.
  public func offers(
    for bought: [String: Int], limit: Int = 3, isOffered: (String) -> Bool
  ) -> [Offer] {
    Array(learned.offers(for: bought).filter { isOffered($0.product) }.prefix(limit))
  }

  /// When each customer bought each product last.
  static func owners(_ shop: ShopHistory, until day: Int) -> [String: [String: Int]] {
    var found: [String: [String: Int]] = [:]
    for purchase in shop.purchases where purchase.day <= day {
      let old = found[purchase.customer]?[purchase.product] ?? .min
      found[purchase.customer, default: [:]][purchase.product] = max(old, purchase.day)
    }
    return found.mapValues { all in
      guard all.count > 200 else { return all }
      let kept = all.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(200)
      return Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
  }
}

/// Who has what together with what.
private struct Learned: Sendable {
  /// Customers by product, and by pairs of products.
  private(set) var owners: [String: Int] = [:]
  private var pairs: [String: [String: Int]] = [:]
  private let customers: Double
  /// The chance of anybody to buy a product within the horizon.
  private var usual: [String: Double] = [:]
  /// How many times more often offers were bought than expected, when that was last measured.
  var calibration = 1.0

  /// To how many customers what everybody buys is worth.
  private static let pull = 150.0

  init(_ all: [String: [String: Int]], until today: Int) {
    customers = Double(max(1, all.count))
    var periods = 0.0
    for (_, own) in all.sorted(by: { $0.key < $1.key }) {
      let items = own.keys.sorted()
      for product in items {
        owners[product, default: 0] += 1
        for other in items where other != product {
          pairs[product, default: [:]][other, default: 0] += 1
        }
      }
      let first = own.values.min() ?? today
      periods += max(1, Double(today - first) / Double(NextOffers.horizon))
    }
    for (product, count) in owners { usual[product] = Double(count) / max(1, periods) }
  }

  /// The products bought most, the first first.
  var popular: [String] {
    owners.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key)
  }

  func offers(for own: [String: Int]) -> [NextOffers.Offer] {
    let mine = own.keys.sorted().filter { owners[$0] != nil }.prefix(200)
    guard !mine.isEmpty else { return [] }
    var found: [NextOffers.Offer] = []
    for (other, count) in owners where own[other] == nil && count >= 3 {
      let share = Double(count) / customers
      var (sum, best) = (0.0, (place: "", weight: 0.0))
      for product in mine {
        let both = Double(pairs[product]?[other] ?? 0)
        let lift =
          (both + Self.pull * share) / (Double(owners[product] ?? 0) + Self.pull) / share
        let weight = Mathematics.log(lift)
        sum += weight
        if weight > best.weight { best = (product, weight) }
      }
      // What nothing of the customer's speaks for clearly is no offer with a reason.
      guard best.weight > 0.15, (pairs[best.place]?[other] ?? 0) >= 5, let since = own[best.place]
      else { continue }
      found.append(
        NextOffers.Offer(
          product: other, because: best.place, asked: owners[best.place] ?? 0,
          bought: pairs[best.place]?[other] ?? 0,
          chance: min(0.9, calibration * (usual[other] ?? 0) * Mathematics.exp(sum)),
          since: since))
    }
    return found.sorted { (-$0.chance, $0.product) < (-$1.chance, $1.product) }
  }
}

/// Learned 90 days ago: is what a customer bought first since among the three offered? Beside it the three
/// most bought that the customer had not.
private struct OfferTrial {
  let backtest: Backtest
  /// Offers bought within the horizon over those expected.
  let calibration: Double

  init(_ shop: ShopHistory) {
    let cut = shop.today - 90
    let before = NextOffers.owners(shop, until: cut)
    let learned = Learned(before, until: cut)
    let popular = learned.popular
    var after: [String: [String: Int]] = [:]
    for purchase in shop.purchases where purchase.day > cut && purchase.day <= shop.today {
      let old = after[purchase.customer]?[purchase.product] ?? .max
      after[purchase.customer, default: [:]][purchase.product] = min(old, purchase.day)
    }
    var (asked, hits, usual, expected, came) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (customer, own) in before.sorted(by: { $0.key < $1.key }) {
      let offered = learned.offers(for: own).prefix(3)
      guard !offered.isEmpty else { continue }
      let next = (after[customer] ?? [:]).filter { own[$0.key] == nil }
      for offer in offered {
        expected += offer.chance
        came += (next[offer.product] ?? .max) <= cut + NextOffers.horizon ? 1 : 0
      }
      guard !next.isEmpty else { continue }
      asked += 1
      hits += offered.contains { next[$0.product] != nil } ? 1 : 0
      usual +=
        popular.lazy.filter { own[$0] == nil }.prefix(3).contains { next[$0] != nil } ? 1 : 0
    }
    calibration = expected > 0 ? (came + 1) / (expected + 1) : 1
    backtest = Backtest(
      name: "next best offer",
      figures: [
        ("hit3", hits / max(1, asked)), ("hit3_most_bought", usual / max(1, asked)),
        ("customers", asked),
      ], speaks: asked >= 20 && hits >= usual,
      rule: "one of three offers is bought in the next 90 days, no less often than the most bought")
  }
}
