import CHistograms

/// Grows one tree leaf by leaf over bins, the leaf with the greatest gain first (LightGBM: Ke et al.,
/// NIPS 2017).
///
/// Slope and curvature of a row are whole numbers packed in 64 bits, so that a histogram is one addition
/// a cell and the larger child's is the parent's minus the smaller child's, exactly.
final class TreeGrower {
  /// How large trees may become.
  struct Limits: Sendable {
    var leaves = 31
    var depth = 16
    var leafRows = 20
    var leafCurvature = 1e-3
    var ridge = 0.0
    var leastGain = 0.0
    /// For sets of words: the ridge, the rows a word needs, the rows a group needs, the most words.
    var wordRidge = 10.0
    var wordRows = 10.0
    var groupRows = 100
    var setWords = 32
  }

  struct Leaf {
    var start: Int
    var count: Int
    var depth: Int
    var slope: Double
    var curvature: Double
    var ridge: Double
    var histogram: Int
    var split: Split
    /// Where the leaf hangs: the node, and on which side.
    var parent: Int32
    var isLeft: Bool
  }

  let table: BinnedTable
  let limits: Limits
  /// The rows, leaf by leaf.
  private let rows: UnsafeMutablePointer<Int32>
  private let spare: UnsafeMutablePointer<Int32>
  private let packed: UnsafeMutablePointer<Int64>
  private let histograms: UnsafeMutablePointer<Int64>
  private(set) var leaves: [Leaf] = []
  private var slopeUnit = 1.0
  private var curvatureUnit = 1.0

  init(_ table: BinnedTable, limits: Limits) {
    self.table = table
    self.limits = limits
    rows = .allocate(capacity: max(1, table.rows))
    spare = .allocate(capacity: max(1, table.rows))
    packed = .allocate(capacity: max(1, table.rows))
    histograms = .allocate(capacity: max(1, table.totalBins * (limits.leaves + 1)))
  }

  deinit {
    rows.deallocate()
    spare.deallocate()
    packed.deallocate()
    histograms.deallocate()
  }

