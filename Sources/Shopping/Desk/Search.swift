import Quantities
import Recommendations
import Shop
import Text

// What is sought: the need over the lines, and the goods that answer it.
extension Answering {
  /// The need after this line: what it says of its own, on top of what stays.
  func need() -> ShoppingState.Need {
    var need = startsAnew ? newNeed() : state.need
    // Bounds that "cheaper" made hold for what was shown then.
    let kinds = query.subjects.filter(\.isThing)
    let properties = query.subjects.filter { !$0.isThing }
    if !kinds.isEmpty {
      let isOther = need.terms.isEmpty || !kinds.allSatisfy { need.terms == $0.terms }
      if isOther, !startsAnew {
        need.features = []
        need.options = []
        need.order = nil
        // A lowest price was of the kind before.
        need.budget.least = nil
      }
      need.terms = union(kinds)
      need.label = kinds.map(\.label).joined(separator: ", ")
      need.seeds = []
    }
    for subject in properties { narrow(&need, by: subject, hasKind: !kinds.isEmpty) }
    if !query.purposes.isEmpty { serve(&need) }
    if kinds.isEmpty, let against = query.against.flatMap({ one($0) }) {
      need.terms = index.kindTerms(against)
    }
    admit(&need)
    for subject in query.excluded where !need.excluded.contains(subject.terms) {
      need.excluded.append(subject.terms)
    }
    leaveKind(&need)
    let options = query.options + query.subjects.flatMap(\.options)
    let wishes = options.filter { wish in
      // A number alone is an age or a count where goods are sought.
      if case .measure(let measure) = wish { return measure.dimension != nil }
      return true
    }
    if !wishes.isEmpty { need.options = wishes }
    need.excludedOptions += query.excludedOptions
    need.features += query.features.filter { !need.features.contains($0) }
    need.excludedFeatures += query.excludedFeatures.filter { !need.excludedFeatures.contains($0) }
    need.features.removeAll { query.excludedFeatures.contains($0) }
    need.interests += query.interests.filter { !need.interests.contains($0) }
    if let audience = query.audience { need.audience = audience }
    need.isGift = need.isGift || query.isGift
    if !query.budget.isEmpty { need.budget = query.budget }
    if let order = query.order { need.order = order }
    return need
  }

  /// What it is to serve, as far as the kind sought does.
  private func serve(_ need: inout ShoppingState.Need) {
    need.purposes = query.purposes.filter { purpose in
      let serving = index.products(serving: purpose)
      return need.terms.isEmpty
        || !PlaceList.intersection(index.products(of: need.terms), serving).isEmpty
    }
  }

  /// Whether what was sought before serves none of what this line asks for.
  private var isOfOtherPurpose: Bool {
    guard !query.purposes.isEmpty, !state.need.terms.isEmpty else { return false }
    let kind = index.products(of: state.need.terms)
    return query.purposes.allSatisfy {
      PlaceList.intersection(kind, index.products(serving: $0)).isEmpty
    }
  }

  /// What a word says of the kind sought.
  private func narrow(
    _ need: inout ShoppingState.Need, by subject: ProductQuery.Subject, hasKind: Bool
  ) {
    // “切菜”, a word of other things' names, says nothing of knives.
    if need.terms.isEmpty || !index.products(of: need.terms + subject.terms).isEmpty {
      need.terms += subject.terms
      return
    }
    let features = subject.terms.flatMap { any in
      any.compactMap { term -> String? in
        if case .feature(let id) = term { return id }
        return nil
      }
    }
    need.features += features.filter { !need.features.contains($0) }
    // "And a mask for the eyes", after blankets: the only thing that is called so.
    if features.isEmpty, !hasKind, index.products(of: subject.terms).count == 1 {
      need.terms = subject.terms
      need.features = query.features
      need.options = []
    }
  }

  /// A need of its own, with what is not wanted by whom it was for before.
  private func newNeed() -> ShoppingState.Need {
    var need = ShoppingState.Need()
    guard state.age <= 4, query.audience == nil || query.audience == state.need.audience,
      !query.isGift || state.need.isGift
    else { return need }
    need.excluded = state.need.excluded
    need.excludedFeatures = state.need.excludedFeatures
    return need
  }

  /// What is asked for by name is wanted, whatever was said before.
  private func admit(_ need: inout ShoppingState.Need) {
    need.excludedFeatures.removeAll { query.features.contains($0) }
    let wanted = query.subjects.map { Set(index.products(of: $0.terms)) }
    need.excluded.removeAll { terms in
      let barred = index.products(of: terms)
      return wanted.contains { !$0.isEmpty && $0.isSubset(of: barred) }
    }
  }

  /// "Something smaller, but no suitcase" after suitcases: what else is of their category.
  private func leaveKind(_ need: inout ShoppingState.Need) {
    guard !query.excluded.isEmpty, !need.terms.isEmpty, query.subjects.isEmpty else { return }
    let kind = index.products(of: need.terms)
    let barred = Set(query.excluded.flatMap { index.products(of: $0.terms) })
    guard let first = kind.first, kind.allSatisfy(barred.contains) else { return }
    let category = index.product(first).category
    let isWhole = Set(index.products(of: .category(category))).isSubset(of: barred)
    need.terms = isWhole ? [] : [[.category(category)]]
    need.label = nil
    need.features = []
    need.options = []
  }

