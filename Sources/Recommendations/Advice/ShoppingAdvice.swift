/// Answers what to buy: for a customer, with a basket, like a product, by need; filtered, diverse, and
/// each with its reasons. Products nobody has bought yet are advised by their facts.
public struct ShoppingAdvice: Sendable {
  private let model: any ProfileRecommender
  private let neighbours: ItemNeighbours
  private let customers: Identifiers
  private let products: Identifiers
  let facts: [ProductFacts]
  private let places: [String: Int]

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
    places = Dictionary(
      facts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
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
    let asked = subjects(of: request)
    let profile = profile(of: request)
    let owned = Set(ownedProducts(of: request))
    let barred = request.excluded.union(request.refused).union(asked)
    var candidates = facts.indices.filter {
      !barred.contains(facts[$0].id) && !owned.contains(facts[$0].id) && allows(facts[$0].id)
    }
    let need = Set(request.need)
    if !need.isEmpty {
      let matching = candidates.filter { !need.isDisjoint(with: facts[$0].words) }
      if !matching.isEmpty { candidates = matching }
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
    var scores: [Int: Double] = [:]
    for candidate in candidates {
      let own = facts[candidate]
      var score = 0.0
      if let place = products[own.id] {
        if best > 0 { score += (wantsAlike ? 0.4 : 1) * Double(max(0, learned[place]) / best) }
        if most > 0 { score += 0.15 * log2(1 + Double(model.training.popularity[place])) / most }
      }
      if let rating = own.rating { score += 0.02 * rating }
      let likeness = asked.map { own.likeness(to: $0) }.max() ?? 0
      score += wantsAlike ? likeness : 0.1 * likeness
      if let category = own.category { score += 0.2 * (tastes[category] ?? 0) }
      if !need.isEmpty {
        score += Double(need.intersection(own.words).count) / Double(need.count)
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
  /// At most three reasons, the model's first.
  private func reasons(
    for product: ProductFacts, profile: Profile, request: AdviceRequest
  ) -> [AdviceReason] {
    var reasons: [AdviceReason] = []
    if let place = products[product.id] {
      let index = ProductIndex(place)
      let because = neighbours.contributions(to: index, from: profile).first { $0.score > 0 }
      if let because {
        let together = neighbours.bothBought(because.product, index)
        if together > 1 {
          reasons.append(
            .boughtTogether(customers: together, with: products[because.product.value]))
        }
      }
    }
    let words = request.need.filter { product.words.contains($0) }
    if !words.isEmpty { reasons.append(.matches(words: words)) }
    if case .like(let id) = request.subject, let asked = facts(of: id) {
      reasons += Self.comparison(of: product, with: asked)
    }
    if reasons.count < 2, customerCount(of: product.id) > 1 {
      reasons.append(.popular(customers: customerCount(of: product.id)))
    }
    if reasons.count < 2, let rating = product.rating { reasons.append(.rated(rating)) }
    return reasons.isEmpty ? [.new] : Array(reasons.prefix(3))
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
