import Quantities
import Recommendations
import Shop
import Text

// Advice: three choices that differ, each with a true reason.
extension Answering {
  mutating func find() -> ShoppingReply? {
    if let reply = otherSize() { return reply }
    turnDown()
    var need = need()
    if isOpen(need) {
      if let reply = askKind(need) { return reply }
    }
    // "Cheaper" lets go of the lowest price, "dearer" of the highest.
    if query.order == .cheaper, query.budget.isEmpty { need.budget.least = nil }
    if query.order == .dearer, query.budget.isEmpty { need.budget.most = nil }
    var bound = bound(need)
    if query.wantsMore { bound.excluded.formUnion(state.shown + [state.spoken].compactMap { $0 }) }
    var found = search(need, bound: bound)
    var used = need
    if found.isEmpty, query.order == .cheaper, let most = dearest() {
      // Below the dearest of what was shown, when nothing is below the cheapest.
      bound.most = most - 1
      bound.excluded.formUnion(state.shown)
      found = search(need, bound: bound)
    }
    if found.isEmpty, state.isFresh, !isFollowUp, let own = ownNeed(need) {
      used = own
      found = search(used, bound: bound)
      if !found.isEmpty { return show(choose(found, used), need: used, all: found) }
    }
    // What only narrows the choice is let go before the kind of thing is.
    while found.isEmpty, let looser = looser(used, bound) {
      used = looser
      found = search(used, bound: bound)
    }
    guard !found.isEmpty else { return nothing(need, bound) }
    let isLoose = used != need
    if isLoose, !isFollowUp { return nothing(need, bound) }
    let chosen = choose(found, used)
    return show(chosen, need: isLoose ? used : need, all: found)
  }

  /// A smaller or bigger one of what is spoken of, where its size was said and it comes in others.
  private mutating func otherSize() -> ShoppingReply? {
    guard query.order == .smaller || query.order == .bigger, query.subjects.isEmpty,
      let product = state.spoken.flatMap({ assortment.product($0) }),
      let said = state.options["size"],
      let now = index.measures[.init(option: "size", value: said)]
    else { return nil }
    let sizes = product.variants.filter { $0.stock > 0 }.compactMap { variant in
      variant.option("size").flatMap { value in
        index.measures[.init(option: "size", value: value)].map { (value, $0.value) }
      }
    }
    let isSmaller = query.order == .smaller
    let beyond = sizes.filter { isSmaller ? $0.1 < now.value : $0.1 > now.value }
      .sorted { isSmaller ? $0.1 > $1.1 : $0.1 < $1.1 }
    guard let next = beyond.first else { return nil }
    query.order = nil
    query.questions = [.stock]
    var options = state.options
    options["size"] = next.0
    return facts(of: [ShoppingState.Item(product: product.id, options: options)])
  }

  var isFollowUp: Bool {
    state.isFresh && (query.order != nil || query.wantsMore || query.rejects)
  }

  /// The line by itself, with who it is for and what it may cost.
  private func ownNeed(_ need: ShoppingState.Need) -> ShoppingState.Need? {
    // A property alone says how the kind sought is to be, and not that it is another.
    let isOfKind = query.subjects.isEmpty && !need.terms.isEmpty && query.question != .exists
    guard !query.features.isEmpty || !query.subjects.isEmpty else { return nil }
    var own = need
    own.features = query.features
    own.terms = query.subjects.flatMap(\.terms)
    if isOfKind, !query.isRequest {
      guard query.reference != nil, let first = index.products(of: need.terms).first else {
        return nil
      }
      own.terms = [[.category(index.product(first).category)]]
    }
    own.options = query.options + query.subjects.flatMap(\.options)
    return own == need ? nil : own
  }

