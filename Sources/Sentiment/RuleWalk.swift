/// What is known while walking along a text from left to right.
struct RuleWalk {
  /// Half words since the start, and where what acts on later words stood.
  private var position = 0
  private var negationEnds = 0
  private var negations = 0
  private var isTopping = false
  /// The symbol after the negation: from here to what it turns, words are other words.
  private var negationStart = 0
  private var booster: Float = 0
  private var boosterEnds = 0
  private var boosters: [Range<Int>] = []
  /// The last word that feels: its hit, the symbol after it, and the half words to its end.
  private var lastHit: (index: Int, next: Int, position: Int)?
  private var contrasted = false
  private var sentence = Sentence()

  /// What a sentence has said so far.
  private struct Sentence {
    var firstHit = 0
    var firstSymbol = 0
    var isRoutine = false
    var isOwn = false
    var isOther = false
  }

  /// The text holds small letters, so that capitals stand out.
  var isMixedCase = false
  var exclamations = 0
  var questions = 0

  /// Whether nothing has been said in the sentence before a symbol.
  func isAtStart(_ index: Int) -> Bool { sentence.firstSymbol == index }

  mutating func mark(
    _ kind: Symbol.Kind, at index: Int, _ scratch: inout SentimentScratch, _ rules: SentimentRules
  ) {
    switch kind {
    case .clause: endClause()
    case .sentence: endSentence(at: index, &scratch, rules)
    case .exclamation:
      exclamations += 1
      scratch.symbols[index].use = .skipped
      endSentence(at: index, &scratch, rules)
    case .question:
      questions += 1
      for hit in sentence.firstHit..<scratch.hits.count where scratch.hits[hit].value > 0 {
        scratch.hits[hit].value *= rules.praiseInQuestion
        scratch.hits[hit].rules.insert(.questioned)
      }
      endSentence(at: index, &scratch, rules)
    default: break
    }
  }

  private mutating func endClause() {
    negations = 0
    booster = 0
    if !boosters.isEmpty { boosters.removeAll(keepingCapacity: true) }
    lastHit = nil
  }

  /// Ends a sentence: what it only asks for does not feel, nor does the customer's own slip; where
  /// nothing else does, the sentence says nothing of feelings.
  mutating func endSentence(
    at end: Int, _ scratch: inout SentimentScratch, _ rules: SentimentRules
  ) {
    endClause()
    contrasted = false
    let isOwn = sentence.isOwn && !sentence.isOther
    if sentence.isRoutine || isOwn {
      var feels = false
      for index in sentence.firstHit..<scratch.hits.count {
        switch scratch.hits[index].role {
        case .process:
          scratch.hits[index].value = 0
          scratch.hits[index].rules.insert(.asked)
        case .slip where isOwn:
          scratch.hits[index].value = 0
          scratch.hits[index].rules.insert(.ownSlip)
        default: feels = feels || scratch.hits[index].value != 0
        }
      }
      if !feels, end - sentence.firstSymbol <= rules.longestRequest {
        for index in sentence.firstSymbol..<min(end + 1, scratch.symbols.count) {
          scratch.symbols[index].use = .skipped
        }
      }
    }
    sentence = Sentence(firstHit: scratch.hits.count, firstSymbol: end + 1)
  }

  mutating func pass(_ symbol: Symbol) { position += symbol.reach }

  mutating func negate(reach: Int, next: Int, isTopping: Bool, rules: SentimentRules) {
    if position > negationEnds { negations = 0 }
    if negations == 0 { negationStart = next }
    negations += 1
    self.isTopping = isTopping
    position += reach
    negationEnds = position + rules.negationReach
  }

  mutating func boost(_ amount: Float, reach: Int, _ symbols: Range<Int>, rules: SentimentRules) {
    if position > boosterEnds {
      booster = 0
      if !boosters.isEmpty { boosters.removeAll(keepingCapacity: true) }
    }
    booster += amount
    boosters.append(symbols)
    position += reach
    boosterEnds = position + rules.boosterReach
    // Boosters do not use up a negation's reach: "not really all that good".
    if negations > 0, position <= negationEnds { negationEnds += reach }
    // Between a degree word and what it strengthens boosters may stand: "a great big mistake".
    if lastHit?.next == symbols.lowerBound { lastHit?.next = symbols.upperBound }
  }

