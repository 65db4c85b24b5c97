import Computing
/// Weights in 8 bits: each column has its own step, so that an intent of small weights loses nothing.
struct QuantizedWeights: Sendable {
  /// One row a bucket, scaled by what the bucket tells: adding rows is all that scoring does.
  var rows: [Int8]
  var columnScales: [Float]
  var biases: [Float]
  var outputs: [Int8]
  var outputScales: [Float]
  var outputBiases: [Float]

  init(
    linear: [[SIMD16<Float>]], networks: [NetworkTrainer.Weights], frequencies: BucketWeights,
    threads: Int
  ) {
    let buckets = frequencies.space.count
    let lanes = linear.count + networks.reduce(0) { $0 + $1.width }
    let columns = (lanes * 16 + 31) / 32 * 32
    // Every lane of sixteen columns as (weights, stride, offset).
    var sources: [(weights: [SIMD16<Float>], width: Int, lane: Int)] = linear.map { ($0, 1, 0) }
    for network in networks {
      for lane in 0..<network.width { sources.append((network.input, network.width, lane)) }
    }
    let all = sources
    let parts = parallelMap(lanes, threads: threads) { lane in
      let (weights, width, offset) = all[lane]
      var greatest = SIMD16<Float>(repeating: 1e-9)
      for bucket in 0..<buckets where frequencies.steps[bucket] > 0 {
        let row = weights[bucket * width + offset] * frequencies[UInt32(bucket)]
        // Masks stay vectors where `pointwiseMax` would go lane by lane.
        let size = row.replacing(with: -row, where: row .< 0)
        greatest.replace(with: size, where: size .> greatest)
      }
      let scale = greatest / 127
      var steps = [SIMD16<Int8>](repeating: .zero, count: buckets)
      for bucket in 0..<buckets where frequencies.steps[bucket] > 0 {
        let row = weights[bucket * width + offset] * frequencies[UInt32(bucket)] / scale
        steps[bucket] = Self.rounded(row)
      }
      return (steps, scale, weights[buckets * width + offset])
    }
    rows = [Int8](repeating: 0, count: buckets * columns)
    columnScales = [Float](repeating: 0, count: columns)
    biases = columnScales
    for (lane, (steps, scale, bias)) in parts.enumerated() {
      for index in 0..<16 {
        columnScales[lane * 16 + index] = scale[index]
        biases[lane * 16 + index] = bias[index]
      }
      rows.withUnsafeMutableBytes { raw in
        for bucket in 0..<buckets {
          raw.storeBytes(
            of: steps[bucket], toByteOffset: bucket * columns + lane * 16, as: SIMD16<Int8>.self)
        }
      }
    }
    outputs = []
    outputScales = []
    outputBiases = []
    for network in networks { addOutputs(of: network) }
  }

  /// The second layer of a network: one step for all of it, the biases as they are.
  private mutating func addOutputs(of network: NetworkTrainer.Weights) {
    let units = network.width * 16
    let layer = network.output.prefix(units * network.classWidth)
    let greatest = layer.reduce(Float(1e-9)) { max($0, $1.max(), -$1.min()) }
    let scale = greatest / 127
    outputScales.append(scale)
    for row in layer {
      let steps = Self.rounded(row / scale)
      for index in 0..<16 { outputs.append(steps[index]) }
    }
    for row in network.output.suffix(network.classWidth) {
      for index in 0..<16 { outputBiases.append(row[index]) }
    }
  }

  /// The nearest whole numbers of −127…127, ties to even: adding 1.5 · 2²³ leaves them in the lowest bits.
  @inline(__always)
  private static func rounded(_ values: SIMD16<Float>) -> SIMD16<Int8> {
    SIMD16(truncatingIfNeeded: unsafeBitCast(values + 12_582_912, to: SIMD16<Int32>.self))
  }
}
