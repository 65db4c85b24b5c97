/// How the lines of a transcript part the name from the text.
///
/// Prose has such lines, too, all but those with a colon and a blank: a whole file must be written so.
enum SpeakerStyle: Sendable, CaseIterable {
  /// `Mia: hi`
  case colon
  /// `Mia:hi`
  case tight
  /// `[Mia] hi`, `(Mia) hi`, `【Mia】hi`
  case bracketed
  /// `Mia> hi`
  case pointed
  /// `Mia - hi`
  case dashed
  /// `Mia | hi`
  case barred
  /// `Mia (10:05) hi`, `Mia 10:05 hi`
  case timed

  /// A name is no longer, in bytes.
  private static let longest = 60

  /// The parts of a trimmed line, or `nil` when it names nobody.
  func split(_ bytes: Span<UInt8>, _ line: Range<Int>) -> SpeakerLine.Parts? {
    let start = SpeakerLine.unmarked(bytes, line)
    let (time, after) = WrittenClock.leading(bytes, start..<line.upperBound)
    let rest = after..<line.upperBound
    guard !rest.isEmpty else { return nil }
    let limit = min(rest.upperBound, rest.lowerBound + Self.longest)
    var found: (name: Range<Int>, text: Int)?
    switch self {
    case .colon: return SpeakerLine.split(bytes, line)
    case .bracketed: found = bracketed(bytes, rest, limit)
    case .timed: return timed(bytes, rest, limit)
    case .tight, .pointed, .dashed, .barred:
      for index in rest.lowerBound..<limit {
        if let length = sign(bytes, index, rest.upperBound) {
          found = (rest.lowerBound..<index, index + length)
          break
        }
      }
    }
    guard let found, isName(bytes, found.name) else { return nil }
    if self == .bracketed, time.isEmpty {
      // `[Mia] [10:05] hi`
      let said = bytes.trimmed(found.text..<line.upperBound)
      let behind = WrittenClock.leading(bytes, said)
      if !behind.time.isEmpty {
        return (
          bytes.unemphasised(bytes.trimmed(found.name)),
          bytes.trimmed(behind.after..<line.upperBound), behind.time
        )
      }
    }
    return (
      bytes.unemphasised(bytes.trimmed(found.name)), bytes.trimmed(found.text..<line.upperBound),
      time
    )
  }

  /// How long the sign at a place is that parts the name from the text; `nil` when none stands there.
  private func sign(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Int? {
    func isBlank(_ index: Int) -> Bool { index >= end || bytes[index] <= 0x20 }
    let byte = bytes[index]
    switch self {
    case .tight:
      if byte == 0x3A {
        let next = index + 1 < end ? bytes[index + 1] : 0x20
        // Neither `http://` nor `10:05`.
        return next == 0x2F || next >= 0x30 && next <= 0x39 ? nil : 1
      }
      return index + 3 <= end && bytes.holds([0xEF, 0xBC, 0x9A], in: index..<index + 3) ? 3 : nil
    case .pointed:
      guard byte == 0x3E else { return nil }
      return index + 1 < end && bytes[index + 1] == 0x3E ? 2 : 1
    case .dashed:
      guard index > 0, bytes[index - 1] == 0x20 else { return nil }
      if byte == 0x2D { return isBlank(index + 1) ? 1 : nil }
      guard index + 3 < end, byte == 0xE2, bytes[index + 1] == 0x80,
        bytes[index + 2] == 0x93 || bytes[index + 2] == 0x94
      else { return nil }
      return isBlank(index + 3) ? 3 : nil
    case .barred: return byte == 0x7C ? 1 : nil
    default: return nil
    }
  }

  private func bracketed(
    _ bytes: Span<UInt8>, _ rest: Range<Int>, _ limit: Int
  ) -> (name: Range<Int>, text: Int)? {
    let start = rest.lowerBound
    let narrow: UInt8? = bytes[start] == 0x5B ? 0x5D : bytes[start] == 0x28 ? 0x29 : nil
    if let narrow {
      let close = bytes.next(narrow, in: start..<limit)
      return close < limit ? (start + 1..<close, close + 1) : nil
    }
    guard start + 3 <= limit, bytes.holds([0xE3, 0x80, 0x90], in: start..<start + 3) else {
      return nil
    }
    for index in start + 3..<max(start + 3, limit - 2)
    where bytes.holds([0xE3, 0x80, 0x91], in: index..<index + 3) {
      return (start + 3..<index, index + 3)
    }
    return nil
  }

  private func timed(
    _ bytes: Span<UInt8>, _ rest: Range<Int>, _ limit: Int
  ) -> SpeakerLine.Parts? {
    for index in rest.lowerBound + 1..<max(rest.lowerBound + 1, limit)
    where bytes[index - 1] == 0x20 {
      let byte = bytes[index]
      guard byte == 0x28 || byte == 0x5B || byte >= 0x30 && byte <= 0x39 else { continue }
      let (time, after) = WrittenClock.leading(bytes, index..<rest.upperBound)
      let name = bytes.trimmed(rest.lowerBound..<index)
      guard !time.isEmpty, isName(bytes, name) else { continue }
      return (bytes.unemphasised(name), bytes.trimmed(after..<rest.upperBound), time)
    }
    return nil
  }

  /// A name is up to four words with a letter, and holds no sentence.
  private func isName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let name = bytes.trimmed(range)
    guard !name.isEmpty else { return false }
    var words = 1
    for index in name {
      switch bytes[index] {
      case 0x21, 0x3F, 0x2C, 0x3B, 0x22, 0x3D, 0x28, 0x7B: return false
      case 0x20: words += 1
      default: break
      }
    }
    return words <= 4 && SpeakerLine.hasLetter(bytes, name)
  }
}
