/// Customers in groups of like recency, frequency and spend.
public struct Segmentation: Sendable {
  /// A group.
  public struct Segment: Sendable {
    /// Its customers.
    public let size: Int
    /// The medians of weeks since the last order, of orders, and of what one brings.
    public let weeksSince, orders, spend: Double
    /// The share of all that was spent.
    public let share: Double
  }

  /// The groups, the one that spends most first.
  public let segments: [Segment]
  /// The group of each customer, by place in `segments`.
  public let members: [String: Int]

  /// Groups customers; a first order without a second counts with the mean of all.
  public init(_ input: CustomerValues.Input, count: Int = 5, seed: UInt64 = 1) {
    let known = input.spends.filter { $0 > 0 }
    let mean = known.reduce(0, +) / Double(max(1, known.count))
    let rows = input.histories.indices.map { place -> [Double] in
      let history = input.histories[place]
      let spend = input.spends[place] > 0 ? input.spends[place] : mean
      return [history.age - history.recency, history.repeats + 1, spend]
    }
    let scaled = Standardised(rows.map { $0.map { Mathematics.log1p(max(0, $0)) } }).rows
    let groups = KMeans(scaled, count: count, seed: seed).groups
    let total = rows.reduce(0) { $0 + $1[1] * $1[2] }
    var found: [(segment: Segment, group: Int)] = []
    for group in Set(groups).sorted() {
      let own = rows.indices.filter { groups[$0] == group }.map { rows[$0] }
      func median(_ column: Int) -> Double {
        Mathematics.quantile(own.map { $0[column] }.sorted(), 0.5)
      }
      let spent = own.reduce(0) { $0 + $1[1] * $1[2] }
      found.append(
        (
          Segment(
            size: own.count, weeksSince: median(0), orders: median(1), spend: median(2),
            share: total > 0 ? spent / total : 0), group
        ))
    }
    found.sort { ($0.segment.share, $1.group) > ($1.segment.share, $0.group) }
    segments = found.map(\.segment)
    let places = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($1.group, $0) })
    members = Dictionary(
      zip(input.names, groups.map { places[$0] ?? 0 }), uniquingKeysWith: { first, _ in first })
  }
}
