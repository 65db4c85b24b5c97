import Shop
import Text

// A thing named, set against the one spoken of: "is it bigger than the gym bag?", “跟饭碗套装比哪个大”.
extension Answering {
  mutating func againstSpoken() -> ShoppingReply? {
    guard query.isAgainstSpoken, state.isFresh, query.subjects.count == 1,
      let spoken = state.spoken.flatMap({ assortment.product($0) }),
      let other = one(query.subjects[0]), other.id != spoken.id
    else { return nil }
    let items = [choose(spoken, [], nil), choose(other, query.subjects[0].options, nil)]
    let told = joined([verdict(on: [spoken, other])] + facts(of: items, asked()))
    remember(together: items)
    state.question = .compare
    guard !told.isEmpty else { return nil }
    return ShoppingReply(told, action: "compare", products: items.map(\.product))
  }

  /// Which of two comes first by what the line compares; empty where that is not known of both.
  private func verdict(on products: [Product]) -> String {
    guard let order = query.order?.superlative, let best = ranked(products, order).first,
      products.allSatisfy({ value(order, $0) != nil }),
      products.contains(where: { value(order, $0) != value(order, best) })
    else { return "" }
    return extremeSentence(order, best)
  }

  /// The facts that what the line compares goes by.
  private func asked() -> [ProductQuery.Question] {
    let attributes = query.questions.filter {
      if case .attribute = $0 { true } else { false }
    }
    if !attributes.isEmpty { return attributes }
    switch query.order {
    case .bigger, .biggest, .smaller, .smallest: return [.attribute("dimensions")]
    case .lighter, .lightest: return [.attribute("weight")]
    case .cheaper, .cheapest, .dearer, .dearest: return [.price]
    default: return [.card]
    }
  }

  private func facts(
    of items: [ShoppingState.Item], _ questions: [ProductQuery.Question]
  ) -> [String] {
    items.flatMap { item -> [String] in
      guard let product = assortment.product(item.product) else { return [] }
      let facts = ProductFactsText(answering: self, product: product, item: item)
      return questions.map { facts.text($0) }
    }
  }
}
