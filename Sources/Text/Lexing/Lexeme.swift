/// A piece of text as the grammars read it: digits stand apart from letters, `8am` is two.
package struct Lexeme: Sendable {
  package enum Kind: UInt8, Sendable { case digits, word, han, symbol }

  package let kind: Kind
  /// Whether a blank stands before it.
  package let hasBlankBefore: Bool
  /// Whether the spelling is a plural the vocabulary knows, or, of digits, whether it begins with 0.
  package let isPlural: Bool
  /// A word's first letter is a capital.
  package let isCapital: Bool
  /// What a known English word means.
  package let word: Word
  /// UTF-8 offsets.
  package let start: Int
  package let end: Int
  /// Of digits their count, of a word its letters' count, else the scalar, folded.
  package let code: UInt32
  /// Of digits their value, of a word its hash's bits.
  package let value: Double
  package let hash: UInt64
}

/// What a text holds at all, so that whole grammars can be left out.
package struct Traits: OptionSet, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let digits = Traits(rawValue: 1)
  package static let numberWords = Traits(rawValue: 2)
  package static let timeWords = Traits(rawValue: 4)
  package static let han = Traits(rawValue: 8)
  package static let at = Traits(rawValue: 16)
  package static let dot = Traits(rawValue: 32)
  package static let money = Traits(rawValue: 64)
  package static let latin = Traits(rawValue: 128)
  package static let percent = Traits(rawValue: 256)
}

/// A text as the recognizers read it: cut into lexemes once, in one pass over its bytes.
public struct Reading: Sendable {
  /// What was read. A grammar holds a dozen readings, its own and its parts': each is one count of an owner.
  private final class Content: Sendable {
    let bytes: [UInt8]
    let lexemes: [Lexeme]
    let traits: Traits

    init(_ bytes: [UInt8], _ lexemes: [Lexeme], _ traits: Traits) {
      self.bytes = bytes
      self.lexemes = lexemes
      self.traits = traits
    }
  }

  private let content: Content

  /// Reads a text.
  public init(_ text: String) { self = Lexer.read(text) }

  package init(bytes: [UInt8], lexemes: [Lexeme], traits: Traits) {
    content = Content(bytes, lexemes, traits)
  }

  package var bytes: [UInt8] { content.bytes }
  package var lexemes: [Lexeme] { content.lexemes }
  package var traits: Traits { content.traits }

  package var count: Int { lexemes.count }

  package subscript(index: Int) -> Lexeme { lexemes[index] }

  /// The known word at a place, `none` beyond the ends.
  package func word(_ index: Int) -> Word {
    index >= 0 && index < lexemes.count ? lexemes[index].word : .none
  }

  /// Whether a symbol or a Han character stands at a place.
  package func has(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].code == scalar.value
      && lexemes[index].kind.rawValue >= Lexeme.Kind.han.rawValue
  }

  package func isDigits(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .digits
  }

  package func isWord(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .word
  }

  package func isHan(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .han
  }

  /// Whether nothing blank stands between a lexeme and the one before it.
  package func isAttached(_ index: Int) -> Bool {
    index > 0 && index < lexemes.count && !lexemes[index].hasBlankBefore
  }

  /// Whether the lexemes from `index` on are these Han characters; blanks between them do not count.
  package func hasHan(_ text: [UInt32], at index: Int) -> Bool {
    guard index >= 0, index + text.count <= lexemes.count else { return false }
    for (place, scalar) in text.enumerated() where lexemes[index + place].code != scalar {
      return false
    }
    return true
  }

  /// The UTF-8 range of lexemes.
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
