import Computing
public import Entities
import Quantities
public import Recommendations
public import Shop
public import Text

/// Answers what customers ask about goods: which there are, what is true of them, which suit.
public struct ShoppingDesk: Sendable {
  /// Fills a wording: the phrase, the language, how often it was said before, and its values.
  public typealias Wording = @Sendable (ShoppingPhrase, Language, Int, [String: String]) -> String

  let assortment: Assortment
  let words: ShoppingWords
  let currency: String
  private let goods: Deferred<GoodsIndex>
  private let learned: @Sendable () -> ShoppingAdvice
  let wording: Wording

  /// Creates a desk over goods; they are indexed, and `advice` is asked for, when they are first needed.
  public init(
    assortment: Assortment, words: ShoppingWords, currency: String,
    advice: @escaping @Sendable () -> ShoppingAdvice, wording: @escaping Wording
  ) {
    self.assortment = assortment
    self.words = words
    self.currency = currency
    goods = Deferred { GoodsIndex(assortment, words: words) }
    learned = advice
    self.wording = wording
  }

  /// The goods by their words.
  public var index: GoodsIndex { goods() }
  var advice: ShoppingAdvice { learned() }

  /// Reads a line; see `ShoppingReader`.
  public func read(
    _ utterance: Utterance, entities: [Entity] = [], intent: String? = nil,
    confidence: Double = 0, asked: AskedQuestion? = nil, state: ShoppingState
  ) -> ProductQuery? {
    ShoppingReader(index, currency: currency).read(
      utterance, entities: entities, intent: intent, confidence: confidence, asked: asked,
      state: state)
  }

  /// The products that a need allows, by id, in the order of the file.
  public func products(fitting need: ShoppingState.Need) -> [String] {
    Answering(
      desk: self, index: index, query: ProductQuery(), state: ShoppingState(), owner: nil,
      language: .english
    ).search(need).map(\.id)
  }

  /// What a customer has, whom the desk knows.
  public struct Owner: Sendable {
    /// The customer's id.
    public let id: String
    /// The products they have, by id.
    public let kept: [String]
    /// Those they sent back.
    public let returned: Set<String>

    /// Creates an owner.
    public init(id: String, kept: [String], returned: Set<String>) {
      self.id = id
      self.kept = kept
      self.returned = returned
    }
  }

  /// The reply to a query, and the talk as it stands after it; `nil` where goods are no answer.
  public func reply(
    to query: ProductQuery, in state: inout ShoppingState, customer: Owner? = nil,
    language: Language
  ) -> ShoppingReply? {
    var answering = Answering(
      desk: self, index: index, query: query, state: state, owner: customer, language: language)
    guard let reply = answering.reply() else { return nil }
    state = answering.state
    state.age = 0
    return reply
  }
}

/// One query being answered.
struct Answering {
  let desk: ShoppingDesk
  let index: GoodsIndex
  var query: ProductQuery
  var state: ShoppingState
  let owner: ShoppingDesk.Owner?
  let language: Language
  /// Whether the things spoken of are the customer's own, told with their options.
  var isOwn = false

  var assortment: Assortment { desk.assortment }

  /// A wording, another each time it is said.
  mutating func say(_ phrase: ShoppingPhrase, _ values: [String: String] = [:]) -> String {
    let time = state.said[phrase.rawValue, default: 0]
    state.said[phrase.rawValue] = time + 1
    return desk.wording(phrase, language, time, values)
  }

  /// A wording, always the first.
  func text(_ phrase: ShoppingPhrase, _ values: [String: String] = [:]) -> String {
    desk.wording(phrase, language, 0, values)
  }

  func name(_ product: Product) -> String { product.name[language] }

  /// Sentences one after the other.
  func joined(_ sentences: [String]) -> String {
    sentences.filter { !$0.isEmpty }.joined(separator: language == .chinese ? "" : " ")
  }

  /// A list as a sentence has it.
  func list(_ items: [String], or: Bool = false) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    let (comma, word) =
      language == .chinese ? ("、", or ? "或" : "和") : (", ", or ? " or " : " and ")
    return items.dropLast().joined(separator: comma) + word + last
  }
}

