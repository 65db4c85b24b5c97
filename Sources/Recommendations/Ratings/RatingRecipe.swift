/// A model of ratings that is not trained yet.
public enum RatingRecipe: Hashable, Sendable {
  /// The mean and both deviations.
  case baseline
  /// What the customer gave to the products most like it.
  case neighbours(count: Int)
  /// Factors by gradient descent; SVD++ when `isImplicit`.
  case factors(SVDPlusPlus.Settings)
  /// Factors by sampling.
  case bayesian(BayesianFactors.Settings)
  /// All of these, weighted by validation.
  indirect case blend([RatingRecipe])

  /// The model's name.
  public var name: String {
    switch self {
    case .baseline: "baseline"
    case .neighbours(let count): "item Pearson baseline K=\(count)"
    case .factors(let settings):
      "\(settings.isImplicit ? "SVD++" : "SVD") f=\(settings.factors) penalty=\(settings.penalty)"
    case .bayesian(let settings): "Bayesian factors f=\(settings.factors)"
    case .blend: "rating blend"
    }
  }

  /// Trains the model; a blend takes its parts from those that are `trained` on the same set already.
  public func train(
    on training: TrainingSet, trained: [RatingRecipe: any RatingPredictor] = [:],
    memoryLimit: Int = MemoryNeed.usualLimit
  ) throws -> any RatingPredictor {
    switch self {
    case .baseline: return RatingBaseline(training)
    case .neighbours(let count): return RatingNeighbours(training, count: count)
    case .factors(let settings):
      return try SVDPlusPlus(training, settings: settings, memoryLimit: memoryLimit)
    case .bayesian(let settings):
      return try BayesianFactors(training, settings: settings, memoryLimit: memoryLimit)
    case .blend(let recipes):
      return try RatingBlend(
        training, of: recipes, trained: trained, memoryLimit: memoryLimit)
    }
  }

  /// The models that are compared when ratings are there, the blend last.
  public static let usual: [RatingRecipe] = {
    let parts: [RatingRecipe] = [
      .baseline, .neighbours(count: 40),
      .factors(.init(factors: 64, epochs: 50, rate: 0.008, penalty: 0.07, isImplicit: false)),
      .factors(.init(factors: 64, epochs: 40, rate: 0.01, penalty: 0.09, isImplicit: true)),
      .bayesian(.init(factors: 32, warmUp: 25, samples: 80)),
    ]
    return parts + [.blend(parts)]
  }()
}
