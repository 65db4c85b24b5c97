extension IntentScorer {
  /// The first `count` intents by their probabilities, the greatest first; ties by number, which is
  /// by name.
  mutating func ranked(_ count: Int) -> [Int] {
    let average = average
    order.sort(count) { ~average[$0 >> 4][$0 & 15].bitPattern }
    return order.numbers
  }
}

/// Sorts numbers by 32-bit keys: the upper sixteen bits by radix, the rest where they meet. Ranking
/// every intent of every line this way costs a third of a comparison sort.
struct ProbabilityOrder: Sendable {
  /// The numbers in order.
  private(set) var numbers: [Int] = []
  private var keys: [UInt64] = []
  private var other: [UInt64] = []

  /// Sorts 0..<count; equal keys stay in order.
  mutating func sort(_ count: Int, by key: (Int) -> UInt32) {
    keys.removeAll(keepingCapacity: true)
    for number in 0..<count { keys.append(UInt64(key(number)) << 32 | UInt64(number)) }
    other = keys
    if count > 24 {
      for shift in [UInt64(48), 56] { pass(shift) }
    }
    // What is left is in order but for the lower halves of equal upper ones.
    for index in keys.indices.dropFirst() {
      let moved = keys[index]
      var place = index
      while place > 0, keys[place - 1] > moved {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = moved
    }
    numbers.removeAll(keepingCapacity: true)
    for key in keys { numbers.append(Int(key & 0xFFFF_FFFF)) }
  }

  private mutating func pass(_ shift: UInt64) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 257) { places in
      places.initialize(repeating: 0)
      for key in keys { places[Int(key >> shift & 0xFF) + 1] += 1 }
      for digit in 1..<257 { places[digit] += places[digit - 1] }
      for key in keys {
        let digit = Int(key >> shift & 0xFF)
        other[Int(places[digit])] = key
        places[digit] += 1
      }
    }
    swap(&keys, &other)
  }
}
