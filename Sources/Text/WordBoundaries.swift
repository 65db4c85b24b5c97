/// Finds Unicode word boundaries (UAX #29, default rules) in UTF-8, scalar after scalar.
struct WordBoundaries {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let table: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>, table: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    self.table = table
  }

  /// A scalar's entry in the table and the offset behind it. Broken bytes are others, one by one.
  @inline(__always)
  func entry(at offset: Int) -> (entry: UInt8, next: Int) {
    let lead = bytes[offset]
    if lead < 0x80 { return (table[Int(lead)], offset &+ 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, lead < 0xF5, offset &+ length <= bytes.count else {
      return (0, offset &+ 1)
    }
    var value = UInt32(lead) & (0xFF >> UInt32(length &+ 1))
    for index in 1..<length {
      value = value << 6 | UInt32(bytes[offset &+ index] & 0x3F)
    }
    if value < UInt32(table.count) { return (table[Int(value)], offset &+ length) }
    return (WordBreakTable.entry(beyond: value), offset &+ length)
  }

  @inline(__always)
  private func kind(_ entry: UInt8) -> WordBreakClass {
    WordBreakClass(rawValue: entry & WordBreakTable.classMask) ?? .other
  }

  /// The class of the first scalar from `offset` that rule WB4 does not skip.
  private func following(_ offset: Int) -> WordBreakClass {
    var offset = offset
    while offset < bytes.count {
      let (entry, next) = entry(at: offset)
      let kind = kind(entry)
      if kind != .extend, kind != .format, kind != .zwj { return kind }
      offset = next
    }
    return .other
  }

  /// The boundary after the segment that begins at `start`, and what the segment is made of.
  func segment(from start: Int) -> (end: Int, content: Content) {
    var (lastEntry, offset) = entry(at: start)
    var last = kind(lastEntry)
    var content = Content(lastEntry, last)
    // What stood before `last`, for the rules that look back over one letter or digit.
    var before = WordBreakClass.other
    var regionals = last == .regionalIndicator ? 1 : 0
    var afterJoiner = last == .zwj
    // Only the raw neighbour counts for blanks and line ends.
    var raw = last
    while offset < bytes.count {
      let (entry, next) = entry(at: offset)
      let kind = kind(entry)
      if raw == .cr {
        if kind == .lf { return (next, content) }
        return (offset, content)
      }
      if raw == .lf || raw == .newline || kind == .cr || kind == .lf || kind == .newline {
        return (offset, content)
      }
      if afterJoiner, entry & WordBreakTable.pictograph != 0 {
        // WB3c: emoji joined.
        (before, last, raw, afterJoiner) = (last, kind, kind, false)
        offset = next
        continue
      }
      if raw == .wSegSpace, kind == .wSegSpace {
        offset = next
        continue
      }
      if kind == .extend || kind == .format || kind == .zwj {
        raw = kind
        afterJoiner = kind == .zwj
        offset = next
        continue
      }
      guard joins(before, last, kind, next, regionals) else { return (offset, content) }
      content.add(entry, kind)
      regionals = kind == .regionalIndicator ? regionals + 1 : 0
      (before, last, raw, afterJoiner) = (last, kind, kind, false)
      offset = next
    }
    return (offset, content)
  }

  /// Rules WB5 to WB16: whether no boundary stands between `last` and `kind`.
  private func joins(
    _ before: WordBreakClass, _ last: WordBreakClass, _ kind: WordBreakClass, _ next: Int,
    _ regionals: Int
  ) -> Bool {
    let isLetter = kind == .aLetter || kind == .hebrewLetter
    switch last {
    case .aLetter, .hebrewLetter:
      if isLetter || kind == .numeric || kind == .extendNumLet { return true }
      if kind == .midLetter || kind == .midNumLet || kind == .singleQuote {
        let after = following(next)
        if after == .aLetter || after == .hebrewLetter { return true }
        return last == .hebrewLetter && kind == .singleQuote
      }
      return last == .hebrewLetter && kind == .doubleQuote && following(next) == .hebrewLetter
    case .midLetter, .midNumLet, .singleQuote:
      if before == .aLetter || before == .hebrewLetter, isLetter { return true }
      return last != .midLetter && before == .numeric && kind == .numeric
    case .doubleQuote: return before == .hebrewLetter && kind == .hebrewLetter
    case .midNum: return before == .numeric && kind == .numeric
    case .numeric:
      if isLetter || kind == .numeric || kind == .extendNumLet { return true }
      if kind == .midNum || kind == .midNumLet || kind == .singleQuote {
        return following(next) == .numeric
      }
      return false
    case .katakana: return kind == .katakana || kind == .extendNumLet
    case .extendNumLet:
      return isLetter || kind == .numeric || kind == .katakana || kind == .extendNumLet
    case .regionalIndicator: return kind == .regionalIndicator && regionals % 2 == 1
    default: return false
    }
  }

  /// What a segment is made of, gathered on the way.
  struct Content {
    private(set) var first: UInt8
    private(set) var hasLetter: Bool
    private(set) var hasDigit: Bool

    init(_ entry: UInt8, _ kind: WordBreakClass) {
      first = entry
      hasLetter = kind == .aLetter || kind == .hebrewLetter || kind == .katakana
      hasDigit = kind == .numeric
    }

    mutating func add(_ entry: UInt8, _ kind: WordBreakClass) {
      if kind == .aLetter || kind == .hebrewLetter || kind == .katakana { hasLetter = true }
      if kind == .numeric { hasDigit = true }
    }
  }
}
