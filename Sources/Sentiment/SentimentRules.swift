/// How the words around a word change what it feels like, after VADER's observations (Hutto & Gilbert,
/// ICWSM 2014), with reaches that also fit Chinese.
struct SentimentRules: Sendable {
  /// A turned word keeps this much of its strength: "not great" is less bad than "awful".
  var negatedPositive: Float = -0.74
  /// "not bad" is less good than "great".
  var negatedNegative: Float = -0.5
  /// "not very good" is less bad than "not good".
  var negatedBooster: Float = 0.85
  /// "Never easier" is more than "easier".
  var superlative: Float = 1.35
  /// Longer sentences, in symbols, tell more than that somebody asks.
  var longestRequest = 16
  /// What "great" adds to a disappointment.
  var degree: Float = 0.35
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
  /// What kind of entry it is.
  var role: SymbolTrie.Payload.Role

  /// What the rules made of a valence of 1.
  var factor: Float { valence == 0 ? 1 : value / valence }

  /// What was fitted, as strong as the rules make the word. A fit that takes from a valence takes no more
  /// from a stronger one, or emphasis would weaken.
  var weighedFit: Float {
    let factor = factor
    return factor > 0 && fitted * valence < 0 ? fitted * min(1, factor) : fitted * factor
  }

  struct Rules: OptionSet {
    let rawValue: UInt16
    static let negated = Rules(rawValue: 1)
    static let boosted = Rules(rawValue: 2)
    static let dampened = Rules(rawValue: 4)
    static let shouted = Rules(rawValue: 8)
    static let stretched = Rules(rawValue: 16)
    static let beforeContrast = Rules(rawValue: 32)
    static let afterContrast = Rules(rawValue: 64)
    static let questioned = Rules(rawValue: 128)
    static let superlative = Rules(rawValue: 256)
    static let asked = Rules(rawValue: 512)
    static let ownSlip = Rules(rawValue: 1024)
  }
}

extension SentimentHit {
  init(_ symbols: Range<Int32>, _ payload: SymbolTrie.Payload) {
    self.init(
      symbols: symbols, valence: payload.value, value: payload.value, rules: [],
      fitted: payload.fitted, hash: payload.hash, role: payload.role)
  }
}
