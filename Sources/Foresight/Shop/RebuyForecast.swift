/// Who buys again within 90 days, and in which of at most eight groups everybody is: learned at earlier days
/// of the same shop.
public struct RebuyForecast: Sendable {
  /// A customer today.
  public struct Expected: Sendable {
    /// The customer's id.
    public let customer: String
    /// The chance to buy within 90 days.
    public let chance: Double
    /// The place of the group in `groups`.
    public let group: Int
    /// What moves the chance: the feature, its value and its log odds, the strongest first.
    public let reasons: [(feature: String, value: Double, weight: Double)]
  }

  /// A group of customers.
  public struct Group: Sendable {
    /// What marks it, in English and Chinese.
    public let english, chinese: String
    /// The customers in it today.
    public let size: Int
    /// The share that bought again in the past.
    public let share: Double
  }

  /// All customers, the likeliest first.
  public let expected: [Expected]
  /// The groups, the likeliest first.
  public let groups: [Group]
  /// How the model did at the last day whose 90 days are over.
  public let backtest: Backtest
  /// The same by the customers' language.
  public let fairness: GroupFigures?

  private static let features = [
    "days since last", "days since first", "orders", "spend", "orders in 90 days", "mean gap",
    "products", "last in gaps",
  ]
  private static let chineseNames = [
    "距上次天数", "距首次天数", "订单数", "消费额", "90 天内订单", "平均间隔", "商品数", "上次距今／间隔",
  ]
  static let horizon = 90

  /// Learns and foresees; `nil` where the shop is too young or too small.
  public init?(_ shop: ShopHistory, seed: UInt64 = 1) {
    var byCustomer: [String: [ShopHistory.Purchase]] = [:]
    for purchase in shop.purchases where purchase.day <= shop.today {
      byCustomer[purchase.customer, default: []].append(purchase)
    }
    let names = byCustomer.keys.sorted()
    let past = names.map { (byCustomer[$0] ?? []).sorted { $0.day < $1.day } }
    let first = past.compactMap { $0.first?.day }.min() ?? shop.today
    let cuts = (1...8).map { shop.today - $0 * 45 - Self.horizon + 45 }.filter { $0 > first + 60 }
    guard cuts.count >= 3, names.count >= 50 else { return nil }
    func rows(_ cut: Int) -> (values: [Double], labels: [Double], names: [String]) {
      var found: (values: [Double], labels: [Double], names: [String]) = ([], [], [])
      for (place, bought) in past.enumerated() {
        guard let row = Self.row(bought, cut) else { continue }
        found.values += row
        found.names.append(names[place])
        found.labels.append(
          bought.contains { $0.day > cut && $0.day <= cut + Self.horizon } ? 1 : 0)
      }
      return found
    }
    let width = Self.features.count
    func matrix(_ values: [Double]) -> FeatureMatrix {
      FeatureMatrix(values: values, rows: values.count / width, width: width)
    }
    let (test, validation) = (rows(cuts[0]), rows(cuts[2]))
    var train: (values: [Double], labels: [Double]) = ([], [])
    for cut in cuts.dropFirst(3).isEmpty ? cuts.suffix(1) : cuts.dropFirst(3) {
      let found = rows(cut)
      train.values += found.values
      train.labels += found.labels
    }
    guard Set(train.labels).count == 2, Set(validation.labels).count == 2 else { return nil }
    let schema = FeatureSchema(features: Self.features.map { .init(name: $0, levels: nil) })
    let learner = TableLearner(
      train: .init(matrix(train.values), targets: train.labels),
      validation: .init(matrix(validation.values), targets: validation.labels), schema: schema,
      objective: .binary, seed: seed)
    let (model, tree) = (learner.model(.logistic), learner.model(.tree))
    let answers = model.answers(matrix(test.values))
    let truth = test.labels.map { $0 > 0.5 }
    var backtest = Self.tested(answers, truth)
    backtest.drift = Drift(
      Self.features, before: matrix(rows(shop.today - 30).values),
      now: matrix(rows(shop.today).values), model)
    self.backtest = backtest
    let known = test.names.indices.filter { shop.languages[test.names[$0]] != nil }
    fairness =
      known.count < 40
      ? nil
      : GroupFigures(
        known.map { answers[$0] }, known.map { truth[$0] },
        groups: known.map { shop.languages[test.names[$0]] ?? "" }, threshold: 0.5)
    (expected, groups) = Self.today(
      shop.today, names: names, past: past, model: model, tree: tree, schema: schema)
  }

