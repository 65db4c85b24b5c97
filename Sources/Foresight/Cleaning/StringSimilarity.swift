/// How alike two short texts are: Jaro's measure with Winkler's prefix (Winkler, "String comparator metrics
/// and enhanced decision rules", 1990), from 0 to 1.
struct StringSimilarity {
  private var taken: [Bool] = []
  private var order: [UInt8] = []

  mutating func callAsFunction(_ left: [UInt8], _ right: [UInt8]) -> Double {
    if left == right { return 1 }
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard !short.isEmpty else { return 0 }
    let window = max(0, long.count / 2 - 1)
    taken.removeAll(keepingCapacity: true)
    taken.append(contentsOf: repeatElement(false, count: long.count))
    order.removeAll(keepingCapacity: true)
    for (place, byte) in short.enumerated() {
      let last = min(long.count, place + window + 1)
      var other = max(0, place - window)
      while other < last {
        if !taken[other], long[other] == byte {
          taken[other] = true
          order.append(byte)
          break
        }
        other += 1
      }
    }
    guard !order.isEmpty else { return 0 }
    var (swapped, next) = (0, 0)
    for (place, byte) in long.enumerated() where taken[place] {
      if order[next] != byte { swapped += 1 }
      next += 1
    }
    let same = Double(order.count)
    let jaro =
      (same / Double(short.count) + same / Double(long.count)
        + (same - Double(swapped / 2)) / same) / 3
    var prefix = 0
    while prefix < min(4, short.count), short[prefix] == long[prefix] { prefix += 1 }
    return jaro + 0.1 * Double(prefix) * (1 - jaro)
  }
}
