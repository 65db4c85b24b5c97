/// Answers what to buy: for a customer, with a basket, like a product, by need; filtered, diverse, and
/// each with its reasons. Products nobody has bought yet are advised by their facts.
public struct ShoppingAdvice: Sendable {
  private let model: any ProfileRecommender
  private let neighbours: ItemNeighbours
  private let customers: Identifiers
  private let products: Identifiers
  let facts: [ProductFacts]
  private let places: [String: Int]
  private let affinity: CategoryAffinity

  /// Advice from a trained model; `neighbours` gives the reasons.
  public init(
    model: any ProfileRecommender, neighbours: ItemNeighbours, customers: Identifiers,
    products: Identifiers, facts: [ProductFacts]
  ) {
    self.model = model
    self.neighbours = neighbours
    self.customers = customers
    self.products = products
    self.facts = facts
    let places = Dictionary(
      facts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.places = places
    affinity = CategoryAffinity(
      model.training,
      categories: (0..<products.count).map { place in
        places[products[place]].flatMap { facts[$0].category }
      })
  }

  /// Advice from interactions by item neighbours, trained here: milliseconds for a small shop.
  public init(_ interactions: Interactions, facts: [ProductFacts]) {
    let neighbours = ItemNeighbours(TrainingSet(interactions), similarity: .cosine, count: 50)
    self.init(
      model: neighbours, neighbours: neighbours, customers: interactions.customers,
      products: interactions.products, facts: facts)
  }
}

extension ShoppingAdvice {
  /// The best advice first, at most `request.limit`; empty when nothing is allowed. `allows` is asked
  /// with product ids: price, category, brand, colour and stock are the caller's to know.
  public func advice(
    on request: AdviceRequest, where allows: (String) -> Bool = { _ in true }
  ) -> [Advice] {
    advice(on: request, among: facts.indices.filter { allows(facts[$0].id) })
  }

  /// The best of some products, by id, the best first: as good as asking of all, and linear in those asked.
  public func advice(on request: AdviceRequest, among ids: [String]) -> [Advice] {
    advice(on: request, among: ids.compactMap { places[$0] })
  }

  private func advice(on request: AdviceRequest, among allowed: [Int]) -> [Advice] {
    let asked = subjects(of: request)
    let profile = profile(of: request)
    let owned = Set(ownedProducts(of: request) + request.owned)
    let barred = request.excluded.union(request.refused).union(asked)
    var candidates = allowed.filter {
      !barred.contains(facts[$0].id) && !owned.contains(facts[$0].id)
    }
    let need = Set(request.need)
    if !need.isEmpty {
      candidates = matching(candidates, need)
    }
    guard !candidates.isEmpty, request.limit > 0 else { return [] }
    let scores = scores(of: candidates, profile: profile, request: request)
    let chosen = diverse(
      candidates, scores: scores, limit: request.limit,
      diversity: min(max(request.diversity, 0), 1))
    return chosen.map { candidate in
      Advice(
        product: facts[candidate].id, score: scores[candidate] ?? 0,
        reasons: reasons(for: facts[candidate], profile: profile, request: request))
    }
  }

  /// How many customers have a product.
  public func customerCount(of product: String) -> Int {
    products[product].map { Int(model.training.popularity[$0]) } ?? 0
  }

  /// How many customers bought both products.
  public func bothBought(_ product: String, _ other: String) -> Int {
    guard let one = products[product], let two = products[other] else { return 0 }
    return neighbours.bothBought(ProductIndex(one), ProductIndex(two))
  }

  /// The facts of a product.
  public func facts(of product: String) -> ProductFacts? { places[product].map { facts[$0] } }
}

extension ShoppingAdvice {
  /// The candidates that answer the need: those that are such a thing, else those that mention it.
  private func matching(_ candidates: [Int], _ need: Set<String>) -> [Int] {
    let named = candidates.filter { !need.isDisjoint(with: facts[$0].titleWords) }
    let mentioned = candidates.filter { !need.isDisjoint(with: facts[$0].words) }
    if named.count > 2 { return named }
    return mentioned.isEmpty ? candidates : mentioned
  }

