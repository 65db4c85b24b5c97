/// What a text was found to hold; kept between texts so that bulk scoring allocates nothing.
public struct SentimentScratch: Sendable {
  var symbols: [Symbol] = []
  var hits: [SentimentHit] = []
  var exclamations = 0
  var questions = 0
  var wordCount = 0
  var hanCount = 0
  /// How many symbols the rules leave to the fit.
  var plainCount = 0

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
        case .degree(let valence): .init(role: .degree, value: Float(valence))
        case .comparative(let valence): .init(role: .comparative, value: Float(valence))
        case .process(let valence): .init(role: .process, value: Float(valence))
        case .slip(let valence): .init(role: .slip, value: Float(valence))
        case .booster(let amount): .init(role: .booster, value: Float(amount))
        case .trailing(let amount): .init(role: .trailing, value: Float(amount))
        case .negation: .init(role: .negation)
        case .topping: .init(role: .topping)
        case .answer: .init(role: .answer)
        case .opener: .init(role: .opener)
        case .contrast: .init(role: .contrast)
        case .routine: .init(role: .routine)
        case .own: .init(role: .own)
        case .other: .init(role: .other)
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
          walk.mark(symbol.kind, at: index, &scratch, rules)
        }
        index += 1
      }
    }
    walk.endSentence(at: count, &scratch, rules)
    scratch.plainCount = scratch.symbols.count { $0.use != .skipped }
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
      scratch.symbols[index].id = shorter.two
      if node == 0 {
        node = words.step(SymbolTrie.root, shorter.one)
        if node != 0 { scratch.symbols[index].id = shorter.one }
      }
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
    act(found, index..<end, reach: reach, &walk, &scratch)
    return found.role == .none ? index + 1 : end
  }

  /// Does what an entry says.
  private func act(
    _ found: SymbolTrie.Payload, _ symbols: Range<Int>, reach: Int, _ walk: inout RuleWalk,
    _ scratch: inout SentimentScratch
  ) {
    let next = symbols.upperBound
    switch found.role {
    case .none: walk.pass(scratch.symbols[symbols.lowerBound])
    case .answer where walk.isAtStart(symbols.lowerBound) && isAnswered(at: next, scratch.symbols):
      walk.note(found.role, reach: reach)
    case .negation, .answer:
      walk.negate(reach: reach, next: next, isTopping: false, rules: rules)
    case .topping: walk.negate(reach: reach, next: next, isTopping: true, rules: rules)
    case .booster: walk.boost(found.value, reach: reach, symbols, rules: rules)
    case .trailing: walk.trail(found.value, reach: reach, symbols, &scratch, rules: rules)
    case .contrast: walk.contrast(reach: reach, &scratch, rules: rules)
    case .opener, .routine, .own, .other: walk.note(found.role, reach: reach)
    case .valence, .degree, .comparative, .process, .slip:
      walk.feel(found, symbols, reach: reach, &scratch, rules: rules)
    }
  }

  /// Whether what follows an answer word begins anew.
  private func isAnswered(at next: Int, _ symbols: [Symbol]) -> Bool {
    guard next < symbols.count, symbols[next].isSpoken else { return true }
    let node = words.step(SymbolTrie.root, symbols[next].id)
    return node != 0 && words.payload(node).role == .opener
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
