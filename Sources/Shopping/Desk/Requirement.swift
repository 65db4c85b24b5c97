import Foundation
import Quantities
import Shop
import Text

// What the thing sought must do or have: "my laptop has to go in", “要能挂帐篷顶上的”.
extension Answering {
  /// Those of the sought kind that are known to do it; else that nothing is known of that. `nil` where no goods
  /// are spoken of.
  mutating func required() -> ShoppingReply? {
    guard query.isRequirement, state.isFresh, !query.isGift, query.budget.isEmpty,
      query.order == nil, !query.rejects, !query.wantsMore
    else { return nil }
    if !query.isRequest, let spoken = state.spoken.flatMap({ assortment.product($0) }) {
      if let reply = ownFact(of: spoken) { return reply }
    }
    for (need, products) in pools() {
      let known = products.filter { !isOnlySpoken($0) }
      let fitting = fitting(among: known)
      guard !fitting.isEmpty else { continue }
      var need = need
      for feature in query.features where !need.features.contains(feature) {
        if fitting.allSatisfy({ $0.details.features?.contains(feature) == true }) {
          need.features.append(feature)
        }
      }
      return show(Array(fitting.prefix(3)), need: need, all: fitting)
    }
    let names = (state.spoken.map { [$0] } ?? state.shown).compactMap { assortment.product($0) }
    guard !names.isEmpty else { return nil }
    state.question = .open
    let reply =
      names.count == 1
      ? text(.unknown, ["product": name(names[0])]) : say(.requiredNone)
    return ShoppingReply(reply, action: "product", products: names.map(\.id))
  }

  private func isOnlySpoken(_ product: Product) -> Bool { product.id == state.spoken }

  /// What is known of the one thing spoken of, where it does what is required.
  private mutating func ownFact(of product: Product) -> ShoppingReply? {
    let item = ShoppingState.Item(product: product.id, options: state.options)
    let facts = FactSearch(text: ProductFactsText(answering: self, product: product, item: item))
    let told: String
    switch RequirementFit(answering: self, among: [product]).fit(product) {
    case .fits(_, let fact?):
      told = text(
        .factYes, ["fact": text(.sentence, ["product": name(product), "fact": facts.ended(fact)])])
    case .told(let fact):
      told = text(.sentence, ["product": name(product), "fact": facts.ended(fact)])
    default: return nil
    }
    state.question = .open
    state.compared = [item]
    return ShoppingReply(told, action: "product", products: [product.id])
  }

  /// Where to look, the nearest to what was sought first.
  private func pools() -> [(ShoppingState.Need, [Product])] {
    var pools: [(ShoppingState.Need, [Product])] = []
    var need = state.need
    if !need.terms.isEmpty || !need.features.isEmpty { pools.append((need, search(need))) }
    if !need.terms.isEmpty, !need.features.isEmpty {
      need.features = []
      pools.append((need, search(need)))
    }
    let shown = state.shown.compactMap { assortment.product($0) }
    pools.append((state.need, shown))
    if state.need.terms.isEmpty, let category = shown.first?.category {
      var wide = state.need
      wide.terms = [[.category(category)]]
      wide.features = []
      pools.append((wide, search(wide)))
    }
    return pools
  }

  /// Those that are known to fit, the best known first.
  private func fitting(among products: [Product]) -> [Product] {
    let reading = RequirementFit(answering: self, among: products)
    let scored = products.compactMap { product -> (Product, Double)? in
      guard case .fits(let score, _) = reading.fit(product) else { return nil }
      return (product, score)
    }
    let best = scored.map(\.1).max() ?? 0
    return scored.filter { $0.1 >= best * 0.75 }
      .sorted { ($0.1, $0.0.rating ?? 0, $1.0.id) > ($1.1, $1.0.rating ?? 0, $0.0.id) }.map(\.0)
  }
}

/// Whether what is written about a product says that it does what a line requires.
struct RequirementFit {
  private let features: [String]
  private let attributes: [String]
  private let measures: [ProductQuery.Measure]
  private let keys: Set<String>
  private let index: GoodsIndex
  private let language: Language

  enum Fit {
    /// How much of it is known to hold, and the fact that says so.
    case fits(Double, String?)
    /// What is written of it, which does not say whether it does.
    case told(String)
    case fails
    case unknown
  }

  init(answering: Answering, among products: [Product]) {
    let query = answering.query
    index = answering.index
    language = answering.language
    features = query.features
    attributes = query.questions.compactMap { question in
      if case .attribute(let id) = question { return id }
      return nil
    }
    let options = query.options + query.subjects.flatMap(\.options)
    measures = options.compactMap { wish in
      if case .measure(let measure) = wish, measure.dimension != nil { return measure }
      return nil
    }
    // What most of them have tells none of them apart.
    let content = ContentKeys(words: query.words, index: answering.index).keys
    let texts = products.map { ContentKeys.all(in: Self.texts(of: $0).joined(separator: "\n")) }
    keys =
      products.count < 3
      ? content
      : content.filter { key in texts.count { $0.contains(key) } * 2 <= texts.count }
  }

