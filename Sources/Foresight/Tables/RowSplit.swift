import Computing
import Quantities

/// Which rows are learned from, which choose the model, and which are kept for the figures.
public struct RowSplit: Sendable {
  /// Learned from.
  public let train: [Int]
  /// For choosing and calibrating.
  public let validation: [Int]
  /// For the figures, looked at once.
  public let test: [Int]

  /// Splits rows by chance, the same for a seed; each value of `strata` is spread evenly.
  public init(
    rows: Int, strata: [Int]? = nil, validation: Double = 0.2, test: Double = 0.2, seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    var order = Array(0..<rows)
    for place in stride(from: rows - 1, to: 0, by: -1) {
      order.swapAt(place, generator.below(place + 1))
    }
    if let strata {
      order = order.enumerated().sorted {
        (strata[$0.element], $0.offset) < (strata[$1.element], $1.offset)
      }.map(\.element)
    }
    var parts: [[Int]] = [[], [], []]
    var dues = [0.0, 0.0, 0.0]
    let shares = [1 - validation - test, validation, test]
    // The part that is furthest behind its share takes the next row.
    for row in order {
      for part in 0..<3 { dues[part] += shares[part] }
      let next = dues.indices.max { dues[$0] < dues[$1] } ?? 0
      dues[next] -= 1
      parts[next].append(row)
    }
    train = parts[0].sorted()
    self.validation = parts[1].sorted()
    self.test = parts[2].sorted()
  }
}
