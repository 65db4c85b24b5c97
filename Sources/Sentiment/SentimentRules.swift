/// How the words around a word change what it feels like, after VADER's observations (Hutto & Gilbert,
/// ICWSM 2014), with reaches that also fit Chinese.
struct SentimentRules: Sendable {
  /// A turned word keeps this much of its strength: "not great" is less bad than "awful".
  var negatedPositive: Float = -0.74
  /// "not bad" is less good than "great".
  var negatedNegative: Float = -0.5
  /// How far a negation reaches, in half words.
  var negationReach = 8
  /// How far a booster reaches, in half words.
  var boosterReach = 5
  /// What one capital word among small ones gains.
  var shout: Float = 0.733
  /// What a stretched word gains, as a factor.
  var stretch: Float = 1.25
  /// Before and after "but", as factors.
  var beforeContrast: Float = 0.5
  var afterContrast: Float = 1.4
  /// "Is it any good?" praises nothing.
  var praiseInQuestion: Float = 0.5
  /// What each exclamation mark adds, at most four.
  var exclamation: Float = 0.292
  /// Turns the sum of valences into −1…1.
  var compoundScale: Float = 15
}

/// A word of the lexicon found in a text, and what became of it.
struct SentimentHit {
  /// Its symbols.
  var symbols: Range<Int32>
  /// As in the lexicon, −4…4.
  var valence: Float
  /// After the rules.
  var value: Float
  /// The rules that changed it.
  var rules: Rules
  /// What was fitted for the entry, and the entry's hash.
  var fitted: Float
  var hash: UInt64

  /// What the rules made of a valence of 1.
  var factor: Float { valence == 0 ? 1 : value / valence }

  struct Rules: OptionSet {
    let rawValue: UInt8
    static let negated = Rules(rawValue: 1)
    static let boosted = Rules(rawValue: 2)
    static let dampened = Rules(rawValue: 4)
    static let shouted = Rules(rawValue: 8)
    static let stretched = Rules(rawValue: 16)
    static let beforeContrast = Rules(rawValue: 32)
    static let afterContrast = Rules(rawValue: 64)
    static let questioned = Rules(rawValue: 128)
  }
}

extension SentimentHit {
  init(_ symbols: Range<Int32>, _ payload: SymbolTrie.Payload) {
    self.init(
      symbols: symbols, valence: payload.value, value: payload.value, rules: [],
      fitted: payload.fitted, hash: payload.hash)
  }
}

/// What is known while walking along a text from left to right.
struct RuleWalk {
  /// Half words since the start, and where what acts on later words stood.
  private var position = 0
  private var negationEnds = 0
  private var negations = 0
  private var booster: Float = 0
  private var boosterEnds = 0
  private var sentenceStart = 0
  private var contrasted = false

  /// The text holds small letters, so that capitals stand out.
  var isMixedCase = false
  var exclamations = 0
  var questions = 0

  mutating func mark(_ kind: Symbol.Kind, hits: inout [SentimentHit], rules: SentimentRules) {
    switch kind {
    case .clause: endClause()
    case .sentence: endSentence(hits.count)
    case .exclamation:
      exclamations += 1
      endSentence(hits.count)
    case .question:
      questions += 1
      for index in sentenceStart..<hits.count where hits[index].value > 0 {
        hits[index].value *= rules.praiseInQuestion
        hits[index].rules.insert(.questioned)
      }
      endSentence(hits.count)
    default: break
    }
  }

  private mutating func endClause() {
    negations = 0
    booster = 0
  }

  private mutating func endSentence(_ hitCount: Int) {
    endClause()
    contrasted = false
    sentenceStart = hitCount
  }

  mutating func pass(_ symbol: Symbol) { position += symbol.reach }

  mutating func negate(reach: Int, rules: SentimentRules) {
    if position > negationEnds { negations = 0 }
    negations += 1
    position += reach
    negationEnds = position + rules.negationReach
  }

  mutating func boost(_ amount: Float, reach: Int, rules: SentimentRules) {
    if position > boosterEnds { booster = 0 }
    booster += amount
    position += reach
    boosterEnds = position + rules.boosterReach
    // Boosters do not use up a negation's reach: "not really all that good".
    if negations > 0, position <= negationEnds { negationEnds += reach }
  }

  mutating func contrast(reach: Int, hits: inout [SentimentHit], rules: SentimentRules) {
    endClause()
    position += reach
    for index in sentenceStart..<hits.count where !hits[index].rules.contains(.afterContrast) {
      hits[index].value *= rules.beforeContrast
      hits[index].rules.insert(.beforeContrast)
    }
    contrasted = true
  }

  mutating func feel(
    _ payload: SymbolTrie.Payload, _ symbols: Range<Int32>, first: Symbol, reach: Int,
    hits: inout [SentimentHit], rules: SentimentRules
  ) {
    let valence = payload.value
    var hit = SentimentHit(symbols, payload)
    if first.isShouted, isMixedCase {
      hit.value += valence > 0 ? rules.shout : -rules.shout
      hit.rules.insert(.shouted)
    }
    if first.isStretched {
      hit.value *= rules.stretch
      hit.rules.insert(.stretched)
    }
    if booster != 0, position <= boosterEnds {
      hit.value *= max(0.3, 1 + booster)
      hit.rules.insert(booster > 0 ? .boosted : .dampened)
    }
    if negations > 0, position <= negationEnds, negations & 1 == 1 {
      hit.value *= valence > 0 ? rules.negatedPositive : rules.negatedNegative
      hit.rules.insert(.negated)
    }
    if contrasted {
      hit.value *= rules.afterContrast
      hit.rules.insert(.afterContrast)
    }
    booster = 0
    position += reach
    hits.append(hit)
  }
}