extension Answering {
  /// The whole flow: what is not sold, what is asked of goods together, facts of some, and else a search.
  mutating func reply() -> ShoppingReply? {
    if query.quantity != nil { state.quantity = query.quantity }
    state.wasNotSold = false
    meanTheOther()
    meanOwnSize()
    if !query.things.isEmpty, let reply = notSold() { return reply }
    if query.question == .size, let reply = sizes() { return reply }
    if let reply = required() { return reply }
    if let reply = otherOption() { return reply }
    if let reply = againstSpoken() { return reply }
    if let order = query.order, order.isExtreme, query.subjects.count < 2,
      query.question == .compare, let reply = extreme(order)
    {
      return reply
    }
    switch query.question {
    case .compare: if let reply = compare() { return reply }
    case .total: if let reply = total() { return reply }
    case .difference: if let reply = difference() { return reply }
    case .why: return why()
    case .match, .similar: if let reply = related() { return reply }
    default: break
    }
    if let order = query.order, order.isExtreme, let reply = extreme(order) { return reply }
    if query.order?.isExtreme == true, query.questions.isEmpty, state.spoken != nil {
      query.questions = [.price]
    }
    if seeks { return find() }
    if let targets = targets(), !targets.isEmpty, let reply = facts(of: targets) { return reply }
    return canSeek ? find() : nil
  }

  /// "The studio ones are too dear. The other?"
  private mutating func meanTheOther() {
    guard query.reference == .other, query.subjects.count == 1, state.isFresh,
      let product = one(query.subjects[0]), state.shown.contains(product.id), state.shown.count > 1
    else { return }
    state.spoken = product.id
    query.subjects = []
    query.order = nil
    if query.questions.isEmpty { query.questions = [.card] }
  }

  /// "The bigger one" of what comes in several sizes.
  private mutating func meanOwnSize() {
    // "The bigger of those", of what was just said to come in two sizes.
    let isOfSizes = query.reference == .list && state.age <= 1 && state.question == .stock
    guard query.order == .biggest || query.order == .smallest, query.subjects.isEmpty,
      query.reference != .list || isOfSizes, state.isFresh, !query.isRequest,
      let spoken = state.spoken.flatMap({ assortment.product($0) })
    else { return }
    let wish = ProductQuery.OptionWish.extreme(isLargest: query.order == .biggest)
    guard case .found = OptionChoice(index: index, product: spoken).choose(wish) else { return }
    query.order = nil
    query.options.append(wish)
    if isOfSizes { query.reference = .spoken }
  }

  /// Whether goods are sought, whatever else the line asks.
  private var seeks: Bool {
    if query.rejects || query.wantsMore { return true }
    let isAboutSpoken = state.isFresh && query.subjects.isEmpty && asksAnyFact
    if !query.budget.isEmpty,
      query.questions.allSatisfy({ $0 == .card || $0 == .exists || $0 == .open })
    {
      return true
    }
    // “要鸣笛的有吗” after one that does not whistle looks for another.
    if query.subjects.isEmpty, !query.features.isEmpty, lacks(query.features),
      query.questions.allSatisfy({
        $0 == .exists || $0 == .stock || $0 == .card || isOfNoneShown($0)
      })
    {
      return true
    }
    let isBarred =
      !query.excluded.isEmpty || !query.excludedFeatures.isEmpty && state.spoken == nil
    if isAboutSpoken, !query.isRequest, query.budget.isEmpty, query.order == nil, !isBarred {
      return false
    }
    if let order = query.order, !order.isExtreme { return true }
    if query.isRequest || query.isGift || !query.interests.isEmpty || !query.excluded.isEmpty
      || !query.excludedOptions.isEmpty && query.questions.isEmpty
      || !query.excludedFeatures.isEmpty && !asksFact
    {
      return targetsOnePlainly == nil
    }
    return false
  }

  /// Whether a property is asked for that nothing shown has: “有没有带烟熏味的”.
  private func isOfNoneShown(_ question: ProductQuery.Question) -> Bool {
    guard case .feature(let id) = question, query.reference == nil, state.spoken == nil else {
      return false
    }
    let known = state.shown + state.compared.map(\.product)
    return !known.contains { assortment.product($0)?.details.features?.contains(id) == true }
  }

  /// Whether what is spoken of has not all of some properties.
  private func lacks(_ features: [String]) -> Bool {
    guard let spoken = state.spoken.flatMap({ assortment.product($0) }),
      let own = spoken.details.features
    else { return true }
    return !Set(features).isSubset(of: own)
  }

  /// Whether a fact of something known is asked.
  private var asksAnyFact: Bool {
    query.questions.contains { question in
      switch question {
      case .attribute, .stock, .count, .price, .options, .restock, .buy, .reserve: true
      default: false
      }
    }
  }

  /// Whether the question is of one thing, not of which things.
  private var asksFact: Bool {
    switch query.question {
    case .feature, .attribute, .open: query.subjects.count == 1 || query.reference != nil
    default: false
    }
  }

  /// Whether there is anything to search by.
  private var canSeek: Bool {
    !query.subjects.isEmpty || !query.features.isEmpty || !query.excludedFeatures.isEmpty
      || !query.budget.isEmpty || !query.options.isEmpty && state.isFresh || query.people != nil
      || !query.excludedOptions.isEmpty || !query.purposes.isEmpty || query.audience != nil
      || query.order != nil
      || query.isRequest
  }
}
