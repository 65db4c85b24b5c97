/// A model that is not trained yet: its kind and its settings.
public indirect enum ModelRecipe: Hashable, Sendable {
  /// What sells; the half-life in days, `nil` for no decay.
  case popularity(halfLife: Double? = nil)
  /// Each product's nearest products.
  case itemNeighbours(ItemNeighbours.Similarity, count: Int)
  /// Each customer's nearest customers; cosine or Pearson.
  case userNeighbours(ItemNeighbours.Similarity, count: Int)
  /// The linear model in closed form.
  case ease(penalty: Float)
  /// Implicit factors.
  case als(ALS.Settings)
  /// Factors of ratings, or of purchases against products drawn at random; SVD++ when implicit.
  case factors(SVDPlusPlus.Settings)
  /// Customers in so many segments, and what each segment likes.
  case segments(count: Int)
  /// What products are like, by their facts.
  case content(Content.Similarity)
  /// A network over what is known of a customer and a product.
  case perceptron(Perceptron.Settings)
  /// Boosted trees over the same, for the first hundred of the other models.
  case trees(BoostedTrees.Settings)
  /// Several models added up.
  case blend([WeightedRecipe])
  /// Another model made aware of time.
  case timeDecay(ModelRecipe, TimeDecay.Settings)
}

/// A recipe and how much it counts in a blend.
public struct WeightedRecipe: Hashable, Sendable {
  /// The recipe.
  public let recipe: ModelRecipe
  /// How much it counts.
  public let weight: Float

  /// Creates a part of a blend.
  public init(_ recipe: ModelRecipe, weight: Float) {
    self.recipe = recipe
    self.weight = weight
  }
}

extension ModelRecipe {
  /// The model's name, with the settings that tell it from others of its kind.
  public var name: String {
    switch self {
    case .popularity(let halfLife):
      halfLife.map { "popularity, half-life \(Int($0)) days" } ?? "popularity"
    case .itemNeighbours(let similarity, let count): "item \(similarity.name) K=\(count)"
    case .userNeighbours(let similarity, let count): "user \(similarity.name) K=\(count)"
    case .ease(let penalty): "EASE lambda=\(Int(penalty))"
    case .als(let settings): "ALS f=\(settings.factors)"
    case .factors(let settings): settings.isImplicit ? "SVD++" : "SVD"
    case .segments(let count): "\(count) segments"
    case .content(let similarity): "content \(similarity == .cosine ? "cosine" : "Pearson")"
    case .perceptron: "perceptron"
    case .trees: "boosted trees"
    case .blend(let parts): "blend of " + parts.map(\.recipe.name).joined(separator: " + ")
    case .timeDecay(let base, let settings):
      base.name + ", in time (memory \(Int(settings.memory)) d, strength \(settings.strength))"
    }
  }

  /// A short name for flags: `ease`, `items`, `als`, …
  public var kind: String {
    switch self {
    case .popularity: "popularity"
    case .itemNeighbours: "items"
    case .userNeighbours: "users"
    case .ease: "ease"
    case .als: "als"
    case .factors(let settings): settings.isImplicit ? "svdpp" : "svd"
    case .segments: "segments"
    case .content: "content"
    case .perceptron: "perceptron"
    case .trees: "trees"
    case .blend: "blend"
    case .timeDecay: "timely"
    }
  }

  /// Trains the model; throws a `Fault` when it is too large for the memory allowed. `facts` are in
  /// step with the products; models that need none ignore them.
  public func train(
    on training: TrainingSet, facts: [ProductFacts] = [],
    memoryLimit: Int = MemoryNeed.usualLimit
  ) throws -> any ProfileRecommender {
    switch self {
    case .popularity(let halfLife): return Popularity(training, halfLife: halfLife)
    case .itemNeighbours(let similarity, let count):
      return ItemNeighbours(training, similarity: similarity, count: count)
    case .userNeighbours(let similarity, let count):
      return UserNeighbours(training, similarity: similarity, count: count)
    case .ease(let penalty):
      return try EASE(training, penalty: penalty, memoryLimit: memoryLimit)
    case .als(let settings):
      return try ALS(training, settings: settings, memoryLimit: memoryLimit)
    case .factors(let settings):
      return try SVDPlusPlus(training, settings: settings, memoryLimit: memoryLimit)
    case .segments(let count): return Segments(training, count: count)
    case .content(let similarity):
      return Content(training, facts: facts, similarity: similarity)
    case .perceptron(let settings):
      return Reranker(training, facts: facts) { Perceptron($0, settings: settings) }
    case .trees(let settings):
      return Reranker(training, facts: facts) { BoostedTrees($0, settings: settings) }
    case .blend(let parts):
      return Blend(
        training,
        components: try parts.map {
          Blend.Component(
            model: try $0.recipe.train(on: training, facts: facts, memoryLimit: memoryLimit),
            weight: $0.weight)
        })
    case .timeDecay(let base, let settings):
      return TimeDecay(
        try base.train(on: training, facts: facts, memoryLimit: memoryLimit), settings: settings)
    }
  }
}

extension ItemNeighbours.Similarity {
  /// `cosine`, `Pearson` or `BM25`.
  public var name: String {
    switch self {
    case .cosine: "cosine"
    case .pearson: "Pearson"
    case .bm25: "BM25"
    }
  }
}
