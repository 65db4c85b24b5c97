import Computing

/// Whom a campaign writes to, whom it leaves out by chance, and what that should bring.
public struct CampaignPlan: Sendable {
  /// What a campaign is: whom it is for, and what it costs.
  public struct Rules: Sendable {
    /// The name.
    public var name: String
    /// Days since the last order, and how many orders, of those it is for.
    public var lastDays = 0...36500, orders = 1...1_000_000
    /// What one letter costs, and what is given to whoever buys.
    public var cost = 0.0, voucher = 0.0
    /// Of what is paid, the share that stays with the shop.
    public var margin = 0.35
    /// For how many days its effect is counted.
    public var window = 45
    /// The share that is left out by chance.
    public var leftOut = 0.2
    /// For how many days nobody is written to again, or after a message or an open matter.
    public var quiet = 30
    /// How many times the odds to buy grow: at least, probably, at most.
    public var odds = CampaignOdds(low: 1, middle: 1.3, high: 1.8)

    /// Rules for everybody.
    public init(name: String) { self.name = name }
  }

  /// Somebody the campaign is for.
  public struct Person: Sendable {
    /// The customer's id.
    public let customer: String
    /// The chance to buy within the window without a letter, and how much likelier with one.
    public let chance, uplift: Double
    /// What an order should bring.
    public let orderValue: Double
    /// What the letter should earn, its cost taken off.
    public let gain: Double
    /// What the letter costs, the voucher too where it should be used.
    public let cost: Double
    /// Days since the last order.
    public let days: Int
  }

  /// Why somebody it is for is not written to.
  public enum Reason: String, CaseIterable, Sendable {
    case unknown
    case openMatter = "open_matter"
    case wroteLately = "wrote_lately"
    case inCampaign = "in_campaign"
    case notWorth = "not_worth"
    case budget
  }

  /// The rules it follows.
  public let rules: Rules
  /// The day it was made.
  public let day: Int
  /// Those written to, who gain most for their cost first.
  public let written: [Person]
  /// Those left out by chance, to compare with.
  public let control: [Person]
  /// Those left out for a reason.
  public let left: [(reason: Reason, customers: [String])]
  /// Orders, their worth and what stays, beyond what would have come anyway; 90 % ranges.
  public let orders, revenue, gain: Estimate
  /// What it costs if as many buy as expected, and if all do.
  public let expectedCost, highestCost: Double
  /// The least difference in shares that comparing both groups would probably show.
  public let visibleDifference: Double

  /// A number and where it should lie nine times in ten.
  public struct Estimate: Sendable {
    /// The number and its bounds.
    public let value, low, high: Double
  }

  /// What is known beside the shop's history.
  public struct Known: Sendable {
    /// Customers who may be written to.
    public var reachable: Set<String>
    /// The chance to buy within 90 days, by customer.
    public var chances: [String: Double]
    /// What an order should bring, by customer.
    public var orderValues: [String: Double]
    /// Since when whom an earlier campaign has counted; the latest.
    public var campaigns: [String: Int]

    /// What is known.
    public init(
      reachable: Set<String>, chances: [String: Double], orderValues: [String: Double],
      campaigns: [String: Int]
    ) {
      (self.reachable, self.chances) = (reachable, chances)
      (self.orderValues, self.campaigns) = (orderValues, campaigns)
    }
  }

