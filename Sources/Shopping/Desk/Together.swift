import Quantities
import Recommendations
import Shop
import Text

// Several things at once: compared, added up, and which of them is the most of something.
extension Answering {
  /// The things a line puts side by side: those it names, those it refers to, else those of the talk.
  mutating func several() -> [ShoppingState.Item] {
    var items: [ShoppingState.Item] = []
    func add(_ found: [ShoppingState.Item]) {
      for item in found where !items.contains(where: { $0.product == item.product }) {
        items.append(item)
      }
    }
    if query.subjects.isEmpty, let product = byFeature() { add([choose(product, [], nil)]) }
    let named = query.subjects.compactMap { subject -> ShoppingState.Item? in
      guard let product = one(subject) ?? only(subject) else { return nil }
      return choose(product, subject.options, subject.quantity)
    }
    add(named)
    if query.subjects.count == 1, named.isEmpty {
      // A kind: "compare your two kettles".
      let kind = index.products(of: query.subjects[0].terms).map { index.product($0) }
      let shown = kind.filter { state.shown.contains($0.id) }
      if shown.count > 1 { add(shown.map { choose($0, [], nil) }) }
    }
    if case .products(let ids) = query.reference {
      add(ids.compactMap { assortment.product($0) }.map { choose($0, query.options, nil) })
      if items.count > 1 { return items }
    }
    guard state.isFresh, items.count < 2 else { return items }
    let shown = state.shown.compactMap { assortment.product($0) }.map { choose($0, [], nil) }
    if case .places(let places) = query.reference {
      let chosen = places.compactMap { place -> ShoppingState.Item? in
        let place = place < 0 ? shown.count + place : place
        return shown.indices.contains(place) ? shown[place] : nil
      }
      add(chosen)
      if items.count > 1 { return items }
    }
    if items.count == 1 {
      // "Compare that with the camping one", “跟炉灶水壶比呢”.
      let last = state.spoken.map { id in
        state.compared.first { $0.product == id } ?? ShoppingState.Item(product: id)
      }
      if var last {
        if let quantity = query.quantity { last.quantity = quantity }
        add([last])
      } else {
        add(state.compared.isEmpty ? shown : state.compared)
      }
      return items
    }
    if state.compared.count > 1 { return state.compared }
    return shown.isEmpty ? state.compared : shown
  }

  /// “和控温的比一下”: the one of the kind with a property.
  private func byFeature() -> Product? {
    guard let feature = query.features.first, !state.need.terms.isEmpty else { return nil }
    let found = PlaceList.intersection(
      index.products(of: .feature(feature)), index.products(of: state.need.terms))
    return found.first.map { index.product($0) }
  }

  /// "I'll stay with red": the one spoken of lately that comes so.
  private func recalled() -> ShoppingState.Item? {
    guard query.subjects.isEmpty, !query.options.isEmpty else { return nil }
    return state.recent.first { item in
      guard let product = assortment.product(item.product) else { return false }
      return query.options.allSatisfy { wish in
        if case .found = OptionChoice(index: index, product: product).choose(wish) { return true }
        return false
      }
    }
  }

  /// The best of those a subject names.
  func only(_ subject: ProductQuery.Subject) -> Product? {
    guard query.subjects.count > 1 else { return nil }
    return index.products(of: subject.terms).map { index.product($0) }
      .filter { $0.stock > 0 }.max { ($0.rating ?? 0, $1.id) < ($1.rating ?? 0, $0.id) }
  }

  func choose(
    _ product: Product, _ wishes: [ProductQuery.OptionWish], _ quantity: Int?
  ) -> ShoppingState.Item {
    var item =
      state.compared.first { $0.product == product.id }
      ?? state.recent.first { $0.product == product.id }
      ?? ShoppingState.Item(product: product.id)
    if state.spoken == product.id { item.options = state.options }
    for wish in wishes {
      switch OptionChoice(index: index, product: product).choose(wish) {
      case .found(let name, let value), .near(let name, let value, _): item.options[name] = value
      case .quantity(let count): item.quantity = count
      default: break
      }
    }
    if let quantity { item.quantity = quantity }
    return item
  }

  mutating func remember(together items: [ShoppingState.Item]) {
    state.compared = items
    state.recent = Array(
      (items + state.recent.filter { old in !items.contains { $0.product == old.product } }).prefix(
        6))
    state.spoken = nil
    state.options = [:]
  }

  // MARK: Compared

  mutating func compare() -> ShoppingReply? {
    if let reply = sizesOfOne() { return reply }
    let items = Array(several().prefix(3))
    guard items.count > 1 else { return nil }
    let products = items.compactMap { assortment.product($0.product) }
    var parts: [String] = []
    for (item, product) in zip(items, products) {
      let facts = ProductFactsText(answering: self, product: product, item: item)
      parts.append(
        text(
          .compare,
          [
            "product": name(product), "price": facts.priceRange(facts.variants),
            "rating": product.rating.map { "\($0)" } ?? "–",
            "description": product.description[language],
          ]))
    }
    parts.append(verdict(products))
    remember(together: items)
    state.question = .compare
    return ShoppingReply(
      parts.filter { !$0.isEmpty }.joined(separator: "\n"), action: "compare",
      products: products.map(\.id))
  }

