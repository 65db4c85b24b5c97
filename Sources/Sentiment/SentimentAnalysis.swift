/// What a text was found to hold; kept between texts so that bulk scoring allocates nothing.
public struct SentimentScratch: Sendable {
  var symbols: [Symbol] = []
  var hits: [SentimentHit] = []
  var exclamations = 0
  var questions = 0
  var wordCount = 0
  var hanCount = 0

  /// Creates an empty scratch.
  public init() {
    symbols.reserveCapacity(1024)
    hits.reserveCapacity(256)
  }
}

/// The lexicons as one trie, and the rules: from bytes to words with their feelings.
struct SentimentAnalyzer: Sendable {
  private(set) var scanner = SymbolScanner()
  private(set) var words = SymbolTrie()
  let rules = SentimentRules()

  init(pictures: SymbolTrie, words: SymbolTrie) {
    scanner = SymbolScanner(pictures: pictures)
    self.words = words
  }

  init(lexicons: [Lexicon], weights: [SentimentWeights]) {
    for entry in lexicons.flatMap(\.entries) {
      let path = SymbolScanner.path(of: entry.text)
      let hash = path.dropFirst().reduce(path.first ?? 0) { SentimentNGrams.join($0, $1) }
      let fitted = weights.lazy.compactMap { $0.weight(ofEntry: hash) }.first ?? 0
      var payload: SymbolTrie.Payload =
        switch entry.role {
        case .valence(let valence): .init(role: .valence, value: Float(valence))
        case .negation: .init(role: .negation)
        case .booster(let amount): .init(role: .booster, value: Float(amount))
        case .contrast: .init(role: .contrast)
        }
      payload.hash = hash
      payload.fitted = fitted
      if entry.isPicture {
        scanner.insert(picture: entry.text, payload)
      } else {
        words.insert(path, payload)
      }
    }
  }

  /// Finds the words that feel and what the rules make of them.
  func analyze(_ bytes: Span<UInt8>, _ scratch: inout SentimentScratch) {
    scratch.symbols.removeAll(keepingCapacity: true)
    scratch.hits.removeAll(keepingCapacity: true)
    scanner.scan(bytes, into: &scratch.symbols)
    var walk = RuleWalk()
    scratch.wordCount = 0
    scratch.hanCount = 0
    for symbol in scratch.symbols {
      if symbol.kind == .han { scratch.hanCount += 1 }
      if symbol.kind == .word {
        scratch.wordCount += 1
        if !symbol.isShouted { walk.isMixedCase = true }
      }
    }
    var index = 0
    let count = scratch.symbols.count
    while index < count {
      let symbol = scratch.symbols[index]
      if symbol.isSpoken {
        index = speak(at: index, bytes, &walk, &scratch)
      } else {
        if symbol.kind == .picture {
          let payload = scanner.pictures.payload(UInt32(symbol.id >> 1))
          scratch.hits.append(SentimentHit(Int32(index)..<Int32(index + 1), payload))
        } else {
          walk.mark(symbol.kind, hits: &scratch.hits, rules: rules)
        }
        index += 1
      }
    }
    scratch.exclamations = walk.exclamations
    scratch.questions = walk.questions
  }

  /// The longest entry at `index`, or one unknown symbol; the index after it.
  private func speak(
    at index: Int, _ bytes: Span<UInt8>, _ walk: inout RuleWalk, _ scratch: inout SentimentScratch
  ) -> Int {
    let first = scratch.symbols[index]
    var node = words.step(SymbolTrie.root, first.id)
    if node == 0, first.isStretched {
      let shorter = scanner.unstretched(bytes, first)
      node = words.step(SymbolTrie.root, shorter.two)
      if node == 0 { node = words.step(SymbolTrie.root, shorter.one) }
    }
    var found = SymbolTrie.Payload()
    var end = index
    var next = index + 1
    var reach = 0
    var walked = first.reach
    while node != 0 {
      let payload = words.payload(node)
      if payload.role != .none {
        found = payload
        end = next
        reach = walked
      }
      guard next < scratch.symbols.count, scratch.symbols[next].isSpoken else { break }
      node = words.step(node, scratch.symbols[next].id)
      walked += scratch.symbols[next].reach
      next += 1
    }
    switch found.role {
    case .none:
      walk.pass(first)
      return index + 1
    case .negation: walk.negate(reach: reach, rules: rules)
    case .booster: walk.boost(found.value, reach: reach, rules: rules)
    case .contrast: walk.contrast(reach: reach, hits: &scratch.hits, rules: rules)
    case .valence:
      walk.feel(
        found, Int32(index)..<Int32(end), first: first, reach: reach, hits: &scratch.hits,
        rules: rules)
    }
    return end
  }

  /// The rules' own score, −1…1.
  func compound(_ scratch: SentimentScratch) -> Float {
    var sum: Float = 0
    for hit in scratch.hits { sum += hit.value }
    let emphasis =
      Float(min(scratch.exclamations, 4)) * rules.exclamation
      + (scratch.questions > 1 ? Float(min(scratch.questions, 4)) * 0.18 : 0)
    if sum > 0 { sum += emphasis } else if sum < 0 { sum -= emphasis }
    return sum / (sum * sum + rules.compoundScale).squareRoot()
  }
}
