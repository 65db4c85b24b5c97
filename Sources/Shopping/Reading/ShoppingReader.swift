public import Entities
import Quantities
import Shop
public import Text

/// Reads what a line asks about goods: a grammar over its words, those of the catalogue among them.
public struct ShoppingReader: Sendable {
  /// The goods it knows.
  public let index: GoodsIndex
  private let currency: String

  /// Creates a reader of a shop's goods, priced in a currency.
  public init(_ index: GoodsIndex, currency: String) {
    self.index = index
    self.currency = currency
  }

  /// What a line asks about goods; `nil` where it says nothing of any. `intent` and `confidence` are what
  /// the classifier makes of it, which only changes `strength`; `asked` is what a learned reader takes it to
  /// ask. Linear in the line.
  public func read(
    _ utterance: Utterance, entities: [Entity] = [], intent: String? = nil,
    confidence: Double = 0, asked: AskedQuestion? = nil, state: ShoppingState = ShoppingState()
  ) -> ProductQuery? {
    let line = ShoppingLine(utterance)
    var assembly = QueryAssembly(
      line: line, marks: MarkReader(index: index).marks(line), index: index, currency: currency,
      state: state)
    assembly.isOtherIntent =
      confidence >= Self.plain && intent.map { !Strength.ofGoods.contains($0) } == true
    assembly.run()
    if let asked { assembly.settle(by: asked) }
    var query = assembly.query
    guard !query.isEmpty else { return nil }
    query.strength =
      Strength(
        index: index, query: query, marks: assembly.marks, entities: entities, intent: intent,
        confidence: confidence, asked: asked, state: state, isExplained: assembly.isExplained
      ).value
    return query
  }

  /// From here on an intent is plain.
  private static let plain = 0.95
}

/// How surely a line is talk of goods.
struct Strength {
  let index: GoodsIndex
  let query: ProductQuery
  let marks: [Mark]
  let entities: [Entity]
  let intent: String?
  let confidence: Double
  let asked: AskedQuestion?
  let state: ShoppingState
  /// Whether every word of the line is understood.
  let isExplained: Bool

  var value: Double {
    var sum = 0.0
    if !query.subjects.isEmpty || !query.excluded.isEmpty {
      let isThing = (query.subjects + query.excluded).contains(where: \.isThing)
      sum += isThing ? 0.35 : 0.25
    }
    if !query.things.isEmpty { sum += 0.45 }
    // "Kettles?" can be of nothing else.
    if isExplained, query.subjects.contains(where: \.isThing) { sum += 0.2 }
    if !query.options.isEmpty || !query.excludedOptions.isEmpty { sum += 0.2 }
    if !query.features.isEmpty || !query.excludedFeatures.isEmpty { sum += 0.2 }
    if !query.budget.isEmpty { sum += 0.2 }
    if query.isRequest { sum += 0.35 }
    if query.isGift || !query.interests.isEmpty { sum += 0.25 }
    if !query.purposes.isEmpty { sum += 0.25 }
    if query.isAgainstSpoken { sum += 0.25 }
    if query.audience != nil { sum += 0.1 }
    if query.order != nil { sum += state.isFresh && state.age <= 2 ? 0.5 : 0.25 }
    sum += ownOptions
    if query.quantity != nil, state.isFresh, state.spoken != nil { sum += 0.3 }
    if query.against != nil { sum += 0.2 }
    if case .products = query.reference { sum += 0.3 }
    if query.isRequirement { sum += 0.35 }
    if query.isLater, state.isFresh { sum += 0.3 }
    if query.wantsMore || query.rejects { sum += state.isFresh ? 0.35 : 0.05 }
    if let question = query.question { sum += weight(question) }
    sum += context
    if let asked, state.isFresh, asked.probability >= AskedQuestion.likely {
      sum += 0.5 * asked.probability
    }
    sum += intentWeight
    if marks.contains(where: { $0.cues.contains(.orders) }) { sum -= 0.5 }
    if marks.contains(where: { $0.cues.contains(.policy) }) {
      sum -= query.question == .open ? 0.5 : 0.3
    }
    if query.reference == .owned { sum -= 0.2 }
    if entities.contains(where: { $0.kind == .orderNumber || $0.kind == .email }) { sum -= 0.6 }
    return min(max(sum, 0), 1)
  }

  private func weight(_ question: ProductQuery.Question) -> Double {
    let isAbout = !query.subjects.isEmpty || query.reference != nil || state.isFresh
    switch question {
    case .exists:
      return query.subjects.isEmpty && query.things.isEmpty && query.features.isEmpty ? 0.1 : 0.3
    case .stock, .count, .options, .compare, .restock: return isAbout ? 0.4 : 0.25
    case .price, .total, .difference, .card, .attribute, .feature, .similar, .match:
      return isAbout ? 0.35 : 0.1
    case .size: return isAbout ? 0.4 : 0.2
    case .buy, .reserve: return isAbout ? 0.35 : 0.2
    case .why: return state.isFresh ? 0.3 : 0
    case .open: return isAbout ? 0.15 : 0
    }
  }

  /// An option that the product spoken of comes in is surely said of it: "6 mm?"
  private var ownOptions: Double {
    guard state.isFresh, state.age <= 2, query.subjects.isEmpty, !query.options.isEmpty,
      let spoken = state.spoken.flatMap({ index.assortment.product($0) })
    else { return 0 }
    let chooser = OptionChoice(index: index, product: spoken)
    let isOwn = query.options.allSatisfy { wish in
      switch chooser.choose(wish) {
      case .found, .near, .none: true
      case .quantity, .unrelated: false
      }
    }
    return isOwn ? 0.3 : 0
  }

  /// Right after goods were spoken of, what refers to something refers to them.
  private var context: Double {
    guard state.isFresh else { return 0 }
    let near = state.age <= 1 ? 0.25 : state.age == 2 ? 0.15 : 0.05
    return query.reference != nil || query.question != nil || query.order != nil ? near : near * 0.8
  }

  /// The intents of goods.
  static let ofGoods: Set<String> = [
    "recommend_product", "product_availability", "product_question", "compare_products",
  ]

  private var intentWeight: Double {
    guard let intent else { return 0 }
    if Self.ofGoods.contains(intent) { return 0.3 * confidence }
    if intent == "place_order" { return 0.1 * confidence }
    // Small talk and refusals say little of what a line in the middle of shopping does.
    if ["out_of_scope", "affirm", "deny"].contains(intent) { return 0 }
    // "U got the bread knife?" asks the shop for it, whatever its words are used for elsewhere.
    let asksForIt =
      (query.question == .exists || query.question == .stock)
      && query.subjects.contains(where: \.isThing)
    return (asksForIt ? -0.1 : -0.3) * confidence
  }
}
