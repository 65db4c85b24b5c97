import Quantities
import Shop
import Text

// Which size to take: the sizes there are with their prices, and how much each is for.
extension Answering {
  /// The sizes of the one thing that is spoken of or named, or of those shown; `nil` where a kind of many is
  /// meant.
  mutating func sizes() -> ShoppingReply? {
    var items: [ShoppingState.Item] = []
    if let subject = query.subjects.first {
      let found = search(need())
      let named = index.products(of: subject.terms).map { index.product($0) }
      let fitting = named.filter { product in found.contains { $0.id == product.id } }
      guard let product = one(subject) ?? (fitting.count == 1 ? fitting.first : nil) else {
        return nil
      }
      items = [ShoppingState.Item(product: product.id)]
      query.subjects = []
    } else if let products = targets() {
      items = products
    }
    guard !items.isEmpty else { return nil }
    query.options.removeAll { if case .measure = $0 { true } else { false } }
    query.isRequest = false
    query.questions = [.size] + query.questions.filter { $0 != .size && $0 != .price }
    return facts(of: items)
  }
}

extension ProductFactsText {
  /// Its sizes, each with its price where they differ, and for how many they are.
  func sizeAdvice() -> String {
    var sentences: [String] = []
    let values = OptionChoice(index: answering.index, product: product).values("size")
    if values.count > 1 {
      let prices = Set(product.variants.map(\.price.hundredths))
      sentences.append(text(prices.count > 1 ? .price : .options("size")))
    }
    for id in ["servings", "dimensions"] where product.details.facts[id] != nil {
      if values.count > 1, id == "dimensions", !sentences.isEmpty { continue }
      sentences.append(text(.attribute(id)))
    }
    if sentences.isEmpty { sentences.append(text(.options("size"))) }
    return answering.joined(sentences)
  }
}
