/// How far two spellings lie apart.
package enum SpellingDistance {
  /// The edits between two words, neighbours swapped being one (optimal string alignment), or
  /// `nil` when there are more than `limit`.
  package static func edits(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    if limit == 1 { return left == right ? 0 : isOneEdit(left, right) ? 1 : nil }
    let width = right.count
    var before = [Int](repeating: 0, count: width + 1)
    var previous = Array(0...width)
    var current = [Int](repeating: 0, count: width + 1)
    for row in 1...max(1, left.count) where !left.isEmpty {
      current[0] = row
      var least = row
      for column in 1...max(1, width) where width > 0 {
        let same = left[row - 1] == right[column - 1]
        var best = previous[column - 1] + (same ? 0 : 1)
        best = min(best, previous[column] + 1, current[column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
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

  /// Whether, of two different words, one letter was changed, left out, added, or swapped with its neighbour.
  private static func isOneEdit(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    var start = 0
    while start < short.count, short[start] == long[start] { start += 1 }
    let rest = short[start...]
    if short.count < long.count { return rest.elementsEqual(long[(start + 1)...]) }
    if rest.dropFirst().elementsEqual(long[start...].dropFirst()) { return true }
    guard rest.count > 1 else { return false }
    return short[start] == long[start + 1] && short[start + 1] == long[start]
      && rest.dropFirst(2).elementsEqual(long[start...].dropFirst(2))
  }
}
