import Computing
import Diagnostics
import Formats

/// Several models on one split, side by side.
public struct Evaluation: Sendable {
  /// One model's figures.
  public struct Row: Sendable {
    /// The model's name, with its settings.
    public let name: String
    /// Whether this is the one that the validation part chose.
    public let isChosen: Bool
    /// Its lists; `nil` when it was refused.
    public let ranking: RankingFigures?
    /// Its ratings, where it predicts them.
    public let ratings: RatingFigures?
    /// How long it trained.
    public let trainSeconds: Double
    /// The median time of one list.
    public let microsecondsPerList: Double
    /// Why it was refused.
    public let refusal: String?
  }

  /// What is evaluated, and how.
  public struct Options: Sendable {
    /// How long the lists are.
    public var k = 10
    /// Every model, or only popularity and the best.
    public var comparesAll = true
    /// The rule by which the validation part is cut out of what is learned from.
    public var validation: Split.Rule = .latest(share: 0.2)
    /// The bytes a model may take.
    public var memoryLimit = MemoryNeed.usualLimit
    /// What is known of the products.
    public var facts: [ProductFacts] = []

    /// The usual options.
    public init() {}
  }

  /// The models, in the order they were tried; the chosen one is the last that makes lists alone.
  public let rows: [Row]
  /// What the validation part chose.
  public let chosen: ModelRecipe
  /// What the data is too poor for.
  public let remarks: [String]

  /// Trains and asks every model. `clock` gives seconds; `progress` hears of each step.
  public init(
    _ split: Split, options: Options, clock: @escaping @Sendable () -> Double,
    progress: (String) -> Void = { _ in }
  ) {
    var remarks: [String] = []
    progress("choosing by a validation part")
    let choice = ModelChoice(
      split.train, by: options.validation, k: options.k, memoryLimit: options.memoryLimit
    ) { progress("\($0.recipe.name): \(JSON.number($0.ndcg, digits: 4).text) on validation") }
    if let remark = choice.remark { remarks.append(remark) }
    let training = TrainingSet(split.train)
    let facts = options.facts.inStep(with: split.train.products)
    var recipes: [ModelRecipe] = [.popularity()]
    if options.comparesAll { recipes = Self.all(split.train, facts: facts) }
    let run = Run(split: split, training: training, options: options, clock: clock)
    var rows: [Row] = []
    for recipe in recipes.filter({ $0 != choice.best }) {
      progress(recipe.name)
      rows.append(run.row(recipe, facts, isChosen: false))
    }
    progress(choice.best.name)
    rows.append(run.row(choice.best, facts, isChosen: true))
    if split.test.isRated, !split.train.hasEqualRatings {
      let wanted = options.comparesAll ? RatingRecipe.usual : Array(RatingRecipe.usual.suffix(1))
      var trained = TrainedRatings()
      for recipe in wanted {
        progress(recipe.name)
        rows.append(run.row(recipe, &trained))
      }
    }
    self.rows = rows
    chosen = choice.best
    self.remarks = remarks
  }

  /// Every kind that the data allows.
  static func all(_ train: Interactions, facts: [ProductFacts]) -> [ModelRecipe] {
    var recipes = ModelChoice.usual
    recipes.insert(.popularity(halfLife: 30), at: 1)
    recipes.insert(.itemNeighbours(.pearson, count: 50), at: 3)
    recipes += [.segments(count: 12), .perceptron(.init()), .trees(.init())]
    if !facts.isEmpty { recipes += [.content(.cosine), .content(.pearson)] }
    return recipes
  }
}

/// What all rows share.
private struct Run: Sendable {
  let split: Split
  let training: TrainingSet
  let options: Evaluation.Options
  let clock: @Sendable () -> Double

