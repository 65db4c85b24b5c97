/// A piece of text as the grammars read it: digits stand apart from letters, `8am` is two.
@usableFromInline package struct Lexeme: Sendable {
  @usableFromInline package enum Kind: UInt8, Sendable {
    case digits, word, han, symbol

    /// The compiler's own comparison cannot be inlined in other targets.
    @inlinable
    package static func == (left: Kind, right: Kind) -> Bool {
      unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
    }
  }

  @usableFromInline package let kind: Kind
  /// Whether a blank stands before it.
  @usableFromInline package let hasBlankBefore: Bool
  /// Whether the spelling is a plural the vocabulary knows, or, of digits, whether it begins with 0.
  @usableFromInline package let isPlural: Bool
  /// A word's first letter is a capital.
  @usableFromInline package let isCapital: Bool
  /// What a known English word means.
  @usableFromInline package let word: Word
  /// UTF-8 offsets.
  @usableFromInline package let start: Int
  @usableFromInline package let end: Int
  /// Of digits their count, of a word its letters' count, else the scalar, folded.
  @usableFromInline package let code: UInt32
  /// Of digits their value, of a word its hash's bits.
  @usableFromInline package let value: Double
  @usableFromInline package let hash: UInt64
}

/// What a text holds at all, so that whole grammars can be left out.
@usableFromInline package struct Traits: OptionSet, Sendable {
  @usableFromInline package let rawValue: UInt16

  @inlinable
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  @inlinable package static var digits: Traits { Traits(rawValue: 1) }
  @inlinable package static var numberWords: Traits { Traits(rawValue: 2) }
  @inlinable package static var timeWords: Traits { Traits(rawValue: 4) }
  @inlinable package static var han: Traits { Traits(rawValue: 8) }
  @inlinable package static var at: Traits { Traits(rawValue: 16) }
  @inlinable package static var dot: Traits { Traits(rawValue: 32) }
  @inlinable package static var money: Traits { Traits(rawValue: 64) }
  @inlinable package static var latin: Traits { Traits(rawValue: 128) }
  @inlinable package static var percent: Traits { Traits(rawValue: 256) }
}

/// A text as the recognizers read it: cut into lexemes once, in one pass over its bytes.
public struct Reading: Sendable {
  /// What was read. A grammar holds a dozen readings, its own and its parts': each is one count of an owner.
  @usableFromInline package final class Content: Sendable {
    @usableFromInline package let bytes: [UInt8]
    @usableFromInline package let lexemes: [Lexeme]
    @usableFromInline package let traits: Traits

    init(_ bytes: [UInt8], _ lexemes: [Lexeme], _ traits: Traits) {
      self.bytes = bytes
      self.lexemes = lexemes
      self.traits = traits
    }
  }

  @usableFromInline package let content: Content

  /// Reads a text.
  public init(_ text: String) { self = Lexer.read(text) }

  package init(bytes: [UInt8], lexemes: [Lexeme], traits: Traits) {
    content = Content(bytes, lexemes, traits)
  }

  @inlinable
  package var bytes: [UInt8] { content.bytes }
  @inlinable
  package var lexemes: [Lexeme] { content.lexemes }
  @inlinable
  package var traits: Traits { content.traits }

  @inlinable
  package var count: Int { lexemes.count }

  @inlinable
  package subscript(index: Int) -> Lexeme { lexemes[index] }

  /// The known word at a place, `none` beyond the ends.
  @inlinable
  package func word(_ index: Int) -> Word {
    index >= 0 && index < lexemes.count ? lexemes[index].word : .none
  }

  /// Whether a symbol or a Han character stands at a place.
  @inlinable
  package func has(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].code == scalar.value
      && (lexemes[index].kind == .han || lexemes[index].kind == .symbol)
  }

  @inlinable
  package func isDigits(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .digits
  }

  @inlinable
  package func isWord(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .word
  }

  @inlinable
  package func isHan(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .han
  }

  /// Whether nothing blank stands between a lexeme and the one before it.
  @inlinable
  package func isAttached(_ index: Int) -> Bool {
    index > 0 && index < lexemes.count && !lexemes[index].hasBlankBefore
  }

  /// Whether the lexemes from `index` on are these Han characters; blanks between them do not count.
  @inlinable
  package func hasHan(_ text: [UInt32], at index: Int) -> Bool {
    guard index >= 0, index + text.count <= lexemes.count else { return false }
    for (place, scalar) in text.enumerated() where lexemes[index + place].code != scalar {
      return false
    }
    return true
  }

  /// The UTF-8 range of lexemes.
  @inlinable
  package func range(_ lexemeRange: Range<Int>) -> Range<Int> {
    lexemes[lexemeRange.lowerBound].start..<lexemes[lexemeRange.upperBound - 1].end
  }

  /// The text of a UTF-8 range.
  package func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The letters of a word, small.
  package func spelling(_ index: Int) -> String {
    isWord(index) ? text(lexemes[index].start..<lexemes[index].end).lowercased() : ""
  }
}
