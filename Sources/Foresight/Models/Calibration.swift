/// Turns a model's log odds into probabilities that come true as often as they say.
public enum Calibration: Sendable {
  /// The log odds are good as they are.
  case none
  /// Log odds times a slope plus a constant (Platt 1999).
  case line(slope: Double, constant: Double)
  /// Rising steps (isotonic regression), joined by lines: from each log odds the probability.
  case steps(scores: [Double], probabilities: [Double])

  /// The probability for log odds.
  public func probability(_ score: Double) -> Double {
    switch self {
    case .none: return Mathematics.sigmoid(score)
    case .line(let slope, let constant): return Mathematics.sigmoid(slope * score + constant)
    case .steps(let scores, let probabilities):
      guard let first = scores.first, score > first else { return probabilities.first ?? 0.5 }
      var (low, high) = (0, scores.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if scores[middle] <= score { low = middle } else { high = middle }
      }
      guard low + 1 < scores.count, scores[low + 1] > scores[low] else {
        return probabilities[low]
      }
      let share = (score - scores[low]) / (scores[low + 1] - scores[low])
      // A little of the slope keeps rows apart that one step would tie.
      return probabilities[low] + share * (probabilities[low + 1] - probabilities[low])
    }
  }

  /// The best on rows of which the truth is known, by five-fold cross-validation; none where neither is
  /// better by a five-hundredth of the loss.
  public static func chosen(_ scores: [Double], _ labels: [Bool]) -> Calibration {
    let positives = labels.count { $0 }
    guard positives >= 50, labels.count - positives >= 50 else { return .none }
    var losses = [0.0, 0.0, 0.0]
    for fold in 0..<5 {
      let train = scores.indices.filter { $0 % 5 != fold }
      let held = scores.indices.filter { $0 % 5 == fold }
      let (s, l) = (train.map { scores[$0] }, train.map { labels[$0] })
      for (place, calibration) in [Calibration.none, platt(s, l), isotonic(s, l)].enumerated() {
        losses[place] += ProbabilityMeasures.logLoss(
          held.map { calibration.probability(scores[$0]) }, held.map { labels[$0] })
      }
    }
    if min(losses[1], losses[2]) > losses[0] * 0.998 { return .none }
    return losses[1] <= losses[2] ? platt(scores, labels) : isotonic(scores, labels)
  }

  /// Fits slope and constant by Newton's method, with Platt's smoothed targets.
  public static func platt(_ scores: [Double], _ labels: [Bool]) -> Calibration {
    let positives = Double(labels.count { $0 })
    let high = (positives + 1) / (positives + 2)
    let low = 1 / (Double(labels.count) - positives + 2)
    var (slope, constant) = (1.0, 0.0)
    for _ in 0..<50 {
      var (g0, g1, h00, h01, h11) = (0.0, 0.0, 1e-9, 0.0, 1e-9)
      for (score, isPositive) in zip(scores, labels) {
        let p = Mathematics.sigmoid(slope * score + constant)
        let error = p - (isPositive ? high : low)
        let weight = p * (1 - p)
        g0 += error
        g1 += error * score
        h00 += weight
        h01 += weight * score
        h11 += weight * score * score
      }
      let determinant = h00 * h11 - h01 * h01
      guard determinant > 1e-12 else { break }
      let stepConstant = (h11 * g0 - h01 * g1) / determinant
      let stepSlope = (h00 * g1 - h01 * g0) / determinant
      slope -= max(-1, min(1, stepSlope))
      constant -= max(-1, min(1, stepConstant))
      if abs(stepSlope) + abs(stepConstant) < 1e-9 { break }
    }
    guard slope.isFinite, constant.isFinite, slope > 0 else { return .none }
    return .line(slope: slope, constant: constant)
  }

  /// Pools neighbours that fall (PAVA), each step with one row of the mean added against certainty.
  public static func isotonic(_ scores: [Double], _ labels: [Bool]) -> Calibration {
    guard !scores.isEmpty else { return .none }
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    var blocks: [(sum: Double, count: Double, scores: Double)] = []
    for row in order {
      blocks.append((labels[row] ? 1 : 0, 1, scores[row]))
      while blocks.count > 1 {
        let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
        guard last.sum * before.count <= before.sum * last.count else { break }
        blocks.removeLast()
        blocks[blocks.count - 1] = (
          before.sum + last.sum, before.count + last.count, before.scores + last.scores
        )
      }
    }
    let mean = Double(labels.count { $0 }) / Double(labels.count)
    return .steps(
      scores: blocks.map { $0.scores / $0.count },
      probabilities: blocks.map { ($0.sum + mean) / ($0.count + 1) })
  }
}
