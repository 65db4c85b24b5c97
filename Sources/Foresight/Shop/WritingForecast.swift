/// Who will write tomorrow about which order: learned from the days on which customers wrote and did not.
public struct WritingForecast: Sendable {
  /// An order whose customer may write.
  public struct Expected: Sendable {
    /// The order.
    public let order: ShopHistory.Order
    /// The chance of a message tomorrow.
    public let chance: Double
    /// What speaks for it, the strongest first: the feature, its value in days, and its log odds.
    public let reasons: [(feature: String, days: Double, weight: Double)]
  }

  /// The orders most likely to bring a message, of all that are not old.
  public let expected: [Expected]
  /// How the model did on the last 60 days.
  public let backtest: Backtest

  /// The features: days since something happened, missing where it did not.
  static let features = ["placed", "shipped", "overdue", "arrived", "return", "refund"]
  private static let testDays = 60
  private static let memory = 240

  /// Learns and foresees; `nil` where too few contacts are known.
  public init?(_ shop: ShopHistory, seed: UInt64 = 1) {
    guard shop.contacts.count >= 200 else { return nil }
    let wrote = Set(shop.contacts.map { "\($0.order) \($0.day)" })
    var parts: [[Double]] = [[], [], []]
    var labels: [[Double]] = [[], [], []]
    for order in shop.orders where order.status != "cancelled" {
      let first = max(order.placed, shop.today - Self.memory)
      for day in first..<max(first, shop.today) {
        let ago = shop.today - day
        let part = ago <= Self.testDays ? 2 : ago <= Self.testDays + 30 ? 1 : 0
        parts[part] += Self.row(order, day)
        labels[part].append(wrote.contains("\(order.number) \(day + 1)") ? 1 : 0)
      }
    }
    let width = Self.features.count
    let schema = FeatureSchema(features: Self.features.map { .init(name: $0, levels: nil) })
    let matrices = parts.map {
      FeatureMatrix(values: $0, rows: $0.count / width, width: width)
    }
    guard labels.allSatisfy({ $0.contains(1) && $0.contains(0) }) else { return nil }
    let learner = TableLearner(
      train: .init(matrices[0], targets: labels[0]),
      validation: .init(matrices[1], targets: labels[1]), schema: schema, objective: .binary,
      seed: seed)
    let model = learner.model(.boosted)
    let answers = model.answers(matrices[2])
    let truth = labels[2].map { $0 > 0.5 }
    let area = RankingMeasures.auc(answers, truth)
    let low = area.interval?.lowerBound ?? 0
    var backtest = Backtest(
      name: "who writes tomorrow",
      figures: [
        ("auc", area.auc), ("auc_low", low),
        ("pr_auc", RankingMeasures.averagePrecision(answers, truth)),
        ("lift_top5", RankingMeasures.top(0.05, answers, truth).lift),
        ("ece", ProbabilityMeasures.calibrationError(answers, truth)),
        ("days", Double(truth.count)),
      ], speaks: low > 0.6, rule: "AUC above .6 with 95 % certainty on the last 60 days")
    func open(_ day: Int) -> FeatureMatrix {
      let rows = shop.orders.filter { Self.isOpen($0, day) }.flatMap { Self.row($0, day) }
      return FeatureMatrix(values: rows, rows: rows.count / width, width: width)
    }
    backtest.drift = Drift(
      Self.features, before: open(shop.today - 30), now: open(shop.today), model)
    self.backtest = backtest
    expected = shop.orders.filter { Self.isOpen($0, shop.today) }.map { order in
      let row = Self.row(order, shop.today)
      let parts = model.contributions(row).features
      let order = (
        order, model.answers(FeatureMatrix(values: row, rows: 1, width: width))[0]
      )
      let reasons = parts.indices.filter { parts[$0] > 0.05 }
        .sorted { (-parts[$0], $0) < (-parts[$1], $1) }
        .map { (feature: Self.features[$0], days: row[$0], weight: parts[$0]) }
      return Expected(order: order.0, chance: order.1, reasons: reasons)
    }.sorted { (-$0.chance, $0.order.number) < (-$1.chance, $1.order.number) }
  }

  /// Whether a customer may still write about an order on a day: it is not long since it came.
  private static func isOpen(_ order: ShopHistory.Order, _ day: Int) -> Bool {
    let delivered = order.delivered.map { min($0, day) } ?? day
    return order.status != "cancelled" && day - delivered <= 30 && order.placed <= day
  }

  private static func row(_ order: ShopHistory.Order, _ day: Int) -> [Double] {
    func since(_ event: Int?) -> Double {
      event.flatMap { $0 <= day ? Double(day - $0) : nil } ?? .nan
    }
    let hasArrived = order.delivered.map { $0 <= day } ?? false
    return [
      Double(day - order.placed), since(order.shipped),
      hasArrived ? .nan : order.due.map { Double(day - $0) } ?? .nan, since(order.delivered),
      since(order.returnOpened), since(order.refundPromised),
    ]
  }
}
