import Computing
import Quantities

/// Groups of like rows: k-means from spread starts, the best of several (Lloyd 1982; k-means++: Arthur and
/// Vassilvitskii 2007).
public struct KMeans: Sendable {
  /// The middle of each group.
  public let centres: [[Double]]
  /// The group of each row.
  public let groups: [Int]
  /// The sum of squared distances to the middles.
  public let squares: Double

  /// Groups rows into `count` groups; every row must be as long as the first.
  public init(_ rows: [[Double]], count: Int, starts: Int = 10, seed: UInt64 = 1) {
    var generator = SeededGenerator(seed: seed)
    var best: (centres: [[Double]], groups: [Int], squares: Double)?
    for _ in 0..<max(1, starts) {
      let found = Self.run(rows, max(1, min(count, rows.count)), &generator)
      if best.map({ found.squares < $0.squares }) ?? true { best = found }
    }
    centres = best?.centres ?? []
    groups = best?.groups ?? []
    squares = best?.squares ?? 0
  }

  /// The group whose middle is nearest.
  public func group(_ row: [Double]) -> Int { Self.nearest(row, centres).place }

  private static func run(
    _ rows: [[Double]], _ count: Int, _ generator: inout SeededGenerator
  ) -> (centres: [[Double]], groups: [Int], squares: Double) {
    guard !rows.isEmpty else { return ([], [], 0) }
    var centres = [rows[generator.below(rows.count)]]
    var distances = rows.map { Self.distance($0, centres[0]) }
    while centres.count < count {
      let total = distances.reduce(0, +)
      guard total > 0 else { break }
      var best: (row: Int, sum: Double)?
      // Of a few rows drawn by their distance the one that helps most.
      for _ in 0..<4 {
        var left = generator.unit() * total
        var row = 0
        while row < rows.count - 1, left >= distances[row] {
          left -= distances[row]
          row += 1
        }
        let sum = rows.indices.reduce(0) {
          $0 + min(distances[$1], Self.distance(rows[$1], rows[row]))
        }
        if best.map({ sum < $0.sum }) ?? true { best = (row, sum) }
      }
      guard let best else { break }
      centres.append(rows[best.row])
      for place in rows.indices {
        distances[place] = min(distances[place], Self.distance(rows[place], rows[best.row]))
      }
    }
    var groups = [Int](repeating: -1, count: rows.count)
    var squares = 0.0
    for _ in 0..<300 {
      var changed = false
      squares = 0
      var sums = centres.map { [Double](repeating: 0, count: $0.count) }
      var sizes = [Double](repeating: 0, count: centres.count)
      for (place, row) in rows.enumerated() {
        let (group, distance) = nearest(row, centres)
        if groups[place] != group { changed = true }
        groups[place] = group
        squares += distance
        sizes[group] += 1
        for index in row.indices { sums[group][index] += row[index] }
      }
      guard changed else { break }
      for group in centres.indices where sizes[group] > 0 {
        centres[group] = sums[group].map { $0 / sizes[group] }
      }
    }
    return (centres, groups, squares)
  }

  private static func distance(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for place in left.indices { sum += (left[place] - right[place]) * (left[place] - right[place]) }
    return sum
  }

  private static func nearest(_ row: [Double], _ centres: [[Double]]) -> (
    place: Int, distance: Double
  ) {
    var best = (place: 0, distance: Double.infinity)
    for (place, centre) in centres.enumerated() {
      let found = distance(row, centre)
      if found < best.distance { best = (place, found) }
    }
    return best
  }
}

/// Rows made comparable: each column with mean 0 and spread 1.
public struct Standardised: Sendable {
  /// The rows.
  public let rows: [[Double]]
  private let means: [Double]
  private let scales: [Double]

  /// Standardises rows of equal length.
  public init(_ raw: [[Double]]) {
    let width = raw.first?.count ?? 0
    let count = Double(max(1, raw.count))
    let means = (0..<width).map { column in raw.reduce(0) { $0 + $1[column] } / count }
    let scales = (0..<width).map { column in
      let variance = raw.reduce(0) {
        $0 + ($1[column] - means[column]) * ($1[column] - means[column])
      }
      return max((variance / count).squareRoot(), 1e-12)
    }
    self.means = means
    self.scales = scales
    rows = raw.map { row in row.indices.map { (row[$0] - means[$0]) / scales[$0] } }
  }
}
