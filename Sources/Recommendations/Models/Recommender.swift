/// A customer's place in the interactions, from 0.
public struct CustomerIndex: Hashable, Sendable, Comparable {
  /// The place.
  public let value: Int

  /// Creates an index.
  public init(_ value: Int) { self.value = value }

  /// By place.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// A product's place in the interactions, from 0.
public struct ProductIndex: Hashable, Sendable, Comparable {
  /// The place.
  public let value: Int

  /// Creates an index.
  public init(_ value: Int) { self.value = value }

  /// By place.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// A product and how well it fits; scores compare within one answer only.
public struct Recommendation: Hashable, Sendable {
  /// The product.
  public let product: ProductIndex
  /// The higher the better.
  public let score: Double

  /// Creates a recommendation.
  public init(product: ProductIndex, score: Double) {
    self.product = product
    self.score = score
  }
}

/// Learned from who bought what; knows nothing of words or shops.
public protocol Recommender: Sendable {
  /// What fits a customer best, the best first; unknown customers get what sells.
  func recommendations(
    for customer: CustomerIndex, excluding: Set<ProductIndex>, limit: Int
  ) -> [Recommendation]
  /// What goes with a product, the best first.
  func similar(to product: ProductIndex, limit: Int) -> [Recommendation]
}

/// A recommender that scores every product for any profile, so that a basket, a stranger or a customer
/// who just said "not that one" is served like a known customer, without training again.
public protocol ProfileRecommender: Recommender {
  /// What the model was trained on.
  var training: TrainingSet { get }
  /// Writes a score for every product; products nothing is known of get 0 or less.
  func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>)
}

/// A recommender that can say which of a profile's products a recommendation comes from.
public protocol ExplainingRecommender: ProfileRecommender {
  /// How much each of the profile's products adds to the product's score, the largest first.
  func contributions(to product: ProductIndex, from profile: Profile) -> [Recommendation]
}

extension ProfileRecommender {
  /// What fits a customer best, the best first; nothing they already have.
  public func recommendations(
    for customer: CustomerIndex, excluding: Set<ProductIndex> = [], limit: Int
  ) -> [Recommendation] {
    recommendations(for: training.profile(of: customer), excluding: excluding, limit: limit)
  }

  /// What fits a profile best, the best first; nothing in it and nothing excluded. A profile that the
  /// model knows nothing of gets what sells.
  public func recommendations(
    for profile: Profile, excluding: Set<ProductIndex> = [], limit: Int
  ) -> [Recommendation] {
    let count = training.productCount
    guard limit > 0, count > 0 else { return [] }
    let profile = profile.within(count)
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { scores in
      scores.initialize(repeating: 0)
      if profile.isEmpty {
        training.scorePopularity(into: scores)
      } else {
        score(profile, into: scores)
      }
      profile.exclude(from: scores)
      for product in excluding where scores.indices.contains(product.value) {
        scores[product.value] = -.infinity
      }
      let best = bestProducts(UnsafeBufferPointer(scores), limit: limit)
      guard let unknown = best.firstIndex(where: { $0.score == 0 }) else { return best }
      let known = best[..<unknown]
      let sellers = bestSellers(among: scores, limit: limit - unknown)
      return Array((known + sellers + best[unknown...].filter { $0.score < 0 }).prefix(limit))
    }
  }

  /// Of products that a model knows nothing of, what sells comes first.
  private func bestSellers(
    among scores: UnsafeMutableBufferPointer<Float>, limit: Int
  ) -> [Recommendation] {
    for product in scores.indices {
      scores[product] = scores[product] == 0 ? training.popularity[product] : -.infinity
    }
    return bestProducts(UnsafeBufferPointer(scores), limit: limit).map {
      Recommendation(product: $0.product, score: 0)
    }
  }

  /// What goes with a product: what fits somebody who has only that.
  public func similar(to product: ProductIndex, limit: Int) -> [Recommendation] {
    guard product.value >= 0, product.value < training.productCount else { return [] }
    return recommendations(for: Profile(products: [product]), limit: limit)
  }
}
