import Computing
import Quantities

/// Gradient-boosted trees over histograms, grown leaf by leaf, with missing values and words as they are
/// (Friedman 2001; Ke et al., NIPS 2017).
public struct BoostedTrees: Sendable {
  /// How they are learned.
  public struct Settings: Hashable, Sendable {
    /// The most trees for each output.
    public var trees = 2000
    /// How much of each tree is added.
    public var rate = 0.05
    /// The most leaves of a tree.
    public var leaves = 31
    /// The least rows of a leaf.
    public var leafRows = 20
    /// What is added to the curvature of a leaf.
    public var ridge = 0.0
    /// The share of features each tree may ask of.
    public var featureShare = 1.0
    /// The share of rows each tree learns from.
    public var rowShare = 1.0
    /// After how many trees without a better validation loss to stop.
    public var patience = 40
    /// The seed of the shares.
    public var seed: UInt64 = 1

    /// The settings above.
    public init() {}
  }

  /// The trees.
  public internal(set) var trees: TreeEnsemble
  /// What was made small.
  public let objective: Objective
  /// The loss on the validation rows, or NaN without such rows.
  public let validationLoss: Double

  /// Rows with what is to be foreseen: 0 and 1, class numbers, or numbers.
  public struct Rows: Sendable {
    let matrix: FeatureMatrix
    let targets: [Double]

    /// Creates rows; there must be a target for each.
    public init(_ matrix: FeatureMatrix, targets: [Double]) {
      self.matrix = matrix
      self.targets = targets
    }
  }

  /// Rows in bins, so that several settings can learn from them.
  public struct Prepared: Sendable {
    let rows: Rows
    let table: BinnedTable

    /// Puts rows into bins; `levels` holds the number of words of each feature of words.
    public init(_ rows: Rows, levels: [Int?]) {
      self.rows = rows
      table = BinnedTable(rows.matrix, levels: levels)
    }
  }

  /// Learns trees; with validation rows as many as serve those best, otherwise all.
  public init(
    _ prepared: Prepared, validation: Rows?, objective: Objective, settings: Settings
  ) {
    var training = Training(prepared, validation, objective, settings)
    training.run()
    trees = training.trees
    self.objective = objective
    validationLoss = training.bestLoss
  }

  init(trees: TreeEnsemble, objective: Objective, validationLoss: Double) {
    self.trees = trees
    self.objective = objective
    self.validationLoss = validationLoss
  }

  /// Probabilities or numbers for every row of a matrix.
  public func answers(_ matrix: FeatureMatrix) -> [Double] {
    objective.answers(trees.scores(matrix))
  }
}

/// One course of learning.
private struct Training {
  let prepared: BoostedTrees.Prepared
  let validation: BoostedTrees.Rows?
  let objective: Objective
  let settings: BoostedTrees.Settings
  var trees: TreeEnsemble
  var bestLoss = Double.nan
  private var scores: [Double] = []
  private var validationScores: [Double] = []
  private var generator: SeededGenerator
  private let grower: TreeGrower
  private let slopes: Scratch
  private let curvatures: Scratch

  init(
    _ prepared: BoostedTrees.Prepared, _ validation: BoostedTrees.Rows?, _ objective: Objective,
    _ settings: BoostedTrees.Settings
  ) {
    self.prepared = prepared
    self.validation = validation
    self.objective = objective
    self.settings = settings
    trees = TreeEnsemble(base: objective.base(prepared.rows.targets))
    generator = SeededGenerator(seed: settings.seed)
    var limits = TreeGrower.Limits()
    limits.leaves = max(2, settings.leaves)
    limits.leafRows = settings.leafRows
    limits.ridge = settings.ridge
    grower = TreeGrower(prepared.table, limits: limits)
    slopes = Scratch(prepared.table.rows)
    curvatures = Scratch(prepared.table.rows)
    scores = trees.scores(prepared.rows.matrix)
    if let validation { validationScores = trees.scores(validation.matrix) }
  }

  mutating func run() {
    var bestCount = 0
    if let validation { bestLoss = objective.loss(validationScores, validation.targets) }
    for round in 0..<settings.trees {
      let chosen = chooseRows()
      let features = chooseFeatures()
      for output in 0..<objective.outputs {
        objective.slopes(
          scores, prepared.rows.targets, output: output, into: slopes.start, curvatures.start)
        let first = trees.roots.count
        grower.grow(
          slopes: slopes.start, curvatures: curvatures.start, chosen: chosen,
          features: features, into: &trees)
        setLeaves(output)
        addToScores(chosen, output)
        if let validation {
          trees.add(
            to: &validationScores, validation.matrix, trees: first..<trees.roots.count)
        }
      }
      if let validation {
        let loss = objective.loss(validationScores, validation.targets)
        if loss < bestLoss {
          bestLoss = loss
          bestCount = round + 1
        } else if round + 1 - bestCount >= settings.patience {
          break
        }
      }
      if grower.leaves.count == 1, settings.rowShare == 1, settings.featureShare == 1,
        objective.outputs == 1
      {
        break
      }
    }
    if validation != nil { trees.cut(to: bestCount * objective.outputs) }
  }