  /// The rows of a grown leaf.
  func rows(of leaf: Leaf) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: rows + leaf.start, count: leaf.count)
  }

  /// Grows a tree from slopes and curvatures of the chosen rows; the leaves' values are still to be set.
  func grow(
    slopes: UnsafePointer<Float>, curvatures: UnsafePointer<Float>, chosen: [Int32],
    features chosenFeatures: [Int], into trees: inout TreeEnsemble
  ) {
    let features = chosenFeatures.map { Int32($0) }
    pack(slopes, curvatures, chosen)
    leaves = []
    var root = Leaf(
      start: 0, count: chosen.count, depth: 0, slope: 0, curvature: 0, ridge: limits.ridge,
      histogram: 0, split: Split(), parent: -1, isLeft: true)
    var sum: Int64 = 0
    for place in 0..<chosen.count { sum &+= packed[Int(rows[place])] }
    (root.slope, root.curvature) = decode(sum)
    fill(root.histogram, root.start, root.count, features)
    root.split = bestSplit(of: root, features)
    leaves = [root]
    let firstNode = trees.nodes.count
    while leaves.count < limits.leaves {
      var best = -1
      for place in leaves.indices where leaves[place].split.gain > limits.leastGain {
        if best < 0 || leaves[place].split.gain > leaves[best].split.gain { best = place }
      }
      if best < 0 { break }
      divide(best, features, &trees)
    }
    finish(firstNode, &trees)
  }

  /// Whole numbers for slopes and curvatures, as fine as their sums leave room for.
  private func pack(
    _ slopes: UnsafePointer<Float>, _ curvatures: UnsafePointer<Float>, _ chosen: [Int32]
  ) {
    var steepest: Float = 1e-30
    var roundest: Float = 1e-30
    for row in chosen {
      steepest = max(steepest, abs(slopes[Int(row)]))
      roundest = max(roundest, curvatures[Int(row)])
    }
    let count = Double(max(1, chosen.count))
    slopeUnit = max(Double(steepest) * count / 0x1p30, Double(steepest) / 0x1p22)
    curvatureUnit = max(Double(roundest) * count / 0x1p31, Double(roundest) / 0x1p22)
    let (slopeScale, curvatureScale) = (Float(1 / slopeUnit), Float(1 / curvatureUnit))
    for (place, row) in chosen.enumerated() {
      let index = Int(row)
      rows[place] = row
      let steep = slopes[index] * slopeScale
      let slope = Int64(steep < 0 ? steep - 0.5 : steep + 0.5)
      let curvature = Int64(curvatures[index] * curvatureScale + 0.5)
      packed[index] = slope << 32 &+ curvature
    }
  }

  @inline(__always)
  private func decode(_ sum: Int64) -> (Double, Double) {
    (
      Double(sum >> 32) * slopeUnit, Double(UInt32(truncatingIfNeeded: sum)) * curvatureUnit
    )
  }

  private func histogram(_ place: Int) -> UnsafeMutablePointer<Int64> {
    histograms + place * table.totalBins
  }

  /// Sums slopes and curvatures of a leaf's rows into the bins of every feature.
  private func fill(_ place: Int, _ start: Int, _ count: Int, _ features: [Int32]) {
    let sums = histogram(place)
    sums.update(repeating: 0, count: table.totalBins)
    deskmate_histogram(
      sums, table.bytes, packed, rows + start, count, table.stride, table.offsets, features,
      features.count)
  }

  /// Splits a leaf: its place is taken by the left child, the right one comes last.
  private func divide(_ place: Int, _ features: [Int32], _ trees: inout TreeEnsemble) {
    let leaf = leaves[place]
    let node = Int32(trees.nodes.count)
    trees.nodes.append(leaf.split.node(table, rows: leaf.count, sets: &trees.sets))
    if leaf.parent >= 0 {
      if leaf.isLeft {
        trees.nodes[Int(leaf.parent)].left = node
      } else {
        trees.nodes[Int(leaf.parent)].right = node
      }
    }
    let leftCount = partition(leaf)
    var left = leaf
    left.count = leftCount
    left.depth += 1
    left.parent = node
    left.isLeft = true
    left.ridge = leaf.split.ridge
    var right = left
    right.start = leaf.start + leftCount
    right.count = leaf.count - leftCount
    right.isLeft = false
    (left.slope, left.curvature) = (leaf.split.slope, leaf.split.curvature)
    right.slope = leaf.slope - left.slope
    right.curvature = leaf.curvature - left.curvature
    // The smaller child is counted, the larger is what is left of the parent.
    let fresh = leaves.count
    let mayGoOn = left.depth < limits.depth && leaves.count + 1 < limits.leaves
    if mayGoOn {
      let (small, large) = left.count < right.count ? (left, right) : (right, left)
      fill(fresh, small.start, small.count, features)
      let (sums, parts) = (histogram(leaf.histogram), histogram(fresh))
      for bin in 0..<table.totalBins { sums[bin] &-= parts[bin] }
      left.histogram = small.isLeft ? fresh : large.histogram
      right.histogram = small.isLeft ? large.histogram : fresh
      left.split = bestSplit(of: left, features)
      right.split = bestSplit(of: right, features)
    } else {
      left.split = Split()
      right.split = Split()
    }
    leaves[place] = left
    leaves.append(right)
  }

  /// Puts the rows that go left before those that go right, each in their order.
  private func partition(_ leaf: Leaf) -> Int {
    var goesLeft = [UInt8](repeating: 0, count: 256)
    for bin in leaf.split.leftBins { goesLeft[Int(bin)] = 1 }
    return deskmate_partition(
      rows + leaf.start, spare, leaf.count, table.bytes, table.stride, leaf.split.feature,
      goesLeft)
  }

  /// Hangs the leaves into the tree.
  private func finish(_ firstNode: Int, _ trees: inout TreeEnsemble) {
    trees.roots.append(
      trees.nodes.count > firstNode ? Int32(firstNode) : ~Int32(trees.leaves.count))
    for leaf in leaves {
      let place = ~Int32(trees.leaves.count)
      trees.leaves.append(0)
      trees.leafRows.append(Int32(leaf.count))
      if leaf.parent >= 0 {
        if leaf.isLeft {
          trees.nodes[Int(leaf.parent)].left = place
        } else {
          trees.nodes[Int(leaf.parent)].right = place
        }
      }
    }
  }

  /// The best question for a leaf.
  private func bestSplit(of leaf: Leaf, _ features: [Int32]) -> Split {
    guard leaf.count >= 2 * limits.leafRows, leaf.depth < limits.depth else { return Split() }
    let search = SplitSearch(
      sums: histogram(leaf.histogram), slope: leaf.slope, curvature: leaf.curvature,
      rows: leaf.count, slopeUnit: slopeUnit, curvatureUnit: curvatureUnit, limits: limits)
    var best = Split()
    for feature in features {
      search.look(
        at: Int(feature), bins: table.features[Int(feature)],
        offset: Int(table.offsets[Int(feature)]), &best)
    }
    return best
  }
}
