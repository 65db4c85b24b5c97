import ArgumentParser

/// `benchmarks make word-break`: the table of word boundary classes, as a Swift file.
struct MakeWordBreak: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "word-break", abstract: "Print Sources/Text/WordBreakRuns.swift.")

  func run() async throws {
    var entries: [UInt8] = []
    var lines = [""]
    var start = 0
    let table = (0..<0x20000).map { value in
      Unicode.Scalar(UInt32(value)).map { WordBreakRules.entry($0) } ?? 0
    }
    while start < table.count {
      let end = table[start...].firstIndex { $0 != table[start] } ?? table.count
      if !entries.contains(table[start]) { entries.append(table[start]) }
      let letter = Unicode.Scalar(0x61 + UInt8(entries.firstIndex(of: table[start]) ?? 0))
      let item = (end - start == 1 ? "" : String(end - start)) + String(letter)
      if lines[lines.count - 1].utf8.count + item.utf8.count > 92 { lines.append("") }
      lines[lines.count - 1] += item
      start = end
    }
    print(
      """
      /// Word_Break of Unicode 15.0 for the first two planes, as runs of scalars: how many, and a letter for
      /// the entry. Made by `benchmarks make word-break`.
      enum WordBreakRuns {
        /// The entry that each letter stands for, from `a`.
        static let entries: [UInt8] = [
          \(entries.map(String.init).joined(separator: ", "))
        ]

        /// A length, where it is not one, and a letter.
        static let runs = \"\"\"
      \(lines.map { "    " + $0 }.joined(separator: "\n"))
          \"\"\"
      }
      """)
  }
}

/// The classes by Swift's own Unicode tables and the lists of UAX #29.
private enum WordBreakRules {
  /// As in `Text`, in the same order.
  enum Class: UInt8 {
    case other, cr, lf, newline, extend, format, zwj, katakana, hebrewLetter, aLetter, singleQuote
    case doubleQuote, midNumLet, midLetter, midNum, numeric, extendNumLet, regionalIndicator
    case wSegSpace
  }

  private static let pictograph: UInt8 = 0x20
  private static let han: UInt8 = 0x40
  private static let blank: UInt8 = 0x80

