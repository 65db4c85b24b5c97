/// What each feature adds to a row's score: Shapley values of trees under the rows that each branch holds
/// (TreeSHAP's path-dependent values: Lundberg et al., Nature MI 2020).
///
/// The sum over orders of features is the integral of a product over [0, 1], one factor a feature of the
/// path; Gauss–Legendre nodes give that integral exactly, so that a row costs a few operations a node of
/// the tree instead of a square of the depth a leaf (after Yu et al., "Linear TreeShap", NeurIPS 2022).
public struct TreeContributions: Sendable {
  private let trees: TreeEnsemble
  private let width: Int

  /// Prepares the contributions of some trees over `width` features.
  public init(_ trees: TreeEnsemble, width: Int) {
    self.trees = trees
    self.width = width
  }

  /// For one output the expected score, and what each feature adds to it for a row; together they are the
  /// row's score.
  public func contributions(_ row: [Double], output: Int = 0) -> (
    expected: Double, features: [Double]
  ) {
    var features = [Double](repeating: 0, count: width)
    var expected = trees.base[output]
    trees.nodes.withUnsafeBufferPointer { nodes in
      trees.leaves.withUnsafeBufferPointer { leaves in
        trees.leafRows.withUnsafeBufferPointer { leafRows in
          trees.sets.withUnsafeBufferPointer { sets in
            row.withUnsafeBufferPointer { row in
              features.withUnsafeMutableBufferPointer { features in
                var walk = Walk(
                  nodes: nodes, leaves: leaves, leafRows: leafRows, sets: sets, row: row,
                  features: features)
                for tree in stride(from: output, to: trees.roots.count, by: trees.outputs) {
                  expected += walk.add(trees.roots[tree])
                }
              }
            }
          }
        }
      }
    }
    return (expected, features)
  }
}

/// The walk through one tree.
private struct Walk {
  typealias Points = SIMD8<Double>

  let nodes: UnsafeBufferPointer<TreeEnsemble.Node>
  let leaves: UnsafeBufferPointer<Double>
  let leafRows: UnsafeBufferPointer<Int32>
  let sets: UnsafeBufferPointer<UInt64>
  let row: UnsafeBufferPointer<Double>
  let features: UnsafeMutableBufferPointer<Double>
  /// The features of the path with their factors so far.
  private var path: [(feature: Int32, share: Double, follows: Bool)] = []

  init(
    nodes: UnsafeBufferPointer<TreeEnsemble.Node>, leaves: UnsafeBufferPointer<Double>,
    leafRows: UnsafeBufferPointer<Int32>, sets: UnsafeBufferPointer<UInt64>,
    row: UnsafeBufferPointer<Double>, features: UnsafeMutableBufferPointer<Double>
  ) {
    self.nodes = nodes
    self.leaves = leaves
    self.leafRows = leafRows
    self.sets = sets
    self.row = row
    self.features = features
    path.reserveCapacity(32)
  }

  /// The nodes and weights of Gauss and Legendre's rule on [0, 1]: exact for polynomials of degree 15,
  /// so for paths of sixteen features.
  static let points = Points(
    0.0198550717512319, 0.101666761293187, 0.237233795041836, 0.408282678752175,
    0.591717321247825, 0.762766204958164, 0.898333238706813, 0.980144928248768)
  static let weights = Points(
    0.0506142681451881, 0.111190517226687, 0.156853322938944, 0.181341891689181,
    0.181341891689181, 0.156853322938944, 0.111190517226687, 0.0506142681451881)

  /// Adds a tree's contributions; returns its expected value.
  mutating func add(_ root: Int32) -> Double {
    guard root >= 0 else { return leaves[Int(~root)] }
    var expected = 0.0
    _ = descend(root, Points(repeating: 1), share: 1, &expected)
    return expected
  }

  private func rows(_ place: Int32) -> Double {
    Double(place >= 0 ? nodes[Int(place)].rows : leafRows[Int(~place)])
  }

  /// The factor of a feature at the points: how likely the path is followed when the feature is known
  /// with that probability.
  @inline(__always)
  private func factor(_ share: Double, _ follows: Bool) -> Points {
    Points(repeating: share) + Self.points * ((follows ? 1 : 0) - share)
  }

  /// The sum over the leaves below of value times product of factors.
  private mutating func descend(
    _ place: Int32, _ product: Points, share: Double, _ expected: inout Double
  ) -> Points {
    guard place >= 0 else {
      let value = leaves[Int(~place)]
      expected += share * value
      return product * value
    }
    let node = nodes[Int(place)]
    let goesLeft = TreeEnsemble.goesLeft(node, row[Int(node.feature)], sets)
    var old = (share: 1.0, follows: true)
    var known: Int?
    for (index, step) in path.enumerated() where step.feature == node.feature {
      old = (step.share, step.follows)
      known = index
    }
    let oldFactor = factor(old.share, old.follows)
    let rest = known == nil ? product : product / oldFactor
    var sum = Points.zero
    for (child, follows) in [(node.left, goesLeft), (node.right, !goesLeft)] {
      let part = rows(child) / Double(node.rows)
      guard part > 0 else { continue }
      let new = (share: old.share * part, follows: old.follows && follows)
      let newFactor = factor(new.share, new.follows)
      if let known {
        path[known] = (node.feature, new.share, new.follows)
      } else {
        path.append((node.feature, new.share, new.follows))
      }
      let below = descend(child, rest * newFactor, share: share * part, &expected)
      if known == nil { path.removeLast() }
      sum += below
      let weighted = below * Self.weights
      var gain = ((new.follows ? 1 : 0) - new.share) * (weighted / newFactor).sum()
      if known != nil {
        gain -= ((old.follows ? 1 : 0) - old.share) * (weighted / oldFactor).sum()
      }
      features[Int(node.feature)] += gain
    }
    if let known { path[known] = (node.feature, old.share, old.follows) }
    return sum
  }
}
