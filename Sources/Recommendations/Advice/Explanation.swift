/// Why a customer is shown a product, or is not: from the model's own numbers.
public struct Explanation: Hashable, Sendable {
  /// One of the customer's products that speaks for the product.
  public struct Reason: Hashable, Sendable {
    /// The product the customer has.
    public let product: ProductIndex
    /// How many customers bought both.
    public let bothBought: Int
    /// How much it adds to the score.
    public let weight: Double
  }

  /// Whether the customer has it already.
  public let isOwned: Bool
  /// Its place in the customer's whole list, from 1; `nil` when it is not in it.
  public let rank: Int?
  /// How many customers have it.
  public let customers: Int
  /// What speaks for it most, at most five.
  public let because: [Reason]

  /// Explains a product for a customer.
  public init(
    of product: ProductIndex, for customer: CustomerIndex, by model: any ProfileRecommender
  ) {
    let profile = model.training.profile(of: customer)
    isOwned = profile.entries.contains { $0.product == product }
    rank = model.recommendations(for: profile, limit: model.training.productCount)
      .firstIndex { $0.product == product }.map { $0 + 1 }
    customers = Int(model.training.popularity[product.value])
    because = Self.reasons(for: product, from: profile, by: model, limit: 5)
  }

  /// What of a profile speaks for a product most: by the model's own weights where it has any, else by
  /// how many customers bought both.
  public static func reasons(
    for product: ProductIndex, from profile: Profile, by model: any ProfileRecommender, limit: Int
  ) -> [Reason] {
    let training = model.training
    let owned = profile.entries.filter { $0.weight > 0 && $0.product != product }
    var weighted: [Recommendation] = []
    if let model = explaining(model) {
      weighted = model.contributions(to: product, from: profile).filter { $0.score > 0 }
      return weighted.prefix(limit).map {
        Reason(
          product: $0.product, bothBought: training.customersOfBoth($0.product, product),
          weight: $0.score)
      }.filter { $0.bothBought > 0 }
    }
    // Without weights of its own: cosine of the customers.
    let holders = training.customers(of: product)
    return owned.map { entry in
      let both = training.count(of: entry.product, among: holders)
      let product = Double(training.popularity[entry.product.value]) * Double(holders.count)
      return Reason(
        product: entry.product, bothBought: both,
        weight: product > 0 ? Double(both) / product.squareRoot() : 0)
    }.filter { $0.bothBought > 0 }
      .sorted { ($1.weight, $0.product) < ($0.weight, $1.product) }.prefix(limit).map { $0 }
  }

  /// The model, or the first it is made of, that knows its reasons.
  private static func explaining(
    _ model: any ProfileRecommender
  ) -> (any ExplainingRecommender)? {
    switch model {
    case let model as any ExplainingRecommender: model
    case let model as TimeDecay: explaining(model.base)
    case let model as Blend:
      model.components.lazy.compactMap { explaining($0.model) }.first
    default: nil
    }
  }
}

extension TrainingSet {
  /// The customers who have a product; linear in all purchases.
  fileprivate func customers(of product: ProductIndex) -> [Int] {
    (0..<customerCount).filter { has($0, product) }
  }

  fileprivate func count(of product: ProductIndex, among customers: [Int]) -> Int {
    customers.count { has($0, product) }
  }

  private func has(_ customer: Int, _ product: ProductIndex) -> Bool {
    var range = purchases.cells(customer)
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      let found = Int(purchases.columns[middle])
      if found == product.value { return true }
      range = found < product.value ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return false
  }
}
