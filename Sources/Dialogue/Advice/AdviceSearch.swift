import Quantities
import Recommendations
import Shop
import Text

/// Finds the goods that a wish allows, the best first.
struct AdviceSearch {
  let desk: Desk
  let wish: Wish
  let conversation: Conversation
  private let sameKind: Set<String>
  private let bought: [Order]

  init(desk: Desk, wish: Wish, conversation: Conversation) {
    self.desk = desk
    self.wish = wish
    self.conversation = conversation
    sameKind =
      wish.kind == .need
      ? []
      : wish.seeds.compactMap { desk.assortment.product($0) }
        .reduce(into: []) { $0.formUnion(desk.advisor.index.sameKind(as: $1)) }
    bought = conversation.customer.flatMap { try? desk.shop?.orders(of: $0) } ?? []
  }

  /// At most three.
  func found() -> [Advice] {
    if wish.order == .fit {
      guard wish.kind == .like else {
        let found = advice(limit: 3) { allows($0, wish) }
        // Once what answers the need is used up, what is left answers none.
        return !wish.past.isEmpty && !found.contains(where: { answersNeed($0.product) })
          ? [] : found
      }
      // Other teapots for a teapot, and only then what is like it otherwise.
      let same = advice(limit: 3) { allows($0, wish) && sameKind.contains($0) }
      return same
        + advice(limit: 3 - same.count) { allows($0, wish) && !sameKind.contains($0) }
    }
    let allowed = desk.assortment.products.filter {
      allows($0.id, wish) && !wish.past.contains($0.id) && !conversation.refused.contains($0.id)
    }
    return allowed.sorted(by: comesFirst).prefix(3).map { product in
      Advice(
        product: product.id, score: product.rating ?? 0,
        reasons: product.rating.map { [.rated($0)] } ?? [.new])
    }
  }

  /// What comes nearest to a wish that nothing fits: without its colour, then without its brand, then at
  /// the nearest price.
  func nearest() -> Product? {
    var loose = wish
    loose.colors = []
    if let product = first(loose) { return product }
    loose.brands = []
    if let product = first(loose) { return product }
    let (least, most) = (loose.least, loose.most)
    (loose.least, loose.most) = (nil, nil)
    guard !loose.isOpen || loose.kind != .need else { return nil }
    let allowed = desk.assortment.products.filter {
      allows($0.id, loose) && !conversation.refused.contains($0.id) && answersNeed($0.id)
        && !wish.shown.contains($0.id)
    }
    if let most {
      return allowed.filter { $0.stockedPrice > most }.min { $0.stockedPrice < $1.stockedPrice }
    }
    return least == nil ? nil : allowed.max { $0.stockedPrice < $1.stockedPrice }
  }

  /// The lowest price at which a product has what the wish asks for.
  func price(of id: String) -> Money {
    guard let product = desk.assortment.product(id) else {
      return Money(hundredths: 0, currency: desk.policy.currency)
    }
    return variants(of: product, wish).map(\.price).min() ?? product.stockedPrice
  }

  /// ` (blue)` where colours were asked for.
  func color(of id: String) -> String {
    guard !wish.colors.isEmpty, let product = desk.assortment.product(id) else { return "" }
    let language = conversation.language
    let names = variants(of: product, wish).compactMap { $0.option("color") }
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .map { desk.assortment.name(of: $0, option: "color", language) }
    let list = names.joined(separator: language == .chinese ? "、" : ", ")
    return language == .chinese ? "（\(list)）" : " (\(list))"
  }
}

extension AdviceSearch {
  private func advice(limit: Int, where allows: (String) -> Bool) -> [Advice] {
    limit > 0 ? desk.advisor.advice.advice(on: request(limit: limit), where: allows) : []
  }

  private func first(_ wish: Wish) -> Product? {
    guard wish != self.wish else { return nil }
    return advice(limit: 1) {
      allows($0, wish) && !self.wish.shown.contains($0) && answersNeed($0)
    }.first
      .flatMap { desk.assortment.product($0.product) }
  }

  /// Whether a product's texts hold a word of the need, where there is one.
  private func answersNeed(_ id: String) -> Bool {
    wish.need.isEmpty
      || desk.advisor.advice.facts(of: id).map { !$0.words.isDisjoint(with: wish.need.keys) }
        == true
  }

  private func comesFirst(_ one: Product, _ other: Product) -> Bool {
    let (first, second) = (price(of: one.id).hundredths, price(of: other.id).hundredths)
    switch wish.order {
    case .cheapest where first != second: return first < second
    case .dearest where first != second: return first > second
    case .bestRated where one.rating != other.rating: return (one.rating ?? 0) > (other.rating ?? 0)
    default: return one.id < other.id
    }
  }

  private func request(limit: Int) -> AdviceRequest {
    let subject: AdviceRequest.Subject =
      switch wish.kind {
      case .goesWith: .goesWith(wish.seeds)
      case .like: wish.seeds.first.map { .like($0) } ?? .anyone
      case .need: conversation.customer.map { .customer($0) } ?? .anyone
      }
    let (kept, returned) = history
    return AdviceRequest(
      subject, customer: conversation.customer, need: wish.need.keys.sorted(), owned: kept,
      refused: (returned.union(conversation.refused)).sorted(), excluded: wish.past, limit: limit)
  }

  /// What the customer has by the shop's book, and what they sent back.
  private var history: (kept: [String], returned: Set<String>) {
    var kept: Set<String> = []
    var returned: Set<String> = []
    for order in bought {
      let lines = Set(
        order.returns.filter { $0.kind == .return }.flatMap { $0.items.map(\.line) })
      for item in order.items {
        if lines.contains(item.line) {
          returned.insert(item.product)
        } else {
          kept.insert(item.product)
        }
      }
    }
    return (kept.subtracting(returned).sorted(), returned)
  }

  /// In stock, within the price, of the kind, brand and colour asked for.
  private func allows(_ id: String, _ wish: Wish) -> Bool {
    // Another kettle goes with no kettle.
    guard let product = desk.assortment.product(id), product.stock > 0,
      wish.kind != .goesWith || !sameKind.contains(id),
      wish.categories.isEmpty || wish.categories.contains(product.category),
      wish.among.isEmpty || wish.among.contains(id),
      wish.brands.isEmpty || product.brand.map(wish.brands.contains) == true
    else { return false }
    return !variants(of: product, wish).isEmpty
  }

  private func variants(of product: Product, _ wish: Wish) -> [Variant] {
    product.variants.filter { variant in
      variant.stock > 0
        && wish.most.map { variant.price.hundredths <= $0.hundredths } != false
        && wish.least.map { variant.price.hundredths >= $0.hundredths } != false
        && (wish.colors.isEmpty || variant.option("color").map(wish.colors.contains) == true)
    }
  }
}

extension Product {
  /// The lowest price of what is in stock; of all, when nothing is.
  var stockedPrice: Money { variants.filter { $0.stock > 0 }.map(\.price).min() ?? price }
}