  /// How the answers for customers of the past did against what these came to do.
  private static func tested(_ answers: [Double], _ truth: [Bool]) -> Backtest {
    let area = RankingMeasures.auc(answers, truth)
    return Backtest(
      name: "buys again within 90 days",
      figures: [
        ("auc", area.auc), ("auc_low", area.interval?.lowerBound ?? .nan),
        ("log_loss", ProbabilityMeasures.logLoss(answers, truth)),
        ("ece", ProbabilityMeasures.calibrationError(answers, truth)),
        ("customers", Double(truth.count)),
      ], speaks: (area.interval?.lowerBound ?? 0) > 0.55,
      rule: "AUC above .55 with 95 % certainty at the last day whose 90 days are over")
  }

  private static func today(
    _ today: Int, names: [String], past: [[ShopHistory.Purchase]], model: TableModel,
    tree: TableModel, schema: FeatureSchema
  ) -> ([Expected], [Group]) {
    guard case .tree(let groups) = tree.learned else { return ([], []) }
    var sizes = [Int](repeating: 0, count: groups.groups.count)
    var expected: [Expected] = []
    let order = groups.groups.indices.sorted {
      (-groups.groups[$0].value, $0) < (-groups.groups[$1].value, $1)
    }
    for (place, bought) in past.enumerated() {
      guard let row = row(bought, today) else { continue }
      let matrix = FeatureMatrix(values: row, rows: 1, width: row.count)
      let parts = model.contributions(row).features
      let group = groups.groups(matrix)[0]
      sizes[group] += 1
      expected.append(
        Expected(
          customer: names[place], chance: model.answers(matrix)[0],
          group: order.firstIndex(of: group) ?? 0,
          reasons: parts.indices.sorted { (-abs(parts[$0]), $0) < (-abs(parts[$1]), $1) }
            .prefix(3).map { (features[$0], row[$0], parts[$0]) }))
    }
    let english = GroupWords(schema)
    let chinese = GroupWords(
      FeatureSchema(features: chineseNames.map { .init(name: $0, levels: nil) }), isChinese: true)
    return (
      expected.sorted { (-$0.chance, $0.customer) < (-$1.chance, $1.customer) },
      order.map { place in
        Group(
          english: english.text(groups.groups[place]), chinese: chinese.text(groups.groups[place]),
          size: sizes[place], share: groups.groups[place].value)
      }
    )
  }

  /// What was known of a customer on a day; `nil` before the first purchase.
  private static func row(_ bought: [ShopHistory.Purchase], _ cut: Int) -> [Double]? {
    let known = bought.prefix { $0.day <= cut }
    guard let first = known.first, let last = known.last else { return nil }
    let days = Set(known.map(\.day)).sorted()
    let gap = days.count > 1 ? Double(last.day - first.day) / Double(days.count - 1) : .nan
    return [
      Double(cut - last.day), Double(cut - first.day), Double(days.count),
      known.reduce(0) { $0 + $1.amount }, Double(days.count { cut - $0 <= 90 }), gap,
      Double(Set(known.map(\.product)).count),
      gap.isNaN || gap == 0 ? .nan : Double(cut - last.day) / gap,
    ]
  }

  /// The names of the features in Chinese, by their English name.
  public static func chineseName(_ feature: String) -> String {
    features.firstIndex(of: feature).map { chineseNames[$0] } ?? feature
  }
}
