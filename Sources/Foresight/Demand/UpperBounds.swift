/// Bounds that as many periods stay below as promised, calibrated on what all series did at past origins
/// (split conformal prediction with errors scaled by each series' own).
struct UpperBounds: Sendable {
  /// What was expected of a series at each past origin, and what came.
  struct Past: Sendable {
    let values: [Double]
    let origins: ClosedRange<Int>
    let expected: [[Double]]
  }

  private let horizon: Int
  private var scales: [[Double]] = []
  private var factors: [Double] = []

  /// From so many series on, a period's own quantile among them is told.
  private static let manySeries = 20
  /// The share of past periods in which the bounds would have covered enough series.
  private static let periods = 0.8

  /// Models were fitted on the very periods whose errors are counted, and times change: of what may lie
  /// above the bound by those errors only so much is left.
  private static let caution = 0.75

  init(horizon: Int, coverage wanted: Double, pasts: [Past]) {
    self.horizon = horizon
    let coverage = 1 - (1 - wanted) * Self.caution
    var pool: [[Double]] = Array(repeating: [], count: horizon)
    // By how far a period lies before the end: what befalls all series at once is one event, not hundreds.
    var byPeriod: [Int: [Double]] = [:]
    for past in pasts {
      let errors = Self.errors(past, horizon)
      let scale = Self.scales(past, errors)
      scales.append(scale)
      for step in 0..<horizon {
        for (place, error) in errors[step].enumerated() {
          pool[step].append(error / scale[step])
          let period = past.origins.lowerBound + place + step - past.values.count
          byPeriod[period, default: []].append(error / scale[step])
        }
      }
    }
    let all = pool.flatMap(\.self).sorted()
    let pooled = all.isEmpty ? 1.645 : Mathematics.quantile(all, coverage)
    let quantiles = byPeriod.values.filter { $0.count >= Self.manySeries }
      .map { Mathematics.quantile($0.sorted(), coverage) }.sorted()
    let usual =
      quantiles.count < 4 ? pooled : max(pooled, Mathematics.quantile(quantiles, Self.periods))
    // Unrest that has begun goes on.
    let recent = byPeriod.filter { $0.key >= -horizon }.flatMap(\.value).sorted()
    let common =
      recent.count < 10 * Self.manySeries
      ? usual : max(usual, Mathematics.quantile(recent, coverage))
    let widening = pooled > 0 ? common / pooled : 1
    factors = pool.map { errors in
      guard !errors.isEmpty else { return max(0, common) }
      // Steps far ahead have few past errors: they lean on those of all steps.
      let own = Mathematics.quantile(errors.sorted(), coverage) * widening
      let share = Double(errors.count) / Double(errors.count + 200)
      return max(0, share * own + (1 - share) * common)
    }
  }

  func upper(_ series: Int, mean: [Double]) -> [Double] {
    mean.indices.map { max(0, mean[$0] + factors[$0] * scales[series][$0]) }
  }

  /// The errors of each step ahead, the oldest first.
  private static func errors(_ past: Past, _ horizon: Int) -> [[Double]] {
    (0..<horizon).map { step in
      past.origins.enumerated().compactMap { place, origin in
        origin + step < past.values.count
          ? past.values[origin + step] - past.expected[place][step] : nil
      }
    }
  }

  /// The size of a series' errors at each step: the root of their mean square, with that of its one-step
  /// changes for support.
  private static func scales(_ past: Past, _ errors: [[Double]]) -> [Double] {
    let changes = zip(past.values.dropFirst(), past.values).map { ($0 - $1) * ($0 - $1) }
    let steps = changes.reduce(0, +) / Double(max(1, changes.count)) / 2
    let all = errors.flatMap(\.self)
    let common =
      (all.reduce(0) { $0 + $1 * $1 } + 4 * steps) / Double(all.count + 4)
    return errors.map { own in
      let square = own.reduce(0) { $0 + $1 * $1 }
      return max(1e-6, ((square + 8 * common) / Double(own.count + 8)).squareRoot())
    }
  }
}
