public import Entities
import Shop
public import Text

// What is asked of a thing that the customer has bought.
extension ShoppingDesk {
  /// How sure a line must be to speak of goods, rather than of parcels or rules.
  private static let leastStrength = 0.4

  /// What a line asks of one thing, read as if that thing had just been spoken of; `nil` where it asks for
  /// no fact of it, or for other goods. `isOpen` says that the thing is being talked of, so that whatever is
  /// asked may be of it.
  public func question(
    _ utterance: Utterance, entities: [Entity] = [], intent: String? = nil, confidence: Double = 0,
    of item: ShoppingState.Item, isOpen: Bool, in state: ShoppingState
  ) -> ProductQuery? {
    let spoken = talk(of: item, in: state)
    var query =
      read(utterance, entities: entities, intent: intent, confidence: confidence, state: spoken)
      ?? ProductQuery()
    if !isOfOne(query, item) || query.strength < Self.leastStrength {
      // "Not with water?", of what is being talked of.
      guard isOpen, query.questions.isEmpty || query.questions == [.open] else { return nil }
      query = ProductQuery()
    }
    let named = query.subjects.filter { names($0, item) }
    let asksWithin = named.isEmpty && !query.subjects.isEmpty && query.reference == .spoken
    query.questions.removeAll { !Self.isFact($0) }
    if query.questions.isEmpty || query.questions == [.open],
      let feature = (query.features + query.excludedFeatures + named.flatMap(Self.features)).first
    {
      query.questions = [.feature(feature)]
    }
    query.subjects = []
    query.excluded = []
    query.things = []
    query.order = nil
    query.reference = .spoken
    query.isRequest = false
    // "How many beans does it take": of it, though nothing else says so.
    let isOpen = isOpen || asksWithin
    if query.questions.isEmpty, isOpen {
      query.questions = [named.isEmpty ? .open : .card]
      query.words = ShoppingLine(utterance).pieces.filter { $0.kind == .word || $0.kind == .han }
        .map(\.text)
    }
    return query.questions.isEmpty || query.questions == [.open] && !isOpen ? nil : query
  }

  /// The properties that stand beside a thing's name: “这锅电磁炉能用不”.
  private static func features(_ subject: ProductQuery.Subject) -> [String] {
    subject.terms.compactMap { any in
      for case .feature(let id) in any where any.count == 1 { return id }
      return nil
    }
  }

  /// The answer to what is asked of a thing, and the talk of goods after it; `nil` where nothing is known
  /// of that.
  public func answer(
    to query: ProductQuery, of item: ShoppingState.Item, in state: inout ShoppingState,
    language: Language
  ) -> String? {
    var answering = Answering(
      desk: self, index: index, query: query, state: talk(of: item, in: state), owner: nil,
      language: language)
    answering.isOwn = true
    guard let product = assortment.product(item.product) else { return nil }
    let chosen = answering.choose(product, query.options, nil)
    guard let reply = answering.facts(of: [chosen]) else { return nil }
    let facts = ProductFactsText(answering: answering, product: product, item: chosen)
    if reply.text == FactSearch(text: facts).unknown()
      || reply.text
        == answering.text(
          .unknown, ["product": answering.name(product)])
    {
      return nil
    }
    state = answering.state
    state.age = 1
    return reply.text
  }

  /// Whether a line seeks no goods and speaks of no other than this.
  private func isOfOne(_ query: ProductQuery, _ item: ShoppingState.Item) -> Bool {
    (query.things.isEmpty
      || query.questions.contains { if case .attribute = $0 { true } else { false } })
      && !query.isGift && query.budget.isEmpty && !query.wantsMore
      && !query.rejects && query.interests.isEmpty && query.audience == nil
      && query.subjects.allSatisfy { names($0, item) || isPart($0, query) }
  }

  /// The talk of goods as it is right after a thing was spoken of.
  private func talk(of item: ShoppingState.Item, in state: ShoppingState) -> ShoppingState {
    var spoken = state
    spoken.shown = [item.product]
    spoken.spoken = item.product
    spoken.options = item.options
    spoken.compared = [item]
    spoken.age = 0
    if state.spoken != item.product || !state.isFresh { spoken.question = nil }
    return spoken
  }

  private func names(_ subject: ProductQuery.Subject, _ item: ShoppingState.Item) -> Bool {
    index.products(of: subject.terms).contains { index.product($0).id == item.product }
  }

  /// "How many beans does it take": what is named belongs to the question, not to what is asked about.
  private func isPart(_ subject: ProductQuery.Subject, _ query: ProductQuery) -> Bool {
    query.reference == .spoken && !subject.isDefinite
  }

  private static func isFact(_ question: ProductQuery.Question) -> Bool {
    switch question {
    case .attribute, .feature, .options, .stock, .count, .restock, .price, .difference, .card,
      .open:
      true
    default: false
    }
  }
}