  /// Chooses within a budget; the same for a seed.
  public init(
    _ shop: ShopHistory, rules: Rules, known: Known, budget: Double, seed: UInt64 = 1
  ) {
    self.rules = rules
    day = shop.today
    var left: [Reason: [String]] = [:]
    var people: [Person] = []
    let matters = OpenMatters(shop, quiet: rules.quiet)
    for (customer, days) in Self.audience(shop, rules) {
      if let reason = Self.hindrance(customer, matters, shop.today, rules, known) {
        left[reason, default: []].append(customer)
        continue
      }
      guard let person = Self.person(customer, days, rules, known) else {
        left[.unknown, default: []].append(customer)
        continue
      }
      people.append(person)
    }
    for person in people where person.gain <= 0 {
      left[.notWorth, default: []].append(person.customer)
    }
    let ranked = people.filter { $0.gain > 0 }.sorted {
      ($0.gain / max($0.cost, 1e-9), $1.customer) > ($1.gain / max($1.cost, 1e-9), $0.customer)
    }
    let (written, control, over) = Self.divided(ranked, rules, budget, seed)
    self.written = written
    self.control = control
    if !over.isEmpty { left[.budget] = over }
    self.left = Reason.allCases.compactMap { reason in
      left[reason].map { (reason, $0.sorted()) }
    }
    let letters = rules.cost * Double(written.count)
    expectedCost = written.reduce(0) { $0 + $1.cost }
    highestCost = letters + rules.voucher * Double(written.count)
    let all = written + control
    visibleDifference = Proportions.visible(
      all.reduce(0) { $0 + $1.chance } / Double(max(1, all.count)), Double(written.count),
      Double(control.count))
    (orders, revenue, gain) = Self.estimates(written, rules, letters)
  }

  /// Customers whose last order and number of orders fit, with the days since.
  private static func audience(_ shop: ShopHistory, _ rules: Rules) -> [(String, Int)] {
    var days: [String: Set<Int>] = [:]
    for purchase in shop.purchases where purchase.day <= shop.today {
      days[purchase.customer, default: []].insert(purchase.day)
    }
    return days.keys.sorted().compactMap { customer in
      guard let own = days[customer], let last = own.max(),
        rules.lastDays.contains(shop.today - last), rules.orders.contains(own.count)
      else { return nil }
      return (customer, shop.today - last)
    }
  }

  /// Why somebody is not written to whatever they are worth.
  private static func hindrance(
    _ customer: String, _ matters: OpenMatters, _ today: Int, _ rules: Rules, _ known: Known
  ) -> Reason? {
    guard known.reachable.contains(customer) else { return .unknown }
    if matters.open.contains(customer) { return .openMatter }
    if matters.wrote.contains(customer) { return .wroteLately }
    if let since = known.campaigns[customer], (1...rules.quiet).contains(today - since) {
      return .inCampaign
    }
    return nil
  }

  private static func person(
    _ customer: String, _ days: Int, _ rules: Rules, _ known: Known
  ) -> Person? {
    guard let quarter = known.chances[customer] else { return nil }
    // Whoever buys within 90 days does so on any of them alike.
    let stays = Mathematics.log(max(1e-9, 1 - min(quarter, 0.999)))
    let chance = 1 - Mathematics.exp(stays * Double(rules.window) / 90)
    let uplift = rules.odds.uplift(chance, times: rules.odds.middle)
    let value = known.orderValues[customer] ?? 0
    let cost = rules.cost + (chance + uplift) * rules.voucher
    return Person(
      customer: customer, chance: chance, uplift: uplift, orderValue: value,
      gain: uplift * rules.margin * value - cost, cost: cost, days: days)
  }

  /// Of each block of neighbours in rank one is left out by chance, so that both groups are alike.
  private static func divided(
    _ ranked: [Person], _ rules: Rules, _ budget: Double, _ seed: UInt64
  ) -> (written: [Person], control: [Person], over: [String]) {
    let block = rules.leftOut > 0 ? max(2, Int((1 / rules.leftOut).rounded())) : Int.max
    var generator = SeededGenerator(seed: seed ^ StableHash(rules.name.utf8).value)
    var (written, control, over): ([Person], [Person], [String]) = ([], [], [])
    var spent = 0.0
    var chosen = -1
    for (place, person) in ranked.enumerated() {
      if block < Int.max, place % block == 0 { chosen = place + generator.below(block) }
      if !over.isEmpty || (place != chosen && spent + person.cost > budget) {
        over.append(person.customer)
      } else if place == chosen {
        control.append(person)
      } else {
        spent += person.cost
        written.append(person)
      }
    }
    return (written, control, over)
  }

