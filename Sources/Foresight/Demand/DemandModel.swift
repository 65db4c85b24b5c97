/// A way to foresee a series: each names itself and says what it expected at past origins.
enum DemandModel: Hashable, Sendable {
  case mean(last: Int)
  case seasonalNaive
  case smoothing(rate: Int)
  case fittedSmoothing(ExponentialSmoothing.Trend, ExponentialSmoothing.Season, logs: Bool)
  case theta
  case intermittent(demandRate: Int, chanceRate: Int)
  case croston

  /// What people call it.
  var name: String {
    switch self {
    case .mean(let last): last == 0 ? "mean" : "mean of the last \(last)"
    case .seasonalNaive: "seasonal naive"
    case .smoothing(let rate): "smoothing \(Double(rate) / 100)"
    case .fittedSmoothing(let trend, let season, let logs):
      "ETS" + (trend == .none ? "" : trend == .linear ? " trend" : " damped trend")
        + (season == .none ? "" : season == .added ? " + season" : " × season")
        + (logs ? " of logs" : "")
    case .theta: "Theta"
    case .intermittent(let demand, let chance):
      "TSB \(Double(demand) / 100), \(Double(chance) / 100)"
    case .croston: "Croston SBA"
    }
  }

  /// The candidates for a series and its season. Where nothing is sold at times, a season multiplies nothing,
  /// and what the year brings must do better than what comes now and then.
  static func candidates(season: Int, values: [Double]) -> [DemandModel] {
    guard season > 1, values.count >= 3 * season else { return withoutSeason }
    let isPositive = values.allSatisfy { $0 > 0 }
    var all: [DemandModel] = [.seasonalNaive, .theta]
    for trend in [ExponentialSmoothing.Trend.none, .linear, .damped] {
      all.append(.fittedSmoothing(trend, .added, logs: false))
      guard isPositive else { continue }
      all.append(.fittedSmoothing(trend, .multiplied, logs: false))
      all.append(.fittedSmoothing(trend, .added, logs: true))
    }
    return isPositive ? all : all + withoutSeason.filter { !all.contains($0) }
  }

  /// The candidates for series without a season.
  private static var withoutSeason: [DemandModel] {
    [
      .mean(last: 0), .mean(last: 8), .smoothing(rate: 5), .smoothing(rate: 10),
      .smoothing(rate: 20), .smoothing(rate: 30), .smoothing(rate: 50),
      .fittedSmoothing(.none, .none, logs: false), .fittedSmoothing(.damped, .none, logs: false),
      .theta, .croston, .intermittent(demandRate: 10, chanceRate: 10),
      .intermittent(demandRate: 5, chanceRate: 20), .intermittent(demandRate: 20, chanceRate: 5),
    ]
  }

  /// What was expected at each origin, never below nothing.
  func forecasts(
    _ values: [Double], season: Int, origins: ClosedRange<Int>, horizon: Int
  ) -> [[Double]] {
    let raw: [[Double]]
    switch self {
    case .mean(let last):
      raw = origins.map { origin in
        let from = last == 0 ? 0 : max(0, origin - last)
        let mean = values[from..<origin].reduce(0, +) / Double(max(1, origin - from))
        return Array(repeating: mean, count: horizon)
      }
    case .seasonalNaive:
      raw = origins.map { origin in
        (0..<horizon).map { values[max(0, origin - season + $0 % season)] }
      }
    case .smoothing(let rate):
      raw = ExponentialSmoothing(
        values, season: .none, trend: .none, period: 1, alpha: Double(rate) / 100
      ).forecasts(values, origins: origins, horizon: horizon)
    case .fittedSmoothing(let trend, let kind, let logs):
      let scaled = logs ? values.map { Mathematics.log(max($0, 0) + Self.shift(values)) } : values
      let found = ExponentialSmoothing(scaled, season: kind, trend: trend, period: season)
        .forecasts(scaled, origins: origins, horizon: horizon)
      raw =
        logs
        ? found.map { $0.map { Mathematics.exp(min($0, 700)) - Self.shift(values) } } : found
    case .theta:
      raw = ThetaMethod(values, season: season).forecasts(
        values, origins: origins, horizon: horizon)
    case .intermittent(let demand, let chance):
      raw = Intermittent(demandRate: Double(demand) / 100, chanceRate: Double(chance) / 100)
        .forecasts(values, origins: origins, horizon: horizon)
    case .croston:
      raw = Croston(rate: 0.1).forecasts(values, origins: origins, horizon: horizon)
    }
    return raw.map { $0.map { $0.isFinite ? max(0, $0) : 0 } }
  }

  private static func shift(_ values: [Double]) -> Double {
    values.contains { $0 <= 0 } ? 1 : 0
  }
}

