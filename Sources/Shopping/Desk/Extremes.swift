import Quantities
import Recommendations
import Shop
import Text

// "Which of these is the cheapest?": one of several.
extension Answering {
  mutating func extreme(_ order: ProductQuery.Order) -> ShoppingReply? {
    var products = candidates()
    guard products.count > 1 else { return nil }
    let isKind = !query.subjects.isEmpty && !refersToShown
    if isKind { products = products.filter { $0.stock > 0 } }
    guard let (best, value) = most(order, products) else {
      // What nobody weighed cannot be told apart.
      state.shown = isKind ? products.prefix(3).map(\.id) : state.shown
      return ShoppingReply(say(.extremeUnknown), action: "product", products: products.map(\.id))
    }
    state.spoken = best.id
    state.options = [:]
    if isKind {
      state.need = need()
      state.shown = ranked(products, order).prefix(3).map(\.id)
    } else if state.compared.isEmpty {
      state.compared = []
    }
    // A question of the one found is answered at once: "the cheaper one, is it in stock?"
    let asked = query.questions.filter {
      switch $0 {
      case .stock, .count, .restock, .buy, .attribute, .options, .feature: true
      default: false
      }
    }
    let sentence = sentence(order, best, value)
    guard !asked.isEmpty else {
      state.question = .card
      return ShoppingReply(
        sentence, action: isKind ? "recommend" : "product", products: [best.id])
    }
    let item = ShoppingState.Item(product: best.id)
    let facts = ProductFactsText(answering: self, product: best, item: item)
    state.question = asked.first
    return ShoppingReply(
      joined(asked.map { facts.text($0) }), action: "stock", products: [best.id])
  }

  private var refersToShown: Bool {
    guard state.isFresh else { return false }
    switch query.reference {
    case .list, .places, .products: return true
    default: return false
    }
  }

  /// Those a superlative chooses from: what is named, else what was compared, else what was shown.
  private func candidates() -> [Product] {
    let named = query.subjects.flatMap { subject -> [Product] in
      index.products(of: subject.terms).map { index.product($0) }
    }
    if !named.isEmpty, !refersToShown {
      let allowed = Set(search(need()).map { $0.id })
      let fitting = named.filter { allowed.contains($0.id) }
      return fitting.isEmpty ? named : fitting
    }
    guard state.isFresh else { return [] }
    let compared = state.compared.compactMap { assortment.product($0.product) }
    let shown = state.shown.compactMap { assortment.product($0) }
    let pool = compared.count > 1 && state.spoken == nil ? compared : shown
    let fallback = pool.count > 1 ? pool : compared
    guard !named.isEmpty else { return fallback }
    let ids = Set(named.map(\.id))
    let fitting = fallback.filter { ids.contains($0.id) }
    return fitting.count > 1 ? fitting : fallback
  }

  func ranked(_ products: [Product], _ order: ProductQuery.Order) -> [Product] {
    let sign: Double =
      [.cheapest, .smallest, .lightest, .cheaper, .smaller, .lighter].contains(order) ? 1 : -1
    let valued = products.compactMap { product in
      value(order, product).map { (product, $0 * sign) }
    }
    return valued.sorted { ($0.1, $0.0.id) < ($1.1, $1.0.id) }.map(\.0)
  }

  private func most(
    _ order: ProductQuery.Order, _ products: [Product]
  ) -> (Product, Double)? {
    let found = ranked(products, order)
    // One whose weight is known is not the lightest because nobody weighed the others.
    guard let best = found.first, found.count > 1, let value = value(order, best) else {
      return nil
    }
    return (best, value)
  }

  /// What an order compares; `nil` where it is not known.
  func value(_ order: ProductQuery.Order, _ product: Product) -> Double? {
    switch order {
    case .cheapest, .dearest, .cheaper, .dearer: Double(product.stockedPrice.hundredths)
    case .bestRated: product.rating
    case .mostBought: Double(desk.advice.customerCount(of: product.id))
    case .lightest, .lighter: Sizes(index: index).weight(product)
    case .smallest, .smaller: Sizes(index: index).size(product, isLargest: false)
    case .biggest, .bigger: Sizes(index: index).size(product, isLargest: true)
    }
  }

