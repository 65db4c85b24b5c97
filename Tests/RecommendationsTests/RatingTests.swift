import Computing
import Quantities
import Recommendations
import Testing

@Suite struct RatingTests {
  /// Made ratings: a taste of two kinds, biases and noise, 1 to 5.
  private static let split: Split = {
    var generator = SeededGenerator(seed: 5)
    var rows: [Interaction] = []
    let quality = (0..<40).map { _ in generator.unit() * 1.6 - 0.8 }
    for customer in 0..<60 {
      let mood = generator.unit() - 0.5
      for product in 0..<40 where generator.unit() < 0.5 {
        let taste = customer % 2 == product % 2 ? 0.9 : -0.9
        let noise = generator.unit() + generator.unit() - 1
        let rating = (3.2 + mood + quality[product] + taste + noise).rounded()
        rows.append(
          Interaction(
            customer: "c\(customer)", product: "p\(product)",
            rating: Float(min(max(rating, 1), 5))))
      }
    }
    return Split(Interactions(rows), by: .pairs(share: 0.2, seed: 9))
  }()

  private static let recipes: [RatingRecipe] = [
    .neighbours(count: 20),
    .factors(.init(factors: 16, epochs: 40, rate: 0.03, penalty: 0.04, isImplicit: false)),
    .factors(.init(factors: 16, epochs: 30, rate: 0.03, penalty: 0.04, isImplicit: true)),
    .bayesian(.init(factors: 16, warmUp: 5, samples: 10)),
    .blend([.baseline, .neighbours(count: 20), .bayesian(.init(warmUp: 5, samples: 10))]),
  ]

  private func figures(_ recipe: RatingRecipe) throws -> RatingFigures {
    RatingFigures(
      try recipe.train(on: TrainingSet(Self.split.train)), on: Self.split.test)
  }

  @Test("Finds the taste behind the ratings", arguments: recipes)
  func beatsTheBaseline(_ recipe: RatingRecipe) throws {
    let baseline = try figures(.baseline)
    let found = try figures(recipe)
    #expect(found.count == Self.split.test.pairCount)
    #expect(found.rmse < baseline.rmse * 0.85)
    #expect(found.mae < baseline.mae * 0.85)
    #expect(try figures(recipe) == found)
  }

  @Test("A blend takes parts that are trained already, and is the same")
  func sharesParts() throws {
    let training = TrainingSet(Self.split.train)
    let parts: [RatingRecipe] = [.baseline, .neighbours(count: 20)]
    let trained = try Dictionary(
      uniqueKeysWithValues: parts.map { ($0, try $0.train(on: training)) })
    let whole = try RatingRecipe.blend(parts).train(on: training)
    let shared = try RatingRecipe.blend(parts).train(on: training, trained: trained)
    #expect(
      RatingFigures(whole, on: Self.split.test) == RatingFigures(shared, on: Self.split.test))
  }

  @Test("Strangers, new products and equal ratings get a rating on the scale", arguments: recipes)
  func coldAndEqual(_ recipe: RatingRecipe) throws {
    let model = try recipe.train(on: TrainingSet(Self.split.train))
    for (customer, product) in [(0, 9999), (9999, 0), (9999, 9999), (-1, -1)] {
      let rating = model.rating(of: ProductIndex(product), by: CustomerIndex(customer))
      #expect((1...5).contains(rating))
    }
    let equal = Interactions(
      (0..<30).map { Interaction(customer: "c\($0 % 5)", product: "p\($0 % 6)", rating: 3) })
    let flat = try recipe.train(on: TrainingSet(equal))
    #expect(flat.rating(of: ProductIndex(0), by: CustomerIndex(0)) == 3)
  }
}