  /// The entry of any scalar.
  static func entry(_ scalar: Unicode.Scalar) -> UInt8 {
    let value = scalar.value
    let properties = scalar.properties
    var bits: UInt8 = 0
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF: return han
    case 0xF900...0xFAFF: bits = han
    case 0xE000...0xF8FF, 0x17000...0x18CFF: return 0
    case 0...0x20, 0x7F...0xA0, 0x2028...0x2029: bits = blank
    default:
      // Digits, # and * may begin a keycap, but are no pictures.
      if value > 0xA8, properties.isEmoji, !properties.isEmojiModifier, !isRegional(value) {
        bits = pictograph
      } else if isReservedPictograph(value) {
        bits = pictograph
      } else if properties.isWhitespace {
        bits = blank
      }
    }
    return bits | wordBreakClass(scalar).rawValue
  }

  private static func isRegional(_ value: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(value) }

  /// Extended_Pictographic holds places kept for pictures to come.
  private static func isReservedPictograph(_ value: UInt32) -> Bool {
    switch value {
    case 0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x2388, 0x2600...0x2605, 0x2607...0x2612,
      0x2614...0x2685, 0x2690...0x2705, 0x2708...0x2712, 0x1F000...0x1F0FF, 0x1F10D...0x1F10F,
      0x1F12F, 0x1F16C...0x1F171, 0x1F17E...0x1F17F, 0x1F18E, 0x1F191...0x1F19A,
      0x1F1AD...0x1F1E5, 0x1F201...0x1F20F, 0x1F21A, 0x1F22F, 0x1F232...0x1F23A,
      0x1F23C...0x1F23F, 0x1F249...0x1F3FA, 0x1F400...0x1F53D, 0x1F546...0x1F64F,
      0x1F680...0x1F6FF, 0x1F774...0x1F77F, 0x1F7D5...0x1F7FF, 0x1F80C...0x1F80F,
      0x1F848...0x1F84F, 0x1F85A...0x1F85F, 0x1F888...0x1F88F, 0x1F8AE...0x1F8FF,
      0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1FAFF, 0x1FC00...0x1FFFD:
      true
    default: false
    }
  }

  private static func wordBreakClass(_ scalar: Unicode.Scalar) -> Class {
    switch scalar.value {
    case 0x0D: return .cr
    case 0x0A: return .lf
    case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: return .newline
    case 0x22: return .doubleQuote
    case 0x27: return .singleQuote
    case 0x2E, 0x2018, 0x2019, 0x2024, 0xFE52, 0xFF07, 0xFF0E: return .midNumLet
    case 0x3A, 0xB7, 0x387, 0x55F, 0x5F4, 0x2027, 0xFE13, 0xFE55, 0xFF1A: return .midLetter
    case 0x2C, 0x3B, 0x37E, 0x589, 0x60C, 0x60D, 0x66C, 0x7F8, 0x2044, 0xFE10, 0xFE14, 0xFE50,
      0xFE54, 0xFF0C, 0xFF1B:
      return .midNum
    case 0x200D: return .zwj
    case 0x200B: return .other
    case 0x200C: return .extend
    case 0x1F1E6...0x1F1FF: return .regionalIndicator
    case 0x1F3FB...0x1F3FF: return .extend
    case 0x20, 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: return .wSegSpace
    case 0x3031...0x3035, 0x309B...0x309C, 0x30A0...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF,
      0x32D0...0x32FE, 0x3300...0x3357, 0xFF66...0xFF9D, 0x1AFF0...0x1AFF3, 0x1AFF5...0x1AFFB,
      0x1AFFD...0x1AFFE, 0x1B000, 0x1B120...0x1B122, 0x1B164...0x1B167:
      return .katakana
    case 0x5D0...0x5EA, 0x5EF...0x5F2, 0xFB1D, 0xFB1F...0xFB28, 0xFB2A...0xFB36, 0xFB38...0xFB3C,
      0xFB3E, 0xFB40...0xFB41, 0xFB43...0xFB44, 0xFB46...0xFB4F:
      return .hebrewLetter
    case 0x202F: return .extendNumLet
    // Letters by decision of the annex, though no letters by their category.
    case 0x2C2...0x2C5, 0x2D2...0x2D7, 0x2DE...0x2DF, 0x2E5...0x2EB, 0x2ED, 0x2EF...0x2FF,
      0x55A...0x55C,
      0x55E, 0x58A, 0x5F3, 0x70F, 0xA708...0xA716, 0xA720...0xA721, 0xA789...0xA78A, 0xAB5B:
      return .aLetter
    default: return general(scalar)
    }
  }

  private static func general(_ scalar: Unicode.Scalar) -> Class {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: return .extend
    case .format: return (0xE0020...0xE007F).contains(scalar.value) ? .extend : .format
    case .decimalNumber: return .numeric
    case .connectorPunctuation: return .extendNumLet
    default: break
    }
    if scalar.value == 0x66B { return .numeric }
    if properties.isGraphemeExtend { return .extend }
    // Scripts written without blanks are not letters here, nor Hiragana.
    if properties.isAlphabetic, !properties.isIdeographic, !isComplexContext(scalar.value) {
      return .aLetter
    }
    return .other
  }

  /// Line_Break = SA (South-East Asian scripts), and Hiragana.
  private static func isComplexContext(_ value: UInt32) -> Bool {
    switch value {
    case 0xE01...0xE3A, 0xE40...0xE4E, 0xE81...0xEDF, 0x1000...0x103F, 0x1050...0x108F,
      0x109A...0x109F, 0x1780...0x17D3, 0x17D7, 0x17DC...0x17DD, 0x1950...0x19AB, 0x19B0...0x19C9,
      0x19DA, 0x19DE...0x19DF, 0x1A20...0x1AAD, 0xA9E0...0xA9EF, 0xA9FA...0xA9FE, 0xAA60...0xAAC2,
      0xAADB...0xAADF, 0x11700...0x1173F, 0x3041...0x3096, 0x309D...0x309F, 0x1B001...0x1B11F,
      0x1B132, 0x1B150...0x1B152, 0x1F200:
      true
    default: false
    }
  }
}
