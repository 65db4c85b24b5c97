import Text

/// Forms of words: stems that plurals share, and distances between misspellings.
enum Spelling {
  /// The stem of a word in small ASCII letters: `kettles`, `kettle`; `knives`, `knife`.
  static func stem(_ word: [UInt8]) -> [UInt8] {
    var stem = word
    func ends(_ text: StaticString) -> Bool {
      let count = text.utf8CodeUnitCount
      guard stem.count > count else { return false }
      return text.withUTF8Buffer { suffix in
        for place in 0..<count where stem[stem.count - count + place] != suffix[place] {
          return false
        }
        return true
      }
    }
    guard stem.count > 3 else { return stem }
    if ends("ies"), stem.count > 4 {
      stem.removeLast(3)
      stem.append(UInt8(ascii: "y"))
    } else if ends("sses") || ends("xes") || ends("ches") || ends("shes") || ends("zes") {
      stem.removeLast(2)
    } else if ends("s"), !ends("ss"), !ends("us"), !ends("is") {
      stem.removeLast()
    }
    if stem.count > 4, stem.last == UInt8(ascii: "e") { stem.removeLast() }
    if stem.last == UInt8(ascii: "v") { stem[stem.count - 1] = UInt8(ascii: "f") }
    return stem
  }

  static func plural(_ name: String) -> String {
    if name.hasSuffix("y"), !name.hasSuffix("ey"), !name.hasSuffix("ay") {
      return name.dropLast() + "ies"
    }
    if name.hasSuffix("s") || name.hasSuffix("x") || name.hasSuffix("ch") || name.hasSuffix("sh") {
      return name + "es"
    }
    return name + "s"
  }

  static func singular(_ name: String) -> String {
    if name.hasSuffix("ies") { return name.dropLast(3) + "y" }
    if name.hasSuffix("sses") || name.hasSuffix("ches") || name.hasSuffix("shes") {
      return String(name.dropLast(2))
    }
    return name.hasSuffix("s") && !name.hasSuffix("ss") ? String(name.dropLast()) : name
  }

  /// The edits between two words, neighbours swapped being one (optimal string alignment), or
  /// `nil` when there are more than `limit`.
  static func distance(_ left: [UInt8], _ right: ArraySlice<UInt8>, limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    let width = right.count
    let first = right.startIndex
    var before = [Int](repeating: 0, count: width + 1)
    var previous = Array(0...width)
    var current = [Int](repeating: 0, count: width + 1)
    for row in 1...max(1, left.count) where !left.isEmpty {
      current[0] = row
      var least = row
      for column in 1...max(1, width) where width > 0 {
        let same = left[row - 1] == right[first + column - 1]
        var best = previous[column - 1] + (same ? 0 : 1)
        best = min(best, previous[column] + 1, current[column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[first + column - 2],
          left[row - 2] == right[first + column - 1]
        {
          best = min(best, before[column - 2] + 1)
        }
        current[column] = best
        least = min(least, best)
      }
      if least > limit { return nil }
      swap(&before, &previous)
      swap(&previous, &current)
    }
    return previous[width] <= limit ? previous[width] : nil
  }

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
