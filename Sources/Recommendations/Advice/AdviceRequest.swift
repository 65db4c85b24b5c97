/// What somebody wants to be advised on.
public struct AdviceRequest: Hashable, Sendable {
  /// Whom or what the advice is for.
  public enum Subject: Hashable, Sendable {
    /// Nobody known: what sells, within the need.
    case anyone
    /// A customer, by id.
    case customer(String)
    /// What goes with these products.
    case goesWith([String])
    /// Products to take instead of this one.
    case like(String)
  }

  /// Whom or what the advice is for.
  public var subject: Subject
  /// The customer who asks, if known: what they have is left out and their taste counts a little.
  public var customer: String?
  /// Words of the need ("tea", "礼物"), normalised; products that match more of them come first.
  public var need: [String]
  /// What else the customer has, beyond what was learned from: it counts at once and is left out.
  public var owned: [String]
  /// Products said no to: not shown, and a little of what is like them counts against.
  public var refused: [String]
  /// Products not to show for any other reason.
  public var excluded: Set<String>
  /// How many pieces of advice at most.
  public var limit: Int
  /// From 0, only the score counts, to 1, only difference from what was already chosen (MMR).
  public var diversity: Double

  /// Creates a request.
  public init(
    _ subject: Subject, customer: String? = nil, need: [String] = [], owned: [String] = [],
    refused: [String] = [],
    excluded: Set<String> = [], limit: Int = 3, diversity: Double = 0.3
  ) {
    self.subject = subject
    self.customer = customer
    self.need = need
    self.owned = owned
    self.refused = refused
    self.excluded = excluded
    self.limit = limit
    self.diversity = diversity
  }
}

/// A product somebody is advised to look at, and why.
public struct Advice: Hashable, Sendable {
  /// The product's id.
  public let product: String
  /// The higher the better; compares within one answer only.
  public let score: Double
  /// Why, the strongest first; never empty.
  public let reasons: [AdviceReason]

  /// Creates a piece of advice.
  public init(product: String, score: Double, reasons: [AdviceReason]) {
    self.product = product
    self.score = score
    self.reasons = reasons
  }
}

/// Why a product is recommended: the model's own numbers, to be put in words of any language.
public enum AdviceReason: Hashable, Sendable {
  /// So many customers bought it together with a product.
  case boughtTogether(customers: Int, with: String)
  /// It belongs to the category of a product.
  case sameCategory(as: String)
  /// It is of the brand of a product.
  case sameBrand(as: String)
  /// Its price is close to a product's.
  case closePrice(to: String)
  /// It costs less than a product.
  case cheaper(than: String)
  /// Its rating is higher than a product's.
  case ratedHigher(than: String, rating: Double)
  /// It answers these words of the need.
  case matches(words: [String])
  /// So many customers have it.
  case popular(customers: Int)
  /// Customers rate it so.
  case rated(Double)
  /// Nothing is known of it yet but that it is in the shop.
  case new
}
