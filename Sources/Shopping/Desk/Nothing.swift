import Quantities
import Recommendations
import Shop
import Text

// Nothing that fits, and things the shop has not.
extension Answering {
  /// Nothing fits: said of what was asked, with what comes nearest.
  mutating func nothing(_ need: ShoppingState.Need, _ bound: Bound) -> ShoppingReply? {
    guard
      !need.terms.isEmpty || !need.features.isEmpty || !need.purposes.isEmpty
        || !need.budget.isEmpty
        || state.isFresh && (query.wantsMore || query.rejects || query.order != nil)
    else { return nil }
    let isBeyond = query.order.map { !$0.isExtreme } == true && query.against != nil
    if state.isFresh, query.order == .cheaper || query.wantsMore || query.rejects || isBeyond {
      let shown = (state.shown + state.need.seeds).filter { !state.rejected.contains($0) }
        .compactMap { assortment.product($0) }
      if let cheapest = shown.min(by: { $0.stockedPrice < $1.stockedPrice }),
        query.order == .cheaper
      {
        state.spoken = cheapest.id
        return ShoppingReply(
          say(
            .findCheapest,
            ["product": name(cheapest), "price": cheapest.stockedPrice.display]),
          action: "recommend", products: [cheapest.id])
      }
      return ShoppingReply(say(.findNoMore), action: "recommend")
    }
    var text = say(.findNone)
    if let near = nearest(need) {
      text = joined([
        text,
        say(.findNearest, ["product": name(near), "price": near.stockedPrice.display]),
      ])
      state.need = need
      state.shown = [near.id]
      state.spoken = near.id
      state.options = [:]
      return ShoppingReply(text, action: "recommend", products: [near.id])
    }
    return ShoppingReply(text, action: "recommend")
  }

  /// Whether a need says nothing of what is wanted, though it may say what is not.
  func isOpen(_ need: ShoppingState.Need) -> Bool {
    need.terms.isEmpty && need.features.isEmpty && need.purposes.isEmpty
      && need.interests.isEmpty && need.audience == nil
      && !need.isGift && need.budget.isEmpty && need.options.isEmpty && need.seeds.isEmpty
      && need.order == nil && query.people == nil && query.against == nil && !isFollowUp
  }

  /// A kind that was named and not understood, or none at all with something ruled out: what is written
  /// about goods is searched, else the kind is asked for. `nil` for "what do you recommend".
  mutating func askKind(_ need: ShoppingState.Need) -> ShoppingReply? {
    let isBarred =
      !need.excluded.isEmpty || !need.excludedFeatures.isEmpty || !need.excludedOptions.isEmpty
    guard isBarred || !query.unknown.isEmpty else { return nil }
    let allowed = Set(places(need, Bound()).map { index.product($0).id })
    let found = TextSearch(index: index).products(sharing: query.unknown)
      .filter { allowed.contains($0.id) }
    if !isBarred, !found.isEmpty {
      return show(Array(found.prefix(3)), need: need, all: found)
    }
    state.need = need
    state.wasNotSold = false
    return ShoppingReply(
      joined([isBarred ? say(.noted) : "", say(.askKind)]), action: "recommend")
  }

  /// Of the kind: without the options, without the properties, then at the nearest price.
  private func nearest(_ need: ShoppingState.Need) -> Product? {
    var loose = need
    loose.options = []
    if let product = best(loose, need) { return product }
    loose.budget = .init()
    if let product = best(loose, need) { return product }
    loose.features = []
    guard !loose.terms.isEmpty else { return nil }
    return best(loose, need)
  }

  private func best(_ loose: ShoppingState.Need, _ need: ShoppingState.Need) -> Product? {
    let found = search(loose)
    if let most = need.budget.most, loose.budget.isEmpty {
      return found.filter { $0.stockedPrice > most }.min { $0.stockedPrice < $1.stockedPrice }
        ?? found.min { $0.stockedPrice < $1.stockedPrice }
    }
    return found.max { ($0.rating ?? 0, $1.id) < ($1.rating ?? 0, $0.id) }
  }

  /// A thing that is not sold: no, and what comes nearest.
  mutating func notSold() -> ShoppingReply? {
    state.wasNotSold = true
    let thing = list(query.things, or: true)
    let near = nearThings()
    guard !near.isEmpty else {
      let names = assortment.categories.map(\.name).map {
        language == .english ? $0.english.lowercased() : $0.chinese
      }
      let short = names.filter { !$0.contains(" and ") && !$0.contains("与") }
      let shown = (short.isEmpty ? names : short).prefix(5)
      return ShoppingReply(
        say(
          .notSold,
          ["thing": thing, "list": shown.isEmpty ? text(.notSoldRange) : list(Array(shown))]),
        action: "not_sold")
    }
    state.need = ShoppingState.Need()
    state.shown = near.map(\.id)
    state.spoken = near.count == 1 ? near[0].id : nil
    state.compared = []
    state.options = [:]
    state.question = nil
    let lines = near.map { line($0, ShoppingState.Need()) }
    return ShoppingReply(
      ([say(.notSoldNear, ["thing": thing])] + lines).joined(separator: "\n"),
      action: "not_sold", products: state.shown)
  }

  /// Goods whose names or properties have a word of the thing, where they are truly near.
  private func nearThings() -> [Product] {
    var found: [Int32] = []
    for feature in query.nearFeatures {
      found = PlaceList.union(found, index.products(of: .feature(feature)))
    }
    if found.isEmpty {
      // A thing that is a word of a name: the wine of the wine glasses.
      for thing in query.things {
        let pieces = ShoppingLine(thing).pieces
        let word = pieces.map(\.stem).joined()
        guard pieces.count == 1 || pieces.allSatisfy({ $0.kind == .han }) else { continue }
        found = PlaceList.union(found, index.products(of: .word(word)))
      }
    }
    let products = found.map { index.product($0) }
      .filter { $0.stock > 0 && !state.rejected.contains($0.id) }
    return Array(
      products.sorted { ($0.rating ?? 0, $1.id) > ($1.rating ?? 0, $0.id) }.prefix(3))
  }
}
