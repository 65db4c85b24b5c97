import Shop
import Text

// Which products a line speaks of.
extension Answering {
  /// The product that a line asks for by its own name: "I want the moka pot".
  var targetsOnePlainly: Product? {
    guard query.subjects.count == 1, let subject = query.subjects.first, subject.isThing else {
      return nil
    }
    let found = index.products(of: subject.terms)
    let isName = subject.terms.contains { any in
      any.contains { if case .name = $0 { true } else { false } }
    }
    guard found.count == 1, isName || subject.isDefinite, !query.isGift else { return nil }
    return index.product(found[0])
  }

  /// The products spoken of, as things with options; `nil` where a kind of things is meant, or nothing.
  mutating func targets() -> [ShoppingState.Item]? {
    // "Does it come with filters": of it, not of the filters.
    if asksOfSpoken, let spoken = state.spoken.flatMap({ assortment.product($0) }) {
      return [item(spoken, query.options, nil)]
    }
    if !query.subjects.isEmpty {
      var items: [ShoppingState.Item] = []
      for subject in query.subjects {
        guard let product = one(subject) else {
          if query.subjects.count == 1 { return nil }
          continue
        }
        if items.contains(where: { $0.product == product.id }) { continue }
        items.append(item(product, subject.options + query.options, subject.quantity))
      }
      return items
    }
    if let referred = referred() {
      return referred.map { item($0, query.options, nil) }
    }
    return nil
  }

  private var asksOfSpoken: Bool {
    guard state.isFresh, query.reference == .spoken, query.subjects.count == 1,
      let subject = query.subjects.first, !subject.isDefinite, subject.options.isEmpty
    else { return false }
    switch query.question {
    case .attribute, .feature, .open: return true
    default: return false
    }
  }

  /// The one product a subject means: the only one so called, or the only one among those spoken of.
  func one(_ subject: ProductQuery.Subject) -> Product? {
    if let product = one(subject.named, of: subject), subject.named != subject.terms {
      return product
    }
    return one(subject.terms, of: subject)
  }

  private func one(_ terms: [[ProductQuery.Term]], of subject: ProductQuery.Subject) -> Product? {
    let found = index.products(of: terms)
    guard !found.isEmpty else { return nil }
    if found.count == 1 {
      let product = index.product(found[0])
      if !subject.isThing, !subject.isDefinite, let spoken = partOfSpoken(subject) { return spoken }
      return product
    }
    let isOld = state.isFresh && (!subject.isThing || subject.isDefinite || !query.isRequest)
    if isOld {
      let ids = Set(found.map { index.product($0).id })
      for group in [
        state.compared.map(\.product), state.shown, state.recent.map(\.product),
      ] {
        let shown = group.filter(ids.contains)
        if shown.count == 1, !(subject.isThing && query.question == .exists) {
          return assortment.product(shown[0])
        }
      }
      if let spoken = state.spoken, ids.contains(spoken), subject.isDefinite || !subject.isThing {
        return assortment.product(spoken)
      }
      if let shown = firstShown(ids, subject) { return shown }
      let ofKind = PlaceList.intersection(found, index.products(of: state.need.terms))
      if !subject.isThing, ofKind.count == 1 { return index.product(ofKind[0]) }
      // "The scale" for one who likes coffee.
      let suiting = found.filter { place in
        let features = index.features[Int(place)]
        let cared = Set(state.need.interests + state.need.features)
        return !features.isDisjoint(with: cared) && features.isSuperset(of: state.need.features)
      }
      if suiting.count == 1, subject.isDefinite || !subject.isThing {
        return index.product(suiting[0])
      }
    }
    return nil
  }

  /// "The backpack", where two were shown: the one that was first.
  private func firstShown(_ ids: Set<String>, _ subject: ProductQuery.Subject) -> Product? {
    guard subject.isDefinite, subject.isThing, !query.isRequest, asksAnyFactOfOne,
      let last = ShoppingLine(subject.label).pieces.last,
      last.kind != .word || !Stem.isPlural(last.text)
    else { return nil }
    return (state.shown + state.recent.map(\.product)).first(where: ids.contains)
      .flatMap { assortment.product($0) }
  }

  private var asksAnyFactOfOne: Bool {
    switch query.question {
    case .attribute, .feature, .open, .price, .stock, .count, .restock, .options, .buy: true
    default: false
    }
  }

  /// A word that names another thing, but is a part of the one spoken of: the pot of the rice cooker.
  private func partOfSpoken(_ subject: ProductQuery.Subject) -> Product? {
    guard state.isFresh, let spoken = state.spoken.flatMap({ assortment.product($0) }),
      !query.questions.isEmpty
    else { return nil }
    let keys = ShoppingLine(subject.label).pieces
    let han = keys.filter { $0.kind == .han }.map(\.text).joined()
    let isMentioned =
      han.count > 1
      ? product(spoken, mentions: han)
      : keys.allSatisfy { key in
        index.mentioning(key.stem).contains { index.product($0).id == spoken.id }
      }
    return isMentioned ? spoken : nil
  }

