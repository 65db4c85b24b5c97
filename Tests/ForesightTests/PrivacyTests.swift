import Computing
import Testing

import Foresight

@Suite("Differential privacy")
struct PrivacyTests {
  /// The chance that chi-square with so many degrees exceeds a value, by Wilson and Hilferty.
  private func isPlausible(_ chi: Double, degrees: Int) -> Bool {
    let d = Double(degrees)
    let z = (Mathematics.pow(chi / d, 1.0 / 3) - (1 - 2 / (9 * d))) / (2 / (9 * d)).squareRoot()
    return abs(z) < 3.9
  }

  /// How far drawn numbers lie from probabilities: chi-square over −`reach` … `reach`, the tails in one.
  private func chiSquare(
    _ drawn: [Int], reach: Int, _ weight: (Int) -> Double
  ) -> (chi: Double, degrees: Int) {
    let all = (-400...400).reduce(0.0) { $0 + weight($1) }
    var counts = [Double](repeating: 0, count: 2 * reach + 2)
    for number in drawn {
      counts[abs(number) <= reach ? number + reach : 2 * reach + 1] += 1
    }
    var expected = (-reach...reach).map { weight($0) / all }
    expected.append(1 - expected.reduce(0, +))
    let total = Double(drawn.count)
    let chi = zip(counts, expected).reduce(0.0) {
      let mean = total * $1.1
      return $0 + ($1.0 - mean) * ($1.0 - mean) / mean
    }
    return (chi, expected.count - 1)
  }

  @Test(
    "Laplace noise is drawn as its formula says",
    arguments: [("1", 1, 6), ("0.25", 1, 20), ("2.5", 3, 6), ("0.5", 5, 40)])
  func laplace(text: String, sensitivity: Int, reach: Int) throws {
    let budget = try #require(PrivacyBudget(text))
    var random = SeededGenerator(seed: 11)
    let drawn = (0..<60_000).map { _ in
      DiscreteNoise.laplace(budget, sensitivity: sensitivity, using: &random)
    }
    let rate = Double(budget.millionths) / 1e6 / Double(sensitivity)
    let (chi, degrees) = chiSquare(drawn, reach: reach) {
      Mathematics.exp(-rate * Double(abs($0)))
    }
    #expect(isPlausible(chi, degrees: degrees))
  }

  @Test("The test of the noise fails for other noise") func power() throws {
    var random = SeededGenerator(seed: 11)
    let budget = try #require(PrivacyBudget("1.05"))
    let drawn = (0..<60_000).map { _ in DiscreteNoise.laplace(budget, using: &random) }
    let (chi, degrees) = chiSquare(drawn, reach: 6) { Mathematics.exp(-Double(abs($0))) }
    #expect(!isPlausible(chi, degrees: degrees))
  }

  @Test(
    "Gaussian noise is drawn as its formula says", arguments: [(9, 2, 7), (1, 1, 3), (100, 1, 30)])
  func gaussian(top: Int, bottom: Int, reach: Int) {
    var random = SeededGenerator(seed: 12)
    let drawn = (0..<60_000).map { _ in
      DiscreteNoise.gaussian(variance: top, over: bottom, using: &random)
    }
    let (chi, degrees) = chiSquare(drawn, reach: reach) {
      Mathematics.exp(-Double($0 * $0) * Double(bottom) / (2 * Double(top)))
    }
    #expect(isPlausible(chi, degrees: degrees))
  }

  @Test("A histogram's mean error at ε = 1 is what Laplace noise has") func histogram() throws {
    var random = SeededGenerator(seed: 13)
    let budget = try #require(PrivacyBudget("1"))
    let errors = (0..<50_000).map { _ in abs(DiscreteNoise.laplace(budget, using: &random)) }
    // 2e⁻¹ / (1 − e⁻²)
    #expect(abs(Double(errors.reduce(0, +)) / 50_000 - 0.851) < 0.02)
  }

  @Test(
    "Budgets are decimals, exactly",
    arguments: [
      ("1", 1_000_000), ("0.1", 100_000), (".5", 500_000), ("0.000001", 1),
      ("12.345678", 12_345_678),
    ])
  func budgets(text: String, millionths: Int) {
    #expect(PrivacyBudget(text)?.millionths == millionths)
  }

