internal import Computing

/// How much it speaks for two rows being the same that a column agrees, is alike or differs, learned without
/// labels: Fellegi and Sunter, "A theory for record linkage" (1969), with the weights found by expectation
/// and maximisation over the pairs (Winkler 1988).
struct LinkageModel {
  /// How a column agrees in a pair.
  enum Agreement: UInt8 { case same, alike, other, unknown }

  /// The share of the pairs with each agreement: of the same thing, and of two that are not.
  private(set) var matched: [[Double]]
  private(set) var unmatched: [[Double]]
  /// The share of the compared pairs that are the same thing.
  private(set) var share: Double

  /// How people enter a thing twice, in so many pairs: where the table holds few doubles it outweighs what
  /// other likeness, as of all who live in one town, would make of them.
  private static let slips = [16.0, 3, 1]

  /// Learns from the agreements of the pairs that are worth comparing, column by column.
  ///
  /// What chance alone makes agree is counted among `others`, pairs of any two rows: those worth comparing
  /// have something in common because they were chosen so.
  init(_ pairs: [[Agreement]], others: [[Agreement]], rows: Int) {
    let width = pairs.first?.count ?? 0
    unmatched = (0..<width).map { column in
      // A little of everything, so that no agreement is impossible.
      Self.shares(others.map { ($0[column], 1) }, from: [0.5, 0.5, 0.5])
    }
    matched = Array(repeating: Self.slips.map { $0 / Self.slips.reduce(0, +) }, count: width)
    let all = Double(rows) * Double(rows - 1) / 2
    share = min(0.5, Double(rows) * 0.1 / all)
    // Pairs with the same agreements are one.
    var kinds: [[Agreement]: Double] = [:]
    for pair in pairs { kinds[pair, default: 0] += 1 }
    let sorted = kinds.sorted {
      $0.key.lexicographicallyPrecedes($1.key) { $0.rawValue < $1.rawValue }
    }
    for _ in 0..<60 {
      let chances = sorted.map { chance($0.key) * $0.value }
      let total = chances.reduce(0, +)
      let next = min(0.5, max(total / all, 1e-12))
      matched = (0..<width).map { column in
        Self.shares(zip(sorted, chances).map { ($0.key[column], $1) }, from: Self.slips)
      }
      let isDone = abs(next - share) < 1e-9 * share
      share = next
      if isDone { break }
    }
  }

  private static func shares(
    _ pairs: [(Agreement, Double)], from start: [Double]
  ) -> [Double] {
    var counts = start
    for (agreement, weight) in pairs where agreement != .unknown {
      counts[Int(agreement.rawValue)] += weight
    }
    let total = counts.reduce(0, +)
    return counts.map { $0 / total }
  }

  /// The logarithm of how much more often a pair of the same thing looks like this.
  func weight(_ pair: [Agreement]) -> Double {
    var sum = 0.0
    for (column, agreement) in pair.enumerated() where agreement != .unknown {
      let place = Int(agreement.rawValue)
      sum += Mathematics.log(matched[column][place] / unmatched[column][place])
    }
    return sum
  }

  /// The column that speaks most for a pair, and the weight of all others.
  func strongest(_ pair: [Agreement]) -> (column: Int, others: Double)? {
    let agreed = pair.indices.filter { pair[$0] == .same }.map { column in
      (column: column, weight: Mathematics.log(matched[column][0] / unmatched[column][0]))
    }
    guard let most = agreed.max(by: { $0.weight < $1.weight }) else { return nil }
    return (most.column, weight(pair) - most.weight)
  }

  /// The probability that a pair is the same thing.
  func chance(_ pair: [Agreement]) -> Double {
    Mathematics.sigmoid(Mathematics.logit(share) + weight(pair))
  }
}
