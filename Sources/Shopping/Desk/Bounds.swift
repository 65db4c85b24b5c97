import Quantities
import Shop

// Limits that a line sets against what was shown: cheaper, bigger, lighter than that.
extension Answering {
  /// The highest of the prices that were shown.
  func dearest() -> Int? { shownPrices().max() }

  /// The prices as they were shown: of what the need allows.
  private func shownPrices() -> [Int] {
    let budget = state.need.budget
    return state.shown.compactMap { assortment.product($0) }.map { product in
      let allowed = variants(
        of: product, state.need, most: budget.most?.hundredths ?? .max,
        least: budget.least?.hundredths ?? 0)
      return allowed.map(\.price.hundredths).min() ?? product.stockedPrice.hundredths
    }
  }

  /// Below the cheapest of what was shown, above the dearest.
  func bound(_ need: ShoppingState.Need) -> Bound {
    var bound = Bound()
    if let against = query.against.flatMap({ one($0) }) {
      setBound(&bound, [against])
      bound.excluded.insert(against.id)
      return bound
    }
    guard state.isFresh, query.budget.isEmpty, query.excluded.isEmpty,
      query.excludedOptions.isEmpty, query.excludedFeatures.isEmpty
    else { return bound }
    let spoken = state.spoken.map { [$0] } ?? (isOfSeed ? state.need.seeds : state.shown)
    var against = spoken.compactMap { assortment.product($0) }
    if case .places(let places) = query.reference {
      let chosen = places.compactMap { state.shown.indices.contains($0) ? state.shown[$0] : nil }
      against = chosen.compactMap { assortment.product($0) }
    }
    let isList = state.spoken == nil && query.reference == nil && !isOfSeed
    let prices = isList ? shownPrices() : against.map(\.stockedPrice.hundredths)
    switch query.order {
    case .cheaper:
      let said = state.spoken.flatMap { assortment.product($0) }.map { product in
        product.variants.filter { variant in
          state.options.allSatisfy { variant.option($0.key) == $0.value }
        }.map(\.price.hundredths).min() ?? product.stockedPrice.hundredths
      }
      bound.most = (said ?? prices.min()).map { $0 - 1 }
      if let spoken = state.spoken { bound.excluded.insert(spoken) }
    case .dearer: bound.least = prices.max().map { $0 + 1 }
    case .smaller, .bigger, .lighter:
      guard let order = query.order else { break }
      bound.excluded = notBeyond(against, order)
    default: break
    }
    return bound
  }

  /// Beyond some products named.
  private func setBound(_ bound: inout Bound, _ against: [Product]) {
    let prices = against.map(\.stockedPrice.hundredths)
    switch query.order {
    case .cheaper: bound.most = prices.min().map { $0 - 1 }
    case .dearer: bound.least = prices.max().map { $0 + 1 }
    case .smaller, .bigger, .lighter:
      if let order = query.order { bound.excluded = notBeyond(against, order) }
    default: break
    }
  }

  /// "Cheaper than this" after what is like a teapot: than the teapot.
  private var isOfSeed: Bool {
    state.spoken == nil && query.reference == .spoken && !state.need.seeds.isEmpty
  }

  /// Products that are no smaller (or bigger, lighter) than those spoken of.
  private func notBeyond(_ against: [Product], _ order: ProductQuery.Order) -> Set<String> {
    let values = against.compactMap { value(order, $0) }
    // Of a list the smaller ones will do; of one thing only what is smaller than it.
    let isList = against.count > 1
    guard let limit = (order == .bigger) != isList ? values.max() : values.min() else { return [] }
    return Set(
      assortment.products.filter { product in
        guard let own = value(order, product) else { return true }
        return order == .bigger ? own <= limit : own >= limit
      }.map(\.id))
  }
}
