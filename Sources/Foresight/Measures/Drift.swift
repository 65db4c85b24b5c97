/// What has moved since the last month, feature by feature: the population stability index of ten bands,
/// beside what chance alone would show on so few rows.
public struct Drift: Sendable {
  /// One feature then and now.
  public struct Feature: Sendable {
    /// Its name; `score` for what a model makes of all.
    public let name: String
    /// The index: below .1 nothing, above .2 much.
    public let index: Double
    /// What chance alone hardly ever exceeds.
    public let chance: Double
    /// The median then and now; NaN where nothing is known.
    public let before, now: Double

    /// Whether it has moved so far that what was learned may be off.
    public var hasMoved: Bool { index > max(0.2, chance) }
  }

  /// The features, those that moved most first.
  public let features: [Feature]

  /// The one that moved most, if any did.
  public var moved: Feature? { features.first { $0.hasMoved } }

  /// Compares columns of the same names.
  public init(_ columns: [(name: String, before: [Double], now: [Double])]) {
    features = columns.compactMap { Self.feature($0.name, $0.before, $0.now) }
      .sorted { (-$0.index, $0.name) < (-$1.index, $1.name) }
  }

  /// Compares the rows that a model reads, and what it makes of them.
  init(_ names: [String], before: FeatureMatrix, now: FeatureMatrix, _ model: TableModel) {
    func column(_ matrix: FeatureMatrix, _ place: Int) -> [Double] {
      (0..<matrix.rows).map { matrix.values[$0 * matrix.width + place] }
    }
    self.init(
      names.enumerated().map { ($1, column(before, $0), column(now, $0)) }
        + [("score", model.answers(before), model.answers(now))])
  }

  private static func feature(_ name: String, _ before: [Double], _ now: [Double]) -> Feature? {
    guard before.count >= 30, now.count >= 30 else { return nil }
    let old = before.filter { !$0.isNaN }.sorted()
    let new = now.filter { !$0.isNaN }.sorted()
    // Bands of as many rows each then; values that are the same stay in one, what is missing in its own.
    let edges = (1..<10).map { Mathematics.quantile(old, Double($0) / 10) }.reduce(into: [Double]())
    {
      if !$1.isNaN, $0.last != $1 { $0.append($1) }
    }
    func shares(_ values: [Double]) -> [Double] {
      var counts = [Double](repeating: 0.5, count: edges.count + 2)
      for value in values {
        counts[value.isNaN ? edges.count + 1 : edges.firstIndex { value <= $0 } ?? edges.count] += 1
      }
      let total = counts.reduce(0, +)
      return counts.map { $0 / total }
    }
    let (first, second) = (shares(before), shares(now))
    let index = zip(first, second).reduce(0.0) {
      $0 + ($1.1 - $1.0) * Mathematics.log($1.1 / $1.0)
    }
    // Without drift the index, over 1/n + 1/m, follows chi-square with one degree less than there are bands.
    let degrees = Double(max(1, edges.count))
    let spread = 1 / Double(before.count) + 1 / Double(now.count)
    return Feature(
      name: name, index: index, chance: (degrees + 3.3 * (2 * degrees).squareRoot()) * spread,
      before: Mathematics.quantile(old, 0.5), now: Mathematics.quantile(new, 0.5))
  }
}
