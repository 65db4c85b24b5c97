/// Cuts text into tokens: at Unicode word boundaries (UAX #29), every Han character by itself.
public struct Tokenizer: Sendable {
  /// Creates a tokenizer.
  public init() {}

  /// The tokens of a text and its language; a text without letters is in `fallback`.
  public func utterance(_ text: String, fallback: Language = .english) -> Utterance {
    var text = text
    let found = text.withUTF8 { bytes in
      (tokens(bytes), Language.detect(utf8: bytes))
    }
    return Utterance(text: text, tokens: found.0, language: found.1 ?? fallback)
  }

  /// The tokens of UTF-8 bytes.
  public func tokens(_ bytes: [UInt8]) -> [Token] {
    bytes.withUnsafeBufferPointer { tokens($0) }
  }

  /// Where the boundaries of UTF-8 bytes stand, the beginning and the end among them.
  public func boundaries(_ bytes: [UInt8]) -> [Int] {
    var ends = [0]
    bytes.withUnsafeBufferPointer { bytes in
      WordBreakTable.bytes.withUnsafeBufferPointer { table in
        let finder = WordBoundaries(bytes, table: table)
        var offset = 0
        while offset < bytes.count {
          offset = finder.segment(from: offset).end
          ends.append(offset)
        }
      }
    }
    return ends
  }

  private func tokens(_ bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 5 + 4)
    visit(bytes) { start, end, kind in tokens.append(Token(start..<end, kind)) }
    return tokens
  }

  /// Calls `body` with each token.
  @inline(__always)
  private func visit(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int, Int, Token.Kind) -> Void
  ) {
    WordBreakTable.bytes.withUnsafeBufferPointer { table in
      let finder = WordBoundaries(bytes, table: table)
      var offset = 0
      while offset < bytes.count {
        // Most text is plain words with a blank between them, and Han characters.
        if let end = Self.plainWord(bytes, table, offset) {
          body(offset, end, .word)
          offset = end
          continue
        }
        let lead = bytes[offset]
        if lead == 0x20 {
          offset &+= 1
          // A mark may sit upon a blank; then both are one segment, and no token.
          if offset < bytes.count, bytes[offset] >= 0x80 {
            offset = finder.segment(from: offset &- 1).end
          }
          continue
        }
        if lead >= 0xE3, lead <= 0xE9, offset &+ 3 < bytes.count {
          let (entry, next) = finder.entry(at: offset)
          let follows = bytes[next]
          if entry == WordBreakTable.han, follows < 0x80 || (follows >= 0xE4 && follows <= 0xE9) {
            body(offset, next, .han)
            offset = next
            continue
          }
        }
        let (end, content) = finder.segment(from: offset)
        if let kind = Self.kind(content) { body(offset, end, kind) }
        offset = end
      }
    }
  }

  /// The end of a run of ASCII letters that nothing joins on either side, else `nil`.
  @inline(__always)
  private static func plainWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ table: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Int? {
    var end = start
    while end < bytes.count, bytes[end] < 0x80,
      table[Int(bytes[end])] == WordBreakClass.aLetter.rawValue
    {
      end &+= 1
    }
    if end == start { return nil }
    if end == bytes.count { return end }
    let next = bytes[end]
    if next == 0x20 { return end }
    // Apostrophes, points, colons, digits and underscores may join what follows; so may marks.
    if next >= 0x80 { return nil }
    switch table[Int(next)] & WordBreakTable.classMask {
    case WordBreakClass.other.rawValue, WordBreakClass.cr.rawValue, WordBreakClass.lf.rawValue,
      WordBreakClass.midNum.rawValue, WordBreakClass.doubleQuote.rawValue,
      WordBreakClass.newline.rawValue:
      return end
    default: return nil
    }
  }

  private static func kind(_ content: WordBoundaries.Content) -> Token.Kind? {
    if content.first & WordBreakTable.blank != 0 { return nil }
    if content.hasLetter { return .word }
    if content.hasDigit { return .number }
    if content.first & WordBreakTable.han != 0 { return .han }
    if content.first & WordBreakTable.pictograph != 0 { return .emoji }
    switch WordBreakClass(rawValue: content.first & WordBreakTable.classMask) {
    case .regionalIndicator: return .emoji
    default: return .symbol
    }
  }
}
