package import Text

/// A few characters, written as the lexer folds them: simplified.
///
/// Thousands are compared with every sentence, so one is no more than the place of its bytes.
package struct ChinesePhrase: ExpressibleByStringLiteral, Sendable {
  private let text: StaticString

  package init(_ text: StaticString) { self.text = text }

  package init(stringLiteral value: StaticString) { self.init(value) }

  /// How many characters it has.
  package var count: Int {
    text.withUTF8Buffer { $0.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
  }

  /// Whether it stands in a text at a lexeme.
  package func stands(in reading: Reading, at index: Int) -> Bool {
    guard index >= 0 else { return false }
    return text.withUTF8Buffer { bytes in
      var place = index
      var offset = 0
      while offset < bytes.count {
        guard place < reading.count else { return false }
        let lead = bytes[offset]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = length == 1 ? UInt32(lead) : UInt32(lead) & (0xFF >> UInt32(length + 1))
        for next in offset + 1..<offset + length {
          scalar = scalar << 6 | UInt32(bytes[next] & 0x3F)
        }
        guard reading[place].code == scalar else { return false }
        place += 1
        offset += length
      }
      return true
    }
  }
}
