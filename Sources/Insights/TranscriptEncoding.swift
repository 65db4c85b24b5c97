/// How a file's text is encoded, by its first bytes.
public enum TranscriptEncoding: String, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16Little = "UTF-16LE"
  case utf16Big = "UTF-16BE"
  /// Not valid UTF-8: taken for Latin-1.
  case latin1 = "Latin-1"

  /// The encoding of a file that begins with `head`, and how many bytes mark it.
  public static func detect(_ head: ArraySlice<UInt8>) -> (encoding: Self, mark: Int) {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16Little, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16Big, 2) }
    // A single broken byte in a UTF-8 file does not make it Latin-1: more broken than whole does.
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
      if follows, end < index + length { break }
      if lead >= 0xC2, follows { whole += 1 } else { broken += 1 }
      index += lead >= 0xC2 && follows ? length : 1
    }
    return (broken > whole ? .latin1 : .utf8, 0)
  }
}

/// Turns a stream of bytes into UTF-8, chunk by chunk.
public struct TranscriptDecoder: Sendable {
  /// What the bytes are in.
  public let encoding: TranscriptEncoding
  private var rest: [UInt8] = []
  private var high: UInt16 = 0

  /// Creates a decoder.
  public init(_ encoding: TranscriptEncoding) { self.encoding = encoding }

  /// The next bytes as UTF-8; half a character waits for its other half.
  public mutating func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    switch encoding {
    case .utf8: return Array(bytes)
    case .latin1:
      return bytes.flatMap { $0 < 0x80 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
    case .utf16Little, .utf16Big:
      let all = rest + bytes
      var text = String.UnicodeScalarView()
      var index = 0
      while index + 1 < all.count {
        let unit =
          encoding == .utf16Little
          ? UInt16(all[index]) | UInt16(all[index + 1]) << 8
          : UInt16(all[index]) << 8 | UInt16(all[index + 1])
        index += 2
        if UTF16.isLeadSurrogate(unit) {
          high = unit
        } else if UTF16.isTrailSurrogate(unit), high != 0 {
          text.append(UTF16.decode(UTF16.EncodedScalar([high, unit])))
          high = 0
        } else {
          text.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
          high = 0
        }
      }
      rest = Array(all[index...])
      return Array(String(text).utf8)
    }
  }
}
