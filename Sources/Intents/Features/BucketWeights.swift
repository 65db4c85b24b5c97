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

  /// From the buckets of all rows in several lists, each named once a row. A pair seen in one row only
  /// tells nothing.
  init(rows: Int, buckets: [[UInt32]], space: FeatureSpace) {
    var counts = [UInt32](repeating: 0, count: space.count)
    for list in buckets { for bucket in list { counts[Int(bucket)] += 1 } }
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
  func values(of features: some Sequence<UInt32>) -> [Float] {
    let (words, characters) = (
      space.range(.words).upperBound, space.range(.characters).upperBound
    )
    func block(_ bucket: UInt32) -> Int { bucket < words ? 0 : bucket < characters ? 1 : 2 }
    var squares = SIMD4<Float>.zero
    for bucket in features { squares[block(bucket)] += self[bucket] * self[bucket] }
    var filled: Float = 0
    for place in 0..<3 where squares[place] > 0 { filled += 1 }
    var scales = SIMD4<Float>.zero
    for place in 0..<3 where squares[place] > 0 {
      scales[place] = 1 / (squares[place] * filled).squareRoot()
    }
    return features.map { self[$0] * scales[block($0)] }
  }
}