  private static func texts(of product: Product) -> [String] {
    ([product.name, product.description]
      + product.details.facts.sorted { $0.key < $1.key }.map(\.value))
      .flatMap { [$0.english, $0.chinese] }
  }

  func fit(_ product: Product) -> Fit {
    guard features.allSatisfy({ product.details.features?.contains($0) == true }) else {
      return .fails
    }
    var score = Double(2 * features.count)
    var told: String?
    var named: String?
    var best = 0
    for (key, sentence) in sentences(of: product) {
      let own = ContentKeys.all(in: sentence.english).union(ContentKeys.all(in: sentence.chinese))
      let shared = isDenied(sentence) ? 0 : keys.count(where: own.contains)
      let isNamed = attributes.contains(key) || features.contains(key)
      if isNamed || shared > 0, let measure = measures.first(where: { isTold($0, sentence) }) {
        guard holds(measure, sentence) else { return .fails }
        score += 2
        told = told ?? sentence[language]
      }
      if isNamed { named = named ?? sentence[language] }
      if isNamed, shared > 0 {
        score += 1
        told = told ?? sentence[language]
      }
      if shared > best {
        best = shared
        told = told ?? sentence[language]
      }
    }
    score += Double(best)
    let chooser = OptionChoice(index: index, product: product)
    for measure in measures {
      if case .found = chooser.choose(.measure(measure)) { score += 2 }
    }
    if !features.isEmpty { told = told ?? named ?? product.description[language] }
    if score > 0 { return .fits(score, told) }
    return named.map { .told($0) } ?? .unknown
  }

  /// What is written, that which the line names first.
  private func sentences(of product: Product) -> [(String, LocalizedText)] {
    let facts = product.details.facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let named = facts.filter { attributes.contains($0.0) || features.contains($0.0) }
    return named + [("", product.description)]
      + facts.filter { fact in !named.contains { $0.0 == fact.0 } }
  }

  /// "Not for the dishwasher" has the word and says the opposite.
  private func isDenied(_ sentence: LocalizedText) -> Bool {
    Language.allCases.contains { language in
      let words = ShoppingLine(sentence[language]).pieces.map { index.words.trie.id($0.text) }
      return words.indices.contains { start in
        var isDenied = false
        index.words.trie.walk(words, from: start) { _, meanings in
          isDenied =
            isDenied || meanings.contains { if case .cue(.not) = $0 { true } else { false } }
        }
        return isDenied
      }
    }
  }

  private func found(_ sentence: LocalizedText, _ dimension: String?) -> [Double] {
    MeasureReader(index.words).all(ShoppingLine(sentence.english)).map(\.measure)
      .filter { $0.dimension == dimension }.map(\.value)
  }

  /// Whether a sentence speaks of what is measured.
  private func isTold(_ measure: ProductQuery.Measure, _ sentence: LocalizedText) -> Bool {
    !found(sentence, measure.dimension).isEmpty
  }

  /// Whether it has room for that much.
  private func holds(_ measure: ProductQuery.Measure, _ sentence: LocalizedText) -> Bool {
    (found(sentence, measure.dimension).max() ?? 0) >= measure.value * 0.98
  }
}

/// The words of a line that say what is asked, as the texts have them: stems without endings, single Han
/// characters and pairs of them.
struct ContentKeys {
  let keys: Set<String>

  init(words: [String], index: GoodsIndex) {
    var keys: Set<String> = []
    for word in words {
      guard !index.words.ignored.contains(word) else { continue }
      let isHan = word.unicodeScalars.first.map { $0.value >= 0x2E80 } == true
      if isHan {
        if !index.words.isFiller(word) { keys.insert(word) }
      } else if word.utf8.count > 2, !index.words.isFiller(word) {
        keys.insert(Self.root(word))
      }
    }
    self.keys = keys
  }

  /// The keys of a text.
  static func all(in text: String) -> Set<String> {
    var keys: Set<String> = []
    for piece in ShoppingLine(text).pieces {
      if piece.kind == .word { keys.insert(root(piece.text)) }
      if piece.kind == .han { keys.insert(piece.text) }
    }
    return keys
  }

  private static let endings = ["ing", "ed", "able", "er", "est", "ly"]

  /// A word without its ending: `washed` and `washable` are `wash`.
  static func root(_ word: String) -> String {
    let stem = Stem.of(word)
    for ending in endings where stem.hasSuffix(ending) && stem.utf8.count - ending.utf8.count >= 4 {
      return String(stem.dropLast(ending.count))
    }
    return stem
  }
}
