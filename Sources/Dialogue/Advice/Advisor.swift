import Diagnostics
public import Quantities
public import Recommendations
public import Shop
import Text

/// Shopping advice for the goods of an assortment, learned from who bought what.
public struct Advisor: Sendable {
  let advice: ShoppingAdvice
  let index: GoodsIndex

  /// Creates an advisor from trained advice on an assortment.
  public init(advice: ShoppingAdvice, assortment: Assortment) {
    self.advice = advice
    index = GoodsIndex(assortment)
  }

  /// Learns from a shop's own orders.
  public init(purchases: [Purchase], assortment: Assortment) {
    self.init(
      advice: ShoppingAdvice(
        Interactions(purchases), facts: assortment.products.map { $0.facts(assortment) }),
      assortment: assortment)
  }

  /// Learns from `interactions.csv`; without rows, advice goes by the goods alone. Throws `Faults`.
  public init(
    interactions bytes: [UInt8], file: String, assortment: Assortment, today: Day
  ) throws {
    var options = Interactions.ReadingOptions()
    options.today = today
    let interactions =
      bytes.isEmpty
      ? Interactions([]) : try Interactions.read(bytes, file: file, options: options).interactions
    self.init(
      advice: ShoppingAdvice(interactions, facts: assortment.products.map { $0.facts(assortment) }),
      assortment: assortment)
  }
}

extension Advisor {
  /// Whether it knows of anybody who bought anything.
  public var knowsCustomers: Bool { advice.customerTotal > 0 }
}

extension Interactions {
  /// The interactions of a shop's own orders.
  public init(_ purchases: [Purchase]) {
    self.init(
      purchases.lazy.map { purchase in
        Interaction(
          customer: purchase.customer, product: purchase.product,
          time: purchase.placed.map { Int64($0.number) * 86_400 },
          quantity: Float(purchase.quantity))
      })
  }
}

extension Product {
  /// What is known of it without anybody having bought it.
  func facts(_ assortment: Assortment) -> ProductFacts {
    let words = GoodsIndex.words(of: self, in: assortment)
    return ProductFacts(
      id: id, category: category, brand: brand, price: Double(stockedPrice.hundredths) / 100,
      rating: rating, words: words.all, titleWords: words.titles)
  }
}
