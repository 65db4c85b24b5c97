import Text

/// Knows the words of the articles, and which of them a misspelt one was meant to be.
package struct Spelling: Sendable {
  private let byLength: [Int: [[UInt8]]]

  private static let shortest = 4

  /// Keeps the words long enough that one slip leaves them recognisable.
  package init(vocabulary: some Sequence<String>) {
    byLength = Dictionary(
      grouping: vocabulary.filter { Self.isWord(Array($0.utf8)) }.sorted().map { Array($0.utf8) },
      by: \.count)
  }

  private static func isWord(_ word: [UInt8]) -> Bool {
    word.count >= shortest && word.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
  }

  /// The word one slip away, with the same first letter, or `nil`; the first by name of several.
  package func correction(of word: String) -> String? {
    let letters = Array(word.utf8)
    guard Self.isWord(letters) else { return nil }
    for length in [letters.count, letters.count + 1, letters.count - 1] {
      for candidate in byLength[length] ?? []
      where candidate[0] == letters[0]
        && SpellingDistance.edits(letters, candidate, limit: 1) != nil
      {
        return String(decoding: candidate, as: UTF8.self)
      }
    }
    return nil
  }
}
