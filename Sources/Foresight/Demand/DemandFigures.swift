public import Formats
import Diagnostics

/// How good forecasts were, as forecasters measure it.
public struct DemandFigures: Sendable {
  /// How many series were measured.
  public let series: Int
  /// Mean absolute error over that of the (seasonal) naive step in the history, mean over series.
  public let mase: Double
  /// Root mean squared error over that of the naive step, mean over series.
  public let rmsse: Double
  /// Sum of absolute errors over the sum of what came.
  public let wape: Double
  /// The share of periods at or below the upper bound, and its pinball loss over the sum of what came.
  public let cover95: Double
  /// See `cover95`.
  public let pinball95: Double

  /// Measures forecasts against what came after each history.
  public init(
    _ forecasts: [DemandForecast], histories: [[Double]], truth: [[Double]], season: Int
  ) {
    var (mase, rmsse): ([Double], [Double]) = ([], [])
    var (errors, total, below, periods, pinball) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (forecast, (history, came)) in zip(forecasts, zip(histories, truth)) {
      let count = min(came.count, forecast.mean.count)
      guard count > 0 else { continue }
      let lag = history.count > season ? season : 1
      let steps = zip(history.dropFirst(lag), history).map { abs($0 - $1) }
      let squares = zip(history.dropFirst(), history).map { ($0 - $1) * ($0 - $1) }
      let step = steps.reduce(0, +) / Double(max(1, steps.count))
      let square = squares.reduce(0, +) / Double(max(1, squares.count))
      var (absolute, squared) = (0.0, 0.0)
      for place in 0..<count {
        let miss = came[place] - forecast.mean[place]
        absolute += abs(miss)
        squared += miss * miss
        let over = came[place] - forecast.upper[place]
        pinball += over > 0 ? 0.95 * over : -0.05 * over
        below += over <= 0 ? 1 : 0
      }
      if step > 0 { mase.append(absolute / Double(count) / step) }
      if square > 0 { rmsse.append((squared / Double(count) / square).squareRoot()) }
      errors += absolute
      total += came.prefix(count).reduce(0) { $0 + abs($1) }
      periods += Double(count)
    }
    series = min(forecasts.count, truth.count)
    self.mase = mase.reduce(0, +) / Double(max(1, mase.count))
    self.rmsse = rmsse.reduce(0, +) / Double(max(1, rmsse.count))
    wape = total > 0 ? errors / total : .nan
    cover95 = periods > 0 ? below / periods : .nan
    pinball95 = total > 0 ? pinball / total : .nan
  }

  /// The line that `--json` prints.
  public func json(millisecondsPerSeries: Double) -> JSON {
    [
      "series": .integer(series), "mase": .number(mase), "rmsse": .number(rmsse),
      "wape": .number(wape), "cover95": .number(cover95), "pinball95": .number(pinball95),
      "milliseconds_per_series": .number(millisecondsPerSeries, digits: 3),
    ]
  }
}
