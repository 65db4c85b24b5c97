import Diagnostics
import Foundation
import Quantities
import Recommendations

/// How training grows with interactions and products, on shops made from a seed.
struct RecommenderGrowth {
  /// EASE on 4,000 products, for a run beside numpy's.
  func ease() throws {
    let training = TrainingSet(shop(pairs: 800_000, products: 4000))
    let memory = PeakMemory()
    var watch = Stopwatch()
    _ = try EASE(training, penalty: 500)
    RecommenderBenchmark.emit([
      "benchmark": "recommender", "set": "ease-4000", "model": "EASE lambda=500",
      "products": 4000, "train": .integer(training.purchases.cellCount),
      "train_seconds": .number(watch.lap(), digits: 3),
      "training_megabytes": .number(memory.grownMegabytes, digits: 1), "matrix_megabytes": 64,
    ])
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
      var recipes: [ModelRecipe] = [.itemNeighbours(.cosine, count: 20)]
      // EASE grows with the cube of products: shown where it takes seconds, and where it is refused.
      if products != 10_000 { recipes.append(.ease(penalty: 500)) }
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
    let memory = PeakMemory()
    var watch = Stopwatch()
    do {
      let model = try recipe.train(on: training)
      line.append(("train_seconds", .number(watch.lap(), digits: 3)))
      line.append(("training_megabytes", .number(memory.grownMegabytes, digits: 1)))
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

/// Seconds since it was made or last asked.
struct Stopwatch {
  private let clock = ContinuousClock()
  private var start: ContinuousClock.Instant

  init() { start = clock.now }

  mutating func lap() -> Double {
    let now = clock.now
    let spent = start.duration(to: now).components
    start = now
    return Double(spent.seconds) + Double(spent.attoseconds) * 1e-18
  }
}

/// How far the process's memory has grown above what it was, at its peak; Linux only, else 0.
struct PeakMemory {
  private let before: Double

  init() {
    // Writing 5 sets the peak back to the present size.
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    before = Self.kilobytes("VmRSS:")
  }

  var grownMegabytes: Double { max(0, Self.kilobytes("VmHWM:") - before) / 1000 }

  private static func kilobytes(_ name: String) -> Double {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
      let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    else { return 0 }
    return Double(number) ?? 0
  }
}
