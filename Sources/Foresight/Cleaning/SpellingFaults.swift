internal import Text

/// Rare values that are a letter or two away from a frequent one.
enum SpellingFaults {
  /// The faults of one column.
  static func find(_ table: CellTable, _ place: Int) -> [CellFault] {
    let column = table.columns[place]
    let counts = column.counts
    let known = column.values.indices.filter { !column.isMissing[$0] }
    let rows = known.reduce(0) { $0 + counts[$1] }
    let frequent = known.filter { counts[$0] >= 5 }
    // Where most values are rare, as names of people are, two that look alike are two.
    guard frequent.reduce(0, { $0 + counts[$1] }) * 10 >= rows * 7, rows >= 20 else { return [] }
    let words = frequent.map { Spelled($0, column.values[$0], counts[$0]) }
    let parts = parts(column, counts)
    var likely: [Int32: Spelled] = [:]
    for code in known
    where counts[code] <= max(3, rows / 500) && CellForm.number(column.values[code]) == nil {
      let word = Spelled(code, column.values[code], counts[code])
      if let right = nearest(word, words),
        // What differs is a word of its own elsewhere: another country's code, not a slip.
        CellForm.parts(column.values[code]).subtracting(CellForm.parts(column.values[right.code]))
          .allSatisfy({ parts[$0, default: 0] < 5 })
      {
        likely[Int32(code)] = right
      }
    }
    guard !likely.isEmpty else { return [] }
    return column.codes.enumerated().compactMap { row, code in
      likely[code].map {
        CellFault(
          row: row, column: place, .misspelt(times: $0.count), likely: column.values[$0.code],
          isSure: $0.count >= 20 * counts[Int(code)])
      }
    }
  }

  /// How many rows hold each word.
  private static func parts(_ column: CellTable.Column, _ counts: [Int]) -> [String: Int] {
    var parts: [String: Int] = [:]
    for (code, text) in column.values.enumerated() where !column.isMissing[code] {
      for part in CellForm.parts(text) { parts[part, default: 0] += counts[code] }
    }
    return parts
  }

  /// A value as its spelling is compared.
  private struct Spelled {
    let code: Int
    let count: Int
    let bytes: [UInt8]
    let digits: [UInt8]
    /// One bit for each letter that occurs: two words an edit apart differ in two bits at most.
    let letters: UInt64

    init(_ code: Int, _ text: String, _ count: Int) {
      self.code = code
      self.count = count
      bytes = Array(text.utf8)
      digits = CellForm.digits(bytes)
      letters = bytes.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }
  }

  private static func nearest(_ word: Spelled, _ words: [Spelled]) -> Spelled? {
    let length = word.bytes.count
    guard length >= 3 else { return nil }
    var best: (word: Spelled, edits: Int)?
    for other in words where other.count >= 4 * word.count && other.code != word.code {
      // A slip in every ten letters, and one in a short word; more where nearly all have the other.
      let isRule = other.count >= 50 * word.count
      let limit = max(1, length / (isRule ? 5 : 10))
      guard abs(other.bytes.count - length) <= limit, length >= 5 || isRule,
        (other.letters ^ word.letters).nonzeroBitCount <= 2 * limit,
        // Codes and sizes differ in their digits on purpose.
        other.digits == word.digits,
        let edits = SpellingDistance.edits(word.bytes, other.bytes, limit: limit), edits > 0
      else { continue }
      if let found = best, (found.edits, -found.word.count) <= (edits, -other.count) { continue }
      best = (other, edits)
    }
    return best?.word
  }
}
