import Text

/// A line in its normal form, to be asked for phrases; ranges are those of the customer's text.
struct SpokenText: Sendable {
  private let bytes: [UInt8]
  /// Where each byte of the normal form, and its end, stands in the customer's text; `nil` where no scalar
  /// changed its length.
  private let origins: [Int]?
  /// A filter of the pairs of bytes that stand side by side, by a hash of the two: most phrases begin with a
  /// pair that a line does not have.
  private let pairs: SIMD4<UInt64>

  init(_ text: String) {
    var bytes: [UInt8] = []
    var origins: [Int] = []
    var offset = 0
    var moves = false
    for scalar in text.unicodeScalars {
      let folded = UTF8.encode(Normalizer.fold(scalar)) ?? UTF8.encodedReplacementCharacter
      bytes.append(contentsOf: folded)
      origins.append(contentsOf: repeatElement(offset, count: folded.count))
      let width = UTF8.width(scalar)
      moves = moves || width != folded.count
      offset += width
    }
    origins.append(offset)
    self.bytes = bytes
    self.origins = moves ? origins : nil
    var pairs = SIMD4<UInt64>()
    for (first, second) in zip(bytes, bytes.dropFirst()) {
      let (word, bit) = Self.place(first, second)
      pairs[word] |= bit
    }
    self.pairs = pairs
  }

  /// Words to be looked for: Latin ones stand alone, Chinese ones anywhere.
  struct Phrase: Sendable {
    let bytes: [UInt8]
    fileprivate let isLatin: Bool

    init(_ text: String) {
      bytes = Array(Normalizer.fold(text).utf8)
      isLatin = bytes.allSatisfy { $0 < 0x80 }
    }
  }

  /// The first place of a phrase.
  func range(of phrase: Phrase) -> Range<Int>? { next(phrase, from: 0).map(original) }

  /// All places of a phrase, in order.
  func ranges(of phrase: Phrase) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while let range = next(phrase, from: start) {
      found.append(original(range))
      start = range.upperBound
    }
    return found
  }

  private func original(_ range: Range<Int>) -> Range<Int> {
    origins.map { $0[range.lowerBound]..<$0[range.upperBound] } ?? range
  }

  private func next(_ phrase: Phrase, from start: Int) -> Range<Int>? {
    guard mayHold(phrase.bytes) else { return nil }
    return phrase.bytes.withUnsafeBufferPointer { wanted in
      bytes.withUnsafeBufferPointer { bytes in
        var index = start
        while index + wanted.count <= bytes.count {
          if bytes[index] == wanted[0] {
            var length = 1
            while length < wanted.count, bytes[index + length] == wanted[length] { length += 1 }
            if length == wanted.count,
              !phrase.isLatin || Self.stands(index..<(index + length), in: bytes)
            {
              return index..<(index + length)
            }
          }
          index += 1
        }
        return nil
      }
    }
  }

  /// Whether the line can have a phrase; `false` is certain.
  private func mayHold(_ phrase: [UInt8]) -> Bool {
    guard !phrase.isEmpty, phrase.count <= bytes.count else { return false }
    guard phrase.count > 1 else { return true }
    let (word, bit) = Self.place(phrase[0], phrase[1])
    return pairs[word] & bit != 0
  }

  /// Where a pair of bytes stands in the filter.
  private static func place(_ first: UInt8, _ second: UInt8) -> (word: Int, bit: UInt64) {
    let hash = first &* 31 &+ second
    return (Int(hash >> 6), 1 << UInt64(hash & 63))
  }

  /// Whether no letter or digit stands beside a range.
  private static func stands(
    _ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: false
      }
    }
    let before = range.lowerBound > 0 && isWord(bytes[range.lowerBound - 1])
    let after = range.upperBound < bytes.count && isWord(bytes[range.upperBound])
    return !before && !after
  }
}
