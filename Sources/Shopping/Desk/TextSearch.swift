import Foundation
import Shop
public import Text

/// Finds goods by what is written about them: each word counts by how few goods have it (K. Spärck Jones, "A
/// statistical interpretation of term specificity", 1972).
struct TextSearch {
  let index: GoodsIndex

  /// A word that one in so many goods has is enough to find them by.
  private static let rarity = 20.0

  /// The goods in stock whose texts share most with some words, the best first; empty where no word says
  /// enough.
  func products(sharing words: [String]) -> [Product] {
    let count = Double(index.assortment.products.count)
    var scores: [Int32: Double] = [:]
    for key in keys(words) {
      let places = index.mentioning(key)
      guard !places.isEmpty else { continue }
      let worth = log((count + 1) / (Double(places.count) + 0.5))
      for place in places where index.inStock[Int(place)] { scores[place, default: 0] += worth }
    }
    let best = scores.values.max() ?? 0
    guard best >= log(Self.rarity) else { return [] }
    // What shares half as much is another thing that happens to be written about alike.
    return scores.filter { $0.value > best / 2 }
      .sorted { ($0.value, $1.key) > ($1.value, $0.key) }
      .map { index.product($0.key) }
  }

  /// The words as the index of texts has them: stems, and pairs of Han characters.
  private func keys(_ words: [String]) -> Set<String> {
    var keys: Set<String> = []
    let pieces = words.flatMap { ShoppingLine($0).pieces }
    for (number, piece) in pieces.enumerated() {
      if piece.kind == .word, !isIdle(piece.text) { keys.insert(piece.stem) }
      guard piece.kind == .han, number + 1 < pieces.count, pieces[number + 1].kind == .han,
        !isIdle(piece.text) || !isIdle(pieces[number + 1].text)
      else { continue }
      keys.insert(piece.text + pieces[number + 1].text)
    }
    return keys
  }

  /// Whether a word says nothing of what is sought.
  private func isIdle(_ word: String) -> Bool {
    index.words.ignored.contains(word) || index.words.isFiller(word)
  }
}

extension ShoppingDesk {
  /// The goods whose texts have most of a line's words, as advice; `nil` where no word says enough. While a
  /// kind of goods is sought, only those of that kind, unless the line asks for something new.
  public func advice(
    byWordsOf utterance: Utterance, in state: inout ShoppingState,
    customer: Owner? = nil, language: Language
  ) -> ShoppingReply? {
    var answering = answering(utterance, state, customer, language)
    let found = TextSearch(index: answering.index).products(sharing: answering.query.words)
    let sought = state.isFresh ? answering.sought(among: found) : nil
    if let sought, sought.isEmpty, !asksForGoods(utterance) {
      return answer(byWordsOf: utterance, in: &state, customer: customer, language: language)
    }
    let isWithin = sought?.isEmpty == false
    guard
      let reply = answering.advice(
        isWithin ? sought ?? [] : found, need: isWithin ? state.need : ShoppingState.Need())
    else { return nil }
    state = answering.state
    state.age = 0
    return reply
  }

  /// Whether a line names a colour: "the white one", “白的”.
  public func namesColor(_ utterance: Utterance) -> Bool {
    MarkReader(index: index).marks(ShoppingLine(utterance)).contains { $0.color != nil }
  }

  /// Whether a line asks whether there is something, or for it, whatever that is.
  public func asksForGoods(_ utterance: Utterance) -> Bool {
    MarkReader(index: index).marks(ShoppingLine(utterance)).contains {
      !$0.cues.isDisjoint(with: [.exists, .request, .find])
    }
  }

  /// What is written that answers a question about what was just shown, or that nobody wrote it down; `nil`
  /// where nothing was.
  public func answer(
    byWordsOf utterance: Utterance, in state: inout ShoppingState,
    customer: Owner? = nil, language: Language
  ) -> ShoppingReply? {
    var answering = answering(utterance, state, customer, language)
    answering.query.questions = [.open]
    answering.query.reference = .spoken
    guard let targets = answering.targets(), !targets.isEmpty,
      let reply = answering.facts(of: targets)
    else { return nil }
    state = answering.state
    state.age = 0
    return reply
  }

  private func answering(
    _ utterance: Utterance, _ state: ShoppingState, _ customer: Owner?, _ language: Language
  ) -> Answering {
    var query = ProductQuery()
    query.words = ShoppingLine(utterance).pieces
      .filter { $0.kind == .word || $0.kind == .han }.map(\.text)
    return Answering(
      desk: self, index: index, query: query, state: state, owner: customer, language: language)
  }
}

extension Answering {
  /// Those of some goods that answer what is sought; `nil` where no kind of goods is.
  fileprivate func sought(among found: [Product]) -> [Product]? {
    guard !state.need.terms.isEmpty || !state.need.features.isEmpty else { return nil }
    let fitting = Set(search(state.need).map(\.id))
    return found.filter { fitting.contains($0.id) }
  }

  /// What is not wanted stays so, whatever is sought.
  private func barred(by need: ShoppingState.Need) -> ShoppingState.Need {
    var barred = ShoppingState.Need()
    barred.excluded = need.excluded
    barred.excludedFeatures = need.excludedFeatures
    barred.excludedOptions = need.excludedOptions
    return barred
  }

  /// The first three of what was found by words.
  fileprivate mutating func advice(
    _ found: [Product], need: ShoppingState.Need
  ) -> ShoppingReply? {
    let allowed = Set(search(barred(by: state.need)).map(\.id))
    let shown = found.filter { allowed.contains($0.id) }.prefix(3)
    guard !shown.isEmpty else { return nil }
    return show(Array(shown), need: need, all: found)
  }
}
