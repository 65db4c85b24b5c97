/// Decision trees whose leaves are summed, in flat arrays that are scored in a few microseconds.
public struct TreeEnsemble: Sendable {
  /// One question: is the number at most the threshold, or is the word in the set?
  public struct Node: Sendable {
    /// The highest number that goes left.
    public var threshold: Double
    /// The feature asked.
    public var feature: Int32
    /// Where to go on; a negative number is the complement of a leaf's place.
    public var left: Int32
    /// Where to go on otherwise.
    public var right: Int32
    /// How many training rows came here.
    public var rows: Int32
    /// The first word of the set in `sets`, or −1 for numbers.
    public var set: Int32
    /// How many words of 64 bits the set has.
    public var setSize: Int16
    /// Whether what is missing goes left.
    public var missingLeft: Bool
    /// Whether anything was missing in training.
    public var missingSeen: Bool
  }

  /// All nodes of all trees.
  public var nodes: [Node] = []
  /// All leaves of all trees.
  public var leaves: [Double] = []
  /// How many training rows each leaf holds.
  public var leafRows: [Int32] = []
  /// The first node of each tree, or the complement of its only leaf.
  public var roots: [Int32] = []
  /// Bit sets of words.
  public var sets: [UInt64] = []
  /// What all sums start from, one for each output.
  public var base: [Double]

  /// An ensemble without trees; `base` holds a number for each output.
  public init(base: [Double]) { self.base = base }

  /// How many numbers it foresees; the trees take turns.
  public var outputs: Int { base.count }

  /// Whether a value goes left at a node.
  @inline(__always)
  package static func goesLeft(_ node: Node, _ value: Double, _ sets: UnsafeBufferPointer<UInt64>)
    -> Bool
  {
    if node.set < 0 {
      return value <= node.threshold || (node.missingLeft && value != value)
    }
    guard value >= 0 else { return node.missingLeft }
    let code = Int(value)
    guard code >> 6 < Int(node.setSize) else { return false }
    return sets[Int(node.set) + code >> 6] >> UInt64(code & 63) & 1 == 1
  }

  /// Where a row ends in the tree that starts at `root`.
  @inline(__always)
  static func leaf(
    _ root: Int32, _ row: UnsafePointer<Double>, _ nodes: UnsafeBufferPointer<Node>,
    _ sets: UnsafeBufferPointer<UInt64>
  ) -> Int {
    var place = root
    while place >= 0 {
      let node = nodes[Int(place)]
      place = goesLeft(node, row[Int(node.feature)], sets) ? node.left : node.right
    }
    return Int(~place)
  }

  /// The sums for every row of a matrix, by output: `result[row * outputs + output]`.
  public func scores(_ matrix: FeatureMatrix, trees: Range<Int>? = nil) -> [Double] {
    var sums: [Double] = []
    sums.reserveCapacity(matrix.rows * outputs)
    for _ in 0..<matrix.rows { sums.append(contentsOf: base) }
    add(to: &sums, matrix, trees: trees ?? 0..<roots.count)
    return sums
  }

  /// Adds what some trees say of every row.
  func add(to sums: inout [Double], _ matrix: FeatureMatrix, trees: Range<Int>) {
    let outputs = outputs
    matrix.values.withUnsafeBufferPointer { values in
      nodes.withUnsafeBufferPointer { nodes in
        leaves.withUnsafeBufferPointer { leaves in
          sets.withUnsafeBufferPointer { sets in
            sums.withUnsafeMutableBufferPointer { sums in
              guard let start = values.baseAddress else { return }
              for row in 0..<matrix.rows {
                let row = (start + row * matrix.width, row * outputs)
                for tree in trees {
                  let leaf = Self.leaf(roots[tree], row.0, nodes, sets)
                  sums[row.1 + (outputs == 1 ? 0 : tree % outputs)] += leaves[leaf]
                }
              }
            }
          }
        }
      }
    }
  }

  /// The sums of one row.
  public func score(_ row: [Double]) -> [Double] {
    scores(FeatureMatrix(values: row, rows: 1, width: row.count))
  }

  /// How many bytes its arrays take.
  public var byteCount: Int {
    nodes.count * MemoryLayout<Node>.stride + leaves.count * 12 + roots.count * 4
      + sets.count * 8 + base.count * 8
  }
}
