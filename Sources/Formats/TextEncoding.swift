/// How a file's text is encoded.
public enum TextEncoding: String, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16Little = "UTF-16LE"
  case utf16Big = "UTF-16BE"
  /// Chinese, with GBK and GB2312 inside it.
  case gb18030 = "GB18030"
  /// Chinese of Taiwan and Hong Kong.
  case big5 = "Big5"
  /// Western European, with the signs that Windows put between 0x80 and 0x9F.
  case latin1 = "Latin-1"

  /// What the first bytes of a file tell.
  public struct Detection: Hashable, Sendable {
    /// The encoding.
    public let encoding: TextEncoding
    /// How many bytes at the start only mark it.
    public let mark: Int
    /// Whether the bytes do not prove it.
    public let isGuess: Bool

    /// What is said of a guess; nothing where the bytes prove it.
    public var note: String? { isGuess ? "not UTF-8; read as \(encoding.rawValue)" : nil }
  }

  /// The encoding of a file that begins with `head`.
  public static func detect(_ head: ArraySlice<UInt8>) -> Detection {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      return .init(encoding: .utf8, mark: 3, isGuess: false)
    }
    if head.starts(with: [0xFF, 0xFE]) {
      return .init(encoding: .utf16Little, mark: 2, isGuess: false)
    }
    if head.starts(with: [0xFE, 0xFF]) {
      return .init(encoding: .utf16Big, mark: 2, isGuess: false)
    }
    if let wide = unmarkedUTF16(head) { return .init(encoding: wide, mark: 0, isGuess: true) }
    let (whole, broken) = sequences(head)
    // A single broken byte in a UTF-8 file changes nothing: more broken than whole does.
    guard broken > whole else { return .init(encoding: .utf8, mark: 0, isGuess: false) }
    let encoding: TextEncoding = isBig5(head) ? .big5 : isChinese(head) ? .gb18030 : .latin1
    return .init(encoding: encoding, mark: 0, isGuess: true)
  }

  /// How many characters beyond ASCII are whole UTF-8, and how many bytes are not.
  private static func sequences(_ head: ArraySlice<UInt8>) -> (whole: Int, broken: Int) {
    var whole = 0
    var broken = 0
    var index = head.startIndex
    while index < head.endIndex {
      let lead = head[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      let end = min(index + length, head.endIndex)
      let follows = head[(index + 1)..<end].allSatisfy { $0 & 0xC0 == 0x80 }
      // The last character may go on behind the head.
      if follows, end < index + length, lead >= 0xC2 { break }
      if lead >= 0xC2, follows { whole += 1 } else { broken += 1 }
      index += lead >= 0xC2 && follows ? length : 1
    }
    return (whole, broken)
  }

  /// UTF-16 without a mark: every other byte of Western text and of all line ends is zero.
  private static func unmarkedUTF16(_ head: ArraySlice<UInt8>) -> TextEncoding? {
    var zeros = [0, 0]
    for (index, byte) in head.prefix(4096).enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let half = min(head.count, 4096) / 2
    guard half > 4, endsLinesWide(head.prefix(4096)) else { return nil }
    if zeros[1] * 20 > half, zeros[0] == 0 { return .utf16Little }
    if zeros[0] * 20 > half, zeros[1] == 0 { return .utf16Big }
    return nil
  }

  /// Whether a line feed stands beside a zero, as all do in UTF-16, or there is none: a stray zero in plain text
  /// makes no wide one of it.
  private static func endsLinesWide(_ head: ArraySlice<UInt8>) -> Bool {
    var hasLineFeed = false
    for (index, byte) in zip(head.indices, head) where byte == 0x0A {
      hasLineFeed = true
      let other = (index - head.startIndex) & 1 == 0 ? index + 1 : index - 1
      if other < head.endIndex, head[other] == 0 { return true }
    }
    return !hasLineFeed
  }

  /// Text in Big5 has pairs whose second byte is often a letter's, which GB18030's common ones never have;
  /// in Western text such pairs are rare among the letters.
  private static func isBig5(_ head: ArraySlice<UInt8>) -> Bool {
    var low = 0
    var high = 0
    var other = 0
    var plain = 0
    var index = head.startIndex
    while index < head.endIndex {
      let lead = head[index]
      guard lead >= 0x80 else {
        if lead | 0x20 >= 0x61, lead | 0x20 <= 0x7A { plain += 1 }
        index += 1
        continue
      }
      guard index + 1 < head.endIndex else { break }
      let trail = head[index + 1]
      index += 2
      guard (0xA1...0xF9).contains(lead) else {
        other += 1
        continue
      }
      if (0x40...0x7E).contains(trail) {
        low += 1
      } else if trail >= 0xA1, trail < 0xFF {
        high += 1
      } else {
        other += 1
      }
    }
    return low * 5 > low + high && other * 20 <= low + high && low + high >= 8
      && (low + high) * 2 > plain
  }

  /// Chinese text in GB18030 has its high bytes in pairs, mostly of the common characters' rows;
  /// those of Western text stand alone among letters.
  private static func isChinese(_ head: ArraySlice<UInt8>) -> Bool {
    var common = 0
    var other = 0
    var index = head.startIndex
    while index < head.endIndex {
      let lead = head[index]
      guard lead >= 0x80 else {
        index += 1
        continue
      }
      guard index + 1 < head.endIndex else { break }
      let trail = head[index + 1]
      if (0xA1...0xF7).contains(lead), trail >= 0xA1 {
        common += 1
        index += 2
      } else if (0x81...0xFE).contains(lead), trail >= 0x40, trail != 0x7F {
        other += 1
        index += 2
      } else {
        other += 2
        index += 1
      }
    }
    return common > other * 2
  }
}

