import Text

/// What the rules found in a text, as numbers a fit can weigh.
enum SentimentFindings {
  /// How many there are.
  static let count = 8

  /// The rules' compound; praise and blame, each against all feeling; the balance by words that feel
  /// and by all words; the last word that feels; exclamations, on the
  /// side of what feels; questions.
  static func values(
    hits: Span<SentimentHit>, symbols: Int, exclamations: Int, questions: Int, compound: Float
  ) -> SIMD8<Float> {
    var praise: Float = 0
    var blame: Float = 0
    for index in hits.indices {
      let value = hits[index].value
      if value > 0 { praise += value } else { blame -= value }
    }
    let balance = praise - blame
    let last = hits.isEmpty ? 0 : hits[hits.count - 1].value / 2
    // An exclamation mark strengthens what is said and never turns it.
    let side: Float = compound >= 0 ? 1 : -1
    return SIMD8(
      compound, praise / (praise + 3), -blame / (blame + 3),
      balance / (1 + Float(hits.count).squareRoot()), balance / Float(symbols + 4).squareRoot(),
      max(-1, min(1, last)), side * Float(min(exclamations, 3)) / 3,
      questions > 0 ? 1 : 0)
  }
}

/// The n-grams of a text: single symbols, pairs, and in Chinese runs of three.
enum SentimentNGrams {
  /// What a symbol is to an n-gram: numbers and pictures stand for their kind.
  @inline(__always)
  static func code(_ symbol: Symbol) -> UInt64 {
    let code =
      switch symbol.kind {
      case .word, .han, .exclamation, .question, .clause, .sentence: symbol.id
      case .number: 5 as UInt64
      case .picture: 6 + (symbol.id & 1)
      }
    return symbol.use == .turned ? code ^ 0x5555_0000_5555_0000 : code
  }

  /// The hash of a longer n-gram from a shorter one's and the next symbol's code.
  @inline(__always)
  static func join(_ hash: UInt64, _ code: UInt64) -> UInt64 {
    (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9 ^ code &* 0x94D0_49BB_1331_11EB
  }

  /// Calls `single` with every symbol and its hash, and `longer` with the hash of every longer n-gram.
  @inline(__always)
  static func each(
    _ symbols: Span<Symbol>, in language: Language, single: (Symbol, UInt64) -> Void,
    longer: (UInt64) -> Void
  ) {
    let longest = language == .chinese ? 3 : 2
    var before: UInt64 = 0
    var beforeThat: UInt64 = 0
    for index in symbols.indices where symbols[index].use != .skipped {
      let code = code(symbols[index])
      single(symbols[index], code)
      if before != 0 {
        longer(join(before, code))
        if longest > 2, beforeThat != 0 { longer(join(join(beforeThat, before), code)) }
      }
      beforeThat = before
      before = code
    }
  }
}
