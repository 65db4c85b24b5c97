import Computing
import Text

/// Which row of a model each feature has. Features are hashed into many slots; those of a slot that
/// training saw share a row, and what it never saw has none. Where there are more slots than rows, the
/// most frequent slots keep a row of their own and the rare ones share the other half.
///
/// With as many rows and the hash alone, frequent features meet by chance: of Chinese pairs of characters
/// most did, which cost three points with few examples.
struct FeatureTable: Sendable {
  /// The slots of each block.
  let slots: FeatureSpace
  /// The rows of each block, the more frequent first.
  let rows: FeatureSpace
  /// The row of each slot, one added; 0 where there is none. Empty where each slot is a row.
  let places: [UInt16]

  /// As many rows as their numbers have room for.
  static let mostRows = Int(UInt16.max)
}

extension FeatureTable {
  /// The row of each slot, one added, also where each slot is a row.
  var allPlaces: [UInt16] {
    places.isEmpty ? (0..<slots.count).map { UInt16(clamping: $0 + 1) } : places
  }

  /// One in which each slot is a row.
  init(rows: FeatureSpace) {
    slots = rows
    self.rows = rows
    places = []
  }

  /// From the slots of all texts, each named once a text. `room` is how many rows each block may have;
  /// what a block does not need goes to the others.
  init(slots: FeatureSpace, lists: [[UInt32]], room: SIMD4<UInt32>) {
    var counts = [UInt32](repeating: 0, count: slots.count)
    for list in lists { for slot in list { counts[Int(slot)] += 1 } }
    let ranked = FeatureBlock.allCases.map { Self.ranked(counts, slots.range($0), $0) }
    let sizes = Self.sizes(needs: ranked.map(\.count), room: room)
    var places = [UInt16](repeating: 0, count: slots.count)
    var first = 0
    for (block, size) in zip(ranked, sizes) {
      let shared = size < block.count ? size / 2 : 0
      let owned = size - shared
      for (rank, slot) in block.enumerated() where rank < owned || shared > 0 {
        let row = rank < owned ? rank : owned + (rank - owned) % shared
        places[slot] = UInt16(first + row + 1)
      }
      first += size
    }
    self.slots = slots
    rows = FeatureSpace(words: sizes[0], characters: sizes[1], pairs: sizes[2])
    self.places = places
  }

  /// The slots that were filled, the most frequent first. A pair seen in one text only tells nothing.
  private static func ranked(
    _ counts: [UInt32], _ slots: Range<Int>, _ block: FeatureBlock
  ) -> [Int] {
    let least = block == .pairs ? 2 : 1
    return slots.filter { counts[$0] >= least }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
  }

  /// The rows of each block.
  private static func sizes(needs: [Int], room: SIMD4<UInt32>) -> [Int] {
    var left = min(mostRows, Int(room.wrappedSum()))
    var sizes = needs.map { _ in 0 }
    for limit in [{ Int(room[$0]) }, { needs[$0] }] as [(Int) -> Int] {
      for block in needs.indices {
        let more = min(left, min(limit(block), needs[block]) - sizes[block])
        sizes[block] += more
        left -= more
      }
    }
    return sizes
  }
}
