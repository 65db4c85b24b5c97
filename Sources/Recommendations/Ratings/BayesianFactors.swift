import Quantities

/// Ratings from factors whose spread is learned with them, so that nothing need be tuned: the mean of
/// many samples of the posterior.
///
/// R. Salakhutdinov and A. Mnih, "Bayesian probabilistic matrix factorization using Markov chain Monte
/// Carlo", ICML 2008; the precision of the ratings is sampled as well.
public struct BayesianFactors: RatingPredictor {
  /// What may be chosen.
  public struct Settings: Hashable, Sendable {
    /// How many factors; rounded up to a multiple of 16.
    public var factors: Int
    /// Sweeps before the first sample that counts.
    public var warmUp: Int
    /// Samples that count, one a sweep.
    public var samples: Int
    /// Of all samples.
    public var seed: UInt64

    /// Creates settings.
    public init(factors: Int = 16, warmUp: Int = 20, samples: Int = 100, seed: UInt64 = 42) {
      self.factors = factors
      self.warmUp = warmUp
      self.samples = samples
      self.seed = seed
    }
  }

  private let rank: Int
  private let mean: Double
  private let range: ClosedRange<Double>
  private let customerCount: Int
  private let productCount: Int
  /// Factors of all samples one after the other: the mean over samples is one product of two rows.
  private let width: Int
  private let products: [Float]
  private let customers: [Float]

  /// Samples; memory is (customers + products) × factors × samples × 4 bytes.
  public init(
    _ training: TrainingSet, settings: Settings = Settings(),
    memoryLimit: Int = MemoryNeed.usualLimit
  ) throws {
    let rows = RatingRows(training)
    rank = (max(settings.factors, 1) + 15) / 16 * 16
    mean = rows.mean
    range = rows.range
    customerCount = rows.customerCount
    productCount = rows.productCount
    try MemoryNeed(
      model: "Bayesian factors",
      bytes: (customerCount + productCount) * rank * (settings.samples + 2) * 4,
      of: "\(customerCount) customers and \(productCount) products"
    ).check(limit: memoryLimit)
    var sampler = GibbsSampler(training, rank: rank, mean: rows.mean, seed: settings.seed)
    let samples = max(settings.samples, 1)
    let width = rank * samples
    var products = [Float](repeating: 0, count: productCount * width)
    var customers = [Float](repeating: 0, count: customerCount * width)
    for sweep in 0..<(settings.warmUp + samples) {
      sampler.sweep(sweep)
      guard sweep >= settings.warmUp else { continue }
      let place = (sweep - settings.warmUp) * rank
      Self.copy(sampler.products, to: &products, at: place, rank, width)
      Self.copy(sampler.customers, to: &customers, at: place, rank, width)
    }
    self.width = width
    self.products = products
    self.customers = customers
  }

  private static func copy(
    _ factors: [Float], to all: inout [Float], at place: Int, _ rank: Int, _ width: Int
  ) {
    for row in 0..<(factors.count / rank) {
      for index in 0..<rank { all[row * width + place + index] = factors[row * rank + index] }
    }
  }

  /// The mean over the samples, within the scale.
  public func rating(of product: ProductIndex, by customer: CustomerIndex) -> Double {
    guard (0..<productCount).contains(product.value), (0..<customerCount).contains(customer.value)
    else { return mean.clamped(to: range) }
    let sum = products.withUnsafeBufferPointer { products in
      customers.withUnsafeBufferPointer { customers -> Double in
        guard let products = products.baseAddress, let customers = customers.baseAddress else {
          return 0
        }
        return Double(
          dotProduct(
            products + product.value * width, customers + customer.value * width, count: width))
      }
    }
    return (mean + sum / Double(width / rank)).clamped(to: range)
  }
}