/// Turns a stream of bytes into UTF-8 with line feeds, chunk by chunk.
public struct TextDecoder: ~Copyable {
  /// What the bytes are in.
  public let encoding: TextEncoding
  private let hasBareReturns: Bool
  private var rest: [UInt8] = []
  private var converter: Converter?

  /// Creates a decoder. With `hasBareReturns` carriage returns alone end lines.
  public init(_ encoding: TextEncoding, hasBareReturns: Bool = false) {
    self.encoding = encoding
    self.hasBareReturns = hasBareReturns
    if encoding == .gb18030 { converter = Converter("GB18030") }
    // Hong Kong's extension holds all of Big5.
    if encoding == .big5 { converter = Converter("BIG5-HKSCS") }
  }

  /// The next bytes as UTF-8; half a character waits for its other half.
  public mutating func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8]
    switch encoding {
    case .utf8: text = Array(bytes)
    case .latin1: text = Self.western(bytes)
    case .utf16Little, .utf16Big: text = wide(bytes)
    case .gb18030, .big5:
      let all = rest + bytes
      let (decoded, used) = converter?.convert(all) ?? (all, all.count)
      rest = Array(all[used...])
      text = decoded
    }
    if hasBareReturns {
      for index in text.indices where text[index] == 0x0D { text[index] = 0x0A }
    }
    return text
  }

  /// Latin-1, with the signs of Windows-1252 where Latin-1 has only controls.
  private static func western(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      switch byte {
      case 0..<0x80: text.append(byte)
      case 0x80..<0xA0: text += Array(String(windows[Int(byte) - 0x80]).utf8)
      default: text += [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
      }
    }
    return text
  }

  private static let windows: [Character] = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ")

  private mutating func wide(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let all = rest + bytes
    var units: [UInt16] = []
    units.reserveCapacity(all.count / 2)
    var index = 0
    while index + 1 < all.count {
      units.append(
        encoding == .utf16Little
          ? UInt16(all[index]) | UInt16(all[index + 1]) << 8
          : UInt16(all[index]) << 8 | UInt16(all[index + 1]))
      index += 2
    }
    // The first half of a pair waits for the second.
    if let last = units.last, UTF16.isLeadSurrogate(last) {
      units.removeLast()
      index -= 2
    }
    rest = Array(all[index...])
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}

extension TextEncoding {
  /// Whether lines end with carriage returns alone, as `head` shows.
  public static func hasBareReturns(_ head: some Sequence<UInt8>) -> Bool {
    var returns = false
    for byte in head {
      if byte == 0x0A { return false }
      if byte == 0x0D { returns = true }
    }
    return returns
  }

  /// The whole of a file as UTF-8 with line feeds, without its mark, and how it was encoded.
  public static func decoded(_ bytes: [UInt8]) -> (text: [UInt8], detection: Detection) {
    let detection = detect(bytes[...])
    let isWide = detection.encoding == .utf16Little || detection.encoding == .utf16Big
    if detection.encoding == .utf8, !hasBareReturns(bytes) {
      return (detection.mark == 0 ? bytes : Array(bytes[detection.mark...]), detection)
    }
    var decoder = TextDecoder(
      detection.encoding, hasBareReturns: !isWide && hasBareReturns(bytes))
    var text = decoder.decode(bytes[detection.mark...])
    if isWide, hasBareReturns(text) {
      for index in text.indices where text[index] == 0x0D { text[index] = 0x0A }
    }
    return (text, detection)
  }
}