  /// A need with one wish less, the least important first; `nil` when only the kind is left.
  private func looser(_ need: ShoppingState.Need, _ bound: Bound) -> ShoppingState.Need? {
    var need = need
    if !need.options.isEmpty {
      need.options = []
    } else if need.terms.count > 1 {
      let strong = need.terms.filter { $0.contains(where: \.isStrong) }
      // Each step takes something away, so that the search comes to an end.
      guard strong.count < need.terms.count else { return nil }
      need.terms = strong
    } else if !need.features.isEmpty,
      !need.terms.isEmpty || !need.purposes.isEmpty || need.features.count > 1
    {
      need.features.removeLast()
    } else if !need.purposes.isEmpty, !need.terms.isEmpty || !need.features.isEmpty {
      need.purposes = []
    } else if !need.interests.isEmpty {
      need.interests = []
    } else {
      return nil
    }
    return need
  }

  /// At most three that differ: by what others bought, by rating, none of one kind twice where no kind is
  /// asked for.
  private func choose(_ found: [Product], _ need: ShoppingState.Need) -> [Product] {
    var pool = found
    if let order = need.order, order != .cheaper || pool.count > 3 {
      let ordered = ranked(pool, order == .cheaper ? .bestRated : order)
      if order != .cheaper, ordered.count > 0 { return Array(ordered.prefix(3)) }
    }
    let liked = pool.filter { product in
      need.interests.contains { caresFor(product, $0) }
    }
    if !liked.isEmpty { pool = liked }
    if need.isGift, need.terms.isEmpty {
      let gifts = pool.filter { $0.details.features?.contains("gift") != false }
      if gifts.count >= 3 { pool = gifts }
    }
    let request = AdviceRequest(
      subject(need), customer: nil, need: [], owned: owner?.kept ?? [],
      refused: Array(state.rejected.union(owner?.returned ?? [])).sorted(), limit: 12)
    let candidates = pool.count > 400 ? Array(pool.prefix(400)) : pool
    let advised = desk.advice.advice(on: request, among: candidates.map(\.id))
    let ranked = advised.compactMap { assortment.product($0.product) }
    return different(ranked.isEmpty ? candidates : ranked, need)
  }

  private func subject(_ need: ShoppingState.Need) -> AdviceRequest.Subject {
    // A gift is for somebody else's taste.
    if need.isGift || need.audience != nil { return .anyone }
    return owner.map { .customer($0.id) } ?? .anyone
  }

  private func caresFor(_ product: Product, _ interest: String) -> Bool {
    if product.details.features?.contains(interest) == true { return true }
    guard index.products(of: .feature(interest)).isEmpty else { return false }
    let stems = interest.split(separator: " ").map(String.init)
    return stems.allSatisfy { stem in
      index.mentioning(stem).contains { index.product($0).id == product.id }
    }
  }

  /// The first of each kind, then the rest.
  private func different(_ products: [Product], _ need: ShoppingState.Need) -> [Product] {
    guard need.terms.isEmpty || !need.purposes.isEmpty && need.label == nil else {
      return Array(products.prefix(3))
    }
    var kinds: Set<String> = []
    var first: [Product] = []
    var rest: [Product] = []
    for product in products {
      let kind = product.details.kinds[.english]?.first ?? product.category
      if kinds.insert(kind).inserted { first.append(product) } else { rest.append(product) }
    }
    return Array((first + rest).prefix(3))
  }

  mutating func show(
    _ chosen: [Product], need: ShoppingState.Need, all: [Product]
  ) -> ShoppingReply {
    state.need = need
    state.need.order = nil
    state.shown = chosen.map(\.id)
    state.compared = []
    state.spoken = chosen.count == 1 ? chosen[0].id : nil
    state.options = chosen.count == 1 ? options(of: chosen[0], need) : [:]
    state.question = nil
    state.quantity = nil
    var lines = chosen.map { line($0, need) }
    lines.insert(lead(chosen), at: 0)
    if let converted = query.budget.converted, let most = query.budget.most {
      lines.insert(
        text(.converted, ["amount": converted.display, "price": most.display]), at: 0)
    }
    return ShoppingReply(
      lines.joined(separator: "\n"), action: "recommend", products: state.shown,
      notes: notes(need, found: all.count) + chosen.map { "offered \($0.id): \(why($0, need))" })
  }

