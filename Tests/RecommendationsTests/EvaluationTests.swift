import Recommendations
import Testing

@Suite struct EvaluationTests {
  private func sales(_ times: [Int64]) -> Interactions {
    Interactions(
      times.enumerated().map { index, time in
        Interaction(customer: "a", product: "p\(index)", time: time)
      })
  }

  @Test(
    "Whole baskets are held out, the latest ones",
    arguments: [
      ([1, 2, 3, 4, 5], 1), ([1, 2, 3, 5, 5], 2), ([1, 1, 2, 2, 2, 2], 4), ([1, 1, 1, 1, 1], 0),
      ([1, 2, 3, 4], 0), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 2),
    ] as [([Int64], Int)])
  func latestBaskets(_ times: [Int64], _ held: Int) {
    let split = Split(sales(times), by: .latest(share: 0.2))
    #expect(split.test.pairCount == held)
    #expect(split.train.pairCount == times.count - held)
    #expect((split.test.firstTimes.min() ?? 99) > (split.train.firstTimes.max() ?? 0))
  }

  @Test("A random part is the same for the same seed")
  func randomPart() {
    let all = Checkerboard.interactions
    let (one, same, other) = (
      Split(all, by: .random(share: 0.2, seed: 1)), Split(all, by: .random(share: 0.2, seed: 1)),
      Split(all, by: .random(share: 0.2, seed: 2))
    )
    #expect(one.test.pairCount == Checkerboard.size * 2)
    #expect(Array(one.test.counts.columns) == Array(same.test.counts.columns))
    #expect(Array(one.test.counts.columns) != Array(other.test.counts.columns))
  }

  @Test("Folds hold every pair out once")
  func folds() {
    let all = Checkerboard.interactions
    let counts = (0..<5).map { Split(all, fold: $0, of: 5, seed: 3).test.pairCount }
    #expect(counts.reduce(0, +) == all.pairCount)
  }

  @Test("Two files share their ids")
  func twoFiles() {
    let train = Interactions([Interaction(customer: "b", product: "y")])
    let test = Interactions([Interaction(customer: "a", product: "x")])
    let split = Split(train: train, test: test)
    #expect(split.train.customers["a"] == 0 && split.test.customers["b"] == 1)
    #expect(Array(split.train.counts.columns) == [1] && Array(split.test.counts.columns) == [0])
  }

  @Test("The figures of a list that was worked out by hand")
  func figures() throws {
    // Held out: p3 and p4; the list is p4, p9, p3.
    let names = (0..<10).map { "p\($0)" }
    let train = Interactions(
      names.map { Interaction(customer: "z", product: $0) }
        + [Interaction(customer: "a", product: "p0")])
    let test = Interactions(["p3", "p4"].map { Interaction(customer: "a", product: $0) })
    let figures = RankingFigures(Split(train: train, test: test), k: 3) { _, _ in
      [4, 9, 3].map { Recommendation(product: ProductIndex($0), score: 1) }
    }
    let list = try #require(figures.lists.first)
    #expect(abs(list.precision - 2.0 / 3) < 1e-12)
    #expect(list.recall == 1)
    #expect(list.hit == 1)
    // (1 + 1/log₂4) / (1 + 1/log₂3) and (1/1 + 2/3) / 2.
    #expect(abs(list.ndcg - 1.5 / 1.6309297535714573) < 1e-12)
    #expect(abs(list.averagePrecision - 5.0 / 6) < 1e-12)
    #expect(figures.coverage == 0.3)
    let interval = figures.interval(.ndcg)
    #expect(interval.contains(list.ndcg))
  }

  @Test("The choice is the model that solves the data, and popularity when there is nothing to ask")
  func choice() {
    let recipes: [ModelRecipe] = [
      .popularity(), .itemNeighbours(.cosine, count: 20), .ease(penalty: 1),
    ]
    let choice = ModelChoice(
      Checkerboard.interactions, by: .random(share: 0.2, seed: 1), recipes: recipes)
    #expect(choice.best != .popularity())
    #expect(choice.trials.prefix(3).map(\.recipe) == recipes)
    let one = Interactions([Interaction(customer: "a", product: "x")])
    #expect(ModelChoice(one, by: .latest(share: 0.2)).best == .popularity())
  }

  @Test("Equal ratings tell only what sells: popularity is chosen, and it is said")
  func equalRatings() {
    let rows = (0..<200).map {
      Interaction(customer: "c\($0 % 20)", product: "p\(($0 * 7 + $0 / 20) % 15)", rating: 4)
    }
    let rated = Interactions(rows)
    let choice = ModelChoice(rated, by: .random(share: 0.2, seed: 1))
    #expect(choice.best == .popularity())
    #expect(choice.remark?.contains("popularity is used") == true)
    let bought = ModelChoice(rated.withoutRatings, by: .random(share: 0.2, seed: 1))
    #expect(!bought.trials.isEmpty && bought.remark == nil)
  }

  @Test("Trimming keeps frequent products, then active customers")
  func trimming() {
    let rows = ["a", "b", "c"].flatMap { customer in
      ["x", "y"].map { Interaction(customer: customer, product: $0) }
    }
    let all = Interactions(rows + [Interaction(customer: "d", product: "z")])
    let kept = all.trimmed(customersPerProduct: 3, productsPerCustomer: 2)
    #expect(kept.customerCount == 3 && kept.productCount == 2 && kept.pairCount == 6)
  }
}