  func row(_ recipe: ModelRecipe, _ facts: [ProductFacts], isChosen: Bool) -> Evaluation.Row {
    let start = clock()
    do {
      let model = try recipe.train(
        on: training, facts: facts, memoryLimit: options.memoryLimit)
      let trained = clock() - start
      let (figures, each) = lists {
        model.recommendations(for: $0, excluding: [], limit: $1)
      }
      return Evaluation.Row(
        name: recipe.name, isChosen: isChosen, ranking: figures, ratings: nil,
        trainSeconds: trained, microsecondsPerList: each, refusal: nil)
    } catch {
      return refused(recipe.name, error, isChosen: isChosen)
    }
  }

  func row(_ recipe: RatingRecipe, _ known: inout TrainedRatings) -> Evaluation.Row {
    let start = clock()
    do {
      let model = try recipe.train(
        on: training, trained: known.models, memoryLimit: options.memoryLimit)
      let trained = clock() - start + known.seconds(ofPartsOf: recipe)
      known.models[recipe] = model
      known.seconds[recipe] = trained
      let ratings = RatingFigures(model, on: split.test)
      let answers = lists(of: model)
      let (figures, each) = (
        RankingFigures(split, k: options.k) { customer, _ in answers[customer.value].list },
        Self.median(answers.filter { !$0.list.isEmpty }.map(\.seconds)) * 1e6
      )
      return Evaluation.Row(
        name: recipe.name, isChosen: false, ranking: figures, ratings: ratings,
        trainSeconds: trained, microsecondsPerList: each, refusal: nil)
    } catch {
      return refused(recipe.name, error, isChosen: false)
    }
  }

  private func refused(_ name: String, _ error: any Error, isChosen: Bool) -> Evaluation.Row {
    Evaluation.Row(
      name: name, isChosen: isChosen, ranking: nil, ratings: nil, trainSeconds: 0,
      microsecondsPerList: 0, refusal: "\(error)")
  }

  /// The lists of all customers who are asked, made on all cores: a rating for every product takes long.
  private func lists(
    of model: any RatingPredictor
  ) -> [(list: [Recommendation], seconds: Double)] {
    parallelMap(split.test.customerCount) { customer in
      guard !split.test.counts.cells(customer).isEmpty else { return ([Recommendation](), 0.0) }
      let start = clock()
      let list = best(model, CustomerIndex(customer), options.k)
      return (list, clock() - start)
    }
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  /// The products of which the highest ratings are expected.
  private func best(
    _ model: any RatingPredictor, _ customer: CustomerIndex, _ limit: Int
  ) -> [Recommendation] {
    var scores = (0..<training.productCount).map {
      Float(model.rating(of: ProductIndex($0), by: customer))
    }
    return scores.withUnsafeMutableBufferPointer { scores in
      training.profile(of: customer).exclude(from: scores)
      return bestProducts(UnsafeBufferPointer(scores), limit: limit)
    }
  }

  private func lists(
    _ list: (CustomerIndex, Int) -> [Recommendation]
  ) -> (figures: RankingFigures, microseconds: Double) {
    var spent: [Double] = []
    let figures = RankingFigures(split, k: options.k) { customer, limit in
      let start = clock()
      let answer = list(customer, limit)
      spent.append(clock() - start)
      return answer
    }
    return (figures, Self.median(spent) * 1e6)
  }
}

/// The models of ratings that are trained already, so that a blend need not train its parts again; their
/// time is the blend's too.
private struct TrainedRatings {
  var models: [RatingRecipe: any RatingPredictor] = [:]
  var seconds: [RatingRecipe: Double] = [:]

  func seconds(ofPartsOf recipe: RatingRecipe) -> Double {
    guard case .blend(let parts) = recipe else { return 0 }
    return parts.reduce(0) { $0 + (seconds[$1] ?? 0) }
  }
}

extension Interactions {
  /// Whether no rating says more than another.
  var hasEqualRatings: Bool {
    let rated = ratings.lazy.filter { !$0.isNaN }
    guard let first = rated.first else { return true }
    return rated.allSatisfy { $0 == first }
  }
}
