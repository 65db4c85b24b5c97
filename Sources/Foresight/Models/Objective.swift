/// What boosted trees make small.
public enum Objective: Hashable, Sendable {
  /// Log loss of two classes; scores are log odds.
  case binary
  /// Log loss of several classes; a score for each.
  case classes(Int)
  /// Squared error.
  case squares
  /// The pinball loss of a quantile; 0.5 is the absolute error.
  case quantile(Double)

  /// How many scores a row has.
  public var outputs: Int { if case .classes(let count) = self { count } else { 1 } }

  /// What the sums start from.
  func base(_ targets: [Double]) -> [Double] {
    let mean = targets.reduce(0, +) / Double(max(1, targets.count))
    switch self {
    case .binary: return [Mathematics.logit(mean)]
    case .squares: return [mean]
    case .quantile(let share): return [Mathematics.quantile(targets.sorted(), share)]
    case .classes(let count):
      return (0..<count).map { place in
        let share =
          Double(targets.count { Int($0) == place }) / Double(max(1, targets.count))
        return Mathematics.log(max(share, 1e-6))
      }
    }
  }

  /// Slopes and curvatures of the loss for one output.
  func slopes(
    _ scores: [Double], _ targets: [Double], output: Int,
    into slopes: UnsafeMutablePointer<Float>, _ curvatures: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .binary:
      for row in targets.indices {
        let p = Mathematics.sigmoid(scores[row])
        slopes[row] = Float(p - targets[row])
        curvatures[row] = Float(p * (1 - p))
      }
    case .squares:
      for row in targets.indices {
        slopes[row] = Float(scores[row] - targets[row])
        curvatures[row] = 1
      }
    case .quantile(let share):
      for row in targets.indices {
        slopes[row] = Float(scores[row] < targets[row] ? -share : 1 - share)
        curvatures[row] = 1
      }
    case .classes(let count):
      for row in targets.indices {
        let (top, sum) = Self.softmax(scores, row * count, count)
        let p = Mathematics.exp(scores[row * count + output] - top) / sum
        slopes[row] = Float(p - (Int(targets[row]) == output ? 1 : 0))
        curvatures[row] = Float(Double(count) / Double(count - 1) * p * (1 - p))
      }
    }
  }

  /// The mean loss.
  package func loss(_ scores: [Double], _ targets: [Double]) -> Double {
    var sum = 0.0
    for row in targets.indices {
      switch self {
      case .binary:
        sum += Mathematics.softplus(scores[row]) - (targets[row] > 0.5 ? scores[row] : 0)
      case .squares: sum += (scores[row] - targets[row]) * (scores[row] - targets[row])
      case .quantile(let share):
        let miss = targets[row] - scores[row]
        sum += miss > 0 ? share * miss : (share - 1) * miss
      case .classes(let count):
        let (top, power) = Self.softmax(scores, row * count, count)
        sum += top + Mathematics.log(power) - scores[row * count + Int(targets[row])]
      }
    }
    return sum / Double(max(1, targets.count))
  }

  static func softmax(_ scores: [Double], _ start: Int, _ count: Int) -> (Double, Double) {
    var top = -Double.infinity
    for place in start..<start + count { top = max(top, scores[place]) }
    var sum = 0.0
    for place in start..<start + count { sum += Mathematics.exp(scores[place] - top) }
    return (top, sum)
  }

  /// Scores as probabilities; numbers stay as they are.
  public func answers(_ scores: [Double]) -> [Double] {
    switch self {
    case .binary: return scores.map(Mathematics.sigmoid)
    case .squares, .quantile: return scores
    case .classes(let count):
      var result = scores
      for start in stride(from: 0, to: scores.count, by: count) {
        let (top, sum) = Self.softmax(scores, start, count)
        for place in start..<start + count {
          result[place] = Mathematics.exp(scores[place] - top) / sum
        }
      }
      return result
    }
  }
}