  /// "The weighted blanket, which one do I take at 80 kilos": one of its sizes, not one of the list.
  private mutating func sizesOfOne() -> ShoppingReply? {
    guard query.subjects.count == 1, query.subjects[0].isDefinite || !state.isFresh,
      query.reference == nil || query.reference == .spoken,
      let product = one(query.subjects[0]),
      OptionChoice(index: index, product: product).values("size").count > 1
    else { return nil }
    query.questions = [.size]
    return sizes()
  }

  /// Which costs less and which is rated higher.
  private func verdict(_ products: [Product]) -> String {
    let byPrice = products.sorted {
      ($0.stockedPrice.hundredths, $0.id) < ($1.stockedPrice.hundredths, $1.id)
    }
    let byRating = products.sorted { ($0.rating ?? 0, $1.id) > ($1.rating ?? 0, $0.id) }
    guard let cheapest = byPrice.first, let best = byRating.first else { return "" }
    var sentences: [String] = []
    let least = byPrice[1].stockedPrice - cheapest.stockedPrice
    if least.hundredths > 0 {
      sentences.append(
        text(
          .compareCheaper,
          ["product": name(cheapest), "amount": least.display, "other": name(byPrice[1])]))
    } else {
      sentences.append(text(.compareSame, ["product": name(cheapest), "other": name(byPrice[1])]))
    }
    if (best.rating ?? 0) > (byRating[1].rating ?? 0) {
      sentences.append(
        text(products.count > 2 ? .compareRatedMost : .compareRated, ["product": name(best)]))
    }
    for product in products where product.stock == 0 {
      sentences.append(text(.stockOut, ["product": name(product)]))
    }
    return joined(sentences)
  }

  // MARK: Added up

  private var isOfNamed: Bool {
    if case .products = query.reference { return true }
    return false
  }

  /// “再加个保温杯 一共多少”: what is named, on top of what is spoken of.
  private func added() -> [ShoppingState.Item]? {
    guard query.isAddition, state.isFresh, let spoken = state.spoken,
      let product = assortment.product(spoken)
    else { return nil }
    var others = query.subjects.compactMap { subject in
      one(subject).map { choose($0, subject.options, subject.quantity) }
    }
    if case .products(let ids) = query.reference {
      others += ids.compactMap { assortment.product($0) }.map { choose($0, [], nil) }
    }
    guard others.count == 1, others[0].product != spoken else { return nil }
    return [choose(product, [], query.quantity)] + others
  }

  mutating func total() -> ShoppingReply? {
    // "Two of the lantern" is a sum of its own; "with the lantern" adds to what was spoken of.
    let isWhole = query.quantity != nil || query.subjects.contains { !$0.options.isEmpty }
    var items = isWhole && !query.subjects.isEmpty ? targets() ?? several() : several()
    if items.isEmpty, let found = targets() { items = found }
    if let added = added() {
      items = added
    } else if query.subjects.isEmpty, let spoken = state.spoken, query.reference != .list,
      !isOfNamed, let product = assortment.product(spoken)
    {
      items = [choose(product, query.options, query.quantity)]
    }
    if let recalled = recalled() { items = [recalled] }
    guard !items.isEmpty else { return nil }
    let quantity = query.quantity ?? state.quantity
    if items.count == 1, !query.options.isEmpty, let product = assortment.product(items[0].product)
    {
      items[0] = choose(product, query.options, quantity)
    } else if items.count == 1, let quantity {
      items[0].quantity = quantity
    }
    var sum = 0
    var isFrom = false
    var parts: [String] = []
    for item in items {
      guard let product = assortment.product(item.product) else { continue }
      let facts = ProductFactsText(answering: self, product: product, item: item)
      let prices = facts.variants.map(\.price)
      guard let least = prices.min(), let most = prices.max() else { continue }
      isFrom = isFrom || least < most
      sum += least.hundredths * item.quantity
      let count = item.quantity > 1 ? "\(item.quantity) × " : ""
      parts.append(
        text(
          .totalPart,
          [
            "product": name(product) + facts.optionText,
            "price": count + facts.priceRange(facts.variants),
          ]))
    }
    let amount = Money(hundredths: sum, currency: desk.currency).display
    remember(together: items)
    if items.count == 1 { state.spoken = items[0].product }
    return ShoppingReply(
      text(
        .total,
        ["list": list(parts), "total": isFrom ? text(.from, ["price": amount]) : amount]),
      action: "product", products: items.map(\.product))
  }
}
