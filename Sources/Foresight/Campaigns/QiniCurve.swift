import Computing

/// How well scores find those whom a campaign moves (Radcliffe, Direct Marketing Analytics Journal 2007).
public struct QiniCurve: Sendable {
  /// The mean gain over contacting at random, as a share of what contacting everybody gains.
  public let coefficient: Double
  /// Points of the curve, a hundred at most: the share contacted, and the acts gained by it.
  public let points: [(share: Double, gain: Double)]
  /// The difference that contact makes in all rows.
  public let effect: (difference: Double, interval: ClosedRange<Double>)
  private let order: [Int]
  private let treated: [Bool]
  private let acted: [Bool]

  /// Ranks rows by score; of equal scores the earlier row comes first.
  public init(_ scores: [Double], treated: [Bool], acted: [Bool]) {
    order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    self.treated = treated
    self.acted = acted
    let curve = Self.gains(order, treated, acted)
    coefficient = Self.coefficient(curve)
    let step = max(1, curve.count / 100)
    points = curve.indices.filter { ($0 + 1) % step == 0 || $0 == curve.count - 1 }.map {
      (Double($0 + 1) / Double(curve.count), curve[$0])
    }
    effect = Self.difference(order[...], treated, acted)
  }

  /// The difference that contact makes among the share of rows with the highest scores.
  public func top(_ share: Double) -> (difference: Double, interval: ClosedRange<Double>) {
    Self.difference(order.prefix(Int(share * Double(order.count))), treated, acted)
  }

  /// The middle 95 % of the coefficient over rows drawn anew.
  public func interval(seed: UInt64, draws: Int = 200) -> ClosedRange<Double> {
    var generator = SeededGenerator(seed: seed)
    var found: [Double] = []
    for _ in 0..<draws {
      var counts = [Int](repeating: 0, count: order.count)
      for _ in order.indices { counts[generator.below(order.count)] += 1 }
      let drawn = order.flatMap { [Int](repeating: $0, count: counts[$0]) }
      let value = Self.coefficient(Self.gains(drawn, treated, acted))
      if value.isFinite { found.append(value) }
    }
    found.sort()
    let low = Mathematics.quantile(found, 0.025)
    return found.isEmpty ? -1...1 : low...max(low, Mathematics.quantile(found, 0.975))
  }

  /// Acts of those contacted less what as many of the others would have done.
  private static func gains(_ order: [Int], _ treated: [Bool], _ acted: [Bool]) -> [Double] {
    var (contacted, others, hits, otherHits) = (0.0, 0.0, 0.0, 0.0)
    return order.map { row in
      if treated[row] {
        contacted += 1
        hits += acted[row] ? 1 : 0
      } else {
        others += 1
        otherHits += acted[row] ? 1 : 0
      }
      return hits - otherHits * contacted / max(1, others)
    }
  }

  private static func coefficient(_ gains: [Double]) -> Double {
    guard let last = gains.last else { return .nan }
    let count = Double(gains.count)
    // Where all gain nothing, one act is the unit, as nothing can be a share of nothing.
    return (gains.reduce(0, +) / count - last * (count + 1) / (2 * count)) / max(1, last)
  }

  private static func difference(
    _ rows: ArraySlice<Int>, _ treated: [Bool], _ acted: [Bool]
  ) -> (difference: Double, interval: ClosedRange<Double>) {
    let (with, without) = (rows.filter { treated[$0] }, rows.filter { !treated[$0] })
    return Proportions.difference(
      Double(with.count { acted[$0] }), of: Double(with.count),
      less: Double(without.count { acted[$0] }), of: Double(without.count))
  }
}