/// The Theta method (Assimakopoulos and Nikolopoulos, IJF 2000) as smoothing with half the slope of the
/// trend line (Hyndman and Billah 2003), after taking out a multiplied season.
struct ThetaMethod: Sendable {
  private let indices: [Double]
  private let slope: Double
  private let smoothing: ExponentialSmoothing
  private let adjusted: [Double]

  init(_ values: [Double], season: Int) {
    let isSeasonal = season > 1 && values.count >= 2 * season && !values.contains { $0 <= 0 }
    let indices = isSeasonal ? Self.seasons(values, season) : [1]
    let adjusted = values.enumerated().map { $1 / indices[$0 % indices.count] }
    let count = Double(values.count)
    let middle = (count - 1) / 2
    let mean = adjusted.reduce(0, +) / max(1, count)
    let spread = adjusted.indices.reduce(0) { $0 + (Double($1) - middle) * (Double($1) - middle) }
    let joint = adjusted.indices.reduce(0) { $0 + (Double($1) - middle) * (adjusted[$1] - mean) }
    slope = spread > 0 ? joint / spread : 0
    self.indices = indices
    self.adjusted = adjusted
    smoothing = ExponentialSmoothing(adjusted, season: .none, trend: .none, period: 1)
  }

  func forecasts(_ values: [Double], origins: ClosedRange<Int>, horizon: Int) -> [[Double]] {
    let alpha = max(smoothing.alpha, 1e-3)
    return zip(
      origins, smoothing.forecasts(adjusted, origins: origins, horizon: horizon)
    ).map { origin, levels in
      let tail = (1 - Mathematics.pow(1 - alpha, Double(origin))) / alpha
      return levels.enumerated().map { step, level in
        (level + slope / 2 * (Double(step) + tail)) * indices[(origin + step) % indices.count]
      }
    }
  }

  /// Ratios to a centred moving mean, averaged by place in the season.
  private static func seasons(_ values: [Double], _ period: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: period)
    var counts = sums
    let half = period / 2
    guard values.count > 2 * half else { return [1] }
    for place in half..<values.count - half {
      var window = values[place - half...place + half].reduce(0, +)
      if period % 2 == 0 { window -= (values[place - half] + values[place + half]) / 2 }
      let mean = window / Double(period % 2 == 0 ? period : 2 * half + 1)
      if mean > 0 {
        sums[place % period] += values[place] / mean
        counts[place % period] += 1
      }
    }
    var indices = sums.indices.map { counts[$0] > 0 ? max(sums[$0] / counts[$0], 1e-6) : 1 }
    let mean = indices.reduce(0, +) / Double(period)
    for place in indices.indices { indices[place] /= mean }
    return indices
  }
}

/// Demand that is mostly nothing: its size when there is some, and the chance that there is, both smoothed
/// every period (Teunter, Syntetos and Babai, EJOR 2011).
package struct Intermittent: Sendable {
  let demandRate: Double
  let chanceRate: Double

  package init(demandRate: Double, chanceRate: Double) {
    self.demandRate = demandRate
    self.chanceRate = chanceRate
  }

  package func forecasts(_ values: [Double], origins: ClosedRange<Int>, horizon: Int) -> [[Double]]
  {
    let sold = values.prefix(origins.lowerBound).filter { $0 > 0 }
    var size = sold.isEmpty ? 0 : sold.reduce(0, +) / Double(sold.count)
    var chance = Double(sold.count) / Double(max(1, origins.lowerBound))
    // The first origins start from the mean of what came before, run through once more.
    var result: [[Double]] = []
    for index in 0...origins.upperBound {
      if index >= origins.lowerBound {
        result.append(Array(repeating: size * chance, count: horizon))
      }
      guard index < values.count else { break }
      if values[index] > 0 {
        size += demandRate * (values[index] - size)
        chance += chanceRate * (1 - chance)
      } else {
        chance -= chanceRate * chance
      }
    }
    return result
  }
}

/// Croston's method with the correction of Syntetos and Boylan (IJF 2005): size over the gap between sales.
package struct Croston: Sendable {
  let rate: Double

  package init(rate: Double) { self.rate = rate }

  package func forecasts(_ values: [Double], origins: ClosedRange<Int>, horizon: Int) -> [[Double]]
  {
    var (size, gap, since) = (0.0, 0.0, 1.0)
    var isFirst = true
    var result: [[Double]] = []
    for index in 0...origins.upperBound {
      if index >= origins.lowerBound {
        let mean = isFirst ? 0 : (1 - rate / 2) * size / max(gap, 1)
        result.append(Array(repeating: mean, count: horizon))
      }
      guard index < values.count else { break }
      if values[index] > 0 {
        if isFirst {
          (size, gap, isFirst) = (values[index], since, false)
        } else {
          size += rate * (values[index] - size)
          gap += rate * (since - gap)
        }
        since = 1
      } else {
        since += 1
      }
    }
    return result
  }
}
