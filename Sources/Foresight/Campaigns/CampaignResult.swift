import Computing

/// What was kept of a campaign, so that it can be read afterwards. Customers stand in it by a hash, so that
/// it names nobody, and whoever the shop has forgotten is found no more.
public struct CampaignRecord: Sendable {
  /// Somebody the campaign was for.
  public struct Entry: Hashable, Sendable {
    /// The hash of the customer's id.
    public let key: String
    /// Whether the customer was written to.
    public let isWritten: Bool
    /// The worth of orders that was expected without a letter.
    public let expected: Double

    /// An entry.
    public init(key: String, isWritten: Bool, expected: Double) {
      (self.key, self.isWritten, self.expected) = (key, isWritten, expected)
    }
  }

  /// Its name, and the day it was made.
  public let name: String
  /// The day it was made.
  public let day: Int
  /// For how many days its effect is counted.
  public let window: Int
  /// What one letter costs, what is given to whoever buys, and what stays of what is paid.
  public let cost, voucher, margin: Double
  /// Whom it was for.
  public let entries: [Entry]

  /// A record as it was kept.
  public init(
    name: String, day: Int, window: Int, cost: Double, voucher: Double, margin: Double,
    entries: [Entry]
  ) {
    (self.name, self.day, self.window) = (name, day, window)
    (self.cost, self.voucher, self.margin) = (cost, voucher, margin)
    self.entries = entries
  }

  /// What is to be kept of a plan.
  public init(_ plan: CampaignPlan) {
    func entry(_ person: CampaignPlan.Person, _ isWritten: Bool) -> Entry {
      Entry(
        key: Self.key(person.customer), isWritten: isWritten,
        expected: person.chance * person.orderValue)
    }
    self.init(
      name: plan.rules.name, day: plan.day, window: plan.rules.window, cost: plan.rules.cost,
      voucher: plan.rules.voucher, margin: plan.rules.margin,
      entries: (plan.written.map { entry($0, true) } + plan.control.map { entry($0, false) })
        .sorted { $0.key < $1.key })
  }

  /// The hash a customer stands by.
  public static func key(_ customer: String) -> String {
    StableHash("campaign \(customer)".utf8).text
  }
}

/// What came of a campaign: those written to against those left out by chance.
public struct CampaignResult: Sendable {
  /// What a group did.
  public struct Group: Sendable {
    /// How many people, and how many of them bought.
    public let people, buyers: Int
    /// What they paid in the mean.
    public let revenue: Double
  }

  /// The campaign.
  public let record: CampaignRecord
  /// Those written to, and those left out by chance.
  public let written, control: Group
  /// How many percentage points more bought, as a share, with the 95 % interval.
  public let effect: (difference: Double, interval: ClosedRange<Double>)
  /// How much more each paid, what was expected of both groups taken off, with the 95 % interval.
  public let revenue: (difference: Double, interval: ClosedRange<Double>)
  /// How many days of its window are still to come; 0 when it is over.
  public let daysLeft: Int
  /// Customers of it whom the shop knows no more.
  public let forgotten: Int

  /// Whether its window is over.
  public var isOver: Bool { daysLeft == 0 }

  /// Whether anything can be said: the interval leaves 0 out.
  public var isClear: Bool { effect.interval.lowerBound > 0 || effect.interval.upperBound < 0 }

  /// Reads what customers bought since.
  public init(_ record: CampaignRecord, _ shop: ShopHistory, customers: Set<String>) {
    self.record = record
    let last = min(record.day + record.window, shop.today)
    var names: [String: String] = [:]
    for customer in customers { names[CampaignRecord.key(customer)] = customer }
    var paid: [String: Double] = [:]
    for purchase in shop.purchases where purchase.day > record.day && purchase.day <= last {
      paid[purchase.customer, default: 0] += purchase.amount
    }
    let known = record.entries.filter { names[$0.key] != nil }
    forgotten = record.entries.count - known.count
    func amounts(_ isWritten: Bool) -> [(paid: Double?, expected: Double)] {
      known.filter { $0.isWritten == isWritten }.map { entry in
        (names[entry.key].flatMap { paid[$0] }, entry.expected)
      }
    }
    let (with, without) = (amounts(true), amounts(false))
    func group(_ rows: [(paid: Double?, expected: Double)]) -> Group {
      Group(
        people: rows.count, buyers: rows.count { $0.paid != nil },
        revenue: rows.reduce(0) { $0 + ($1.paid ?? 0) } / Double(max(1, rows.count)))
    }
    written = group(with)
    control = group(without)
    effect = Proportions.difference(
      Double(written.buyers), of: Double(written.people), less: Double(control.buyers),
      of: Double(control.people))
    revenue = Self.difference(with, without)
    daysLeft = max(0, record.day + record.window - shop.today)
  }

  /// The difference of means, less what differed beforehand as far as that foretold (Deng et al., WSDM 2013),
  /// with Welch's interval.
  private static func difference(
    _ with: [(paid: Double?, expected: Double)], _ without: [(paid: Double?, expected: Double)]
  ) -> (difference: Double, interval: ClosedRange<Double>) {
    guard with.count > 1, without.count > 1 else {
      return (.nan, -Double.infinity...Double.infinity)
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let all = with + without
    let middle = (mean(all.map { $0.paid ?? 0 }), mean(all.map(\.expected)))
    var (both, own) = (0.0, 1e-12)
    for row in all {
      both += ((row.paid ?? 0) - middle.0) * (row.expected - middle.1)
      own += (row.expected - middle.1) * (row.expected - middle.1)
    }
    func left(_ rows: [(paid: Double?, expected: Double)]) -> (mean: Double, square: Double) {
      let values = rows.map { ($0.paid ?? 0) - both / own * ($0.expected - middle.1) }
      let mean = mean(values)
      let variance =
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
      return (mean, variance / Double(values.count))
    }
    let (a, b) = (left(with), left(without))
    let error = 1.959964 * (a.square + b.square).squareRoot()
    let found = a.mean - b.mean
    return (found, found - error...found + error)
  }
}
