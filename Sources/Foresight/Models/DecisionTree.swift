/// One tree with few leaves: groups that can be said in words (CART, Breiman et al. 1984, grown best first).
public struct DecisionTree: Sendable {
  /// The tree; its leaf values are shares, means, or the classes' shares one output after the other.
  public let tree: TreeEnsemble
  /// The shares of each class in every leaf, for several classes.
  let shares: [[Double]]
  let classes: Int

  /// A group: the questions that lead to it, and what is known of it.
  public struct Group: Sendable {
    /// What must hold, in order, the tightest of each kind only.
    public let conditions: [Condition]
    /// How many training rows it holds.
    public let rows: Int
    /// The share of positive rows, or the mean.
    public let value: Double
  }

  /// One condition on a feature.
  public enum Condition: Hashable, Sendable {
    case atMost(feature: Int, Double, orMissing: Bool)
    case above(feature: Int, Double, orMissing: Bool)
    case oneOf(feature: Int, [Int])
    case noneOf(feature: Int, [Int])
  }

  /// Grows a tree over prepared rows with `leaves` groups at most.
  public init(
    _ prepared: BoostedTrees.Prepared, objective: Objective, leaves: Int = 8, leafRows: Int = 20
  ) {
    let targets = prepared.rows.targets
    var limits = TreeGrower.Limits()
    limits.leaves = leaves
    limits.leafRows = leafRows
    limits.wordRidge = 0
    limits.groupRows = leafRows
    let grower = TreeGrower(prepared.table, limits: limits)
    let mean = targets.reduce(0, +) / Double(max(1, targets.count))
    let slopes = targets.map { Float(mean - $0) }
    let curvatures = [Float](repeating: 1, count: targets.count)
    var tree = TreeEnsemble(base: [0])
    grower.grow(
      slopes: slopes, curvatures: curvatures, chosen: (0..<Int32(targets.count)).map { $0 },
      features: Array(0..<prepared.table.width), into: &tree)
    classes = objective.outputs
    var shares: [[Double]] = []
    for (place, leaf) in grower.leaves.enumerated() {
      let rows = grower.rows(of: leaf)
      let sum = rows.reduce(0) { $0 + targets[Int($1)] }
      switch objective {
      case .binary:
        // Laplace's rule, with the mean for the two imagined rows.
        tree.leaves[place] = (sum + mean) / (Double(rows.count) + 1)
      case .squares: tree.leaves[place] = sum / Double(max(1, rows.count))
      case .quantile(let share):
        tree.leaves[place] = Mathematics.quantile(
          rows.map { targets[Int($0)] }.sorted(), share)
      case .classes(let count):
        var counts = [Double](repeating: 1 / Double(count), count: count)
        for row in rows { counts[Int(targets[Int(row)])] += 1 }
        shares.append(counts.map { $0 / Double(rows.count + 1) })
      }
    }
    self.tree = tree
    self.shares = shares
  }

  /// Probabilities or numbers for every row.
  public func answers(_ matrix: FeatureMatrix) -> [Double] {
    guard classes > 1 else { return tree.scores(matrix) }
    return groups(matrix).flatMap { shares[$0] }
  }

  /// The place of each row's group.
  public func groups(_ matrix: FeatureMatrix) -> [Int] {
    guard let root = tree.roots.first else { return [] }
    return matrix.values.withUnsafeBufferPointer { values in
      tree.nodes.withUnsafeBufferPointer { nodes in
        tree.sets.withUnsafeBufferPointer { sets in
          guard let start = values.baseAddress else { return [] }
          return (0..<matrix.rows).map {
            TreeEnsemble.leaf(root, start + $0 * matrix.width, nodes, sets)
          }
        }
      }
    }
  }

  /// The groups, by the place of their leaf.
  public var groups: [Group] {
    var result: [Group?] = Array(repeating: nil, count: tree.leaves.count)
    func walk(_ place: Int32, _ conditions: [Condition]) {
      guard place >= 0 else {
        let leaf = Int(~place)
        result[leaf] = Group(
          conditions: conditions, rows: Int(tree.leafRows[leaf]), value: tree.leaves[leaf])
        return
      }
      let node = tree.nodes[Int(place)]
      let (left, right) = questions(of: node)
      walk(node.left, Self.adding(left, to: conditions))
      walk(node.right, Self.adding(right, to: conditions))
    }
    if let root = tree.roots.first { walk(root, []) }
    return result.compactMap(\.self)
  }

  private func questions(of node: TreeEnsemble.Node) -> (Condition, Condition) {
    let feature = Int(node.feature)
    guard node.set >= 0 else {
      return (
        .atMost(feature: feature, node.threshold, orMissing: node.missingSeen && node.missingLeft),
        .above(feature: feature, node.threshold, orMissing: node.missingSeen && !node.missingLeft)
      )
    }
    var codes: [Int] = []
    for code in 0..<Int(node.setSize) * 64
    where tree.sets[Int(node.set) + code >> 6] >> UInt64(code & 63) & 1 == 1 {
      codes.append(code)
    }
    return (.oneOf(feature: feature, codes), .noneOf(feature: feature, codes))
  }

  /// A tighter condition of the same kind takes the place of the looser one.
  private static func adding(_ new: Condition, to conditions: [Condition]) -> [Condition] {
    conditions.filter { old in
      switch (old, new) {
      case (.atMost(let a, _, _), .atMost(let b, _, _)): a != b
      case (.above(let a, _, _), .above(let b, _, _)): a != b
      default: true
      }
    } + [new]
  }
}
