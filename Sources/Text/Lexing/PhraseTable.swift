/// Phrases of one or more lexemes and what they mean; the longest that begins at a place wins.
package struct PhraseTable<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    let keys: [UInt64]
    let value: Value
  }

  private var entries: [UInt64: [Entry]] = [:]
  /// A small filter in front of the dictionary: most words begin no phrase.
  private var marks = [UInt64](repeating: 0, count: 64)

  package init() {}

  /// A table of phrases and what they mean.
  package init(_ meanings: [(String, Value)]) {
    for (phrase, value) in meanings { add(phrase, value) }
  }

  /// Adds a phrase, as the lexer reads it; the first meaning of a phrase stays.
  package mutating func add(_ phrase: String, _ value: Value) {
    let reading = Lexer.read(phrase)
    let keys = reading.lexemes.map(Self.key)
    guard let first = keys.first else { return }
    var list = entries[first] ?? []
    guard !list.contains(where: { $0.keys == keys }) else { return }
    list.append(Entry(keys: keys, value: value))
    list.sort { $0.keys.count > $1.keys.count }
    entries[first] = list
    let bit = Self.bit(first)
    marks[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// The longest phrase at a place: where it ends and what it means.
  package func longest(in reading: Reading, at index: Int) -> (end: Int, value: Value)? {
    guard index >= 0, index < reading.count else { return nil }
    let first = Self.key(reading[index])
    let bit = Self.bit(first)
    guard marks[bit >> 6] >> UInt64(bit & 63) & 1 == 1, let list = entries[first] else {
      return nil
    }
    next: for entry in list {
      guard index + entry.keys.count <= reading.count else { continue }
      for place in 1..<max(1, entry.keys.count)
      where Self.key(reading[index + place]) != entry.keys[place] {
        continue next
      }
      return (index + entry.keys.count, entry.value)
    }
    return nil
  }

  private static func key(_ lexeme: Lexeme) -> UInt64 {
    switch lexeme.kind {
    case .word: lexeme.hash
    case .digits: UInt64(lexeme.value.bitPattern) ^ 0x9E37_79B9_7F4A_7C15
    case .han, .symbol: (UInt64(lexeme.code) &* 0xFF51_AFD7_ED55_8CCD) | 1
    }
  }

  private static func bit(_ key: UInt64) -> Int { Int((key ^ key >> 12 ^ key >> 40) & 4095) }
}
