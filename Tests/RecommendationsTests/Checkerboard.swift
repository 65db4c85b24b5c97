import Recommendations

/// Even customers buy even products, odd customers odd ones, and each lacks one of its colour: the one a
/// model must find. (The test every model of the implicit library must pass, here with a stranger.)
enum Checkerboard {
  static let size = 24

  /// The product that was kept from a customer.
  static func missing(_ customer: Int) -> Int { (customer + size / 2) % size }

  static func id(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  static var interactions: Interactions {
    Interactions(
      (0..<size).flatMap { customer in
        (0..<size).filter { $0 % 2 == customer % 2 && $0 != missing(customer) }.map { product in
          Interaction(customer: "c" + id(customer), product: "p" + id(product))
        }
      })
  }

  /// The colour is the category.
  static var facts: [ProductFacts] {
    (0..<size).map {
      ProductFacts(id: "p" + id($0), category: $0 % 2 == 0 ? "even" : "odd", price: 10)
    }
  }

  /// Every model, trained once.
  static let models: [ModelRecipe: any ProfileRecommender] = Dictionary(
    uniqueKeysWithValues: recipes.map { ($0, train($0)) })

  /// A model of the board; popularity, which solves nothing, should it not be trainable.
  static func train(_ recipe: ModelRecipe) -> any ProfileRecommender {
    let training = TrainingSet(interactions)
    return (try? recipe.train(on: training, facts: facts)) ?? Popularity(training)
  }

  static let recipes: [ModelRecipe] = [
    .itemNeighbours(.cosine, count: 30), .itemNeighbours(.pearson, count: 30),
    .itemNeighbours(.bm25(k1: 1.2, b: 0.75), count: 30), .userNeighbours(.cosine, count: 10),
    .userNeighbours(.pearson, count: 10), .ease(penalty: 1),
    .als(.init(factors: 16, penalty: 1, iterations: 4)),
    .factors(.init(factors: 16, epochs: 30, rate: 0.08, penalty: 0.005, isImplicit: false)),
    .factors(.init(factors: 16, epochs: 30, rate: 0.08, penalty: 0.005, isImplicit: true)),
    .segments(count: 2), .content(.cosine), .content(.pearson), .perceptron(.init(hidden: 8)),
    .trees(.init(trees: 20, depth: 3)),
    .blend([
      WeightedRecipe(.ease(penalty: 1), weight: 1),
      WeightedRecipe(.itemNeighbours(.cosine, count: 30), weight: 0.5),
    ]),
    .timeDecay(.ease(penalty: 1), .init()),
  ]
}
