/// What is expected of one series, with a bound for each period that 95 of 100 stay below.
public struct DemandForecast: Sendable {
  /// The name of the series.
  public let series: String
  /// The mean expected in each of the next periods; never negative.
  public let mean: [Double]
  /// The bound of each period.
  public let upper: [Double]
  /// The models that were averaged, the weightiest first.
  public let models: [String]

  /// Creates a forecast.
  public init(series: String, mean: [Double], upper: [Double], models: [String]) {
    self.series = series
    self.mean = mean
    self.upper = upper
    self.models = models
  }
}

/// Foresees many series at once: each by the models that were best at its own past origins, with the origins
/// of all other series for support where its own are few.
public struct DemandForecaster: Sendable {
  /// What is asked for.
  public struct Options: Sendable {
    /// How many periods ahead.
    public var horizon: Int
    /// How many periods make a season; 1 for none.
    public var season: Int
    /// The share of periods that stay below the upper bound.
    public var coverage = 0.95

    /// Options for a horizon.
    public init(horizon: Int, season: Int = 1) {
      self.horizon = max(1, horizon)
      self.season = max(1, season)
    }
  }

  private let options: Options
  /// How many origins of others count as much as the series' own.
  private let support: Double

  /// Creates a forecaster.
  public init(_ options: Options) {
    self.options = options
    support = options.season > 1 ? 4 : 60
  }

  /// The past of a series: what each candidate expected at its last origins.
  private struct Past {
    var origins: ClosedRange<Int>
    var values: [Double]
    var scale: Double
    var candidates: [DemandModel]
    var expected: [[[Double]]]
    /// The mean scaled error of each candidate.
    var losses: [Double]
  }

  /// Foresees every series; a series needs no more than one value.
  public func forecasts(_ series: [DemandSeries]) -> [DemandForecast] {
    let pasts = series.map { past($0.values) }
    let pooled = pooledLosses(pasts)
    var means: [[Double]] = []
    var weights: [[(model: Int, weight: Double)]] = []
    for past in pasts {
      let chosen = self.weights(past, pooled)
      weights.append(chosen)
      means.append(mix(past, chosen, origin: past.expected.first.map { $0.count - 1 } ?? 0))
    }
    let bounds = UpperBounds(
      horizon: options.horizon, coverage: options.coverage,
      pasts: zip(pasts, weights).map { past, chosen in
        UpperBounds.Past(
          values: past.values, origins: past.origins,
          expected: (0..<past.origins.count).map { mix(past, chosen, origin: $0) })
      })
    return series.indices.map { place in
      DemandForecast(
        series: series[place].name, mean: means[place],
        upper: bounds.upper(place, mean: means[place]),
        models: weights[place].map { pasts[place].candidates[$0.model].name })
    }
  }

  private func past(_ values: [Double]) -> Past {
    let count = values.count
    let season = options.season > 1 && count >= 3 * options.season ? options.season : 1
    let candidates = DemandModel.candidates(season: season, values: values)
    let window = season > 1 ? 2 * season : max(options.horizon, count / 3)
    let first = max(min(count, max(season > 1 ? 2 * season : 2, 1)), count - window)
    let origins = first...count
    let steps = zip(values.dropFirst(season), values).map { abs($0 - $1) }
    let scale = steps.reduce(0, +) / Double(max(1, steps.count))
    let expected = candidates.map {
      $0.forecasts(values, season: season, origins: origins, horizon: options.horizon)
    }
    var past = Past(
      origins: origins, values: values, scale: max(scale, 1e-9), candidates: candidates,
      expected: expected, losses: [])
    past.losses = expected.map { loss($0, past) }
    return past
  }

  /// The mean over origins of the root of the mean squared error over the horizon, scaled.
  private func loss(_ expected: [[Double]], _ past: Past) -> Double {
    var sum = 0.0
    var count = 0.0
    for (place, origin) in past.origins.enumerated() where origin < past.values.count {
      let steps = min(options.horizon, past.values.count - origin)
      var (square, absolute) = (0.0, 0.0)
      for step in 0..<steps {
        let error = (past.values[origin + step] - expected[place][step]) / past.scale
        square += error * error
        absolute += abs(error)
      }
      // Whole horizons count most.
      sum += ((square / Double(steps)).squareRoot() + absolute / Double(steps)) * Double(steps)
      count += Double(steps)
    }
    return count > 0 ? sum / count : 0
  }

  /// Each model's mean loss over all series against the series' best.
  private func pooledLosses(_ pasts: [Past]) -> [DemandModel: Double] {
    var sums: [DemandModel: (sum: Double, count: Double)] = [:]
    for past in pasts {
      guard let least = past.losses.min(), least > 0 else { continue }
      for (model, loss) in zip(past.candidates, past.losses) {
        let old = sums[model] ?? (0, 0)
        sums[model] = (old.sum + min(loss / least, 4), old.count + 1)
      }
    }
    return sums.mapValues { $0.sum / max(1, $0.count) }
  }

  /// The models to average, with their weights.
  private func weights(_ past: Past, _ pooled: [DemandModel: Double]) -> [(
    model: Int, weight: Double
  )] {
    let own = Double(past.origins.count - 1)
    let least = max(past.losses.min() ?? 0, 1e-9)
    let scores = past.candidates.indices.map { place in
      let common = pooled[past.candidates[place]] ?? 1
      return (own * min(past.losses[place] / least, 4) + support * common) / (own + support)
    }
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }.prefix(5)
    let best = scores[order[0]]
    let raw = order.map { (model: $0, weight: Mathematics.pow(best / scores[$0], 12)) }
    let total = raw.reduce(0) { $0 + $1.weight }
    return raw.map { ($0.model, $0.weight / total) }
  }

  private func mix(
    _ past: Past, _ chosen: [(model: Int, weight: Double)], origin: Int
  ) -> [Double] {
    var mean = [Double](repeating: 0, count: options.horizon)
    for (model, weight) in chosen {
      for step in mean.indices { mean[step] += weight * past.expected[model][origin][step] }
    }
    return mean
  }
}

/// A series of equal periods, the oldest first.
public struct DemandSeries: Sendable {
  /// Its name.
  public let name: String
  /// What was sold in each period.
  public let values: [Double]

  /// Creates a series.
  public init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}
