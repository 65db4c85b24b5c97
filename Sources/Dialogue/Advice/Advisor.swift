import Computing
import Diagnostics
public import Quantities
public import Recommendations
public import Shop
import Text

/// Shopping advice for the goods of an assortment, learned from who bought what when it is first asked.
public struct Advisor: Sendable {
  /// Whether it has anything to learn from, told without learning it.
  public let knowsCustomers: Bool
  /// Apart from the advice: many lines must be asked whether they name goods, few ask for advice.
  private let goods: Deferred<GoodsIndex>
  private let learned: Deferred<ShoppingAdvice>

  var advice: ShoppingAdvice { learned() }
  var index: GoodsIndex { goods() }

  private init(
    _ assortment: Assortment, knowsCustomers: Bool,
    interactions: @escaping @Sendable () -> Interactions
  ) {
    self.knowsCustomers = knowsCustomers
    let goods = Deferred { GoodsIndex(assortment) }
    self.goods = goods
    learned = Deferred {
      let index = goods()
      return ShoppingAdvice(
        interactions(), facts: assortment.products.map { $0.facts(index.words(of: $0)) })
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
  fileprivate func facts(_ words: GoodsIndex.Words) -> ProductFacts {
    ProductFacts(
      id: id, category: category, brand: brand, price: Double(stockedPrice.hundredths) / 100,
      rating: rating, words: words.all, titleWords: words.titles)
  }
}
