public import Computing
import Diagnostics

/// A trained model with the names of its customers and products: what a model file holds.
///
/// The file is used where it lies: only a table of columns is read when it is opened.
public struct TrainedModel: Sendable {
  /// The customers' ids.
  public let customers: Identifiers
  /// The products' ids.
  public let products: Identifiers
  /// What was trained.
  public let recipe: ModelRecipe
  /// The model.
  public let model: any ProfileRecommender

  /// Trains a recipe on some interactions.
  public init(
    _ interactions: Interactions, recipe: ModelRecipe, facts: [ProductFacts] = [],
    memoryLimit: Int = MemoryNeed.usualLimit
  ) throws {
    customers = interactions.customers
    products = interactions.products
    self.recipe = recipe
    model = try recipe.train(
      on: TrainingSet(interactions), facts: facts.inStep(with: interactions.products),
      memoryLimit: memoryLimit)
  }

  init(
    customers: Identifiers, products: Identifiers, recipe: ModelRecipe,
    model: any ProfileRecommender
  ) {
    self.customers = customers
    self.products = products
    self.recipe = recipe
    self.model = model
  }
}

extension TrainedModel {
  /// Opens a model file's bytes; throws a `Fault` when they are damaged or of another kind.
  public init(_ memory: ModelMemory, file: String? = nil) throws {
    let reader = try ModelReader(memory, file: file)
    let training = try TrainingSet(from: reader)
    customers = try Identifiers(from: reader, as: "customers")
    products = try Identifiers(from: reader, as: "products")
    guard customers.count == training.customerCount, products.count == training.productCount else {
      throw reader.damaged("its ids do not fit its purchases")
    }
    recipe = try ModelRecipe(from: reader)
    model = try recipe.open(reader, training: training)
  }

  /// The model file, piece by piece; throws a `Fault` for a kind of model that cannot be kept.
  public func write(to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
    var writer = ModelWriter()
    model.training.write(to: &writer)
    customers.write(to: &writer, as: "customers")
    products.write(to: &writer, as: "products")
    try recipe.write(model, to: &writer)
    try writer.write(to: sink)
  }

  /// The model file's bytes.
  public func bytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try write { bytes += $0 }
    return bytes
  }
}

extension ModelRecipe {
  /// The bytes of a trained model's own matrices, those of the models it looks at included.
  public func byteCount(of model: any ProfileRecommender) -> Int {
    if let reranker = model as? Reranker { return reranker.features.byteCount }
    var writer = ModelWriter()
    var lines: [String] = []
    guard (try? write(model, to: &writer, lines: &lines)) != nil else { return 0 }
    return writer.byteCount
  }
}

extension [ProductFacts] {
  /// The facts of each product in its place; a product without facts has only its id.
  public func inStep(with products: Identifiers) -> [ProductFacts] {
    guard !isEmpty else { return [] }
    let byId = Dictionary(map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return (0..<products.count).map { byId[products[$0]] ?? ProductFacts(id: products[$0]) }
  }
}