  /// "I love it so much", `好吃极了`: strengthens what stands before it, or else what follows.
  mutating func trail(
    _ amount: Float, reach: Int, _ symbols: Range<Int>, _ scratch: inout SentimentScratch,
    rules: SentimentRules
  ) {
    guard let last = lastHit, position - last.position <= rules.boosterReach else {
      return boost(amount, reach: reach, symbols, rules: rules)
    }
    scratch.hits[last.index].value *= max(0.3, 1 + amount)
    scratch.hits[last.index].rules.insert(amount > 0 ? .boosted : .dampened)
    skip(symbols, &scratch)
    position += reach
  }

  mutating func contrast(reach: Int, _ scratch: inout SentimentScratch, rules: SentimentRules) {
    endClause()
    position += reach
    for index in sentence.firstHit..<scratch.hits.count
    where !scratch.hits[index].rules.contains(.afterContrast) {
      scratch.hits[index].value *= rules.beforeContrast
      scratch.hits[index].rules.insert(.beforeContrast)
    }
    contrasted = true
  }

  /// Notes what kind of sentence it is.
  mutating func note(_ role: SymbolTrie.Payload.Role, reach: Int) {
    position += reach
    switch role {
    case .routine: sentence.isRoutine = true
    case .own: sentence.isOwn = true
    case .other: sentence.isOther = true
    default: break
    }
  }

  mutating func feel(
    _ payload: SymbolTrie.Payload, _ symbols: Range<Int>, reach: Int,
    _ scratch: inout SentimentScratch, rules: SentimentRules
  ) {
    let valence = payload.value
    let first = scratch.symbols[symbols.lowerBound]
    takeDegree(before: symbols.lowerBound, valence, &scratch, rules)
    var hit = SentimentHit(Int32(symbols.lowerBound)..<Int32(symbols.upperBound), payload)
    if first.isShouted, isMixedCase {
      hit.value += valence > 0 ? rules.shout : -rules.shout
      hit.rules.insert(.shouted)
    }
    if first.isStretched {
      hit.value *= rules.stretch
      hit.rules.insert(.stretched)
    }
    let isNegated = negations & 1 == 1 && position <= negationEnds
    let isSuperlative = isNegated && isTopping && payload.role == .comparative
    if booster != 0, position <= boosterEnds {
      let isHushed = isNegated && !isSuperlative && booster > 0
      hit.value *= isHushed ? rules.negatedBooster : max(0.3, 1 + booster)
      hit.rules.insert(booster > 0 ? .boosted : .dampened)
      for range in boosters { skip(range, &scratch) }
    }
    if isSuperlative {
      hit.value *= rules.superlative
      hit.rules.insert(.superlative)
      skip(negationStart - 1..<negationStart, &scratch)
      negations = 0
    } else if isNegated {
      hit.value *= valence > 0 ? rules.negatedPositive : rules.negatedNegative
      hit.rules.insert(.negated)
      for index in min(negationStart, symbols.lowerBound)..<symbols.upperBound
      where scratch.symbols[index].use == .plain {
        scratch.symbols[index].use = .turned
      }
    }
    if contrasted {
      hit.value *= rules.afterContrast
      hit.rules.insert(.afterContrast)
    }
    booster = 0
    if !boosters.isEmpty { boosters.removeAll(keepingCapacity: true) }
    position += reach
    scratch.hits.append(hit)
    lastHit = (scratch.hits.count - 1, symbols.upperBound, position)
  }

  /// Makes a booster of a degree word that stands directly before the opposite feeling.
  private mutating func takeDegree(
    before index: Int, _ valence: Float, _ scratch: inout SentimentScratch, _ rules: SentimentRules
  ) {
    guard let last = lastHit, last.next == index, last.index == scratch.hits.count - 1 else {
      return
    }
    let hit = scratch.hits[last.index]
    guard hit.role == .degree, hit.valence * valence < 0 else { return }
    scratch.hits.removeLast()
    boosters.append(Int(hit.symbols.lowerBound)..<Int(hit.symbols.upperBound))
    booster += rules.degree
    boosterEnds = position
  }

  private func skip(_ symbols: Range<Int>, _ scratch: inout SentimentScratch) {
    for index in symbols { scratch.symbols[index].use = .skipped }
  }
}
