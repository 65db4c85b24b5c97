import Computing
import Diagnostics
public import Quantities
public import Recommendations
public import Shop
import Text

/// Who bought what, for the goods of an assortment; learned when it is first asked.
public struct Advisor: Sendable {
  /// Whether it has anything to learn from, told without learning it.
  public let knowsCustomers: Bool
  private let learned: Deferred<ShoppingAdvice>

  /// What was learned.
  public var advice: ShoppingAdvice { learned() }

  private init(
    _ assortment: Assortment, knowsCustomers: Bool,
    interactions: @escaping @Sendable () -> Interactions
  ) {
    self.knowsCustomers = knowsCustomers
    learned = Deferred {
      ShoppingAdvice(interactions(), facts: assortment.products.map(\.facts))
    }
  }

  /// Learns from a shop's own orders.
  public init(purchases: @escaping @Sendable () -> [Purchase], assortment: Assortment) {
    self.init(assortment, knowsCustomers: true) { Interactions(purchases()) }
  }

  /// Learns from `interactions.csv`; without rows, advice goes by the goods alone. The rows are read at
  /// once unless they are `known` to hold no fault. Throws `Faults`.
  public init(
    interactions bytes: [UInt8], file: String, assortment: Assortment, today: Day,
    known: Bool = false
  ) throws {
    @Sendable func read() throws -> Interactions {
      var options = Interactions.ReadingOptions()
      options.today = today
      return bytes.isEmpty
        ? Interactions([]) : try Interactions.read(bytes, file: file, options: options).interactions
    }
    if known {
      // A fault now would be one that was not there before; then advice goes by the goods.
      self.init(assortment, knowsCustomers: !bytes.isEmpty) { (try? read()) ?? Interactions([]) }
    } else {
      let interactions = try read()
      self.init(assortment, knowsCustomers: interactions.pairCount > 0) { interactions }
    }
  }
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
  fileprivate var facts: ProductFacts {
    ProductFacts(
      id: id, category: category, brand: brand, price: Double(stockedPrice.hundredths) / 100,
      rating: rating, words: Set(details.features ?? []))
  }
}
