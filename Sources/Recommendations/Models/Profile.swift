/// What is known of a customer at the moment advice is wanted.
public struct Profile: Hashable, Sendable {
  /// A product the customer has, and how much it counts: 1, or less when it was long ago.
  public struct Entry: Hashable, Sendable {
    /// The product.
    public let product: ProductIndex
    /// How much it counts; negative for "not that one".
    public var weight: Float
    /// When, in Unix seconds; `nil` for now.
    public let time: Int64?

    /// Creates an entry.
    public init(_ product: ProductIndex, weight: Float = 1, time: Int64? = nil) {
      self.product = product
      self.weight = weight
      self.time = time
    }
  }

  /// The customer in the training set, or `nil` for a stranger or a basket.
  public var customer: CustomerIndex?
  /// The products, each once.
  public var entries: [Entry]
  /// Whether the profile is still the one of the training set, so that learned factors fit it.
  public private(set) var isAsTrained: Bool

  /// A profile of some products.
  public init(products: [ProductIndex]) {
    entries = products.map { Entry($0) }
    isAsTrained = false
  }

  init(customer: CustomerIndex, entries: [Entry]) {
    self.customer = customer
    self.entries = entries
    isAsTrained = true
  }
}

extension Profile {
  /// Whether nothing is known.
  public var isEmpty: Bool { entries.isEmpty }

  /// The profile after the customer said yes to a product.
  public func adding(_ product: ProductIndex) -> Profile { with(product, weight: 1) }

  /// The profile after the customer said "not that one": the product, and a little of what is like it,
  /// counts against.
  public func refusing(_ product: ProductIndex) -> Profile { with(product, weight: -0.5) }

  private func with(_ product: ProductIndex, weight: Float) -> Profile {
    var changed = self
    changed.entries.removeAll { $0.product == product }
    changed.entries.append(Entry(product, weight: weight))
    changed.isAsTrained = false
    return changed
  }

  /// The latest time of what is known, or `nil`.
  var lastTime: Int64? { entries.lazy.compactMap(\.time).max() }

  /// Without products that the training set does not hold.
  func within(_ productCount: Int) -> Profile {
    let holds = { (entry: Entry) in (0..<productCount).contains(entry.product.value) }
    guard !entries.allSatisfy(holds) else { return self }
    var checked = self
    checked.entries.removeAll { !holds($0) }
    return checked
  }

  /// What the customer has, or refused, is not recommended.
  func exclude(from scores: UnsafeMutableBufferPointer<Float>) {
    for entry in entries where scores.indices.contains(entry.product.value) {
      scores[entry.product.value] = -.infinity
    }
  }
}
