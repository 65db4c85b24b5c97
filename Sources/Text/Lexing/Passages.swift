/// Cuts a long text into passages that are read one after the other.
package enum Passages {
  /// A text of so many bytes is read in one.
  package static let longest = 4_096
  private static let shortest = 1_024

  /// The passages, in order; together they are the whole text. Each ends where a sentence does, else at
  /// a blank between letters, else at any blank; no character is cut.
  package static func cut(_ bytes: [UInt8]) -> [Range<Int>] {
    var passages: [Range<Int>] = []
    var start = 0
    while bytes.count - start > longest {
      let end = end(of: start..<start + longest, bytes)
      passages.append(start..<end)
      start = end
    }
    passages.append(start..<bytes.count)
    return passages
  }

  private static func end(of passage: Range<Int>, _ bytes: [UInt8]) -> Int {
    var blank: Int?
    var anyBlank: Int?
    var index = passage.upperBound
    while index > passage.lowerBound + shortest {
      if endsSentence(index, bytes) { return index }
      if bytes[index - 1] == 0x20 {
        if anyBlank == nil { anyBlank = index }
        if blank == nil, index >= 2, isLetter(bytes[index - 2]), isLetter(bytes[index]) {
          blank = index
        }
      }
      index -= 1
    }
    if let end = blank ?? anyBlank { return end }
    index = passage.upperBound
    while index > passage.lowerBound, bytes[index] & 0xC0 == 0x80 { index -= 1 }
    // Only a text that is no UTF-8 has no such place.
    return index > passage.lowerBound ? index : passage.upperBound
  }

  /// Whether a sentence ends before a place: `. `, `! `, `? `, a line break, or their wide forms.
  private static func endsSentence(_ end: Int, _ bytes: [UInt8]) -> Bool {
    switch bytes[end - 1] {
    case 0x0A: return true
    case 0x20:
      return [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(bytes[end - 2])
    case 0x82: return bytes[end - 3] == 0xE3 && bytes[end - 2] == 0x80
    case 0x81, 0x9F: return bytes[end - 3] == 0xEF && bytes[end - 2] == 0xBC
    default: return false
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20)
  }
}
