public import Diagnostics

/// All sets of items that enough baskets hold (FP-growth: Han, Pei and Yin, SIGMOD 2000).
public struct FrequentSets: Sendable {
  /// The items of all sets, one set after the other; within a set the rarest item first.
  public private(set) var items: [Int32] = []
  /// Where each set begins in `items`, and one more place for the end.
  public private(set) var starts: [Int32] = [0]
  /// In how many baskets each set stands.
  public private(set) var supports: [Int32] = []

  /// How many sets there are.
  public var count: Int { supports.count }

  /// The items of a set.
  public func set(_ place: Int) -> ArraySlice<Int32> {
    items[Int(starts[place])..<Int(starts[place + 1])]
  }

  /// The most sets that are listed: more than anybody reads, and the memory's end.
  public static let limit = 5_000_000

  /// Finds the sets that at least `support` baskets hold. Throws a `Fault` when there are more than `limit`.
  public init(_ baskets: Baskets, support: Int) throws(Fault) {
    var growth = Growth(support: Int32(max(1, support)))
    let (tree, names) = growth.tree(baskets)
    do {
      try growth.mine(tree, names)
    } catch {
      let largest = baskets.baskets.indices.max {
        baskets.baskets[$0].count < baskets.baskets[$1].count
      }
      let hint = largest.map {
        "; the largest basket, number \($0 + 1), holds \(baskets.baskets[$0].count) items"
      }
      throw Fault(file: error.file, error.message + (hint ?? ""))
    }
    items = growth.items
    starts = growth.starts
    supports = growth.supports
  }
}

/// A tree of baskets by item: the nodes of an item stand together, with the place of their parent.
///
/// Items are ranks, the most frequent 0; a parent's rank is lower than its child's, so going through the
/// ranks downwards meets every child before its parent, and upwards every parent before its child.
private struct PrefixTree {
  /// For each rank where its nodes begin.
  var starts: [Int32] = [0]
  var parents: [Int32] = []
  var counts: [Int32] = []
  /// The rank of each node, and each rank's baskets.
  var ranks: [Int32] = []
  var supports: [Int32] = []
}

private struct Growth {
  let support: Int32
  var items: [Int32] = []
  var starts: [Int32] = [0]
  var supports: [Int32] = []
  private var suffix: [Int32] = []

  init(support: Int32) { self.support = support }

  /// The tree of all baskets, and the item of each rank.
  func tree(_ baskets: Baskets) -> (PrefixTree, [Int32]) {
    var counts = [Int32](repeating: 0, count: baskets.items.count)
    for basket in baskets.baskets { for item in basket { counts[Int(item)] += 1 } }
    let names = counts.indices.filter { counts[$0] >= support }
      .sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    var rank = [Int32](repeating: -1, count: counts.count)
    for (place, item) in names.enumerated() { rank[item] = Int32(place) }
    var rows = baskets.baskets.map { basket in
      basket.compactMap { rank[Int($0)] >= 0 ? rank[Int($0)] : nil }.sorted()
    }
    rows.sort { $0.lexicographicallyPrecedes($1) }
    // Sorted baskets share their heads with the one before: a path that is still open.
    var nodes: [(rank: Int32, parent: Int32, count: Int32)] = []
    var path: [Int32] = []
    var last: [Int32] = []
    for row in rows {
      var shared = 0
      while shared < min(row.count, last.count), row[shared] == last[shared] {
        nodes[Int(path[shared])].count += 1
        shared += 1
      }
      path.removeLast(path.count - shared)
      for item in row[shared...] {
        nodes.append((item, path.last ?? -1, 1))
        path.append(Int32(nodes.count - 1))
      }
      last = row
    }
    return (Self.ordered(nodes, ranks: names.count), names.map { Int32($0) })
  }

  /// Puts the nodes of each rank together.
  private static func ordered(
    _ nodes: [(rank: Int32, parent: Int32, count: Int32)], ranks: Int
  ) -> PrefixTree {
    var tree = PrefixTree()
    var sizes = [Int32](repeating: 0, count: ranks)
    for node in nodes { sizes[Int(node.rank)] += 1 }
    tree.starts = sizes.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    var next = tree.starts
    var moved = [Int32](repeating: 0, count: nodes.count)
    tree.parents = [Int32](repeating: -1, count: nodes.count)
    tree.counts = tree.parents
    tree.ranks = tree.parents
    tree.supports = [Int32](repeating: 0, count: ranks)
    for (place, node) in nodes.enumerated() {
      let new = next[Int(node.rank)]
      next[Int(node.rank)] += 1
      moved[place] = new
      tree.parents[Int(new)] = node.parent >= 0 ? moved[Int(node.parent)] : -1
      tree.counts[Int(new)] = node.count
      tree.ranks[Int(new)] = node.rank
      tree.supports[Int(node.rank)] += node.count
    }
    return tree
  }

