/// What was found out about the symbols of the texts before: a text's words are mostly the same few hundred, so
/// that all but the rare ones are looked up once. Part of a scratch; a scorer's own.
struct SymbolMemory: Sendable {
  /// A symbol as scanned, and what the lexicons and fits of a scorer know of it.
  struct Facts: Sendable {
    /// The letters of a word of up to sixteen bytes as written; or the id, and ones.
    var low: UInt64 = 0
    var high: UInt64 = 0
    var id: UInt64 = 0
    var known = Symbol.Known()
    var kind = Symbol.Kind.word
    var isShouted = false
    var isStretched = false
  }

  /// Marks what is kept by its id: no letters are ones only.
  static let byID = UInt64.max

  /// In pairs: where the first is another symbol's, the second may be the one.
  private var facts: [Facts] = []
  private var owner: SymbolKnowledge?
  private static let bits: UInt64 = 12

  /// Forgets what another scorer found out.
  @inline(__always)
  mutating func serve(_ knowledge: SymbolKnowledge) {
    if owner !== knowledge { begin(knowledge) }
  }

  private mutating func begin(_ knowledge: SymbolKnowledge) {
    owner = knowledge
    facts = Array(repeating: Facts(), count: 2 << Int(Self.bits))
  }

  /// Whether anything is kept.
  var isOpen: Bool { !facts.isEmpty }

  /// Where a symbol's facts are kept; -1 when they are not.
  @inline(__always)
  func place(_ low: UInt64, _ high: UInt64) -> Int {
    let pair = Self.pair(low, high)
    if facts[pair].low == low, facts[pair].high == high { return pair }
    if facts[pair + 1].low == low, facts[pair + 1].high == high { return pair + 1 }
    return -1
  }

  /// What is kept at a place.
  @inline(__always)
  subscript(place: Int) -> Facts { facts[place] }

  /// Keeps facts; of those in their place, the older ones go.
  mutating func keep(_ new: Facts) {
    let pair = Self.pair(new.low, new.high)
    facts[pair + 1] = facts[pair]
    facts[pair] = new
  }

  @inline(__always)
  private static func pair(_ low: UInt64, _ high: UInt64) -> Int {
    let mixed = (low ^ high &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> (64 - bits)) << 1
  }
}

/// What a scorer knows of a symbol alone.
final class SymbolKnowledge: Sendable {
  private let words: SymbolTrie
  private let english: NGramTable?
  private let chinese: NGramTable?

  init(words: SymbolTrie, english: NGramTable?, chinese: NGramTable?) {
    self.words = words
    self.english = english
    self.chinese = chinese
  }

  /// What is known of an id.
  func known(_ id: UInt64) -> Symbol.Known {
    let node = words.step(SymbolTrie.root, id)
    var known = Symbol.Known(node: node)
    if node != 0 {
      known.role = words.payload(node).role
      known.nexts = words.nexts(node)
    }
    known.weight = (Symbol.isChinese(id) ? chinese : english)?.look { $0(id) } ?? 0
    return known
  }
}
