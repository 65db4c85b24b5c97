import Computing
import Diagnostics
import Formats
import Testing

import Foresight

@Suite("Campaigns")
struct CampaignTests {
  /// A trial in which contact helps those with x above a half and nobody else.
  private func trial(_ count: Int, seed: UInt64, push: Double = 2) -> (
    rows: UpliftModel.Rows, matrix: FeatureMatrix, treated: [Bool], acted: [Bool]
  ) {
    var generator = SeededGenerator(seed: seed)
    var (values, treated, acted): ([Double], [Bool], [Bool]) = ([], [], [])
    for _ in 0..<count {
      let (x, noise) = (generator.unit(), generator.unit())
      values += [x, noise]
      treated.append(generator.unit() < 0.5)
      let score = -1.5 + noise + (treated[treated.count - 1] && x > 0.5 ? push : 0)
      acted.append(generator.unit() < Mathematics.sigmoid(score))
    }
    let matrix = FeatureMatrix(values: values, rows: count, width: 2)
    return (.init(matrix, treated: treated, acted: acted), matrix, treated, acted)
  }

  private let schema = FeatureSchema(features: [.init("x"), .init("noise")])

  @Test("The curve of a ranking by hand")
  func curve() {
    // Of those ranked first both contacted act, of the last nobody does.
    let treated = [true, false, true, false, true, false, true, false]
    let acted = [true, false, true, false, false, false, false, false]
    let good = QiniCurve([8, 7, 6, 5, 4, 3, 2, 1], treated: treated, acted: acted)
    // Gains 1, 1, 2, 2, 2, 2, 2, 2 above a line to 2: mean 1.75 − 1.125.
    #expect(abs(good.coefficient - 0.3125) < 1e-9)
    let bad = QiniCurve([1, 2, 3, 4, 5, 6, 7, 8], treated: treated, acted: acted)
    #expect(bad.coefficient < 0)
    #expect(good.top(0.5).difference == 1 && good.effect.difference == 0.5)
  }