  /// Lists the sets that end in each rank, then those of the baskets that hold it.
  mutating func mine(_ tree: PrefixTree, _ names: [Int32]) throws(Fault) {
    let projection = Projection(tree)
    for rank in names.indices {
      suffix.append(names[rank])
      try list(tree.supports[rank])
      if rank > 0 {
        let kept = projection.count(rank, support)
        if kept.count == 1 {
          // One item is left: no tree is needed to see what holds it.
          suffix.append(names[kept[0].rank])
          try list(kept[0].support)
          suffix.removeLast()
        } else if !kept.isEmpty {
          try mine(projection.built(rank, kept), kept.map { names[$0.rank] })
        }
        projection.clear(rank)
      }
      suffix.removeLast()
    }
  }

  private mutating func list(_ support: Int32) throws(Fault) {
    items += suffix
    starts.append(Int32(items.count))
    supports.append(support)
    if supports.count > FrequentSets.limit {
      throw Fault(
        file: nil, "more than \(FrequentSets.limit) sets are that frequent; raise --support")
    }
  }
}

/// The baskets of a tree that hold one rank, without that rank and without what is then too rare.
///
/// Flat memory, used again for each rank: at most as many nodes of a rank are visited as there are, so
/// their list has room where the rank's own nodes stand.
private final class Projection {
  private let tree: PrefixTree
  private let counts: UnsafeMutablePointer<Int32>
  private let moved: UnsafeMutablePointer<Int32>
  private let visited: UnsafeMutablePointer<Int32>
  /// How many nodes of each rank were visited.
  private let sizes: UnsafeMutablePointer<Int32>

  init(_ tree: PrefixTree) {
    self.tree = tree
    let (nodes, ranks) = (max(1, tree.parents.count), max(1, tree.supports.count))
    counts = .allocate(capacity: nodes)
    moved = .allocate(capacity: nodes)
    visited = .allocate(capacity: nodes)
    sizes = .allocate(capacity: ranks)
    counts.initialize(repeating: 0, count: nodes)
    sizes.initialize(repeating: 0, count: ranks)
  }

  deinit {
    counts.deallocate()
    moved.deallocate()
    visited.deallocate()
    sizes.deallocate()
  }

  /// The ranks that are frequent among the baskets with `rank`. Goes downwards: a node's count is whole
  /// before its parent's turn comes.
  func count(_ rank: Int, _ support: Int32) -> [(rank: Int, support: Int32)] {
    var kept: [(rank: Int, support: Int32)] = []
    tree.parents.withUnsafeBufferPointer { parents in
      tree.ranks.withUnsafeBufferPointer { ranks in
        tree.starts.withUnsafeBufferPointer { starts in
          func push(_ parent: Int32, _ count: Int32) {
            guard parent >= 0 else { return }
            let place = Int(parent)
            if counts[place] == 0 {
              let other = Int(ranks[place])
              visited[Int(starts[other] &+ sizes[other])] = parent
              sizes[other] &+= 1
            }
            counts[place] &+= count
          }
          for node in Int(starts[rank])..<Int(starts[rank + 1]) {
            push(parents[node], tree.counts[node])
          }
          for other in stride(from: rank - 1, through: 0, by: -1) where sizes[other] > 0 {
            var sum: Int32 = 0
            let first = visited + Int(starts[other])
            for place in 0..<Int(sizes[other]) {
              let node = Int(first[place])
              sum &+= counts[node]
              push(parents[node], counts[node])
            }
            if sum >= support { kept.append((other, sum)) }
          }
        }
      }
    }
    kept.reverse()
    return kept
  }

  /// Forgets what was counted for a rank.
  func clear(_ rank: Int) {
    for other in 0..<rank where sizes[other] > 0 {
      let first = visited + Int(tree.starts[other])
      for place in 0..<Int(sizes[other]) { counts[Int(first[place])] = 0 }
      sizes[other] = 0
    }
  }

  /// The tree of what was counted. Goes upwards: children of one parent that bear the same rank become one.
  func built(_ rank: Int, _ kept: [(rank: Int, support: Int32)]) -> PrefixTree {
    var result = PrefixTree()
    var lastChild: [(rank: Int32, node: Int32)] = [(-1, -1)]
    var next = 0
    for other in 0..<rank where sizes[other] > 0 {
      let isKept = next < kept.count && kept[next].rank == other
      let first = visited + Int(tree.starts[other])
      for place in 0..<Int(sizes[other]) {
        let node = Int(first[place])
        let old = tree.parents[node]
        let parent = old >= 0 ? moved[Int(old)] : -1
        guard isKept else {
          moved[node] = parent
          continue
        }
        let last = lastChild[Int(parent) + 1]
        if last.rank == Int32(next) {
          result.counts[Int(last.node)] += counts[node]
          moved[node] = last.node
        } else {
          let new = Int32(result.parents.count)
          result.parents.append(parent)
          result.counts.append(counts[node])
          result.ranks.append(Int32(next))
          lastChild.append((-1, -1))
          lastChild[Int(parent) + 1] = (Int32(next), new)
          moved[node] = new
        }
      }
      if isKept {
        result.starts.append(Int32(result.parents.count))
        result.supports.append(kept[next].support)
        next += 1
      }
    }
    return result
  }
}
