/// How much each bucket tells: its inverse document frequency, in 24ths, so that a byte holds it.
struct BucketWeights: Sendable {
  /// One byte a bucket; 0 for what training never saw.
  let steps: [UInt8]
  let space: FeatureSpace
  static let scale: Float = 1 / 24

  init(steps: [UInt8], space: FeatureSpace) {
    self.steps = steps
    self.space = space
  }

  /// From the buckets of all rows, each named once a row. A pair seen in one row only tells nothing.
  init(rows: Int, buckets: [UInt32], space: FeatureSpace) {
    var counts = [UInt32](repeating: 0, count: space.count)
    for bucket in buckets { counts[Int(bucket)] += 1 }
    let pairs = space.range(.pairs).lowerBound
    steps = counts.indices.map { bucket in
      let count = counts[bucket]
      if count == 0 || (count == 1 && bucket >= pairs) { return 0 }
      let idf = logarithm(Float(1 + rows) / Float(1 + count)) + 1
      return UInt8(max(1, min(255, (idf / Self.scale).rounded())))
    }
    self.space = space
  }

  subscript(bucket: UInt32) -> Float { Float(steps[Int(bucket)]) * Self.scale }

  /// The values of a row's features: each block brought to length one, then the row.
  func values(of features: [UInt32]) -> [Float] {
    var squares = SIMD4<Float>.zero
    let ends = FeatureBlock.allCases.map { UInt32(space.range($0).upperBound) }
    func block(_ bucket: UInt32) -> Int { bucket < ends[0] ? 0 : bucket < ends[1] ? 1 : 2 }
    for bucket in features { squares[block(bucket)] += self[bucket] * self[bucket] }
    let filled = (0..<3).reduce(Float(0)) { $0 + (squares[$1] > 0 ? 1 : 0) }
    let scales = (0..<3).map { squares[$0] > 0 ? 1 / (squares[$0] * filled).squareRoot() : 0 }
    return features.map { self[$0] * scales[block($0)] }
  }
}
