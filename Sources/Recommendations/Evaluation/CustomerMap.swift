import Computing

/// Customers as points of a plane: the two directions in which what they have differs most (principal
/// components, K. Pearson 1901, by power iteration), with the segment of each.
public struct CustomerMap: Sendable {
  /// One customer.
  public struct Point: Hashable, Sendable {
    /// The customer.
    public let customer: CustomerIndex
    /// Along the first direction.
    public let x: Double
    /// Along the second.
    public let y: Double
    /// The customer's segment.
    public let segment: Int
  }

  /// The points; at most the number asked for, evenly drawn.
  public let points: [Point]
  /// The segments' favourite products, by segment.
  public let favourites: [[ProductIndex]]

  /// Draws the map of at most `limit` customers.
  public init(_ training: TrainingSet, segments: Segments, limit: Int = 1500) {
    let buyers = (0..<training.customerCount).filter { !training.purchases.cells($0).isEmpty }
    let step = max(1, (buyers.count + limit - 1) / max(limit, 1))
    let drawn = stride(from: 0, to: buyers.count, by: step).map { buyers[$0] }
    var directions: [[Double]] = []
    for _ in 0..<2 {
      directions.append(
        Self.direction(training.purchases, drawn, without: directions, seed: directions.count))
    }
    points = drawn.map { customer in
      Point(
        customer: CustomerIndex(customer),
        x: Self.project(training.purchases, customer, directions[0]),
        y: Self.project(training.purchases, customer, directions[1]),
        segment: Int(segments.segmentOfCustomer[customer]))
    }
    favourites = (0..<segments.count).map { segment in
      segments.favourites(of: segment, limit: 3).map(\.product)
    }
  }

  private static func project(_ rows: SparseRows, _ row: Int, _ direction: [Double]) -> Double {
    let cells = rows.cells(row)
    return cells.reduce(0.0) { $0 + direction[Int(rows.columns[$1])] }
      / Double(cells.count).squareRoot()
  }

  private static func direction(
    _ rows: SparseRows, _ drawn: [Int], without others: [[Double]], seed: Int
  ) -> [Double] {
    var generator = SeededGenerator(seed: UInt64(seed + 1))
    var direction = (0..<rows.columnCount).map { _ in generator.unit() - 0.5 }
    for _ in 0..<30 {
      let projections = drawn.map { project(rows, $0, direction) }
      let mean = projections.reduce(0, +) / Double(max(drawn.count, 1))
      var next = [Double](repeating: 0, count: rows.columnCount)
      for (customer, projection) in zip(drawn, projections) {
        let cells = rows.cells(customer)
        let value = (projection - mean) / Double(cells.count).squareRoot()
        for cell in cells { next[Int(rows.columns[cell])] += value }
      }
      for other in others {
        let along = zip(next, other).reduce(0) { $0 + $1.0 * $1.1 }
        for index in next.indices { next[index] -= along * other[index] }
      }
      let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 1e-12 else { return direction.map { _ in 0 } }
      direction = next.map { $0 / length }
    }
    return direction
  }
}
