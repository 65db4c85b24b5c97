import Computing
import Quantities

/// Who buys these also buys that: rules to one item, from frequent sets.
public struct AssociationRule: Hashable, Sendable {
  /// What is in the basket, by place in the items, rising.
  public let body: [Int32]
  /// What is bought with it.
  public let head: Int32
  /// The baskets with all of it.
  public let support: Int
  /// The share of baskets with the body that hold the head too.
  public let confidence: Double
  /// How many times more often than in all baskets.
  public let lift: Double

  /// All rules of at least a confidence, the strongest lift first.
  public static func rules(
    _ sets: FrequentSets, baskets: Int, confidence: Double
  ) -> [AssociationRule] {
    let index = SetIndex(sets)
    var rules: [AssociationRule] = []
    for place in 0..<sets.count {
      let set = sets.set(place)
      guard set.count > 1 else { continue }
      let support = Double(sets.supports[place])
      for head in set {
        guard let body = index.place(of: set, without: head), let alone = index.single(head) else {
          continue
        }
        let found = support / Double(sets.supports[body])
        // What falls short by rounding alone is not left out.
        guard found >= confidence - 1e-12 else { continue }
        rules.append(
          AssociationRule(
            body: set.filter { $0 != head }.sorted(), head: head,
            support: Int(sets.supports[place]), confidence: found,
            lift: found * Double(baskets) / Double(sets.supports[alone])))
      }
    }
    return rules.sorted {
      if $0.lift != $1.lift { return $0.lift > $1.lift }
      if $0.support != $1.support { return $0.support > $1.support }
      return ($0.head, $0.body.count) < ($1.head, $1.body.count)
        || ($0.head == $1.head && $0.body.count == $1.body.count
          && $0.body.lexicographicallyPrecedes($1.body))
    }
  }

  /// Its confidence in other baskets, and how many of those hold the body.
  public func confidence(in baskets: Baskets) -> (confidence: Double, asked: Int) {
    var (asked, held) = (0, 0)
    for basket in baskets.baskets {
      guard body.allSatisfy({ Self.holds(basket, $0) }) else { continue }
      asked += 1
      if Self.holds(basket, head) { held += 1 }
    }
    return (asked > 0 ? Double(held) / Double(asked) : .nan, asked)
  }

  private static func holds(_ basket: [Int32], _ item: Int32) -> Bool {
    var (low, high) = (0, basket.count)
    while low < high {
      let middle = (low + high) / 2
      if basket[middle] < item { low = middle + 1 } else { high = middle }
    }
    return low < basket.count && basket[low] == item
  }
}

/// Finds a set by its items: open addressing by the sum of a random number an item, then compared.
private struct SetIndex {
  private let sets: FrequentSets
  private var table: [Int32]
  private let mask: Int
  private var marks: [UInt64]
  private var singles: [Int32: Int] = [:]

  init(_ sets: FrequentSets) {
    self.sets = sets
    var size = 16
    while size < sets.count * 2 { size *= 2 }
    mask = size - 1
    table = [Int32](repeating: -1, count: size)
    var generator = SeededGenerator(seed: 7)
    marks = (0...Int(sets.items.max() ?? 0)).map { _ in generator.next() }
    for place in 0..<sets.count {
      let set = sets.set(place)
      if set.count == 1, let item = set.first { singles[item] = place }
      var slot = Int(truncatingIfNeeded: key(set)) & mask
      while table[slot] >= 0 { slot = (slot + 1) & mask }
      table[slot] = Int32(place)
    }
  }

  private func key(_ set: ArraySlice<Int32>) -> UInt64 {
    set.reduce(0) { $0 &+ marks[Int($1)] }
  }

  func single(_ item: Int32) -> Int? { singles[item] }

  /// The set without one of its items. Sets list their items in one common order, so that leaving one
  /// out leaves the others as they stand.
  func place(of set: ArraySlice<Int32>, without item: Int32) -> Int? {
    var slot = Int(truncatingIfNeeded: key(set) &- marks[Int(item)]) & mask
    while table[slot] >= 0 {
      let candidate = sets.set(Int(table[slot]))
      if candidate.count == set.count - 1, candidate.elementsEqual(set.lazy.filter { $0 != item }) {
        return Int(table[slot])
      }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
