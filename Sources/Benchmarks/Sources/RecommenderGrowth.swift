import Computing
import Diagnostics
import Formats
import Foundation
import Recommendations

/// How training grows with interactions and products, on shops made from a seed.
struct RecommenderGrowth {
  /// EASE on 4,000 products, for a run beside numpy's; the shop goes to a file as well where one is named.
  func ease(writing path: String?) throws {
    let shop = shop(pairs: 800_000, products: 4000)
    if let path { try write(shop, to: path) }
    let training = TrainingSet(shop)
    let recipe = ModelRecipe.ease(penalty: 500)
    let memory = TrainingMemory(training)
    var watch = Stopwatch()
    let model = try recipe.train(on: training)
    RecommenderBenchmark.emit(
      .object(
        [
          ("benchmark", "recommender"), ("set", "ease-4000"), ("model", .string(recipe.name)),
          ("products", .integer(training.productCount)),
          ("train", .integer(training.purchases.cellCount)),
          ("train_seconds", .number(watch.lap(), digits: 3)),
        ] + memory.members(recipe, model)))
  }

  /// `customer,product`, a pair a line.
  private func write(_ shop: Interactions, to path: String) throws {
    var text = "customer,product\n"
    for customer in 0..<shop.customerCount {
      for product in shop.products(of: CustomerIndex(customer)) {
        text += "\(shop.customers[customer]),\(shop.products[Int(product)])\n"
      }
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// 10⁴ to 10⁷ interactions, 10³ to 10⁵ products; what is too large is said to be so.
  func grow() throws {
    for (pairs, products) in [
      (10_000, 1000), (100_000, 1000), (1_000_000, 1000), (10_000_000, 1000),
      (1_000_000, 10_000), (10_000_000, 10_000), (1_000_000, 100_000), (10_000_000, 100_000),
    ] {
      var watch = Stopwatch()
      let training = TrainingSet(shop(pairs: pairs, products: products))
      let made = watch.lap()
      let recipes: [ModelRecipe] = [
        .itemNeighbours(.cosine, count: 20), .ease(penalty: 500), .als(.init()),
      ]
      for recipe in recipes { try measure(recipe, training, pairs, made) }
    }
  }

  private func measure(
    _ recipe: ModelRecipe, _ training: TrainingSet, _ pairs: Int, _ made: Double
  ) throws {
    var line: [(key: String, value: JSON)] = [
      ("benchmark", "recommender"), ("set", "growth"), ("model", .string(recipe.name)),
      ("interactions", .integer(pairs)), ("pairs", .integer(training.purchases.cellCount)),
      ("customers", .integer(training.customerCount)),
      ("products", .integer(training.productCount)),
      ("making_seconds", .number(made, digits: 2)),
    ]
    let memory = TrainingMemory(training)
    var watch = Stopwatch()
    do {
      let model = try recipe.train(on: training)
      line.append(("train_seconds", .number(watch.lap(), digits: 3)))
      line += memory.members(recipe, model)
      var spent: [Double] = []
      for customer in 0..<min(1000, training.customerCount) {
        watch = Stopwatch()
        _ = model.recommendations(for: CustomerIndex(customer), excluding: [], limit: 10)
        spent.append(watch.lap())
      }
      spent.sort()
      line.append(
        ("microseconds_per_customer", .number(1e6 * spent[spent.count / 2], digits: 1)))
    } catch let fault as Fault {
      line.append(("refused", .string(fault.message)))
    }
    RecommenderBenchmark.emit(.object(line))
  }

  /// Customers of twenty purchases each, of products that sell unevenly, within tastes of fifty
  /// neighbouring products.
  private func shop(pairs: Int, products: Int) -> Interactions {
    var generator = SeededGenerator(seed: 1)
    return Interactions(
      (0..<pairs).lazy.map { pair in
        let customer = pair / 20
        let taste = (customer &* 7919) % max(products / 50, 1)
        let isOwn = generator.unit() < 0.7
        let skewed = generator.unit() * generator.unit()
        let product = isOwn ? taste * 50 + Int(skewed * 50) : Int(skewed * Double(products))
        return Interaction(
          customer: "c\(customer)", product: "p\(min(product, products - 1))")
      })
  }
}
