/// How far probabilities are from what happened.
public enum ProbabilityMeasures {
  /// The mean negative log-likelihood, with probabilities kept a millionth away from 0 and 1.
  public static func logLoss(_ probabilities: [Double], _ labels: [Bool]) -> Double {
    guard !labels.isEmpty else { return .nan }
    var sum = 0.0
    for (p, isPositive) in zip(probabilities, labels) {
      let kept = min(max(p, 1e-6), 1 - 1e-6)
      sum -= Mathematics.log(isPositive ? kept : 1 - kept)
    }
    return sum / Double(labels.count)
  }

  /// The mean squared distance from 0 or 1.
  public static func brier(_ probabilities: [Double], _ labels: [Bool]) -> Double {
    guard !labels.isEmpty else { return .nan }
    return zip(probabilities, labels).reduce(0) { sum, pair in
      let error = pair.0 - (pair.1 ? 1 : 0)
      return sum + error * error
    } / Double(labels.count)
  }

  /// The mean gap between probability and share over ten groups of equal size.
  public static func calibrationError(
    _ probabilities: [Double], _ labels: [Bool], groups: Int = 10
  ) -> Double {
    guard !labels.isEmpty else { return .nan }
    return bands(probabilities, labels, groups: groups).reduce(0) {
      $0 + abs($1.share - $1.probability) * Double($1.rows)
    } / Double(labels.count)
  }

  /// Groups of equal size by rising probability: the mean probability and the share of positives.
  public static func bands(
    _ probabilities: [Double], _ labels: [Bool], groups: Int = 10
  ) -> [(probability: Double, share: Double, rows: Int)] {
    let order = probabilities.indices.sorted {
      (probabilities[$0], $0) < (probabilities[$1], $1)
    }
    let (size, extra) = order.count.quotientAndRemainder(dividingBy: groups)
    var start = 0
    return (0..<groups).compactMap { group in
      let end = start + size + (group < extra ? 1 : 0)
      defer { start = end }
      guard end > start else { return nil }
      let rows = order[start..<end]
      return (
        rows.reduce(0) { $0 + probabilities[$1] } / Double(rows.count),
        Double(rows.count { labels[$0] }) / Double(rows.count), rows.count
      )
    }
  }

  /// The mean absolute error and the root of the mean squared error.
  public static func errors(_ guesses: [Double], _ truth: [Double]) -> (mae: Double, rmse: Double) {
    guard !truth.isEmpty else { return (.nan, .nan) }
    var (absolute, squared) = (0.0, 0.0)
    for (guess, value) in zip(guesses, truth) {
      absolute += abs(guess - value)
      squared += (guess - value) * (guess - value)
    }
    let count = Double(truth.count)
    return (absolute / count, (squared / count).squareRoot())
  }
}
