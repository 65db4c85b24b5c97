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
  /// Sample after sample: products by factors, and customers by factors.
  private let products: [[Float]]
  private let customers: [[Float]]

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
    var products: [[Float]] = []
    var customers: [[Float]] = []
    for sweep in 0..<(settings.warmUp + settings.samples) {
      sampler.sweep(sweep)
      if sweep >= settings.warmUp {
        products.append(sampler.products)
        customers.append(sampler.customers)
      }
    }
    self.products = products
    self.customers = customers
  }

  /// The mean over the samples, within the scale.
  public func rating(of product: ProductIndex, by customer: CustomerIndex) -> Double {
    guard (0..<productCount).contains(product.value),
      (0..<customerCount).contains(customer.value), !products.isEmpty
    else { return mean.clamped(to: range) }
    var sum = 0.0
    for sample in products.indices {
      sum += products[sample].withUnsafeBufferPointer { products in
        customers[sample].withUnsafeBufferPointer { customers in
          guard let products = products.baseAddress, let customers = customers.baseAddress else {
            return 0
          }
          return Double(
            dotProduct(
              products + product.value * rank, customers + customer.value * rank, count: rank))
        }
      }
    }
    return (mean + sum / Double(products.count)).clamped(to: range)
  }
}
