import Quantities
import Shop
import Text

// What is true of a product: in stock, what it costs, what it is made of.
extension Answering {
  /// The facts that a line asks of some things.
  mutating func facts(of items: [ShoppingState.Item]) -> ShoppingReply? {
    let items = Array(those(of: items).prefix(4))
    var questions = query.questions
    if questions.isEmpty || questions == [.exists] || questions == [.card] && hasOptions {
      // “And in white?” goes on with what was asked before.
      let old = questions == [.exists] ? nil : state.question
      questions =
        hasOptions || query.quantity != nil || items.count > 1
        ? [factual(old) ?? .stock] : questions == [.exists] ? [.stock] : [inherited(old) ?? .card]
    }
    // “10升的 电磁炉用得了不”: a property named with a thing is asked of it.
    if query.questions.isEmpty, !query.isRequest, query.audience == nil, !query.features.isEmpty {
      questions = query.features.map { .feature($0) }
    }
    if items.contains(where: { $0.quantity > 1 }) {
      questions = questions.map { $0 == .count ? .stock : $0 }
    }
    let sentences = sentences(items, questions)
    remember(items, questions)
    guard sentences.contains(where: { !$0.isEmpty }) else { return nil }
    let isStock = questions.contains { [.stock, .count, .restock, .exists].contains($0) }
    let isBuying = questions.contains(.buy) || questions.contains(.reserve)
    return ShoppingReply(
      joined(sentences), action: isBuying ? nil : isStock ? "stock" : "product",
      products: items.map(\.product), notes: notes)
  }

  /// What there is to say of each thing, none of it twice; what is known of none of them is said once.
  private func sentences(
    _ items: [ShoppingState.Item], _ questions: [ProductQuery.Question]
  ) -> [String] {
    var known: [String] = []
    var unknown: [String] = []
    for item in items {
      guard let product = assortment.product(item.product) else { continue }
      let facts = ProductFactsText(answering: self, product: product, item: item)
      let nothing = FactSearch(text: facts).unknown()
      var own: [String] = []
      for question in questions {
        let sentence = facts.text(question)
        if !own.contains(sentence) { own.append(sentence) }
      }
      if own.count > 1 { own.removeAll { $0 == nothing } }
      if own == [nothing] { unknown.append(name(product)) } else { known.append(joined(own)) }
    }
    // What some of them have answers better than that the others have it not.
    if unknown.isEmpty || !known.isEmpty { return known }
    return [text(.unknown, ["product": list(unknown)])]
  }

  /// "Which of those is waterproof": those that are.
  private func those(of items: [ShoppingState.Item]) -> [ShoppingState.Item] {
    let id: String
    switch query.question {
    case .attribute(let name), .feature(let name): id = name
    default: return items
    }
    guard items.count > 1, query.subjects.isEmpty, !index.products(of: .feature(id)).isEmpty else {
      return items
    }
    let having = items.filter { item in
      assortment.product(item.product)?.details.features?.contains(id) == true
    }
    return having.isEmpty ? items : having
  }

  private var hasOptions: Bool {
    !query.options.isEmpty || query.subjects.contains { !$0.options.isEmpty }
  }

  /// The question before, where an option may change its answer.
  private func factual(_ old: ProductQuery.Question?) -> ProductQuery.Question? {
    guard let old = inherited(old), old == .price || old == .stock else { return nil }
    return old
  }

  /// The question before, where it makes sense of another thing.
  private func inherited(_ old: ProductQuery.Question?) -> ProductQuery.Question? {
    guard state.age <= 2, let old else { return nil }
    switch old {
    case .stock, .price, .attribute: return old
    case .count: return .stock
    default: return nil
    }
  }

  private mutating func remember(
    _ items: [ShoppingState.Item], _ questions: [ProductQuery.Question]
  ) {
    state.question = questions.first
    state.recent = Array(
      (items
        + state.recent.filter { old in
          !items.contains { $0.product == old.product }
        }).prefix(6))
    if items.count > 1 { state.compared = items }
    guard let item = items.count == 1 ? items.first : nil else {
      state.spoken = nil
      return
    }
    if state.spoken != item.product, let product = assortment.product(item.product) {
      // A kind spoken of by a product is the kind that "a smaller one" means.
      if !state.shown.contains(product.id) {
        state.need = ShoppingState.Need()
        state.need.terms = index.kindTerms(product)
      }
    }
    state.spoken = item.product
    state.options = item.options
    if !state.compared.contains(where: { $0.product == item.product }) {
      state.compared = Array((state.compared + [item]).suffix(6))
    } else {
      state.compared = state.compared.map { $0.product == item.product ? item : $0 }
    }
  }

  /// What was read and chosen, for `/why`.
  var notes: [String] { [] }
}
