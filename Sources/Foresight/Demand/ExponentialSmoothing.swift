/// Exponential smoothing of level, trend and season (Holt 1957, Winters 1960; damped: Gardner and McKenzie,
/// Management Science 1985), with the rates that foresee one step best.
struct ExponentialSmoothing: Sendable {
  /// How the season joins the level.
  enum Season: Hashable, Sendable { case none, added, multiplied }
  /// Which trend the level has.
  enum Trend: Hashable, Sendable { case none, linear, damped }

  let season: Season
  let trend: Trend
  /// The periods of a season; 1 for none.
  let period: Int
  private(set) var alpha = 0.3
  private(set) var beta = 0.05
  private(set) var gamma = 0.05
  private(set) var phi = 0.95
  private var start = State(level: 0, trend: 0, seasons: [])

  private struct State: Sendable {
    var level: Double
    var trend: Double
    var seasons: [Double]
  }

  /// Fits rates to a history; with `alpha` the level's rate is given.
  init(
    _ values: [Double], season: Season, trend: Trend, period: Int, alpha fixed: Double? = nil
  ) {
    self.season = season
    self.trend = trend
    self.period = season == .none ? 1 : period
    start = Self.firstState(values, season, trend, self.period)
    if let fixed {
      alpha = fixed
      return
    }
    let shape = (trend, season)
    func rates(_ point: [Double]) -> (Double, Double, Double, Double) {
      let s = point.map(Mathematics.sigmoid)
      var place = 1
      var (beta, gamma, phi) = (0.0, 0.0, 1.0)
      if shape.0 != .none {
        beta = s[place] * s[0]
        place += 1
      }
      if shape.0 == .damped {
        phi = 0.8 + 0.19 * s[place]
        place += 1
      }
      if shape.1 != .none { gamma = s[place] * (1 - s[0]) }
      return (s[0], beta, gamma, phi)
    }
    var first = [-0.8]
    if trend != .none { first.append(-2) }
    if trend == .damped { first.append(1) }
    if season != .none { first.append(-1.5) }
    let found = NelderMead.minimise(first, evaluations: 60 * first.count, tolerance: 1e-6) {
      let (alpha, beta, gamma, phi) = rates($0)
      var state = start
      return run(values, &state, alpha: alpha, beta: beta, gamma: gamma, phi: phi)
    }
    (alpha, beta, gamma, phi) = rates(found.point)
  }

  private static func firstState(
    _ values: [Double], _ season: Season, _ trend: Trend, _ period: Int
  ) -> State {
    guard season != .none, values.count >= 2 * period else {
      let head = values.prefix(max(1, min(8, values.count / 4)))
      let level = head.reduce(0, +) / Double(max(1, head.count))
      var slope = 0.0
      if trend != .none, values.count >= 4 {
        let half = values.count / 2
        let early = values[..<half].reduce(0, +) / Double(half)
        let late = values[half...].reduce(0, +) / Double(values.count - half)
        slope = (late - early) / (Double(values.count) / 2)
      }
      return State(level: level, trend: slope, seasons: [])
    }
    let years = min(4, values.count / period)
    let means = (0..<years).map { year in
      values[year * period..<(year + 1) * period].reduce(0, +) / Double(period)
    }
    let slope = (means[years - 1] - means[0]) / Double(max(1, (years - 1) * period))
    var seasons = [Double](repeating: 0, count: period)
    for place in 0..<period {
      for year in 0..<years {
        let level = means[year] + slope * (Double(place) - Double(period - 1) / 2)
        let value = values[year * period + place]
        seasons[place] +=
          (season == .added ? value - level : value / max(level, 1e-9)) / Double(years)
      }
    }
    let mean = seasons.reduce(0, +) / Double(period)
    for place in seasons.indices {
      if season == .added { seasons[place] -= mean } else { seasons[place] /= max(mean, 1e-9) }
    }
    return State(
      level: means[0] - slope * Double(period + 1) / 2, trend: trend == .none ? 0 : slope,
      seasons: seasons)
  }

  /// Runs through the values; returns the mean squared error of one step.
  @inline(__always)
  private func run(
    _ values: [Double], _ state: inout State, alpha: Double, beta: Double, gamma: Double,
    phi: Double, from first: Int = 0, until last: Int? = nil
  ) -> Double {
    var (level, slope) = (state.level, state.trend)
    var sum = 0.0
    let end = last ?? values.count
    state.seasons.withUnsafeMutableBufferPointer { seasons in
      values.withUnsafeBufferPointer { values in
        var place = season == .none ? 0 : first % period
        for index in first..<end {
          let base = level + phi * slope
          let value = values[index]
          let next: Double
          switch season {
          case .none:
            sum += (value - base) * (value - base)
            next = base + alpha * (value - base)
          case .added:
            let error = value - base - seasons[place]
            sum += error * error
            next = base + alpha * error
            seasons[place] += gamma * error
          case .multiplied:
            let index = seasons[place]
            let error = value - base * index
            sum += error * error
            next = base + alpha * error / max(abs(index), 1e-9)
            if abs(base) > 1e-9 { seasons[place] += gamma * error / base }
          }
          slope = phi * slope + (trend == .none ? 0 : beta / max(alpha, 1e-9)) * (next - base)
          level = next
          place += 1
          if place == period { place = 0 }
        }
      }
    }
    state.level = level
    state.trend = slope
    return sum / Double(max(1, end - first))
  }

  /// What is foreseen at each of the last origins, the horizon's steps one after the other.
  func forecasts(_ values: [Double], origins: ClosedRange<Int>, horizon: Int) -> [[Double]] {
    var state = start
    _ = run(
      values, &state, alpha: alpha, beta: beta, gamma: gamma, phi: phi, until: origins.lowerBound)
    var result: [[Double]] = []
    for origin in origins {
      if origin > origins.lowerBound {
        _ = run(
          values, &state, alpha: alpha, beta: beta, gamma: gamma, phi: phi, from: origin - 1,
          until: origin)
      }
      var (damped, power) = (0.0, 1.0)
      result.append(
        (0..<horizon).map { step in
          power *= trend == .damped ? phi : 1
          damped += trend == .none ? 0 : power
          let base = state.level + damped * state.trend
          switch season {
          case .none: return base
          case .added: return base + state.seasons[(origin + step) % period]
          case .multiplied: return base * state.seasons[(origin + step) % period]
          }
        })
    }
    return result
  }
}
