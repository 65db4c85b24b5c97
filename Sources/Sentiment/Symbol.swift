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
  var kind: Kind
  /// Written all in capitals, at least two of them.
  var isShouted = false
  /// Three or more of the same letter in a row: `sooo`.
  var isStretched = false
  /// What n-grams make of it.
  var use = Use.plain

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

  /// How far it carries a negation's reach away: a Han character is about half a word.
  var reach: Int { kind == .han ? 1 : 2 }
}
