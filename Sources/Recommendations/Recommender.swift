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
