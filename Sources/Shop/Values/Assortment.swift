public import Text

/// Everything the shop sells, and what its options are called.
public struct Assortment: Sendable {
  /// The categories, in the order of the file.
  public let categories: [ProductCategory]
  /// The products, in the order of the file.
  public let products: [Product]
  /// The names of options and of their values; those of an option stand under the empty value.
  public let optionNames: [OptionName]

  private let places: [String: Int]
  private let skus: [String: Int]
  private let labels: [OptionName.Key: LocalizedText]

  /// Creates an assortment. Ids and stock-keeping units must be unique.
  public init(
    categories: [ProductCategory], products: [Product], optionNames: [OptionName] = []
  ) {
    self.categories = categories
    self.products = products
    self.optionNames = optionNames
    places = Dictionary(
      products.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    skus = Dictionary(
      products.enumerated().flatMap { place, product in product.variants.map { ($0.sku, place) } },
      uniquingKeysWith: { first, _ in first })
    labels = Dictionary(
      optionNames.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// What an option or one of its values is called.
  public struct OptionName: Hashable, Sendable {
    /// The option and its value; the value is empty for the option's own name.
    public struct Key: Hashable, Sendable {
      /// The option, such as `color`.
      public let option: String
      /// The value, such as `blue`, or empty.
      public let value: String

      /// Creates a key.
      public init(option: String, value: String) {
        self.option = option
        self.value = value
      }
    }
    /// What is named.
    public let key: Key
    /// Its name.
    public let name: LocalizedText

    /// Creates a name.
    public init(key: Key, name: LocalizedText) {
      self.key = key
      self.name = name
    }
  }
}

extension Assortment {
  /// The product with an id.
  public func product(_ id: String) -> Product? { places[id].map { products[$0] } }

  /// The same goods with the details that another assortment has of them: a store keeps stock and prices,
  /// the files what is known besides.
  public func described(by other: Assortment) -> Assortment {
    let described = products.map { product in
      var product = product
      if product.details == ProductDetails(), let known = other.product(product.id) {
        product.details = known.details
      }
      return product
    }
    return Assortment(categories: categories, products: described, optionNames: optionNames)
  }

  /// The product that has a stock-keeping unit among its variants.
  public func product(sku: String) -> Product? { skus[sku].map { products[$0] } }

  /// The variant with a stock-keeping unit.
  public func variant(_ sku: String) -> Variant? { product(sku: sku)?.variant(sku) }

  /// What a value of an option is called; `nil` where nobody named it.
  public func label(option: String, value: String) -> LocalizedText? {
    labels[OptionName.Key(option: option, value: value)]
  }

  /// What sets a variant apart, for a reader: `blue, 1.5 L`, `蓝色，1.5 升`; empty without options.
  public func label(of variant: Variant, language: Language) -> String {
    variant.options.map { option in
      labels[OptionName.Key(option: option.name, value: option.value)]?[language] ?? option.value
    }.joined(separator: language == .chinese ? "，" : ", ")
  }

  /// The product's name with what sets the variant apart: `Stovetop Kettle (blue, 1.5 L)`.
  public func title(sku: String, language: Language) -> String {
    guard let product = product(sku: sku), let variant = product.variant(sku) else { return sku }
    let label = label(of: variant, language: language)
    if label.isEmpty || product.variants.count == 1 { return product.name[language] }
    return language == .chinese
      ? "\(product.name[language])（\(label)）" : "\(product.name[language]) (\(label))"
  }
}
