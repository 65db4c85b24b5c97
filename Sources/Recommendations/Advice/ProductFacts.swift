/// What is known of a product without anybody having bought it.
public struct ProductFacts: Hashable, Sendable {
  /// The product's id, as in the interactions.
  public let id: String
  /// Its category.
  public let category: String?
  /// Its brand.
  public let brand: String?
  /// Its price, in one currency for all.
  public let price: Double?
  /// Its rating by customers.
  public let rating: Double?
  /// The words of its title and description, normalised, in any languages.
  public let words: Set<String>
  /// Those of them that say what it is: words of its title and category.
  public let titleWords: Set<String>

  /// Creates the facts of a product.
  public init(
    id: String, category: String? = nil, brand: String? = nil, price: Double? = nil,
    rating: Double? = nil, words: Set<String> = [], titleWords: Set<String> = []
  ) {
    self.id = id
    self.category = category
    self.brand = brand
    self.price = price
    self.rating = rating
    self.words = words
    self.titleWords = titleWords
  }
}

extension ProductFacts {
  /// From 0, nothing in common, to 1: the category counts half, words, price and brand the rest.
  func likeness(to other: ProductFacts) -> Double {
    var likeness = 0.0
    if let category, category == other.category { likeness += 0.5 }
    if let brand, brand == other.brand { likeness += 0.1 }
    likeness += 0.2 * closeness(of: other.price)
    if !words.isEmpty, !other.words.isEmpty {
      let common = Double(words.intersection(other.words).count)
      likeness += 0.2 * common / Double(min(words.count, other.words.count))
    }
    return likeness
  }

  /// 1 for the same price, 0 when one is twice the other or more.
  func closeness(of otherPrice: Double?) -> Double {
    guard let price, let otherPrice, price > 0, otherPrice > 0 else { return 0 }
    return max(0, 2 - max(price, otherPrice) / min(price, otherPrice))
  }
}
