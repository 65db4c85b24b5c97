/// What a scalar does to the boundaries around it (UAX #29, Word_Break), and what the tokenizer makes
/// of it.
enum WordBreakClass: UInt8 {
  case other, cr, lf, newline, extend, format, zwj, katakana, hebrewLetter, aLetter, singleQuote
  case doubleQuote, midNumLet, midLetter, midNum, numeric, extendNumLet, regionalIndicator
  case wSegSpace
}

/// A byte for each scalar: its class in the low five bits, and above them whether it is a pictograph
/// or a Han character.
enum WordBreakTable {
  static let pictograph: UInt8 = 0x20
  static let han: UInt8 = 0x40
  /// White space and other blanks that are no tokens.
  static let blank: UInt8 = 0x80
  static let classMask: UInt8 = 0x1F

  /// Scalars below this have an entry; those above are looked at one by one, and are rare.
  static let count = 0x20000

  /// All entries, spread out from the runs.
  static let bytes: [UInt8] = {
    var table: [UInt8] = []
    table.reserveCapacity(count)
    var length = 0
    for byte in WordBreakRuns.runs.utf8 {
      switch byte {
      case 0x30...0x39: length = length * 10 + Int(byte - 0x30)
      case 0x61...0x7A:
        let entry = WordBreakRuns.entries[Int(byte - 0x61)]
        table.append(contentsOf: repeatElement(entry, count: max(1, length)))
        length = 0
      default: break
      }
    }
    return table
  }()

  /// The entry of a scalar beyond the table: rare Han characters, tags and variants.
  static func entry(beyond value: UInt32) -> UInt8 {
    switch value {
    case 0x20000...0x3FFFF: han
    case 0xE0020...0xE007F, 0xE0100...0xE01EF: WordBreakClass.extend.rawValue
    case 0xE0001: WordBreakClass.format.rawValue
    default: 0
    }
  }
}