  private func options(of product: Product, _ need: ShoppingState.Need) -> [String: String] {
    var options: [String: String] = [:]
    for wish in need.options {
      if case .found(let name, let value) = OptionChoice(index: index, product: product).choose(
        wish)
      {
        options[name] = value
      }
    }
    return options
  }

  private mutating func lead(_ chosen: [Product]) -> String {
    if query.rejects || query.wantsMore && !state.shown.isEmpty
      || query.order != nil && state.isFresh
    {
      return say(.findMore)
    }
    if query.question == .exists { return say(.findKind) }
    return say(.find)
  }

  func line(_ product: Product, _ need: ShoppingState.Need) -> String {
    let most = need.budget.most?.hundredths ?? .max
    let allowed = variants(of: product, need, most: most, least: need.budget.least?.hundredths ?? 0)
    let shown = allowed.isEmpty ? product.variants.filter { $0.stock > 0 } : allowed
    let item = ShoppingState.Item(product: product.id)
    let facts = ProductFactsText(answering: self, product: product, item: item)
    return text(
      .findLine,
      [
        "product": name(product) + colors(shown, product, need),
        "price": facts.priceRange(shown), "reason": reason(product, need),
      ])
  }

  /// ` (green, red)` where colours were asked for or against.
  private func colors(
    _ variants: [Variant], _ product: Product, _ need: ShoppingState.Need
  ) -> String {
    guard !need.options.isEmpty || !need.excludedOptions.isEmpty else { return "" }
    var labels: [String] = []
    for variant in variants {
      for option in variant.options {
        let isAsked = (need.options + need.excludedOptions).contains { wish in
          if case .values(let name, _, _, _) = wish { return name == option.name }
          return option.name != "color"
        }
        let label = assortment.name(of: option.value, option: option.name, language)
        if isAsked, !labels.contains(label) { labels.append(label) }
      }
    }
    guard !labels.isEmpty, labels.count <= 6 else { return "" }
    return language == .chinese
      ? "（\(labels.joined(separator: "、"))）" : " (\(labels.joined(separator: ", ")))"
  }

  /// One true reason: what was asked for first, then its sentence.
  func reason(_ product: Product, _ need: ShoppingState.Need) -> String {
    if query.people != nil, let fact = product.details.facts["servings"]?[language] { return fact }
    if !need.seeds.isEmpty, !need.isAlike {
      let together = need.seeds.map { desk.advice.bothBought($0, product.id) }.max() ?? 0
      if together > 2 { return text(.reasonTogether, ["count": "\(together)"]) }
    }
    if let own = ownReason(product, need) { return own }
    let description = product.description[language]
    if !description.isEmpty { return description }
    let buyers = desk.advice.customerCount(of: product.id)
    if buyers > 1 { return text(.reasonPopular, ["count": "\(buyers)"]) }
    if let rating = product.rating { return text(.reasonRated, ["rating": "\(rating)"]) }
    return text(.reasonNew)
  }

  /// Fewer who bought both say nothing.
  private static let leastTogether = 5

  /// What those bought who have something that the customer has, where the advice is for their own taste.
  private func ownReason(_ product: Product, _ need: ShoppingState.Need) -> String? {
    guard need.terms.isEmpty, need.features.isEmpty, need.interests.isEmpty, need.seeds.isEmpty,
      !need.isGift, need.audience == nil, let kept = owner?.kept
    else { return nil }
    let counts = kept.map { (id: $0, count: desk.advice.bothBought($0, product.id)) }
    guard let best = counts.max(by: { ($0.count, $1.id) < ($1.count, $0.id) }),
      best.count >= Self.leastTogether, let own = assortment.product(best.id)
    else { return nil }
    return text(.reasonOwned, ["product": name(own), "count": "\(best.count)"])
  }
}

extension Sequence {
  fileprivate func contains(where path: KeyPath<Element, Bool>) -> Bool {
    contains { $0[keyPath: path] }
  }
}
