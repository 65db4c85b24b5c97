import ArgumentParser
import Diagnostics
import Formats
import Foundation
import Recommendations
import Workspace

/// `benchmarks recommender`: lists of ten and ratings on public sets, beside what peers reach on the same
/// split, and how training grows.
struct RecommenderBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommender",
    abstract: "Top-10 lists and ratings: how good, how fast, how large.",
    discussion: """
      Sets: online-retail and ml-100k, where DATA/recommender holds them; ease-4000 and growth are made
      from seeds. The split of online-retail: drop rows without customer or of an invoice that begins
      with C; keep products of 10 customers, then customers of 5 products; hold out each customer's
      latest baskets until they hold a fifth of the products.
      """)

  @Option(help: "The folder that holds recommender/online-retail.csv.gz.") var data: String
  @Option(help: "Only this set: online-retail, ml-100k, ease-4000 or growth.") var set: String?
  @Option(help: "Write the shop of ease-4000 to this CSV too, for a peer to train on.")
  var write: String?

  func run() async throws {
    func wanted(_ name: String) -> Bool { set == nil || set == name }
    let retail = data + "/recommender/online-retail.csv.gz"
    let films = data + "/recommender/ml-100k"
    if wanted("online-retail"), FileManager.default.fileExists(atPath: retail) {
      try onlineRetail(retail)
    }
    if wanted("ml-100k"), FileManager.default.fileExists(atPath: films) { try movieLens(films) }
    if wanted("ease-4000") { try RecommenderGrowth().ease(writing: write) }
    if wanted("growth") { try RecommenderGrowth().grow() }
  }

  private func onlineRetail(_ path: String) throws {
    var watch = Stopwatch()
    let (all, report) = try Interactions.read(try Self.unpacked(path), file: path)
    let read = watch.lap()
    let interactions = all.trimmed(customersPerProduct: 10, productsPerCustomer: 5)
    let split = Split(interactions, by: .latest(share: 0.2))
    Self.emit([
      "benchmark": "recommender", "set": "online-retail", "rows": .integer(report.rowCount),
      "customers": .integer(split.train.customerCount),
      "products": .integer(split.train.productCount), "train": .integer(split.train.pairCount),
      "test": .integer(split.test.pairCount), "read_seconds": .number(read, digits: 2),
    ])
    let recipes: [ModelRecipe] = [
      .popularity(), .popularity(halfLife: 30), .itemNeighbours(.cosine, count: 20),
      .itemNeighbours(.cosine, count: 100), .itemNeighbours(.pearson, count: 50),
      .itemNeighbours(.bm25(k1: 1.2, b: 0.75), count: 20),
      .itemNeighbours(.bm25(k1: 1.2, b: 0.75), count: 100), .userNeighbours(.pearson, count: 100),
      .als(.init()), .ease(penalty: 500), .segments(count: 12), .perceptron(.init()),
      .trees(.init()), .timeDecay(.ease(penalty: 500), .init(memory: 300, strength: 1.5)),
    ]
    for recipe in recipes { try measure(recipe, "online-retail", split) }
    try measureChosen("online-retail", split, by: .latest(share: 0.2))
  }

  private func movieLens(_ folder: String) throws {
    let pairs = (1...5).map { (folder + "/u\($0).base", folder + "/u\($0).test") }
      .filter { FileManager.default.fileExists(atPath: $0.1) }
    let whole = try Interactions.read(Self.unpacked(folder + "/u.data"), file: "u.data")
      .interactions
    let folds =
      try pairs.isEmpty
      ? (0..<5).map { Split(whole, fold: $0, of: 5, seed: 42) }
      : pairs.map { base, test in
        Split(
          train: try Interactions.read(Self.unpacked(base), file: base).interactions,
          test: try Interactions.read(Self.unpacked(test), file: test).interactions)
      }
    for recipe in RatingRecipe.usual {
      var watch = Stopwatch()
      let figures = try folds.map { fold in
        RatingFigures(try recipe.train(on: TrainingSet(fold.train)), on: fold.test)
      }
      Self.emit([
        "benchmark": "recommender", "set": "ml-100k ratings", "model": .string(recipe.name),
        "folds": .integer(folds.count),
        "rmse": .number(figures.reduce(0) { $0 + $1.rmse } / Double(folds.count), digits: 4),
        "mae": .number(figures.reduce(0) { $0 + $1.mae } / Double(folds.count), digits: 4),
        "seconds_per_fold": .number(watch.lap() / Double(folds.count), digits: 2),
      ])
    }
    let split = Split(whole, by: .random(share: 0.2, seed: 42))
    for recipe in ModelChoice.usual { try measure(recipe, "ml-100k", split) }
    try measureChosen("ml-100k", split, by: .random(share: 0.2, seed: 7))
  }

  /// Chooses on a validation part of what is learned from, then trains and asks.
  private func measureChosen(_ set: String, _ split: Split, by rule: Split.Rule) throws {
    var watch = Stopwatch()
    let choice = ModelChoice(split.train, by: rule)
    try measure(choice.best, set, split, chosenIn: watch.lap())
  }

  private func measure(
    _ recipe: ModelRecipe, _ set: String, _ split: Split, chosenIn chosen: Double? = nil
  ) throws {
    let training = TrainingSet(split.train)
    let memory = TrainingMemory(training)
    var watch = Stopwatch()
    let model = try recipe.train(on: training)
    let trained = watch.lap()
    let taken = memory.members(recipe, model)
    var spent: [Double] = []
    let figures = RankingFigures(split) { customer, limit in
      var watch = Stopwatch()
      let list = model.recommendations(for: customer, excluding: [], limit: limit)
      spent.append(watch.lap())
      return list
    }
    spent.sort()
    let interval = figures.interval(.ndcg)
    var line: [(key: String, value: JSON)] = [
      ("benchmark", "recommender"), ("set", .string(set)), ("model", .string(recipe.name)),
      ("ndcg@10", .number(figures.mean(.ndcg), digits: 4)),
      (
        "interval",
        [.number(interval.lowerBound, digits: 4), .number(interval.upperBound, digits: 4)]
      ),
      ("precision@10", .number(figures.mean(.precision), digits: 4)),
      ("recall@10", .number(figures.mean(.recall), digits: 4)),
      ("coverage", .number(figures.coverage, digits: 3)),
      ("train_seconds", .number(trained, digits: 3)),
      ("microseconds_per_customer", .number(1e6 * spent[spent.count / 2], digits: 1)),
    ]
    line += taken
    if let chosen {
      line += [("chosen_on_validation", true), ("choosing_seconds", .number(chosen, digits: 1))]
    }
    Self.emit(.object(line))
  }

  static func emit(_ line: JSON) {
    print(line.text)
    fflush(nil)
  }

  private static func unpacked(_ path: String) throws -> [UInt8] { try Files.unpacked(path) }
}
