import Recommendations
import Testing

@Suite struct ShoppingAdviceTests {
  /// Kettles go with tea; a lamp goes with nothing.
  private static let facts = [
    ProductFacts(id: "kettle", category: "kettles", price: 40, rating: 4.5, words: ["kettle"]),
    ProductFacts(id: "kettle-2", category: "kettles", price: 38, rating: 4.7, words: ["kettle"]),
    ProductFacts(id: "kettle-3", category: "kettles", price: 20, rating: 4.1, words: ["kettle"]),
    ProductFacts(id: "green-tea", category: "tea", price: 9, rating: 4.2, words: ["tea", "green"]),
    ProductFacts(id: "black-tea", category: "tea", price: 8, rating: 4.0, words: ["tea", "black"]),
    ProductFacts(id: "lamp", category: "lighting", price: 60, rating: 4.9, words: ["lamp"]),
  ]

  private let advice = ShoppingAdvice(
    Interactions(
      (0..<14).flatMap { customer in
        [
          Interaction(customer: "c\(customer)", product: "kettle"),
          Interaction(customer: "c\(customer)", product: "green-tea"),
        ]
      } + [
        Interaction(customer: "c1", product: "black-tea"),
        Interaction(customer: "c2", product: "black-tea"),
        Interaction(customer: "late", product: "kettle"),
      ]), facts: facts)

  @Test("What goes with the kettle is what its customers bought, with their number")
  func goesWith() {
    let given = advice.advice(on: AdviceRequest(.goesWith(["kettle"])))
    #expect(given.first?.product == "green-tea")
    #expect(given.first?.reasons.first == .boughtTogether(customers: 14, with: "kettle"))
    #expect(!given.map(\.product).contains("kettle"))
  }

  @Test("Like the kettle are other kettles, though nobody bought them yet")
  func like() {
    let given = advice.advice(on: AdviceRequest(.like("kettle"), limit: 2, diversity: 0))
    #expect(given.map(\.product) == ["kettle-2", "kettle-3"])
    #expect(given[0].reasons.contains(.closePrice(to: "kettle")))
    #expect(given[0].reasons.contains(.ratedHigher(than: "kettle", rating: 4.7)))
    #expect(given[1].reasons.contains(.cheaper(than: "kettle")))
  }

  @Test("A customer is advised from what they have, and not what they have")
  func forCustomer() {
    let given = advice.advice(on: AdviceRequest(.customer("late")))
    #expect(given.first?.product == "green-tea")
    #expect(!given.map(\.product).contains("kettle"))
  }

  @Test("A stranger gets what sells")
  func stranger() {
    let given = advice.advice(on: AdviceRequest(.customer("nobody"), diversity: 0))
    #expect(given.first?.product == "kettle")
    #expect(given.first?.reasons.first == .popular(customers: 15))
  }

  @Test("\"Not that one\" is heard at once")
  func refused() {
    let given = advice.advice(on: AdviceRequest(.goesWith(["kettle"]), refused: ["green-tea"]))
    #expect(given.first?.product == "black-tea")
    #expect(!given.map(\.product).contains("green-tea"))
  }

  @Test("Filters and exclusions are obeyed, and nothing is better than something wrong")
  func filters() {
    let cheap = advice.advice(on: AdviceRequest(.anyone, excluded: ["green-tea"])) { id in
      (advice.facts(of: id)?.price ?? 0) < 10
    }
    #expect(cheap.map(\.product) == ["black-tea"])
    #expect(advice.advice(on: AdviceRequest(.anyone)) { _ in false }.isEmpty)
  }

  @Test("A need is met first")
  func need() {
    let given = advice.advice(on: AdviceRequest(.anyone, need: ["lamp"]))
    #expect(given.map(\.product) == ["lamp"])
    #expect(given.first?.reasons.first == .matches(words: ["lamp"]))
  }

  @Test("Diversity keeps three kettles from being the answer")
  func diversity() {
    let request = AdviceRequest(.anyone, limit: 3, diversity: 0.7)
    let categories = Set(
      advice.advice(on: request).compactMap { advice.facts(of: $0.product)?.category })
    #expect(categories.count == 3)
  }
}