  private func subjects(of request: AdviceRequest) -> [String] {
    switch request.subject {
    case .anyone, .customer: []
    case .goesWith(let products): products
    case .like(let product): [product]
    }
  }

  private func customer(of request: AdviceRequest) -> CustomerIndex? {
    if case .customer(let id) = request.subject { return customers[id].map { CustomerIndex($0) } }
    return request.customer.flatMap { customers[$0] }.map { CustomerIndex($0) }
  }

  private func ownedProducts(of request: AdviceRequest) -> [String] {
    guard let customer = customer(of: request) else { return [] }
    return model.training.profile(of: customer).entries.map { products[$0.product.value] }
  }

  private func profile(of request: AdviceRequest) -> Profile {
    var profile: Profile
    if case .customer = request.subject {
      profile =
        customer(of: request).map { model.training.profile(of: $0) } ?? Profile(products: [])
      for product in request.owned {
        guard let place = products[product] else { continue }
        let index = ProductIndex(place)
        if !profile.entries.contains(where: { $0.product == index }) {
          profile = profile.adding(index)
        }
      }
    } else {
      profile = Profile(
        products: subjects(of: request).compactMap { products[$0] }.map { ProductIndex($0) })
    }
    for product in request.refused {
      if let place = products[product] { profile = profile.refusing(ProductIndex(place)) }
    }
    return profile
  }

  /// Blends what others bought, what is alike, what sells and what was asked for.
  private func scores(
    of candidates: [Int], profile: Profile, request: AdviceRequest
  ) -> [Int: Double] {
    let learned = learnedScores(profile)
    let best = candidates.compactMap { products[facts[$0].id] }.reduce(Float(0)) {
      max($0, learned[$1])
    }
    let most = log2(1 + Double(model.training.popularity.max() ?? 0))
    let asked = subjects(of: request).compactMap { facts(of: $0) }
    let refused = request.refused.compactMap { facts(of: $0) }
    let tastes = tastes(profile)
    let need = Set(request.need)
    let wantsAlike = if case .like = request.subject { true } else { false }
    let wantsMatch = if case .goesWith = request.subject { true } else { false }
    let matches = wantsMatch ? Set(asked.compactMap(\.category)) : []
    var scores: [Int: Double] = [:]
    for candidate in candidates {
      let own = facts[candidate]
      var score = 0.0
      if let place = products[own.id] {
        if best > 0 {
          let share = Double(max(0, learned[place]) / best)
          // A few buyers in common may be chance; what their kinds have in common tells which.
          score += (wantsAlike ? 0.4 : wantsMatch ? 0.6 : 1) * share
        }
        if most > 0 { score += 0.15 * log2(1 + Double(model.training.popularity[place])) / most }
      }
      if let rating = own.rating { score += 0.02 * rating }
      let likeness = asked.map { own.likeness(to: $0) }.max() ?? 0
      score += wantsAlike ? likeness : 0.1 * likeness
      if let category = own.category {
        score += 0.2 * (tastes[category] ?? 0)
        score += 0.6 * (matches.map { affinity.between($0, category) }.max() ?? 0)
      }
      if !need.isEmpty {
        let (named, said) = (need.intersection(own.titleWords), need.intersection(own.words))
        score += Double(named.count) + 0.4 * Double(said.subtracting(named).count)
      }
      score -= 0.15 * (refused.map { own.likeness(to: $0) }.max() ?? 0)
      scores[candidate] = score
    }
    return scores
  }

  private func learnedScores(_ profile: Profile) -> [Float] {
    var scores = [Float](repeating: 0, count: products.count)
    guard profile.entries.contains(where: { $0.weight > 0 }) else { return scores }
    scores.withUnsafeMutableBufferPointer { model.score(profile, into: $0) }
    return scores
  }

