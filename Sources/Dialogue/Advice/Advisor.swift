import Diagnostics
public import Quantities
public import Recommendations
public import Shop
import Text

/// Shopping advice for the goods of an assortment, learned from who bought what.
public struct Advisor: Sendable {
  let advice: ShoppingAdvice

  /// Creates an advisor from trained advice.
  public init(advice: ShoppingAdvice) { self.advice = advice }

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
      advice: ShoppingAdvice(interactions, facts: assortment.products.map { $0.facts(assortment) }))
  }
}

extension Product {
  /// What is known of it without anybody having bought it.
  func facts(_ assortment: Assortment) -> ProductFacts {
    let category = assortment.categories.first { $0.id == self.category }
    var texts = [name.english, name.chinese, description.english, description.chinese]
    texts += Language.allCases.flatMap { aliases[$0] ?? [] }
    if let category { texts += [category.name.english, category.name.chinese] }
    return ProductFacts(
      id: id, category: self.category, brand: brand, price: Double(price.hundredths) / 100,
      rating: rating, words: texts.reduce(into: []) { $0.formUnion(Choosing.parts($1)) })
  }
}
