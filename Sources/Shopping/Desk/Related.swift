import Quantities
import Recommendations
import Shop
import Text

// What goes with a thing, what is like it, and why something was offered.
extension Answering {
  mutating func related() -> ShoppingReply? {
    let isAlike = query.question == .similar
    guard let seed = seed() else { return nil }
    var need = ShoppingState.Need()
    need.seeds = [seed.id]
    need.isAlike = isAlike
    need.budget = query.budget
    need.excludedOptions = query.excludedOptions
    need.excludedFeatures = query.excludedFeatures
    need.excluded = query.excluded.map(\.terms)
    let partners = isAlike ? [] : query.partners.flatMap { index.products(of: $0.terms) }
    need.excludedOptions += state.need.excludedOptions
    need.excludedFeatures += state.need.excludedFeatures
    need.excluded += state.need.excluded
    let pool = (partners.isEmpty ? search(need) : named(partners, need)).filter { product in
      switch query.order {
      case .cheaper, .cheapest: product.stockedPrice < seed.stockedPrice
      case .dearer, .dearest: product.stockedPrice > seed.stockedPrice
      default: true
      }
    }
    let request = AdviceRequest(
      isAlike ? .like(seed.id) : .goesWith([seed.id]), owned: owner?.kept ?? [],
      refused: state.rejected.sorted(), limit: 6)
    let advised = desk.advice.advice(on: request, among: pool.map(\.id))
      .compactMap { assortment.product($0.product) }
    let cares = isAlike ? [] : pool.filter { takesCare($0, of: seed) }
    var chosen: [Product] = []
    for product in cares + advised + (partners.isEmpty ? [] : pool)
    where !chosen.contains(where: { $0.id == product.id }) {
      chosen.append(product)
    }
    chosen = Array(chosen.prefix(3))
    guard !chosen.isEmpty else { return nil }
    state.need = need
    state.shown = chosen.map(\.id)
    let seedItem = choose(seed, [], nil)
    state.spoken = !partners.isEmpty && chosen.count == 1 ? chosen[0].id : nil
    state.compared = partners.isEmpty ? [] : [seedItem]
    state.options = [:]
    state.question = nil
    let head = say(isAlike ? .findSimilar : .findMatch, ["product": name(seed)])
    let lines = chosen.map { line($0, need) }
    return ShoppingReply(
      ([head] + lines).joined(separator: "\n"), action: isAlike ? "similar" : "recommend",
      products: state.shown)
  }

  /// "What spatula goes with it": those of the kind named, whatever else suits.
  private func named(_ places: [Int32], _ need: ShoppingState.Need) -> [Product] {
    var loose = need
    loose.seeds = []
    let allowed = Set(self.places(loose, Bound()))
    return places.filter { allowed.contains($0) && !need.seeds.contains(index.product($0).id) }
      .map { index.product($0) }
  }

  /// What goes with the things of a need, or is of their kind.
  func related(to need: ShoppingState.Need) -> [Int32] {
    var found: [Int32] = []
    for seed in need.seeds.compactMap({ assortment.product($0) }) {
      let sameKind = index.products(of: index.kindTerms(seed))
      let all: [Int32]
      if need.isAlike {
        all = sameKind.count > 1 ? sameKind : index.products(of: .category(seed.category))
      } else {
        let own = Set(sameKind)
        all = (0..<Int32(assortment.products.count)).filter {
          !own.contains($0) && fits(index.product($0), seed)
        }
      }
      found = PlaceList.union(found, all.filter { index.product($0).id != seed.id })
    }
    return found
  }

  private func seed() -> Product? {
    for subject in query.subjects {
      if let product = one(subject) { return product }
      // "My kettle" is the one they have.
      let found = index.products(of: subject.terms).map { index.product($0) }
      if let owned = found.first(where: { owner?.kept.contains($0.id) == true }) { return owned }
      if let first = found.first { return first }
    }
    if let spoken = state.spoken { return assortment.product(spoken) }
    if case .places(let places) = query.reference, let place = places.first,
      state.shown.indices.contains(place)
    {
      return assortment.product(state.shown[place])
    }
    if !state.need.isAlike, let seed = state.need.seeds.first { return assortment.product(seed) }
    return state.isFresh ? state.shown.first.flatMap { assortment.product($0) } : nil
  }

  /// What takes care of a kind of thing fits only those of the kind: the property `kettle_care`.
  private func fits(_ product: Product, _ seed: Product) -> Bool {
    guard let features = product.details.features else { return true }
    let cares = features.filter { $0.hasSuffix("_care") }
    return cares.isEmpty || takesCare(product, of: seed)
  }

  private func takesCare(_ product: Product, of seed: Product) -> Bool {
    let kinds = (seed.details.kinds[.english] ?? []) + (seed.details.features ?? [])
    let words = Set(kinds.flatMap { ShoppingLine($0).pieces.map(\.stem) })
    return product.details.features?.contains { feature in
      feature.hasSuffix("_care") && words.contains(Stem.of(String(feature.dropLast(5))))
    } ?? false
  }

  /// Why what was shown was shown.
  mutating func why() -> ShoppingReply? {
    guard state.isFresh else { return nil }
    var product = state.spoken.flatMap { assortment.product($0) }
    if let targets = targets(), let first = targets.first {
      product = assortment.product(first.product)
    }
    guard let product = product ?? state.shown.first.flatMap({ assortment.product($0) }) else {
      return nil
    }
    var reasons: [String] = []
    if let rating = product.rating { reasons.append(text(.reasonRated, ["rating": "\(rating)"])) }
    let buyers = desk.advice.customerCount(of: product.id)
    if buyers > 1 { reasons.append(text(.reasonPopular, ["count": "\(buyers)"])) }
    let together = state.need.seeds.map { desk.advice.bothBought($0, product.id) }.max() ?? 0
    if together > 1 { reasons.append(text(.reasonTogether, ["count": "\(together)"])) }
    if let label = state.need.label { reasons.insert(text(.reasonFits, ["label": label]), at: 0) }
    state.spoken = product.id
    return ShoppingReply(
      text(
        .why,
        [
          "product": name(product), "list": list(Array(reasons.prefix(3))),
          "description": product.description[language],
        ]),
      action: "product", products: [product.id])
  }
}