  private func product(_ product: Product, mentions text: String) -> Bool {
    product.description.chinese.contains(text)
      || product.details.facts.values.contains { $0.chinese.contains(text) }
  }

  /// What "it", "the second one", "those two" mean.
  private mutating func referred() -> [Product]? {
    if case .products(let ids) = query.reference {
      return ids.compactMap { assortment.product($0) }
    }
    guard state.isFresh else { return nil }
    let shown = state.shown.compactMap { assortment.product($0) }
    switch query.reference {
    case .places(let places):
      let chosen = places.compactMap { place -> Product? in
        let place = place < 0 ? shown.count + place : place
        return shown.indices.contains(place) ? shown[place] : nil
      }
      return chosen.isEmpty ? nil : chosen
    case .products: return nil
    case .list:
      if !state.compared.isEmpty, state.spoken == nil || state.compared.count > 1 {
        return state.compared.compactMap { assortment.product($0.product) }
      }
      if shown.isEmpty, let spoken = state.spoken {
        return [spoken].compactMap { assortment.product($0) }
      }
      return shown
    case .other:
      let others = state.compared.map(\.product) + state.shown
      return others.first { $0 != state.spoken }.flatMap { assortment.product($0) }.map { [$0] }
    case .owned: return nil
    case .spoken, nil:
      if let spoken = state.spoken.flatMap({ assortment.product($0) }) {
        return [query.reference == nil ? withOptions(spoken, of: shown) ?? spoken : spoken]
      }
      // "What are they in King", right after two were set beside each other.
      if !query.options.isEmpty, state.compared.count > 1 {
        let compared = state.compared.compactMap { assortment.product($0.product) }
        if compared.allSatisfy({ fits($0, query.options) }) { return compared }
      }
      // "The silk one, how much is that": of those shown, else of the kind sought.
      if !query.features.isEmpty, asksFactOfOne {
        let wanted = Set(query.features)
        let having = shown.filter { wanted.isSubset(of: $0.details.features ?? []) }
        return having.isEmpty ? nil : having
      }
      // “The white ones”: those of the list that come in white.
      let fitting = shown.filter { product in
        !query.options.isEmpty && fits(product, query.options)
      }
      if fitting.count == 1 { return fitting }
      if !query.options.isEmpty, query.reference == nil { return nil }
      guard !query.questions.isEmpty, query.question != .exists else { return nil }
      // Right after a comparison, what was compared is spoken of.
      if shown.isEmpty || state.question == .compare, state.compared.count > 1 {
        return state.compared.prefix(3).compactMap { assortment.product($0.product) }
      }
      let isOfAll = query.reference == nil || query.question == .size
      return fitting.isEmpty ? Array(shown.prefix(isOfAll ? 3 : 1)) : fitting
    }
  }

  /// Of what was shown, the only other thing that comes in what a line names, where the one spoken of has no
  /// such option at all: “灰色的还有几个” of two pillows, one of which comes in colours.
  private func withOptions(_ spoken: Product, of shown: [Product]) -> Product? {
    let chooser = OptionChoice(index: index, product: spoken)
    let isUnrelated = query.options.contains { wish in
      guard case .values = wish, case .unrelated = chooser.choose(wish) else { return false }
      return true
    }
    // “橄榄绿 18 升” of a backpack that comes in neither, after one that comes in both.
    let isOfNone =
      query.options.count > 1
      && query.options.allSatisfy { wish in
        if case .found = chooser.choose(wish) { return false }
        return true
      }
    guard isUnrelated || isOfNone else { return nil }
    let others = shown.filter { $0.id != spoken.id && fits($0, query.options) }
    return others.count == 1 ? others.first : nil
  }

  private var asksFactOfOne: Bool {
    switch query.question {
    case .price, .stock, .count, .options, .attribute: query.reference == .spoken
    default: false
    }
  }

  private func fits(_ product: Product, _ wishes: [ProductQuery.OptionWish]) -> Bool {
    wishes.allSatisfy { wish in
      if case .found = OptionChoice(index: index, product: product).choose(wish) { return true }
      return false
    }
  }

  /// A product with the options that a line names; those said before stay while the product does.
  private mutating func item(
    _ product: Product, _ wishes: [ProductQuery.OptionWish], _ quantity: Int?
  ) -> ShoppingState.Item {
    var item = ShoppingState.Item(product: product.id)
    if state.spoken == product.id {
      item.options = state.options
    } else if let known = state.compared.first(where: { $0.product == product.id }) {
      item.options = known.options
    }
    for wish in wishes {
      switch OptionChoice(index: index, product: product).choose(wish) {
      case .found(let name, let value), .near(let name, let value, _):
        item.options[name] = value
      case .quantity(let count): item.quantity = count
      case .none, .unrelated: break
      }
    }
    if let quantity = quantity ?? query.quantity { item.quantity = quantity }
    return item
  }
}

extension ProductQuery.Subject {
  /// The terms by names alone, where it has any: "the stovetop one" is first one called so.
  var named: [[ProductQuery.Term]] {
    terms.map { any in
      let names = any.filter { term in
        if case .feature = term { return false }
        return true
      }
      return names.isEmpty ? any : names
    }
  }
}
