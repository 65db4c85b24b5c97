public import Quantities
public import Text

/// What the shop sells: a type of thing, in one or more variants.
public struct Product: Hashable, Sendable, Identifiable {
  /// The product's own id, such as `stovetop-kettle`.
  public let id: String
  /// Its name.
  public let name: LocalizedText
  /// Other names people use, in each language.
  public let aliases: [Language: [String]]
  /// Who makes it.
  public let brand: String?
  /// The id of its category.
  public let category: String
  /// A sentence about it, or empty.
  public let description: LocalizedText
  /// The price it is shown at; a variant has its own.
  public let price: Money
  /// The mean of its ratings, 1…5.
  public let rating: Double?
  /// Its variants, in the order of the file; at least one.
  public let variants: [Variant]
  /// What is known of it beyond the sentence.
  public var details = ProductDetails()

  package init(
    id: String, name: LocalizedText, aliases: [Language: [String]], brand: String?,
    category: String, description: LocalizedText, price: Money, rating: Double?, variants: [Variant]
  ) {
    self.id = id
    self.name = name
    self.aliases = aliases
    self.brand = brand
    self.category = category
    self.description = description
    self.price = price
    self.rating = rating
    self.variants = variants
  }

  /// The pieces in stock, all variants together.
  public var stock: Int { variants.reduce(0) { $0 + $1.stock } }

  /// The variant with a stock-keeping unit.
  public func variant(_ sku: String) -> Variant? { variants.first { $0.sku == sku } }
}

/// What is known of a product beyond its sentence, to be asked for: what it is, has and is made of.
public struct ProductDetails: Hashable, Sendable {
  /// What it is, from the general to the particular, in each language: `tea`, `green tea`.
  public var kinds: [Language: [String]] = [:]
  /// Its properties by id, such as `electric`; `nil` where nobody wrote them down.
  public var features: [String]?
  /// Short answers by what is asked: `material`, `weight`, `care`.
  public var facts: [String: LocalizedText] = [:]

  /// Nothing known.
  public init() {}
}

/// One form of a product that can be ordered: the blue one of 1.5 litres.
public struct Variant: Hashable, Sendable {
  /// The stock-keeping unit: unique in the shop.
  public let sku: String
  /// The id of its product.
  public let product: String
  /// What sets it apart, in the order of the file: `color` is `blue`.
  public let options: [Option]
  /// What it costs.
  public let price: Money
  /// The pieces in stock.
  public let stock: Int

  package init(sku: String, product: String, options: [Option], price: Money, stock: Int) {
    self.sku = sku
    self.product = product
    self.options = options
    self.price = price
    self.stock = stock
  }

  /// A property and its value.
  public struct Option: Hashable, Sendable, Codable {
    /// The property, such as `color`.
    public let name: String
    /// Its value, such as `blue`.
    public let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The value of a property, or `nil`.
  public func option(_ name: String) -> String? { options.first { $0.name == name }?.value }
}

/// A group of products.
public struct ProductCategory: Hashable, Sendable, Identifiable {
  /// Its id, such as `kettles`.
  public let id: String
  /// Its name.
  public let name: LocalizedText
  /// Other names people use, in each language.
  public let aliases: [Language: [String]]

  package init(id: String, name: LocalizedText, aliases: [Language: [String]]) {
    self.id = id
    self.name = name
    self.aliases = aliases
  }
}
