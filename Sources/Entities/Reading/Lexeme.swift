/// A piece of text as the grammars read it: digits stand apart from letters, `8am` is two.
struct Lexeme: Sendable {
  enum Kind: UInt8, Sendable { case digits, word, han, symbol }

  let kind: Kind
  /// Whether a blank stands before it.
  let hasBlankBefore: Bool
  /// Whether the spelling is a plural the vocabulary knows, or, of digits, whether it begins with 0.
  let isPlural: Bool
  /// A word's first letter is a capital.
  let isCapital: Bool
  /// What a known English word means.
  let word: Word
  /// UTF-8 offsets.
  let start: Int
  let end: Int
  /// Of digits their count, of a word its letters' count, else the scalar, folded.
  let code: UInt32
  /// Of digits their value, of a word its hash's bits.
  let value: Double
  let hash: UInt64
}

/// What a text holds at all, so that whole grammars can be left out.
struct Traits: OptionSet, Sendable {
  let rawValue: UInt16
  static let digits = Traits(rawValue: 1)
  static let numberWords = Traits(rawValue: 2)
  static let timeWords = Traits(rawValue: 4)
  static let han = Traits(rawValue: 8)
  static let at = Traits(rawValue: 16)
  static let dot = Traits(rawValue: 32)
  static let money = Traits(rawValue: 64)
  static let latin = Traits(rawValue: 128)
  static let percent = Traits(rawValue: 256)
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

  init(bytes: [UInt8], lexemes: [Lexeme], traits: Traits) {
    content = Content(bytes, lexemes, traits)
  }

  var bytes: [UInt8] { content.bytes }
  var lexemes: [Lexeme] { content.lexemes }
  var traits: Traits { content.traits }

  var count: Int { lexemes.count }

  subscript(index: Int) -> Lexeme { lexemes[index] }

  /// The known word at a place, `none` beyond the ends.
  func word(_ index: Int) -> Word {
    index >= 0 && index < lexemes.count ? lexemes[index].word : .none
  }

  /// Whether a symbol or a Han character stands at a place.
  func has(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].code == scalar.value
      && lexemes[index].kind.rawValue >= Lexeme.Kind.han.rawValue
  }

  func isDigits(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .digits
  }

  func isWord(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .word
  }

  func isHan(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .han
  }

  /// Whether nothing blank stands between a lexeme and the one before it.
  func isAttached(_ index: Int) -> Bool {
    index > 0 && index < lexemes.count && !lexemes[index].hasBlankBefore
  }

  /// Whether the lexemes from `index` on are these Han characters; blanks between them do not count.
  func hasHan(_ text: [UInt32], at index: Int) -> Bool {
    guard index >= 0, index + text.count <= lexemes.count else { return false }
    for (place, scalar) in text.enumerated() where lexemes[index + place].code != scalar {
      return false
    }
    return true
  }

  /// The UTF-8 range of lexemes.
  func range(_ lexemeRange: Range<Int>) -> Range<Int> {
    lexemes[lexemeRange.lowerBound].start..<lexemes[lexemeRange.upperBound - 1].end
  }

  /// The text of a UTF-8 range.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The letters of a word, small.
  func spelling(_ index: Int) -> String {
    isWord(index) ? text(lexemes[index].start..<lexemes[index].end).lowercased() : ""
  }
}
