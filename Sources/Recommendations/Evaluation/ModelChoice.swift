/// Finds the model that serves a shop best: what is tried on a validation part of its own data is then
/// trained on all of it.
public struct ModelChoice: Sendable {
  /// One model tried on the validation part.
  public struct Trial: Hashable, Sendable {
    /// What was tried.
    public let recipe: ModelRecipe
    /// Its NDCG at k there.
    public let ndcg: Double
  }

  /// The recipe that did best.
  public let best: ModelRecipe
  /// All that was tried, in that order.
  public let trials: [Trial]
  /// Why nothing was tried and popularity is used.
  public let remark: String?

  /// What is tried first.
  public static let usual: [ModelRecipe] = [
    .popularity(), .itemNeighbours(.cosine, count: 20),
    .itemNeighbours(.bm25(k1: 1.2, b: 0.75), count: 100), .userNeighbours(.pearson, count: 100),
    .als(ALS.Settings()), .ease(penalty: 200), .ease(penalty: 500), .ease(penalty: 1000),
  ]

  /// Tries single models, then blends of the best of each kind, then time on top. Models that are too
  /// large for the memory are passed over. `progress` hears of each trial.
  ///
  /// At most `customers` customers of the validation part are asked.
  public init(
    _ interactions: Interactions, by rule: Split.Rule, recipes: [ModelRecipe] = Self.usual,
    k: Int = 10, customers limit: Int = 1500, memoryLimit: Int = MemoryNeed.usualLimit,
    progress: (Trial) -> Void = { _ in }
  ) {
    let scorer = ValidationScorer(Split(interactions, by: rule), k: k, limit: limit)
    guard scorer.isAsking, !interactions.isRatedAlike else {
      best = .popularity()
      trials = []
      remark =
        interactions.isRatedAlike
        ? Interactions.equalRatingsRemark
        : "nothing can be held out to choose by (no customer has enough): popularity is used"
      return
    }
    remark = nil
    var trials: [Trial] = []
    func note(_ recipe: ModelRecipe, _ model: any ProfileRecommender) -> Double {
      let trial = Trial(recipe: recipe, ndcg: scorer.ndcg(of: model))
      trials.append(trial)
      progress(trial)
      return trial.ndcg
    }
    let kinds = Self.bestOfEachKind(recipes, scorer, memoryLimit, note)
    guard let first = kinds.first else {
      best = .popularity()
      self.trials = trials
      return
    }
    let (blend, ndcg) = Self.blended(first, with: kinds.dropFirst(), scorer, note)
    best = Self.timed(blend, ndcg, scorer, note)
    self.trials = trials
  }

  /// A recipe, the model it makes, and how that did.
  private typealias Trained = (recipe: ModelRecipe, model: any ProfileRecommender, ndcg: Double)

  /// The best recipe of each kind, trained; the best kind first.
  private static func bestOfEachKind(
    _ recipes: [ModelRecipe], _ scorer: ValidationScorer, _ memoryLimit: Int,
    _ note: (ModelRecipe, any ProfileRecommender) -> Double
  ) -> [Trained] {
    var kinds: [Trained] = []
    for recipe in recipes {
      guard let model = try? recipe.train(on: scorer.training, memoryLimit: memoryLimit) else {
        continue
      }
      let ndcg = note(recipe, model)
      if let same = kinds.firstIndex(where: { $0.recipe.kind == recipe.kind }) {
        if ndcg > kinds[same].ndcg { kinds[same] = (recipe, model, ndcg) }
      } else {
        kinds.append((recipe, model, ndcg))
      }
    }
    return kinds.sorted { $0.ndcg > $1.ndcg }
  }

  /// The best model, blended with those of the next kinds that make it better.
  private static func blended(
    _ first: Trained, with others: ArraySlice<Trained>, _ scorer: ValidationScorer,
    _ note: (ModelRecipe, any ProfileRecommender) -> Double
  ) -> (blend: Parts, ndcg: Double) {
    var blend: Parts = [(first.recipe, first.model, 1)]
    var ndcg = first.ndcg
    for other in others.prefix(3) where other.recipe.kind != "popularity" {
      var better: Float?
      for weight: Float in [0.2, 0.5, 1] {
        let parts = blend + [(other.recipe, other.model, weight)]
        let found = note(recipe(parts), model(parts, scorer.training))
        if found > ndcg * 1.004 {
          ndcg = found
          better = weight
        }
      }
      if let better { blend.append((other.recipe, other.model, better)) }
    }
    return (blend, ndcg)
  }

  /// The recipe of a blend, with the decay of time that makes it better, if one does.
  private static func timed(
    _ blend: Parts, _ reached: Double, _ scorer: ValidationScorer,
    _ note: (ModelRecipe, any ProfileRecommender) -> Double
  ) -> ModelRecipe {
    let base = recipe(blend)
    guard scorer.training.latestTime != nil else { return base }
    let model = model(blend, scorer.training)
    var (best, ndcg) = (base, reached)
    for settings in timeSettings {
      let found = note(.timeDecay(base, settings), TimeDecay(model, settings: settings))
      if found > ndcg * 1.004 {
        ndcg = found
        best = .timeDecay(base, settings)
      }
    }
    return best
  }

  private static let timeSettings: [TimeDecay.Settings] = [
    .init(memory: 120, strength: 0), .init(memory: 0, strength: 0.5),
    .init(memory: 0, strength: 1.2), .init(memory: 600, strength: 1.2),
    .init(memory: 300, strength: 1.5), .init(memory: 120, strength: 1.2),
  ]

  private typealias Parts = [(recipe: ModelRecipe, model: any ProfileRecommender, weight: Float)]

  private static func recipe(_ parts: Parts) -> ModelRecipe {
    parts.count == 1
      ? parts[0].recipe : .blend(parts.map { WeightedRecipe($0.recipe, weight: $0.weight) })
  }

  private static func model(_ parts: Parts, _ training: TrainingSet) -> any ProfileRecommender {
    parts.count == 1
      ? parts[0].model
      : Blend(
        training, components: parts.map { Blend.Component(model: $0.model, weight: $0.weight) })
  }
}

/// A validation part with some of its customers.
private struct ValidationScorer {
  let training: TrainingSet
  private let split: Split
  private let k: Int
  private let customers: Set<Int>

  init(_ split: Split, k: Int, limit: Int) {
    self.split = split
    self.k = k
    training = TrainingSet(split.train)
    let asked = (0..<split.test.customerCount).filter { !split.test.counts.cells($0).isEmpty }
    let step = max(1, (asked.count + limit - 1) / max(limit, 1))
    customers = Set(stride(from: 0, to: asked.count, by: step).map { asked[$0] })
  }

  var isAsking: Bool { !customers.isEmpty }

  func ndcg(of model: any ProfileRecommender) -> Double {
    let figures = RankingFigures(split, k: k) { customer, limit in
      customers.contains(customer.value)
        ? model.recommendations(for: customer, excluding: [], limit: limit) : []
    }
    return figures.mean(.ndcg) { customers.contains($0.value) }
  }
}
