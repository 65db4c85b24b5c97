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
  var memory = SymbolMemory()

  /// Creates an empty scratch.
  public init() { self.init(isSmall: false) }

  /// A small one is for a few words.
  init(isSmall: Bool) {
    guard !isSmall else { return }
    symbols.reserveCapacity(1024)
    hits.reserveCapacity(256)
  }
}

extension Span<Symbol> {
  /// The words, those not all in capitals, and the Han characters.
  fileprivate func counts() -> (words: Int, small: Int, characters: Int) {
    var (words, small, characters) = (0, 0, 0)
    for index in indices {
      let kind = self[index].kind
      words += kind == .word ? 1 : 0
      small += kind == .word && !self[index].isShouted ? 1 : 0
      characters += kind == .han ? 1 : 0
    }
    return (words, small, characters)
  }

  /// The symbols that the rules leave to the fit.
  fileprivate func plainCount() -> Int {
    var count = 0
    for index in indices { count += self[index].use != .skipped ? 1 : 0 }
    return count
  }
}

/// The lexicons as one trie, and the rules: from bytes to words with their feelings.
struct SentimentAnalyzer: Sendable {
  private(set) var scanner = SymbolScanner()
  private(set) var words = SymbolTrie()
  let rules = SentimentRules()
  /// What is known of single symbols; the scorer's fits included, once it has them.
  private(set) var knowledge: SymbolKnowledge

  init(pictures: SymbolTrie, words: SymbolTrie) {
    scanner = SymbolScanner(pictures: pictures)
    self.words = words
    knowledge = SymbolKnowledge(words: words, english: nil, chinese: nil)
  }

  /// Takes in what the fits say of single symbols.
  mutating func know(english: NGramTable?, chinese: NGramTable?) {
    knowledge = SymbolKnowledge(words: words, english: english, chinese: chinese)
  }

  init(lexicons: [Lexicon], weights: [SentimentWeights]) {
    knowledge = SymbolKnowledge(words: words, english: nil, chinese: nil)
    defer { know(english: nil, chinese: nil) }
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
    scratch.memory.serve(knowledge)
    scanner.scan(bytes, knowledge, into: &scratch)
    var walk = RuleWalk()
    let counts = scratch.symbols.span.counts()
    walk.isMixedCase = counts.small > 0
    scratch.wordCount = counts.words
    scratch.hanCount = counts.characters
    var index = 0
    let count = scratch.symbols.count
    while index < count {
      let symbol = scratch.symbols[index]
      if symbol.isSpoken {
        if isSilent(symbol, at: index, scratch.symbols) {
          walk.pass(symbol)
          index += 1
          continue
        }
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
    let plainCount = scratch.symbols.span.plainCount()
    scratch.plainCount = plainCount
    scratch.exclamations = walk.exclamations
    scratch.questions = walk.questions
  }

  /// Whether no entry begins with a symbol where it stands, as with most.
  @inline(__always)
  private func isSilent(_ symbol: Symbol, at index: Int, _ symbols: [Symbol]) -> Bool {
    if symbol.known.node == 0 { return !symbol.isStretched }
    guard symbol.known.role == .none, index + 1 < symbols.count else { return false }
    return symbol.known.nexts & SymbolTrie.bit(of: symbols[index + 1].id) == 0
  }

  /// The longest entry at `index`, or one unknown symbol; the index after it.
  private func speak(
    at index: Int, _ bytes: Span<UInt8>, _ walk: inout RuleWalk, _ scratch: inout SentimentScratch
  ) -> Int {
    let first = scratch.symbols[index]
    if first.known.node == 0 {
      guard first.isStretched else {
        walk.pass(first)
        return index + 1
      }
      unstretch(at: index, bytes, &scratch)
    }
    var (node, role) = (scratch.symbols[index].known.node, scratch.symbols[index].known.role)
    var nexts = scratch.symbols[index].known.nexts
    var found = SymbolTrie.root
    var end = index
    var next = index + 1
    var reach = 0
    var walked = first.reach
    while node != 0 {
      if role != .none {
        found = node
        end = next
        reach = walked
      }
      guard next < scratch.symbols.count, scratch.symbols[next].isSpoken,
        nexts & SymbolTrie.bit(of: scratch.symbols[next].id) != 0
      else { break }
      node = words.step(node, scratch.symbols[next].id)
      (role, nexts) = (words.payload(node).role, words.nexts(node))
      walked += scratch.symbols[next].reach
      next += 1
    }
    guard found != SymbolTrie.root else {
      walk.pass(scratch.symbols[index])
      return index + 1
    }
    act(words.payload(found), index..<end, reach: reach, &walk, &scratch)
    return end
  }

  /// Makes of a stretched word the one it may mean.
  private func unstretch(at index: Int, _ bytes: Span<UInt8>, _ scratch: inout SentimentScratch) {
    let shorter = scanner.unstretched(bytes, scratch.symbols[index])
    scratch.symbols[index].id = shorter.two
    var known = knowledge.known(shorter.two)
    if known.node == 0 {
      known = knowledge.known(shorter.one)
      if known.node != 0 { scratch.symbols[index].id = shorter.one }
    }
    scratch.symbols[index].known = known
    scratch.symbols[index].isKnown = false
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
    let node = symbols[next].known.node
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
