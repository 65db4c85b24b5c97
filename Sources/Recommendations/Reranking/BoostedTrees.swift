/// Regression trees added up, each fitted to what the ones before got wrong (logistic loss).
///
/// J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 2001;
/// second-order leaves and binned splits as in T. Chen and C. Guestrin, "XGBoost", KDD 2016.
public struct BoostedTrees: Reranker.Judge {
  /// What may be chosen.
  public struct Settings: Hashable, Sendable {
    /// How many trees.
    public var trees: Int
    /// How many splits from root to leaf.
    public var depth: Int
    /// How much of each tree is added.
    public var rate: Float

    /// Creates settings.
    public init(trees: Int = 60, depth: Int = 4, rate: Float = 0.1) {
      self.trees = trees
      self.depth = depth
      self.rate = rate
    }
  }

  /// A complete binary tree: splits level by level, then the leaves.
  private struct Tree: Sendable {
    var features: [Int]
    var thresholds: [Float]
    var leaves: [Float]
  }

  private let depth: Int
  private var trees: [Tree] = []
  private let start: Float

  init(_ samples: CandidateSamples, settings: Settings) {
    depth = min(max(settings.depth, 1), 8)
    let bought = samples.labels.reduce(0, +)
    let share = (Double(bought) + 1) / (Double(samples.count) + 2)
    start = Float(naturalLog(share / (1 - share)))
    guard samples.count > 0 else { return }
    let bins = FeatureBins(samples)
    var scores = [Float](repeating: start, count: samples.count)
    for _ in 0..<settings.trees {
      var gradients = [Float](repeating: 0, count: samples.count)
      var curvatures = gradients
      for index in scores.indices {
        let chance = Float(1 / (1 + exponential(-Double(scores[index]))))
        gradients[index] = samples.labels[index] - chance
        curvatures[index] = max(chance * (1 - chance), 1e-6)
      }
      let (tree, leafOf) = Self.grow(
        bins, gradients, curvatures, depth: depth, rate: settings.rate)
      for index in scores.indices { scores[index] += tree.leaves[leafOf[index]] }
      trees.append(tree)
    }
  }

  func judge(_ features: ArraySlice<Float>) -> Float {
    trees.reduce(start) { sum, tree in
      var node = 0
      for _ in 0..<depth {
        let value = features[features.startIndex + tree.features[node]]
        node = 2 * node + (value > tree.thresholds[node] ? 2 : 1)
      }
      return sum + tree.leaves[node - tree.features.count]
    }
  }

  private static func grow(
    _ bins: FeatureBins, _ gradients: [Float], _ curvatures: [Float], depth: Int, rate: Float
  ) -> (tree: Tree, leafOf: [Int]) {
    let splits = (1 << depth) - 1
    var tree = Tree(
      features: Array(repeating: 0, count: splits),
      thresholds: Array(repeating: .infinity, count: splits),
      leaves: Array(repeating: 0, count: splits + 1))
    var nodeOf = [Int](repeating: 0, count: gradients.count)
    for level in 0..<depth {
      let first = (1 << level) - 1
      let sums = NodeSums(bins, gradients, curvatures, nodeOf, first: first, count: 1 << level)
      for node in 0..<(1 << level) {
        guard let best = sums.bestSplit(node) else { continue }
        tree.features[first + node] = best.feature
        tree.thresholds[first + node] = bins.edges[best.feature][best.bin]
      }
      for index in nodeOf.indices {
        let node = nodeOf[index]
        let value = bins.value(index, tree.features[node])
        nodeOf[index] = 2 * node + (value > tree.thresholds[node] ? 2 : 1)
      }
    }
    var sums = [(gradient: Float, curvature: Float)](repeating: (0, 0), count: splits + 1)
    for index in nodeOf.indices {
      sums[nodeOf[index] - splits].gradient += gradients[index]
      sums[nodeOf[index] - splits].curvature += curvatures[index]
    }
    tree.leaves = sums.map { rate * $0.gradient / ($0.curvature + 1) }
    return (tree, nodeOf.map { $0 - splits })
  }
}
