/// `Mia: hello`: a short name before a colon, with or without a time before it.
enum SpeakerLine {
  /// The parts of a line as ranges; the time is empty when there is none.
  typealias Parts = (speaker: Range<Int>, text: Range<Int>, time: Range<Int>)

  /// The parts of a trimmed line, or `nil` when it names nobody.
  static func split(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Parts? {
    let (time, start) = time(bytes, line)
    let end = line.upperBound
    var words = 1
    var index = start
    // A name is short.
    while index < min(end, start + 60) {
      let byte = bytes[index]
      let isWide =
        byte == 0xEF && index + 2 < end && bytes[index + 1] == 0xBC && bytes[index + 2] == 0x9A
      if byte == 0x3A || isWide {
        let speaker = bytes.trimmed(start..<index)
        let said = index + (isWide ? 3 : 1)
        // `http://…` and `10:30` name nobody.
        guard !speaker.isEmpty, words <= 4, hasLetter(bytes, speaker),
          isWide || said == end || bytes[said] <= 0x20
        else { return nil }
        return (speaker, bytes.trimmed(said..<end), time)
      }
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ","): return nil
      case 0x20 where index > start && bytes[index - 1] != 0x20: words += 1
      default: break
      }
      index += 1
    }
    return nil
  }

  /// `[09:12] `, `(09:12) ` or `2026-03-01 09:12:00 ` before a name, and where the name begins.
  private static func time(_ bytes: Span<UInt8>, _ line: Range<Int>) -> (Range<Int>, Int) {
    let none = line.lowerBound..<line.lowerBound
    guard !line.isEmpty else { return (none, line.lowerBound) }
    var rest = line.lowerBound
    var time = none
    switch bytes[rest] {
    case UInt8(ascii: "["), UInt8(ascii: "("):
      let close = bytes[rest] == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")")
      let end = bytes.next(close, in: rest..<min(line.upperBound, rest + 64))
      guard end < line.upperBound, bytes[end] == close else { return (none, rest) }
      time = rest + 1..<end
      rest = end + 1
    case 0x30...0x39:
      var end = rest
      while end < line.upperBound, isTime(bytes[end]) { end += 1 }
      // Only whole words belong to the time.
      while end > rest, bytes[end - 1] != 0x20 { end -= 1 }
      time = bytes.trimmed(rest..<end)
      guard bytes.next(0x3A, in: time) < time.upperBound else { return (none, rest) }
      rest = end
    default: return (none, rest)
    }
    var digits = false
    for index in time where bytes[index] >= 0x30 && bytes[index] <= 0x39 { digits = true }
    guard digits else { return (none, line.lowerBound) }
    while rest < line.upperBound, bytes[rest] == 0x20 { rest += 1 }
    return (time, rest)
  }

  private static func isTime(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2D...0x3A, 0x20, UInt8(ascii: "T"), UInt8(ascii: "Z"): true
    default: false
    }
  }

  private static func hasLetter(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var isHigh = false
    for index in range {
      let small = bytes[index] | 0x20
      if small >= UInt8(ascii: "a"), small <= UInt8(ascii: "z") { return true }
      if bytes[index] >= 0x80 { isHigh = true }
    }
    guard isHigh else { return false }
    return String(decoding: range.map { bytes[$0] }, as: UTF8.self).contains(where: \.isLetter)
  }

  /// Whether a line names who speaks.
  static func isSpoken(_ line: String) -> Bool {
    let bytes = Array(line.utf8)
    return split(bytes.span, bytes.indices) != nil
  }
}