  @Test(
    "What is no budget is none",
    arguments: ["", "0", "-1", "1e3", "0.0000001", "1001", "1.", "一", "1,5"])
  func noBudget(text: String) { #expect(PrivacyBudget(text) == nil) }

  @Test("Ten tenths are one, and the ledger gives no more") func ledger() throws {
    let tenth = try #require(PrivacyBudget("0.1"))
    var ledger = PrivacyLedger(limit: try #require(PrivacyBudget("1")))
    for day in 1...10 {
      let isSpent = ledger.spend(.init(day: "2026-11-\(day)", what: "groups", cost: tenth))
      #expect(isSpent)
    }
    #expect(ledger.spent.text == "1" && ledger.left.millionths == 0)
    let least = PrivacyBudget(millionths: 1)
    let isMore = ledger.spend(.init(day: "2026-11-11", what: "groups", cost: least))
    #expect(!isMore)
    #expect(ledger.entries.count == 10)
    let parts = try #require(PrivacyBudget("1")).parts(3)
    #expect(parts.map(\.millionths) == [333_334, 333_333, 333_333])
  }

  private func shop() -> ShopHistory {
    var shop = ShopHistory(today: 20_000)
    for customer in 0..<500 {
      shop.languages["c\(customer)"] = customer % 5 == 0 ? "zh" : "en"
      for order in 0...customer % 3 {
        shop.purchases.append(
          .init(
            customer: "c\(customer)", product: "p", day: 20_000 - customer % 400 - order * 30,
            quantity: 1, amount: customer == 0 ? 1_000_000 : 40))
      }
    }
    return shop
  }

  @Test("A release holds counts near the truth, and its parts cost what was asked") func release()
    throws
  {
    var random = SeededGenerator(seed: 14)
    let budget = try #require(PrivacyBudget("5"))
    let found = PrivateRelease(
      shop(), parts: PrivateRelease.Part.allCases, budget: budget, limit: 500, using: &random)
    #expect(found.costs.values.reduce(0) { $0 + $1.millionths } == budget.millionths)
    let languages = try #require(found.counts[.language])
    #expect(languages.map(\.name) == ["en", "zh", "other"])
    #expect(zip(languages, [400, 100, 0]).allSatisfy { abs($0.count - $1) < 15 })
    let recency = try #require(found.counts[.recency])
    #expect(abs(recency.reduce(0) { $0 + $1.count } - 500) < 30)
    // One who spent a million counts as 500.
    #expect((found.meanSpend ?? 0) < 120)
  }

  @Test("One customer more changes the exact counts by one at most") func sensitivity() throws {
    // The same seed gives the same noise, so the difference is the customer's own.
    func counts(_ shop: ShopHistory) throws -> [PrivateRelease.Part: [PrivateRelease.Count]] {
      var random = SeededGenerator(seed: 15)
      return PrivateRelease(
        shop, parts: PrivateRelease.Part.allCases, budget: try #require(PrivacyBudget("1")),
        limit: 500, using: &random
      ).counts
    }
    var more = shop()
    more.languages["new"] = "fr"
    for day in 0..<200 {
      more.purchases.append(
        .init(customer: "new", product: "p", day: 19_990 - day, quantity: 9, amount: 9_000))
    }
    let (before, after) = (try counts(shop()), try counts(more))
    for part in PrivateRelease.Part.allCases {
      let change = zip(before[part] ?? [], after[part] ?? []).map { abs($0.count - $1.count) }
      #expect(change.reduce(0, +) <= (part == .spend ? 501 : 1))
    }
  }

  @Test("A private regression finds what there is, and one with hardly any ε does not")
  func regression() throws {
    var random = SeededGenerator(seed: 16)
    var (values, targets): ([Double], [Double]) = ([], [])
    for _ in 0..<6000 {
      let x = random.unit()
      values += [x, random.unit()]
      targets.append(random.unit() < Mathematics.sigmoid(8 * (x - 0.5)) ? 1 : 0)
    }
    let matrix = FeatureMatrix(values: values, rows: 6000, width: 2)
    func auc(_ text: String) throws -> Double {
      let model = PrivateRegression(
        matrix, targets: targets, bounds: .init(low: [0, 0], high: [1, 1]),
        budget: try #require(PrivacyBudget(text)), using: &random)
      return RankingMeasures.auc(model.answers(matrix), targets.map { $0 > 0.5 }).auc
    }
    #expect(try auc("1") > 0.8)
    let weak = try (0..<9).map { _ in try auc("0.001") }.sorted()
    #expect(weak[0] < 0.7)
  }
}
