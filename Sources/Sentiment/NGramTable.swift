import CVectors

/// The n-grams of a fit as they are looked for by the million: most are not there, and a comparison of many
/// tags at once says so without a guess at every slot.
///
/// It answers what `SentimentWeights.slots` does, false friends of sixteen bits included.
struct NGramTable: Sendable {
  /// The tags, the first of them once more behind the last, up to an empty slot: a search never turns round.
  private let tags: [UInt16]
  /// Weight and rarity, in eight bits each, where the tags are.
  private let values: [UInt16]
  private let count: Int

  init(_ slots: [UInt32]) {
    count = slots.count
    let turn = slots.prefix { $0 != 0 }
    let padding = [UInt16](repeating: 0, count: 32)
    // Tags of n-grams are odd: an even one that is not 0 is never found, like one of 0 beside a value.
    let tag = { (slot: UInt32) in
      slot != 0 && slot >> 16 == 0 ? 2 : UInt16(truncatingIfNeeded: slot >> 16)
    }
    tags = slots.map(tag) + turn.map(tag) + padding
    values =
      slots.map { UInt16(truncatingIfNeeded: $0) } + turn.map { UInt16(truncatingIfNeeded: $0) }
      + padding
  }

  /// Calls `use` with what looks n-grams up: a hash's weight and rarity, or 0 when it is none that mattered.
  @inline(__always)
  func look<Value>(_ use: ((UInt64) -> UInt16) -> Value) -> Value {
    tags.withUnsafeBufferPointer { tags in
      values.withUnsafeBufferPointer { values in
        use { hash in
          guard let start = tags.baseAddress else { return 0 }
          let (place, tag) = SentimentWeights.place(of: hash, among: count)
          return values[deskmate_find_tag(start, place, UInt16(truncatingIfNeeded: tag))]
        }
      }
    }
  }
}
