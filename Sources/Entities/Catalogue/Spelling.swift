import Text

/// How far a word may be misspelt, and the index that finds what it may have been.
enum Spelling {
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = Hash()
    for byte in bytes { hash.combine(byte) }
    return hash.value
  }

  /// Longer words misspell no name; what is left out of them would cost the cube of their length.
  static let longest = 32

  /// How many edits a word of a length may have.
  static func allowance(_ length: Int) -> Int { length < 4 ? 0 : length < 7 ? 1 : 2 }

  /// Hashes of a word and of all it becomes when one letter is left out, or two of a long word.
  ///
  /// Two words within an edit of each other share one of these (W. Garbe's symmetric deletes).
  static func deletions(_ word: [UInt8]) -> [UInt64] {
    var hashes = [hash(word)]
    guard word.count >= 4, word.count <= longest + 2 else { return hashes }
    hashes.reserveCapacity(word.count < 7 ? word.count + 1 : word.count * (word.count + 1) / 2 + 1)
    /// The hash of all from a place on, added to what stands before it.
    func append(_ before: Hash, from place: Int) {
      var whole = before
      for byte in word[place...] { whole.combine(byte) }
      hashes.append(whole.value)
    }
    var start = Hash()
    for skip in word.indices {
      append(start, from: skip + 1)
      start.combine(word[skip])
    }
    guard word.count >= 7 else { return hashes }
    start = Hash()
    for first in word.indices.dropLast() {
      var middle = start
      for second in (first + 1)..<word.count {
        append(middle, from: second + 1)
        middle.combine(word[second])
      }
      start.combine(word[first])
    }
    return hashes
  }
}
