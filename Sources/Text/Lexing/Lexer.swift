/// Cuts text into lexemes: full-width forms are read like ASCII, traditional numerals like
/// simplified ones, and what has no width (joiners, direction marks, combining marks) is passed over.
package struct Lexer {
  private let bytes: [UInt8]
  private var lexemes: [Lexeme] = []
  private var traits: Traits = []
  private var offset = 0
  private var blank = false

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lexemes.reserveCapacity(bytes.count / 3 + 4)
  }

  package static func read(_ text: String) -> Reading { read(Array(text.utf8)) }

  package static func read(_ bytes: [UInt8]) -> Reading {
    var lexer = Lexer(bytes)
    while lexer.offset < bytes.count { lexer.step() }
    return Reading(bytes: bytes, lexemes: lexer.lexemes, traits: lexer.traits)
  }

  private mutating func step() {
    let (scalar, length) = scalar(at: offset)
    switch Self.classify(scalar) {
    case .blank:
      blank = true
      offset += length
    case .nothing: offset += length
    case .digit: digits()
    case .letter: word()
    case .han:
      traits.insert(.han)
      append(.han, offset, offset + length, code: HanFold.fold(scalar))
      offset += length
    case .symbol:
      switch scalar {
      case 0x40: traits.insert(.at)
      case 0x2E: traits.insert(.dot)
      case 0x25: traits.insert(.percent)
      case 0x24, 0xA3, 0xA5, 0x20A0...0x20CF: traits.insert(.money)
      case 0xBC...0xBE, 0x2150...0x215E: traits.insert(.numberWords)
      default: break
      }
      append(.symbol, offset, offset + length, code: scalar)
      offset += length
    }
  }

  private mutating func append(
    _ kind: Lexeme.Kind, _ start: Int, _ end: Int, code: UInt32, value: Double = 0,
    hash: UInt64 = 0, word: Word = .none, isPlural: Bool = false, isCapital: Bool = false
  ) {
    lexemes.append(
      Lexeme(
        kind: kind, hasBlankBefore: blank || lexemes.isEmpty, isPlural: isPlural,
        isCapital: isCapital, word: word, start: start, end: end, code: code, value: value,
        hash: hash))
    blank = false
  }

  private mutating func digits() {
    traits.insert(.digits)
    let start = offset
    var end = offset
    var count: UInt32 = 0
    var value = 0.0
    var leadingZero = false
    while offset < bytes.count {
      let (scalar, length) = scalar(at: offset)
      let kind = Self.classify(scalar)
      if kind == .nothing {
        offset += length
        continue
      }
      guard kind == .digit else { break }
      if count == 0, scalar == 0x30 { leadingZero = true }
      value = value * 10 + Double(scalar - 0x30)
      count += 1
      offset += length
      end = offset
    }
    // What has no width after the last digit is no part of it.
    offset = end
    append(.digits, start, end, code: count, value: value, isPlural: leadingZero)
  }

  private mutating func word() {
    traits.insert(.latin)
    let start = offset
    var end = offset
    var hash = Hash()
    var count: UInt32 = 0
    var isCapital = false
    while offset < bytes.count {
      let (scalar, length) = scalar(at: offset)
      let kind = Self.classify(scalar)
      if kind == .nothing {
        offset += length
        continue
      }
      guard kind == .letter else { break }
      var letter = scalar
      if letter >= 0x41, letter <= 0x5A {
        if count == 0 { isCapital = true }
        letter += 0x20
      }
      if letter < 0x80 {
        hash.combine(UInt8(letter))
      } else {
        hash.combine(UInt8(truncatingIfNeeded: letter >> 8))
        hash.combine(UInt8(truncatingIfNeeded: letter))
      }
      count += 1
      offset += length
      end = offset
    }
    offset = end
    let entry = Vocabulary.english.entry(hash.value)
    if entry.word != .none {
      if entry.word.rawValue <= Word.trillionth.rawValue { traits.insert(.numberWords) }
      if entry.word.rawValue >= Word.january.rawValue { traits.insert(.timeWords) }
      if entry.word == .percent || entry.word == .per { traits.insert(.percent) }
    }
    append(
      .word, start, end, code: count, hash: hash.value, word: entry.word,
      isPlural: entry.isPlural, isCapital: isCapital)
  }

  /// The scalar at an offset with full-width forms folded, and its length in bytes.
  private func scalar(at offset: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    func next(_ place: Int) -> UInt32 {
      offset + place < bytes.count ? UInt32(bytes[offset + place]) & 0x3F : 0
    }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), min(2, bytes.count - offset)) }
    if first < 0xF0 {
      let scalar = (first & 0x0F) << 12 | next(1) << 6 | next(2)
      let folded = scalar >= 0xFF01 && scalar <= 0xFF5E ? scalar - 0xFEE0 : scalar
      return (folded, min(3, bytes.count - offset))
    }
    return (
      (first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), min(4, bytes.count - offset)
    )
  }

  private enum Class { case blank, nothing, digit, letter, han, symbol }

  @inline(__always)
  private static func classify(_ scalar: UInt32) -> Class {
    if scalar < 0x80 {
      switch scalar {
      case 0x30...0x39: return .digit
      case 0x41...0x5A, 0x61...0x7A: return .letter
      case 0...0x20, 0x7F: return .blank
      default: return .symbol
      }
    }
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3007: return .han
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF, 0x370...0x52F: return .letter
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return .blank
    case 0xAD, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F,
      0xFEFF, 0x20D0...0x20FF:
      return .nothing
    default: return .symbol
    }
  }
}
