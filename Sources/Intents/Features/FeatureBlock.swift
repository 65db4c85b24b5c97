/// The kinds of features. Each has its own buckets and is brought to length one by itself, so that
/// the many character n-grams of a word do not drown the word.
enum FeatureBlock: Int, CaseIterable {
  /// Words and pairs of neighbours.
  case words
  /// Parts of words; in Chinese, runs of three and four characters.
  case characters
  /// Stems that stand near each other, in any order.
  case pairs
}

/// How many buckets each block hashes its features into.
struct FeatureSpace: Hashable, Sendable {
  /// Buckets of each block; the sum is below 2³¹.
  let sizes: SIMD4<UInt32>

  init(words: Int, characters: Int, pairs: Int) {
    sizes = [UInt32(words), UInt32(characters), UInt32(pairs), 0]
  }

  /// All buckets.
  var count: Int { Int(sizes[0] &+ sizes[1] &+ sizes[2]) }

  /// Where a block's buckets begin and end.
  func range(_ block: FeatureBlock) -> Range<Int> {
    switch block {
    case .words: 0..<Int(sizes[0])
    case .characters: Int(sizes[0])..<Int(sizes[0] &+ sizes[1])
    case .pairs: Int(sizes[0] &+ sizes[1])..<count
    }
  }

  /// The bucket of a feature: the hash's upper half scaled to the block's size.
  @inline(__always)
  func bucket(_ hash: UInt64, _ block: FeatureBlock) -> UInt32 {
    let high = UInt32(truncatingIfNeeded: hash >> 32)
    let base: UInt32
    let size: UInt32
    switch block {
    case .words: (base, size) = (0, sizes[0])
    case .characters: (base, size) = (sizes[0], sizes[1])
    case .pairs: (base, size) = (sizes[0] &+ sizes[1], sizes[2])
    }
    return base &+ UInt32(truncatingIfNeeded: (UInt64(high) &* UInt64(size)) >> 32)
  }
}