  /// Sums over those written to, with the doubt about the odds and about who of them happens to buy.
  private static func estimates(
    _ written: [Person], _ rules: Rules, _ letters: Double
  ) -> (orders: Estimate, revenue: Estimate, gain: Estimate) {
    func sum(_ times: Double, _ weight: (Person) -> Double) -> Double {
      written.reduce(0) { $0 + rules.odds.uplift($1.chance, times: times) * weight($1) }
    }
    func estimate(_ weight: (Person) -> Double) -> Estimate {
      let (low, value, high) = (
        sum(rules.odds.low, weight), sum(rules.odds.middle, weight),
        sum(rules.odds.high, weight)
      )
      let chance = written.reduce(0) {
        $0 + $1.uplift * (1 - $1.uplift) * weight($1) * weight($1)
      }
      func off(_ gap: Double) -> Double { (gap * gap + 1.645 * 1.645 * chance).squareRoot() }
      return Estimate(
        value: value, low: value - off(value - low), high: value + off(high - value))
    }
    let orders = estimate { _ in 1 }
    let revenue = estimate(\.orderValue)
    let earned = estimate { rules.margin * $0.orderValue - rules.voucher }
    // Vouchers go to those too who would have bought anyway.
    let fixed =
      letters + written.reduce(0) { $0 + $1.chance * rules.voucher }
    return (
      orders, revenue,
      Estimate(
        value: earned.value - fixed, low: earned.low - fixed, high: earned.high - fixed)
    )
  }
}

/// Customers with something that is not settled, and those who wrote lately.
private struct OpenMatters {
  private(set) var open: Set<String> = []
  private(set) var wrote: Set<String> = []

  init(_ shop: ShopHistory, quiet: Int) {
    var customers: [String: String] = [:]
    for order in shop.orders where order.status != "cancelled" {
      customers[order.number] = order.customer
      // An offer on top of a parcel that is missing or a refund that is due makes things worse.
      let isOpen =
        (order.delivered == nil && shop.today - order.placed <= 120) || order.refundPromised != nil
        || (order.returnOpened.map { shop.today - $0 <= quiet } ?? false)
      if isOpen { open.insert(order.customer) }
    }
    for contact in shop.contacts where (0...quiet).contains(shop.today - contact.day) {
      if let customer = customers[contact.order] { wrote.insert(customer) }
    }
  }
}

/// How many times the odds to buy grow with a letter: what is taken for granted at first, and what earlier
/// campaigns of the shop have shown.
public struct CampaignOdds: Hashable, Sendable {
  /// At least, probably, at most, nine times in ten.
  public let low, middle, high: Double
  /// On how many campaigns this rests.
  public let campaigns: Int

  /// What is taken for granted.
  public init(low: Double, middle: Double, high: Double, campaigns: Int = 0) {
    (self.low, self.middle, self.high) = (low, middle, high)
    self.campaigns = campaigns
  }

  /// How much likelier a letter makes somebody whose chance is known.
  public func uplift(_ chance: Double, times: Double) -> Double {
    let odds = chance / max(1e-9, 1 - chance) * times
    return odds / (1 + odds) - chance
  }

  /// With what campaigns have shown, each weighed by how sure it is.
  public func after(_ results: [CampaignResult]) -> CampaignOdds {
    let known = results.filter { $0.isOver && $0.written.people > 0 && $0.control.people > 0 }
    guard !known.isEmpty else { return self }
    let wide = (Mathematics.log(max(high, 1e-6)) - Mathematics.log(max(low, 1e-6))) / 3.29
    var precision = 1 / max(wide * wide, 1e-6)
    var sum = precision * Mathematics.log(max(middle, 1e-6))
    for result in known {
      let found = Proportions.logOdds(
        Double(result.written.buyers), of: Double(result.written.people),
        against: Double(result.control.buyers), of: Double(result.control.people))
      precision += 1 / found.variance
      sum += found.value / found.variance
    }
    let (mean, error) = (sum / precision, 1.645 / precision.squareRoot())
    return CampaignOdds(
      low: Mathematics.exp(mean - error), middle: Mathematics.exp(mean),
      high: Mathematics.exp(mean + error), campaigns: known.count)
  }
}