  private mutating func chooseRows() -> [Int32] {
    let count = prepared.table.rows
    guard settings.rowShare < 1 else { return (0..<Int32(count)).map { $0 } }
    var chosen: [Int32] = []
    let wanted = max(1, Int(Double(count) * settings.rowShare))
    chosen.reserveCapacity(wanted)
    // Knuth's selection sampling: in order, each row as likely as any other.
    for row in 0..<count where chosen.count < wanted {
      if generator.unit() * Double(count - row) < Double(wanted - chosen.count) {
        chosen.append(Int32(row))
      }
    }
    return chosen
  }

  private mutating func chooseFeatures() -> [Int] {
    var order = Array(0..<prepared.table.width)
    guard settings.featureShare < 1 else { return order }
    let wanted = max(1, Int((Double(order.count) * settings.featureShare).rounded()))
    for place in 0..<wanted {
      order.swapAt(place, place + generator.below(order.count - place))
    }
    return order.prefix(wanted).sorted()
  }

  /// The value of each new leaf: a Newton step, or the quantile of what is left.
  private mutating func setLeaves(_ output: Int) {
    let first = trees.leaves.count - grower.leaves.count
    for (place, leaf) in grower.leaves.enumerated() {
      let rows = grower.rows(of: leaf)
      if case .quantile(let share) = objective {
        let misses = rows.map { prepared.rows.targets[Int($0)] - scores[Int($0)] }.sorted()
        trees.leaves[first + place] = Mathematics.quantile(misses, share) * settings.rate
        continue
      }
      var (slope, curvature) = (0.0, 0.0)
      for row in rows {
        slope += Double(slopes.start[Int(row)])
        curvature += Double(curvatures.start[Int(row)])
      }
      trees.leaves[first + place] = -slope / (curvature + leaf.ridge + 1e-12) * settings.rate
    }
  }

  /// Adds the last tree to the scores of all training rows, those it did not learn from too.
  private mutating func addToScores(_ chosen: [Int32], _ output: Int) {
    let outputs = objective.outputs
    let first = trees.leaves.count - grower.leaves.count
    for (place, leaf) in grower.leaves.enumerated() {
      let value = trees.leaves[first + place]
      for row in grower.rows(of: leaf) { scores[Int(row) * outputs + output] += value }
    }
    guard chosen.count < prepared.table.rows, let root = trees.roots.last else { return }
    let width = prepared.table.width
    prepared.rows.matrix.values.withUnsafeBufferPointer { values in
      trees.nodes.withUnsafeBufferPointer { nodes in
        trees.sets.withUnsafeBufferPointer { sets in
          guard let start = values.baseAddress else { return }
          var next = 0
          for row in 0..<prepared.table.rows {
            if next < chosen.count, Int(chosen[next]) == row {
              next += 1
              continue
            }
            let leaf = TreeEnsemble.leaf(root, start + row * width, nodes, sets)
            scores[row * outputs + output] += trees.leaves[leaf]
          }
        }
      }
    }
  }
}

/// Room for one number a row.
private final class Scratch: @unchecked Sendable {
  let start: UnsafeMutablePointer<Float>

  init(_ count: Int) {
    start = .allocate(capacity: max(1, count))
    start.initialize(repeating: 0, count: max(1, count))
  }

  deinit { start.deallocate() }
}

extension TreeEnsemble {
  /// Keeps the first trees, and lets go of the nodes and leaves of the others.
  mutating func cut(to count: Int) {
    guard count < roots.count else { return }
    let next = roots[count]
    var (lastNode, lastLeaf) = (nodes.count, leaves.count)
    for root in roots[count...] {
      if root >= 0 { lastNode = min(lastNode, Int(root)) }
    }
    if next < 0 { lastLeaf = min(lastLeaf, Int(~next)) }
    for node in nodes[lastNode...] {
      for place in [node.left, node.right] where place < 0 {
        lastLeaf = min(lastLeaf, Int(~place))
      }
    }
    roots.removeLast(roots.count - count)
    nodes.removeLast(nodes.count - lastNode)
    leaves.removeLast(leaves.count - lastLeaf)
    leafRows.removeLast(leafRows.count - lastLeaf)
  }
}
