/// A word, a Han character, a picture or a mark of a text, as a range of its UTF-8.
struct Symbol {
  enum Kind: UInt8 {
    case word, number, han, picture
    /// `!`, `?`, the end of a clause (`,`), the end of a sentence (`.`), a line break.
    case exclamation, question, clause, sentence
  }

  /// The hash of a word in small letters, or a Han character's code point; a mark's, too; a picture's node, doubled,
  /// and one more when it is glad.
  var id: UInt64
  var start: UInt32
  var end: UInt32
  /// What the lexicons and fits know of the id.
  var known = Known()
  var kind: Kind
  /// Written all in capitals, at least two of them.
  var isShouted = false
  /// Three or more of the same letter in a row: `sooo`.
  var isStretched = false
  /// What n-grams make of it.
  var use = Use.plain
  /// Whether the id is still the one that `known` is about.
  var isKnown = true

  struct Known {
    /// The node after the root of the words' trie, or 0.
    var node: UInt32 = 0
    /// What ends at it, and what may follow.
    var role = SymbolTrie.Payload.Role.none
    var nexts: UInt64 = 0
    /// The weight and rarity that the fit of its own language gives the symbol alone.
    var weight: UInt16 = 0
  }

  enum Use: UInt8 {
    case plain
    /// Part of none: degree words and marks of emphasis, which must not turn what they strengthen, and
    /// sentences that only ask for what a desk does.
    case skipped
    /// Within the reach of a negation, where `good` is another word.
    case turned
  }
}

extension Symbol {
  /// Whether it may be part of a word or a phrase of the lexicon.
  var isSpoken: Bool { kind.rawValue <= Kind.han.rawValue }

  /// Whether `known` holds the weight of the n-gram that it is alone in a language's fit: not where it stands
  /// for its kind, or is turned.
  @inline(__always)
  func isWeighed(inChinese: Bool) -> Bool {
    isKnown && use == .plain && kind != .number && kind != .picture
      && Self.isChinese(id) == inChinese
  }

  /// Whether an id is one of Chinese writing, whose fit is asked for it; words have the top bit, and other
  /// marks small numbers.
  @inline(__always)
  static func isChinese(_ id: UInt64) -> Bool { id >= 0x2000 && id >> 63 == 0 }

  /// How far it carries a negation's reach away: a Han character is about half a word.
  var reach: Int { kind == .han ? 1 : 2 }
}