  /// That one product is the most of something, where that is known of it.
  func extremeSentence(_ order: ProductQuery.Order, _ product: Product) -> String {
    value(order, product).map { sentence(order, product, $0) } ?? ""
  }

  private func sentence(
    _ order: ProductQuery.Order, _ product: Product, _ value: Double
  ) -> String {
    let values = ["product": name(product)]
    func with(_ more: [String: String]) -> [String: String] {
      values.merging(more) { _, given in given }
    }
    let item = ShoppingState.Item(product: product.id)
    let facts = ProductFactsText(answering: self, product: product, item: item)
    let price = facts.priceRange(product.variants.filter { $0.stock > 0 })
    switch order {
    case .cheapest, .cheaper, .dearest, .dearer:
      let word: ProductQuery.Order = [.cheapest, .cheaper].contains(order) ? .cheapest : .dearest
      return text(.extremePrice, with(["price": price, "most": orderName(word)]))
    case .bestRated:
      return text(
        .extremeRating, with(["rating": "\((value * 10).rounded() / 10)", "price": price]))
    case .mostBought:
      return text(
        .extremeBought,
        with([
          "count": "\(Int(value))", "price": price,
          "rating": product.rating.map { "\($0)" } ?? "–",
        ]))
    case .lightest, .lighter:
      let fact = product.details.facts["weight"]?[language] ?? ""
      return text(.extremeFact, with(["most": orderName(.lightest), "fact": fact, "price": price]))
    default:
      let isLargest = order == .biggest || order == .bigger
      let fact = Sizes(index: index).label(product, isLargest: isLargest, assortment, language)
      return text(
        .extremeFact,
        with(["most": orderName(isLargest ? .biggest : .smallest), "fact": fact, "price": price]))
    }
  }

  private func orderName(_ order: ProductQuery.Order) -> String {
    desk.words.name("order." + order.rawValue, language)
  }
}

/// How large and how heavy products are, by their options or by what is known of them.
struct Sizes {
  let index: GoodsIndex

  /// In litres where it holds something, else in metres.
  func size(_ product: Product, isLargest: Bool) -> Double? {
    let own = measures(product).map(\.value)
    return isLargest ? own.max() : own.min()
  }

  func weight(_ product: Product) -> Double? {
    if let fact = product.details.facts["weight"]?.english {
      return MeasureReader(index.words).all(ShoppingLine(fact))
        .first { $0.measure.dimension == "mass" }?.measure.value
    }
    // “1.1 kg” in the sentence: “170 grams”.
    return MeasureReader(index.words).all(ShoppingLine(product.description.english))
      .first { $0.measure.dimension == "mass" }?.measure.value
  }

  /// Its size as its label says it.
  func label(
    _ product: Product, isLargest: Bool, _ assortment: Assortment, _ language: Language
  ) -> String {
    let options = product.variants.flatMap(\.options).compactMap { option in
      index.measures[.init(option: option.name, value: option.value)].map { (option, $0.value) }
    }.sorted { $0.1 < $1.1 }
    if let end = isLargest ? options.last : options.first, !measures(product).isEmpty {
      return assortment.name(of: end.0.value, option: end.0.name, language)
    }
    return product.details.facts["capacity"]?[language] ?? ""
  }

  /// All of one dimension: what it holds before how long it is.
  private func measures(_ product: Product) -> [ProductQuery.Measure] {
    var found = product.variants.flatMap(\.options).compactMap {
      index.measures[.init(option: $0.name, value: $0.value)]
    }
    for key in ["capacity", "dimensions"] {
      guard let fact = product.details.facts[key]?.english else { continue }
      found += MeasureReader(index.words).all(ShoppingLine(fact)).map(\.measure)
    }
    for dimension in ["volume", "length", "mass"] {
      let own = found.filter { $0.dimension == dimension }
      if !own.isEmpty { return own }
    }
    return []
  }
}

extension Product {
  /// The lowest price of what is in stock; of all, when nothing is.
  var stockedPrice: Money { variants.filter { $0.stock > 0 }.map(\.price).min() ?? price }
}
