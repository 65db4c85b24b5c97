/// Figures of a shop's customers with noise, for others than the shop: whoever knows all but one of the
/// customers learns hardly anything of that one (Dwork et al. 2006, pure ε).
///
/// Nobody is in a count twice: of each customer only the last purchase, the last message and one language
/// count, and the spend up to a limit; the bands are fixed, so their names tell nothing.
public struct PrivateRelease: Sendable {
  /// A table of counts.
  public enum Part: String, Sendable, CaseIterable {
    /// Customers by days since their last purchase.
    case recency
    /// Customers by language.
    case language
    /// Customers by the month of their last order.
    case lastOrders = "last_orders"
    /// Customers by why they wrote last.
    case contacts
    /// How many customers bought within a year, and what they spent.
    case spend
  }

  /// A name and its count; below zero where the noise says so.
  public struct Count: Sendable {
    /// The band.
    public let name: String
    /// The noisy count.
    public let count: Int
  }

  /// The counts of a part that is asked for.
  public private(set) var counts: [Part: [Count]] = [:]
  /// The mean spend of a customer within a year, each counted up to the limit; `nil` where not asked for, or
  /// where the noise leaves no customer.
  public private(set) var meanSpend: Double?
  /// What each part cost.
  public let costs: [Part: PrivacyBudget]

  /// The bands of days since the last purchase: up to 30, 90, 180, 365 and more.
  public static let bands = ["0–30", "31–90", "91–180", "181–365", "366+"]
  /// Why customers write, as far as it is told.
  public static let reasons = ["track_order", "track_refund", "return_item", "other"]

  /// Counts with noise. `limit` is the most of a customer's spend that counts.
  public init(
    _ shop: ShopHistory, parts: [Part], budget: PrivacyBudget, limit: Int,
    using random: inout some RandomNumberGenerator
  ) {
    let shares = budget.parts(parts.count)
    costs = Dictionary(zip(parts, shares)) { first, _ in first }
    for (part, share) in zip(parts, shares) {
      if part == .spend {
        addSpend(shop, share, max(1, limit), &random)
        continue
      }
      let (names, places) = Self.bands(shop, part)
      var exact = [Int](repeating: 0, count: names.count)
      for place in places { exact[place] += 1 }
      counts[part] = zip(names, exact).map { name, count in
        Count(name: name, count: count + DiscreteNoise.laplace(share, using: &random))
      }
    }
  }

  /// The bands of a part, and the one of each customer.
  private static func bands(_ shop: ShopHistory, _ part: Part) -> ([String], [Int]) {
    switch part {
    case .recency:
      let places = lastDays(shop).map { day in
        let ago = shop.today - day
        return ago <= 30 ? 0 : ago <= 90 ? 1 : ago <= 180 ? 2 : ago <= 365 ? 3 : 4
      }
      return (bands, places)
    case .language:
      return (
        ["en", "zh", "other"],
        shop.languages.keys.sorted().map {
          shop.languages[$0] == "en" ? 0 : shop.languages[$0] == "zh" ? 1 : 2
        }
      )
    case .lastOrders:
      let places = lastDays(shop).map { min(12, max(0, (shop.today - $0) / 30)) }
      return ((0..<12).map { "\($0)" } + ["12+"], places)
    case .contacts:
      let customers = Dictionary(shop.orders.map { ($0.number, $0.customer) }) { first, _ in first }
      var last: [String: (day: Int, intent: String)] = [:]
      for contact in shop.contacts {
        guard let customer = customers[contact.order] else { continue }
        let known = last[customer]
        if known.map({ ($0.day, $0.intent) < (contact.day, contact.intent) }) ?? true {
          last[customer] = (contact.day, contact.intent)
        }
      }
      return (reasons, last.values.map { reasons.firstIndex(of: $0.intent) ?? reasons.count - 1 })
    case .spend: return ([], [])
    }
  }

  /// The day of every customer's last purchase.
  private static func lastDays(_ shop: ShopHistory) -> [Int] {
    var last: [String: Int] = [:]
    for purchase in shop.purchases where purchase.day <= shop.today {
      last[purchase.customer] = max(last[purchase.customer] ?? .min, purchase.day)
    }
    return Array(last.values)
  }

  private mutating func addSpend(
    _ shop: ShopHistory, _ budget: PrivacyBudget, _ limit: Int,
    _ random: inout some RandomNumberGenerator
  ) {
    var spend: [String: Double] = [:]
    for purchase in shop.purchases where (0...365).contains(shop.today - purchase.day) {
      spend[purchase.customer, default: 0] += purchase.amount
    }
    // Whole units of money, so that the sum is a whole number and its noise exact.
    let sum = spend.values.reduce(0) { $0 + Int(min(max(0, $1), Double(limit)).rounded()) }
    let halves = budget.parts(2)
    let people = spend.count + DiscreteNoise.laplace(halves[0], using: &random)
    let total = sum + DiscreteNoise.laplace(halves[1], sensitivity: limit, using: &random)
    counts[.spend] = [Count(name: "customers", count: people), Count(name: "total", count: total)]
    if people > 0 { meanSpend = min(Double(limit), max(0, Double(total) / Double(people))) }
  }
}
