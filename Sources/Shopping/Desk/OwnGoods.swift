public import Entities
import Shop
public import Text

// What is asked of a thing that the customer has bought.
extension ShoppingDesk {
  /// What a line asks of one thing, read as if that thing had just been spoken of; `nil` where it asks for
  /// no fact of it, or for other goods. `isNamed` says that the line itself names the thing.
  public func question(
    _ utterance: Utterance, entities: [Entity] = [], of item: ShoppingState.Item, isNamed: Bool,
    in state: ShoppingState
  ) -> ProductQuery? {
    let spoken = talk(of: item, in: state)
    guard var query = read(utterance, entities: entities, state: spoken), !query.isGift,
      query.budget.isEmpty, !query.wantsMore, !query.rejects, query.interests.isEmpty,
      query.audience == nil
    else { return nil }
    let others = query.subjects.filter { !names($0, item) && !isPart($0, query, item) }
    guard others.isEmpty, query.things.isEmpty else { return nil }
    query.subjects = []
    query.excluded = []
    query.order = nil
    query.reference = .spoken
    query.isRequest = false
    query.questions.removeAll { !Self.isFact($0) }
    guard !query.questions.isEmpty || isNamed else { return nil }
    return query
  }

  /// The answer to what is asked of a thing, and the talk of goods after it; `nil` where nothing is known
  /// of that.
  public func answer(
    to query: ProductQuery, of item: ShoppingState.Item, in state: inout ShoppingState,
    language: Language
  ) -> ShoppingReply? {
    var answering = Answering(
      desk: self, index: index, query: query, state: talk(of: item, in: state), owner: nil,
      language: language)
    answering.isOwn = true
    guard let product = assortment.product(item.product),
      let reply = answering.facts(of: [answering.choose(product, query.options, nil)])
    else { return nil }
    let facts = ProductFactsText(answering: answering, product: product, item: item)
    if reply.text == FactSearch(text: facts).unknown() { return nil }
    state = answering.state
    state.age = 0
    return reply
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
  private func isPart(
    _ subject: ProductQuery.Subject, _ query: ProductQuery, _ item: ShoppingState.Item
  ) -> Bool {
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
