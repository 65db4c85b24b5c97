/// How much each bucket tells: its inverse document frequency, in 24ths, so that a byte holds it.
struct BucketWeights: Sendable {
  /// One byte a bucket; 0 for what training never saw.
  let steps: [UInt8]
  let space: FeatureSpace
  /// The length each block is brought to, against the others.
  let blockWeights: SIMD4<Float>
  /// What a feature that was never seen counts in the length of its block, in the same steps.
  let unseenStep: UInt8
  static let scale: Float = 1 / 24

  init(
    steps: [UInt8], space: FeatureSpace, blockWeights: SIMD4<Float> = [1, 1, 1, 0],
    unseenStep: UInt8 = 0
  ) {
    self.unseenStep = unseenStep
    self.steps = steps
    self.space = space
    self.blockWeights = blockWeights
  }

  /// From the buckets of all rows in several lists, each named once a row. A pair seen in one row only
  /// tells nothing. `unseenCount` is whether features that were never seen make a text longer.
  init(
    rows: Int, buckets: [[UInt32]], space: FeatureSpace,
    blockWeights: SIMD4<Float> = [1, 1, 1, 0], unseenCount: Bool = false
  ) {
    func step(_ count: UInt32) -> UInt8 {
      let idf = logarithm(Float(1 + rows) / Float(1 + count)) + 1
      return UInt8(max(1, min(255, (idf / Self.scale).rounded())))
    }
    var counts = [UInt32](repeating: 0, count: space.count)
    for list in buckets { for bucket in list { counts[Int(bucket)] += 1 } }
    let pairs = space.range(.pairs).lowerBound
    steps = counts.indices.map { bucket in
      let count = counts[bucket]
      return count == 0 || (count == 1 && bucket >= pairs) ? 0 : step(count)
    }
    unseenStep = unseenCount ? step(0) : 0
    self.space = space
    self.blockWeights = blockWeights
  }

  subscript(bucket: UInt32) -> Float { Float(steps[Int(bucket)]) * Self.scale }

  /// The values of a row's features: each block brought to its length, then the row to length one.
  /// `unseen` counts the features of each block that have no bucket.
  func values(
    of features: some Sequence<UInt32>, unseen: SIMD4<UInt32> = .zero
  ) -> [Float] {
    let (words, characters) = (
      space.range(.words).upperBound, space.range(.characters).upperBound
    )
    func block(_ bucket: UInt32) -> Int { bucket < words ? 0 : bucket < characters ? 1 : 2 }
    var squares = SIMD4<UInt32>.zero
    for bucket in features {
      let step = UInt32(steps[Int(bucket)])
      squares[block(bucket)] &+= step &* step
    }
    let scales = Self.scales(
      squares: squares, unseen: unseen, unseenStep: unseenStep, blockWeights: blockWeights)
    return features.map { self[$0] * scales[block($0)] }
  }

  /// What each block's values are multiplied by, for sums of squared steps. A block without a known
  /// feature has no part in the length.
  static func scales(
    squares: SIMD4<UInt32>, unseen: SIMD4<UInt32>, unseenStep: UInt8, blockWeights: SIMD4<Float>
  ) -> SIMD4<Float> {
    var filled: Float = 0
    for place in 0..<3 where squares[place] > 0 {
      filled += blockWeights[place] * blockWeights[place]
    }
    var scales = SIMD4<Float>.zero
    let unseenSquare = Float(unseenStep) * Float(unseenStep)
    for place in 0..<3 where squares[place] > 0 {
      let square = Float(squares[place]) + Float(unseen[place]) * unseenSquare
      scales[place] = blockWeights[place] / (scale * (square * filled).squareRoot())
    }
    return scales
  }
}