  @Test("Whom contact moves is found", arguments: UpliftModel.Kind.allCases)
  func finds(kind: UpliftModel.Kind) throws {
    let (train, check, test) = (trial(6000, seed: 1), trial(2000, seed: 2), trial(4000, seed: 3))
    let model = try #require(
      UpliftModel(train: train.rows, validation: check.rows, schema: schema, only: kind))
    let answers = model.answers(test.matrix)
    let curve = QiniCurve(answers, treated: test.treated, acted: test.acted)
    #expect(curve.coefficient > 0.15)
    #expect(curve.top(0.3).difference > 0.25 && curve.interval(seed: 1).lowerBound > 0.08)
  }

  @Test("Where contact moves all alike or nobody, it says so")
  func nobody() throws {
    let (train, check) = (trial(3000, seed: 4, push: 0), trial(1500, seed: 5, push: 0))
    let model = try #require(UpliftModel(train: train.rows, validation: check.rows, schema: schema))
    let answers = model.answers(check.matrix)
    let mean = answers.reduce(0, +) / Double(answers.count)
    #expect(abs(mean) < 0.05)
    #expect(!model.tellsApart || answers.allSatisfy { abs($0) < 0.15 })
    let onlyTreated = UpliftModel.Rows(
      train.matrix, treated: train.treated.map { _ in true }, acted: train.acted)
    #expect(UpliftModel(train: onlyTreated, validation: check.rows, schema: schema) == nil)
  }

  @Test("A trial's table is read, and what is wrong with it is said")
  func table() throws {
    var generator = SeededGenerator(seed: 8)
    var text = "x,group,bought\n"
    for _ in 0..<1200 {
      let (x, group) = (generator.unit(), ["mail", "none", "card"][generator.below(3)])
      let chance = 0.2 + (group == "mail" && x > 0.5 ? 0.4 : 0)
      text += "\(x),\(group),\(generator.unit() < chance ? "yes" : "no")\n"
    }
    let source = TableEvaluation.Source(
      try TableReader.read(Array(text.utf8), file: "t.csv").table, file: "t.csv")
    var options = UpliftEvaluation.Options(label: "bought", treatment: "group")
    #expect(throws: Fault.self) {
      try UpliftEvaluation(.init(train: source), options: options, clock: { 0 })
    }
    (options.treated, options.control) = ("mail", "none")
    let found = try UpliftEvaluation(.init(train: source), options: options, clock: { 0 })
    #expect(found.curve.effect.difference > 0.1 && found.counts.train > found.counts.test)
    options.treatment = "grup"
    #expect(throws: Fault.self) {
      try UpliftEvaluation(.init(train: source), options: options, clock: { 0 })
    }
  }

  /// Forty customers who bought long ago, and what is known of them.
  private func shop() -> (ShopHistory, CampaignPlan.Known, CampaignPlan.Rules) {
    var shop = ShopHistory(today: 1000)
    var chances: [String: Double] = [:]
    for place in 0..<40 {
      let name = "c\(place)"
      shop.purchases.append(
        .init(customer: name, product: "tea", day: 800 - place, quantity: 1, amount: 40))
      chances[name] = 0.1 + Double(place) / 200
    }
    shop.purchases.append(
      .init(customer: "new", product: "tea", day: 995, quantity: 1, amount: 40))
    var open = ShopHistory.Order(
      number: "1", customer: "c1", status: "shipped", country: "US", placed: 990, worth: 40)
    open.returnOpened = 995
    shop.orders = [open]
    var rules = CampaignPlan.Rules(name: "win-back")
    (rules.lastDays, rules.cost, rules.voucher) = (120...400, 0.1, 1)
    let known = CampaignPlan.Known(
      reachable: Set((0..<39).map { "c\($0)" }), chances: chances,
      orderValues: chances.mapValues { _ in 60 }, campaigns: ["c2": 990, "c3": 900])
    return (shop, known, rules)
  }

  @Test("A plan keeps its budget, leaves some out by chance and says why others are not written to")
  func plan() {
    let (shop, known, rules) = shop()
    let plan = CampaignPlan(shop, rules: rules, known: known, budget: 5)
    #expect(plan.expectedCost <= 5 && !plan.written.isEmpty && !plan.control.isEmpty)
    let left = Dictionary(uniqueKeysWithValues: plan.left.map { ($0.reason, $0.customers) })
    #expect(left[.unknown] == ["c39"] && left[.openMatter] == ["c1"])
    #expect(left[.inCampaign] == ["c2"] && left[.budget]?.isEmpty == false)
    let all = (plan.written + plan.control).map(\.customer)
    #expect(!all.contains("new") && Set(all).count == all.count)
    #expect(plan.orders.low < plan.orders.value && plan.orders.value < plan.orders.high)
    let wide = CampaignPlan(shop, rules: rules, known: known, budget: 1000)
    let share = Double(wide.control.count) / Double(wide.written.count + wide.control.count)
    #expect(abs(share - 0.2) < 0.05)
  }

  @Test("The same seed leaves the same people out, another one others")
  func seed() {
    let (shop, known, rules) = shop()
    func control(_ seed: UInt64) -> [String] {
      CampaignPlan(shop, rules: rules, known: known, budget: 1000, seed: seed).control
        .map(\.customer)
    }
    #expect(control(1) == control(1))
    #expect(Set((1...5).map { control($0) }).count > 1)
  }

  @Test("Whoever costs more than they bring is not written to")
  func notWorth() {
    let made = shop()
    var (shop, rules) = (made.0, made.2)
    let known = made.1
    rules.cost = 50
    let plan = CampaignPlan(shop, rules: rules, known: known, budget: 1000)
    #expect(plan.written.isEmpty && plan.left.contains { $0.reason == .notWorth })
    shop.purchases = []
    #expect(CampaignPlan(shop, rules: rules, known: known, budget: 10).written.isEmpty)
  }

  @Test("A result counts what was bought within the window by those the shop still knows")
  func result() {
    var shop = ShopHistory(today: 1000)
    var entries: [CampaignRecord.Entry] = []
    for place in 0..<200 {
      let isWritten = place % 2 == 0
      entries.append(
        .init(key: CampaignRecord.key("c\(place)"), isWritten: isWritten, expected: 3))
      if place % (isWritten ? 4 : 40) < 2 {
        shop.purchases.append(
          .init(customer: "c\(place)", product: "tea", day: 960, quantity: 1, amount: 30))
      }
      // Before and after the window.
      for day in [950, 996] {
        shop.purchases.append(
          .init(customer: "c\(place)", product: "tea", day: day, quantity: 1, amount: 99))
      }
    }
    let record = CampaignRecord(
      name: "a", day: 950, window: 45, cost: 1, voucher: 0, margin: 0.3, entries: entries)
    let customers = Set((0..<198).map { "c\($0)" })
    let found = CampaignResult(record, shop, customers: customers)
    #expect(found.written.people == 99 && found.control.people == 99 && found.forgotten == 2)
    #expect(found.written.buyers == 50 && found.control.buyers == 5 && found.isOver)
    #expect(found.isClear && found.effect.interval.lowerBound > 0.3)
    #expect(found.revenue.difference > 10 && found.revenue.interval.lowerBound > 0)
    shop.today = 970
    #expect(CampaignResult(record, shop, customers: customers).daysLeft == 25)
    let odds = CampaignOdds(low: 1, middle: 1.3, high: 1.8)
    #expect(odds.after([found]).middle > 1.3 && odds.after([found]).campaigns == 1)
    let early = CampaignResult(record, shop, customers: customers)
    #expect(odds.after([early]) == odds && odds.after([]) == odds)
  }

  @Test("The interval of a difference covers the truth as often as it says")
  func covers() {
    var generator = SeededGenerator(seed: 9)
    var covered = 0
    for _ in 0..<2000 {
      func hits(_ share: Double, _ count: Int) -> Double {
        Double((0..<count).count { _ in generator.unit() < share })
      }
      let found = Proportions.difference(hits(0.15, 60), of: 60, less: hits(0.1, 15), of: 15)
      covered += found.interval.contains(0.05) ? 1 : 0
    }
    #expect((1880...1990).contains(covered))
  }
}