  /// The share of each category in a profile.
  private func tastes(_ profile: Profile) -> [String: Double] {
    var counts: [String: Double] = [:]
    let bought = profile.entries.filter { $0.weight > 0 }
    for entry in bought {
      if let category = facts(of: products[entry.product.value])?.category {
        counts[category, default: 0] += 1 / Double(bought.count)
      }
    }
    return counts
  }

  /// Maximal marginal relevance: the best score, less the likeness to what was chosen already
  /// (J. Carbonell and J. Goldstein, SIGIR 1998).
  private func diverse(
    _ candidates: [Int], scores: [Int: Double], limit: Int, diversity: Double
  ) -> [Int] {
    let highest = max(scores.values.max() ?? 1, 1e-9)
    var left = candidates.sorted {
      (scores[$1] ?? 0, facts[$0].id) < (scores[$0] ?? 0, facts[$1].id)
    }
    // Far down the list nothing is chosen for being different.
    left = Array(left.prefix(max(limit * 10, 50)))
    var nearest = [Int: Double](minimumCapacity: left.count)
    var chosen: [Int] = []
    while chosen.count < limit, !left.isEmpty {
      var best = (value: -Double.infinity, place: 0)
      for (place, candidate) in left.enumerated() {
        let value =
          (1 - diversity) * (scores[candidate] ?? 0) / highest
          - diversity * (nearest[candidate] ?? 0)
        if value > best.value { best = (value, place) }
      }
      let pick = left.remove(at: best.place)
      chosen.append(pick)
      for candidate in left {
        nearest[candidate] = max(
          nearest[candidate] ?? 0, facts[candidate].likeness(to: facts[pick]))
      }
    }
    return chosen
  }
}

extension ShoppingAdvice {
  /// At most three reasons, the model's first; of what is like something, how it compares first.
  private func reasons(
    for product: ProductFacts, profile: Profile, request: AdviceRequest
  ) -> [AdviceReason] {
    var reasons: [AdviceReason] = []
    if case .like(let id) = request.subject, let asked = facts(of: id) {
      reasons += Self.comparison(of: product, with: asked)
    }
    if let reason = boughtTogether(product, profile) { reasons.append(reason) }
    let words = request.need.filter { product.words.contains($0) }
    if !words.isEmpty { reasons.append(.matches(words: words)) }
    if reasons.count < 2, customerCount(of: product.id) > 1 {
      reasons.append(.popular(customers: customerCount(of: product.id)))
    }
    if reasons.count < 2, let rating = product.rating { reasons.append(.rated(rating)) }
    return reasons.isEmpty ? [.new] : Array(reasons.prefix(3))
  }

  private func boughtTogether(_ product: ProductFacts, _ profile: Profile) -> AdviceReason? {
    guard let place = products[product.id] else { return nil }
    let index = ProductIndex(place)
    guard
      let because = neighbours.contributions(to: index, from: profile).first(where: { $0.score > 0 }
      )
    else { return nil }
    let together = neighbours.bothBought(because.product, index)
    guard together > 1 else { return nil }
    return .boughtTogether(customers: together, with: products[because.product.value])
  }

  private static func comparison(
    of product: ProductFacts, with asked: ProductFacts
  ) -> [AdviceReason] {
    var reasons: [AdviceReason] = []
    if let category = product.category, category == asked.category {
      reasons.append(.sameCategory(as: asked.id))
    }
    if let price = product.price, let other = asked.price {
      if abs(price - other) <= 0.1 * other {
        reasons.append(.closePrice(to: asked.id))
      } else if price < other {
        reasons.append(.cheaper(than: asked.id))
      }
    }
    if let rating = product.rating, let other = asked.rating, rating > other {
      reasons.append(.ratedHigher(than: asked.id, rating: rating))
    }
    if let brand = product.brand, brand == asked.brand {
      reasons.append(.sameBrand(as: asked.id))
    }
    return reasons
  }
}