  /// Terms of several kinds: any of them.
  private func union(_ kinds: [ProductQuery.Subject]) -> [[ProductQuery.Term]] {
    guard kinds.count > 1 else { return kinds[0].terms }
    let heads = kinds.compactMap { $0.terms.count == 1 ? $0.terms[0] : $0.terms.last }
    return [heads.flatMap { $0 }]
  }

  /// A request with somebody or something of its own is a new need; what was disliked before is forgotten.
  private var startsAnew: Bool {
    guard !query.wantsMore, !query.rejects, query.order?.isExtreme != false else { return false }
    if !state.isFresh { return true }
    if let audience = query.audience, let old = state.need.audience, audience != old { return true }
    let isNew = query.isRequest || query.isGift && !state.need.isGift
    if isOfOtherPurpose, query.excluded.isEmpty { return true }
    return isNew && (!query.subjects.filter(\.isThing).isEmpty || query.audience != nil)
      && query.excluded.isEmpty
  }

  /// The products that a need allows, in the order of the file.
  func search(_ need: ShoppingState.Need, bound: Bound = Bound()) -> [Product] {
    places(need, bound).map { index.product($0) }
  }

  /// Limits that the line sets against what was shown.
  struct Bound {
    var most: Int?
    var least: Int?
    var excluded: Set<String> = []
  }

  func places(_ need: ShoppingState.Need, _ bound: Bound) -> [Int32] {
    var found: [Int32]?
    func narrow(_ places: [Int32]) {
      found = found.map { PlaceList.intersection($0, places) } ?? places
    }
    if !need.terms.isEmpty { narrow(index.products(of: need.terms)) }
    for purpose in need.purposes { narrow(index.products(serving: purpose)) }
    for feature in need.features {
      let having = index.products(of: .feature(feature))
      let own = found.map { PlaceList.intersection($0, having) } ?? having
      if own.isEmpty, let near = index.words.nearFeatures[feature] {
        narrow(near.reduce(having) { PlaceList.union($0, index.products(of: .feature($1))) })
      } else {
        narrow(having)
      }
    }
    if !need.seeds.isEmpty { narrow(related(to: need)) }
    let base = found ?? Array(0..<Int32(assortment.products.count))
    var barred = Set<Int32>()
    for terms in need.excluded {
      barred.formUnion(index.products(of: terms.map(Self.withSets)))
      guard terms.count == 1 else { continue }
      for term in terms[0] { barred.formUnion(index.products(headed: term)) }
    }
    for feature in need.excludedFeatures {
      barred.formUnion(index.products(of: .feature(feature)))
    }
    let most = [need.budget.most?.hundredths, bound.most].compactMap { $0 }.min() ?? .max
    let least = [need.budget.least?.hundredths, bound.least].compactMap { $0 }.max() ?? 0
    let hasOptions = !need.options.isEmpty || !need.excludedOptions.isEmpty
    return base.filter { place in
      let number = Int(place)
      guard index.inStock[number], index.lowest[number] <= most, index.highest[number] >= least,
        !barred.contains(place)
      else { return false }
      guard hasOptions || least > 0 || !state.rejected.isEmpty || !bound.excluded.isEmpty else {
        return true
      }
      let product = index.product(place)
      if state.rejected.contains(product.id) || bound.excluded.contains(product.id) { return false }
      return !variants(of: product, need, most: most, least: least).isEmpty
    }
  }

  /// A set of plates is plates.
  private static func withSets(_ any: [ProductQuery.Term]) -> [ProductQuery.Term] {
    any
      + any.compactMap { term in
        if case .kind(let key) = term { return .kind(key + " set") }
        return nil
      }
  }

  /// The variants in stock that a need allows.
  func variants(
    of product: Product, _ need: ShoppingState.Need, most: Int = .max, least: Int = 0
  ) -> [Variant] {
    let choice = OptionChoice(index: index, product: product)
    var wanted: [String: String] = [:]
    for wish in need.options {
      switch choice.choose(wish) {
      case .found(let name, let value): wanted[name] = value
      case .near(let name, let value, _): wanted[name] = value
      case .quantity: continue
      case .none: return []
      case .unrelated(let label):
        if case .extreme = wish { continue }
        if !label.isEmpty { return [] }
      }
    }
    let unwanted = need.excludedOptions.flatMap { wish -> [(String, String)] in
      if case .values(let option, let exact, _, _) = wish { return exact.map { (option, $0) } }
      if case .found(let name, let value) = choice.choose(wish) { return [(name, value)] }
      return []
    }
    return product.variants.filter { variant in
      variant.stock > 0 && variant.price.hundredths <= most && variant.price.hundredths >= least
        && wanted.allSatisfy { variant.option($0.key) == $0.value }
        && !unwanted.contains { variant.option($0.0) == $0.1 }
    }
  }
}
