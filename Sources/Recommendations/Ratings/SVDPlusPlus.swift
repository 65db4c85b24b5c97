import Quantities

/// Ratings from biases and factors, learned by stochastic gradient descent; with what else a customer
/// rated as a second source of their taste, it is SVD++.
///
/// Y. Koren, R. Bell and C. Volinsky, "Matrix factorization techniques for recommender systems", IEEE
/// Computer 2009; Y. Koren, "Factorization meets the neighborhood", KDD 2008 (SVD++). Penalties grow
/// with the frequency of neither side.
public struct SVDPlusPlus: ProfileRecommender, RatingPredictor {
  /// What is tuned on a validation part.
  public struct Settings: Hashable, Sendable {
    /// How many factors; rounded up to a multiple of 16.
    public var factors: Int
    /// How often all ratings are walked through.
    public var epochs: Int
    /// The first step; it shrinks by a few per cent each epoch.
    public var rate: Float
    /// Of the factors.
    public var penalty: Float
    /// Whether what a customer rated counts, whatever the rating: SVD++; else plain factorisation.
    public var isImplicit: Bool
    /// Of the first factors and the order.
    public var seed: UInt64

    /// Creates settings.
    public init(
      factors: Int = 32, epochs: Int = 30, rate: Float = 0.01, penalty: Float = 0.08,
      isImplicit: Bool = true, seed: UInt64 = 42
    ) {
      self.factors = factors
      self.epochs = epochs
      self.rate = rate
      self.penalty = penalty
      self.isImplicit = isImplicit
      self.seed = seed
    }
  }

  /// What the model was trained on.
  public let training: TrainingSet
  private let rank: Int
  private let mean: Float
  private let range: ClosedRange<Double>
  private let penalty: Float
  private let productBiases: Column<Float>
  private let customerBiases: Column<Float>
  private let productFactors: Column<Float>
  /// Each customer's own factors and what their products add, summed.
  private let customerFactors: Column<Float>

  /// Learns. Without ratings, what was bought counts 1 and three products drawn at random 0.
  public init(
    _ training: TrainingSet, settings: Settings = Settings(),
    memoryLimit: Int = MemoryNeed.usualLimit
  ) throws {
    var learner = try FactorLearner(training, settings, memoryLimit: memoryLimit)
    for epoch in 0..<max(settings.epochs, 1) { learner.walk(epoch) }
    self.training = training
    rank = learner.rank
    mean = learner.mean
    range = learner.range
    penalty = settings.penalty
    productBiases = Column(learner.productBiases)
    customerBiases = Column(learner.customerBiases)
    productFactors = Column(learner.productFactors)
    customerFactors = Column(learner.summedCustomers())
  }
}

extension SVDPlusPlus {
  /// The mean, both biases and the product of the factors, within the scale.
  public func rating(of product: ProductIndex, by customer: CustomerIndex) -> Double {
    guard product.value < productBiases.count, product.value >= 0 else {
      return Double(mean).clamped(to: range)
    }
    guard customer.value < customerBiases.count, customer.value >= 0 else {
      return Double(mean + productBiases[product.value]).clamped(to: range)
    }
    return productFactors.withUnsafeBufferPointer { products in
      customerFactors.withUnsafeBufferPointer { customers in
        guard let products = products.baseAddress, let customers = customers.baseAddress else {
          return Double(mean)
        }
        let fit = dotProduct(
          products + product.value * rank, customers + customer.value * rank, count: rank)
        return Double(
          mean + productBiases[product.value] + customerBiases[customer.value] + fit
        ).clamped(to: range)
      }
    }
  }

  /// The ratings to be expected, less the lowest; a profile that is not as trained is folded in by one
  /// ridge step in which what it has is rated best, what it refuses worst.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    let lowest = Float(range.lowerBound)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rank * (rank + 1)) { room in
      guard let matrix = room.baseAddress else { return }
      let factors = matrix + rank * rank
      productFactors.withUnsafeBufferPointer { products in
        guard let products = products.baseAddress else { return }
        if profile.isAsTrained, let customer = profile.customer {
          for index in 0..<rank { factors[index] = customerFactors[customer.value * rank + index] }
        } else {
          fold(profile, products, matrix, factors)
        }
        for product in 0..<productBiases.count {
          scores[product] =
            mean + productBiases[product] - lowest
            + dotProduct(products + product * rank, factors, count: rank)
        }
      }
    }
  }

  private func fold(
    _ profile: Profile, _ products: UnsafePointer<Float>, _ matrix: UnsafeMutablePointer<Float>,
    _ factors: UnsafeMutablePointer<Float>
  ) {
    matrix.update(repeating: 0, count: rank * rank)
    factors.update(repeating: 0, count: rank)
    for line in 0..<rank {
      matrix[line * rank + line] = max(penalty, 1e-3) * Float(profile.entries.count + 1)
    }
    for entry in profile.entries {
      let own = products + entry.product.value * rank
      let wanted = Float(entry.weight > 0 ? range.upperBound : range.lowerBound)
      let rest = wanted - mean - productBiases[entry.product.value]
      for line in 0..<rank { add(own, times: own[line], to: matrix + line * rank, count: rank) }
      add(own, times: rest, to: factors, count: rank)
    }
    solveInPlace(matrix, factors, rank)
  }
}
