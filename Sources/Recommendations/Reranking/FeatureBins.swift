/// Samples with each feature in at most 32 bins of equally many samples.
struct FeatureBins {
  static let most = 32
  /// The upper edges of each feature's bins, but for the last.
  let edges: [[Float]]
  /// Sample by sample, the bin of each feature.
  let bins: [UInt8]
  private let samples: CandidateSamples

  init(_ samples: CandidateSamples) {
    let width = CandidateFeatures.count
    edges = (0..<width).map { feature in
      let sorted = stride(from: feature, to: samples.features.count, by: width)
        .map { samples.features[$0] }.sorted()
      var edges: [Float] = []
      for bin in 1..<Self.most {
        let edge = sorted[bin * sorted.count / Self.most]
        if edge > edges.last ?? -.infinity, edge < sorted[sorted.count - 1] { edges.append(edge) }
      }
      return edges
    }
    let edges = edges
    bins = samples.features.enumerated().map { index, value in
      let own = edges[index % width]
      var low = 0
      var high = own.count
      while low < high {
        let middle = (low + high) / 2
        if own[middle] < value { low = middle + 1 } else { high = middle }
      }
      return UInt8(low)
    }
    self.samples = samples
  }

  func value(_ sample: Int, _ feature: Int) -> Float {
    samples.features[sample * CandidateFeatures.count + feature]
  }
}

/// Sums of gradients by node, feature and bin, of one level of a tree.
struct NodeSums {
  private var gradients: [Float]
  private var curvatures: [Float]
  private let edges: [[Float]]

  init(
    _ bins: FeatureBins, _ gradients: [Float], _ curvatures: [Float], _ nodeOf: [Int], first: Int,
    count: Int
  ) {
    let width = CandidateFeatures.count
    edges = bins.edges
    self.gradients = Array(repeating: 0, count: count * width * FeatureBins.most)
    self.curvatures = self.gradients
    for index in nodeOf.indices {
      let row = (nodeOf[index] - first) * width
      for feature in 0..<width {
        let place = (row + feature) * FeatureBins.most + Int(bins.bins[index * width + feature])
        self.gradients[place] += gradients[index]
        self.curvatures[place] += curvatures[index]
      }
    }
  }

  /// The split that lowers the loss most, or `nil` when none does.
  func bestSplit(_ node: Int) -> (feature: Int, bin: Int)? {
    var best: (gain: Float, feature: Int, bin: Int) = (1e-4, -1, 0)
    for feature in edges.indices {
      let start = (node * edges.count + feature) * FeatureBins.most
      let range = start..<(start + FeatureBins.most)
      let total = range.reduce((Float(0), Float(0))) {
        ($0.0 + gradients[$1], $0.1 + curvatures[$1])
      }
      var (left, weight): (Float, Float) = (0, 0)
      for bin in edges[feature].indices {
        left += gradients[start + bin]
        weight += curvatures[start + bin]
        let (right, rest) = (total.0 - left, total.1 - weight)
        guard weight > 1, rest > 1 else { continue }
        let gain =
          left * left / (weight + 1) + right * right / (rest + 1)
          - total.0 * total.0 / (total.1 + 1)
        if gain > best.gain { best = (gain, feature, bin) }
      }
    }
    return best.feature < 0 ? nil : (best.feature, best.bin)
  }
}
