/// Customers who buy at rates of their own and may leave at any moment: Pareto/NBD (Schmittlein, Morrison and
/// Colombo, Management Science 1987).
///
/// The time of leaving is integrated over numerically instead of by the two hypergeometric functions of the
/// paper, which cancel each other out where `alpha` and `beta` are close: the integrand is smooth in the
/// logarithm of time, so that few nodes are enough and the slope comes with the value.
struct ParetoNBD: Sendable {
  /// Shape and rate of the buying rates.
  let r, alpha: Double
  /// Shape and rate of the leaving rates.
  let s, beta: Double
  /// The log-likelihood of the histories.
  let logLikelihood: Double

  /// A model with known parameters.
  init(r: Double, alpha: Double, s: Double, beta: Double) {
    (self.r, self.alpha, self.s, self.beta) = (r, alpha, s, beta)
    logLikelihood = .nan
  }

  /// Fits the parameters; always ends: a faint prior on their logarithms keeps histories that say nothing of
  /// one from sending it to infinity.
  init(fitting histories: [BuyingHistory]) {
    let likelihood = ParetoLikelihood(histories)
    let unit = Mathematics.log(max(1e-9, likelihood.meanAge))
    let found = QuasiNewton.minimise(
      [-0.5, unit - 1, -0.5, unit - 1], steps: 200, tolerance: 1e-6
    ) { likelihood.value($0, &$1, centre: unit) }
    let point = found.point.map(Mathematics.exp)
    (r, alpha, s, beta) = (point[0], point[1], point[2], point[3])
    logLikelihood = -found.value * Double(histories.count)
  }

  /// The chance that a customer has not left yet.
  func alive(_ history: BuyingHistory) -> Double {
    let x = history.repeats
    let parts = LeavingIntegral(r: r, alpha: alpha, s: s, beta: beta).parts(history)
    let log =
      -(r + x) * Mathematics.log((alpha + history.age) / (alpha + history.recency))
      - s * Mathematics.log(beta + history.age)
    let stays = Mathematics.exp(log)
    let sum = stays + parts.value
    return sum > 0 && sum.isFinite ? stays / sum : 0
  }

  /// How many purchases a customer is expected to make in the next `time`.
  func expected(_ history: BuyingHistory, next time: Double) -> Double {
    let ratio = Mathematics.log((beta + history.age) / (beta + history.age + time))
    // The formula has a hole at s = 1, with the same limit from both sides.
    let lasts =
      abs(s - 1) < 1e-7
      ? -ratio * (beta + history.age)
      : (beta + history.age) / (s - 1) * (1 - Mathematics.exp((s - 1) * ratio))
    let value = (r + history.repeats) / (alpha + history.age) * lasts * alive(history)
    return value.isFinite ? max(0, value) : 0
  }
}

/// The likelihood of having left at some moment after the last purchase, with its slope in each parameter;
/// everything is divided by (alpha + recency)^−(r + x).
struct LeavingIntegral {
  let r, alpha, s, beta: Double

  /// The value and its slopes by r, alpha, s and beta, the latter two without the factor s.
  struct Parts {
    var value = 0.0
    var r = 0.0, alpha = 0.0, s = 0.0, beta = 0.0
  }

  /// Integrates over u = log(alpha + t) between the last purchase and now. Beyond 36 / (r + x) nothing is
  /// left that a double could add.
  func parts(_ history: BuyingHistory) -> Parts {
    let k = r + history.repeats
    let first = alpha + history.recency
    let length = min(Mathematics.log((alpha + history.age) / first), 36 / max(k, 1e-9))
    var parts = Parts()
    guard length > 0 else { return parts }
    for (node, weight) in Self.nodes {
      let u = length * node
      let grown = Mathematics.exp(u)
      let t = first * grown - alpha
      let rest = Mathematics.log(beta + max(t, 0))
      // dt = first · e^u du.
      let density =
        weight * length * first * s * Mathematics.exp(u - k * u - (s + 1) * rest)
      parts.value += density
      parts.r -= density * u
      // The power of (alpha + t) / first at a fixed t moves with alpha as k (1/first − 1/(alpha + t)).
      parts.alpha += density * k * (1 - 1 / grown) / first
      parts.s -= density * rest
      parts.beta -= density * (s + 1) / (beta + max(t, 0))
    }
    return parts
  }

  /// The nodes of Gauss and Legendre on [0, 1], with their weights.
  static let nodes: [(Double, Double)] = legendre(20)

  private static func legendre(_ count: Int) -> [(Double, Double)] {
    (0..<count).map { place in
      var x = Mathematics.cos(Double.pi * (Double(place) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<60 {
        var (before, value) = (1.0, x)
        for degree in 2...count {
          let n = Double(degree)
          (before, value) = (value, ((2 * n - 1) * x * value - (n - 1) * before) / n)
        }
        slope = Double(count) * (x * value - before) / (x * x - 1)
        let step = value / slope
        x -= step
        if abs(step) < 1e-15 { break }
      }
      return ((1 - x) / 2, 1 / ((1 - x * x) * slope * slope))
    }
  }
}

/// The negative mean log-likelihood with its slope, equal histories counted together.
private struct ParetoLikelihood {
  private var groups: [(history: BuyingHistory, count: Double)] = []
  private let total: Double
  let meanAge: Double

  init(_ histories: [BuyingHistory]) {
    var counts: [BuyingHistory: Double] = [:]
    for history in histories { counts[history, default: 0] += 1 }
    // Sorted, because sums must not depend on the order of a dictionary.
    groups = counts.map { ($0.key, $0.value) }.sorted {
      ($0.0.repeats, $0.0.recency, $0.0.age) < ($1.0.repeats, $1.0.recency, $1.0.age)
    }
    total = Double(max(1, histories.count))
    meanAge = histories.reduce(0) { $0 + $1.age } / total
  }

  func value(_ point: [Double], _ slope: inout [Double], centre: Double) -> Double {
    guard point.allSatisfy({ abs($0) < 30 }) else { return .infinity }
    let p = point.map(Mathematics.exp)
    let (r, alpha, s, beta) = (p[0], p[1], p[2], p[3])
    let integral = LeavingIntegral(r: r, alpha: alpha, s: s, beta: beta)
    var sums = [0.0, 0.0, 0.0, 0.0]
    var likelihood = 0.0
    for (history, count) in groups {
      let x = history.repeats
      let (first, last) = (alpha + history.recency, alpha + history.age)
      let (logFirst, logLast) = (Mathematics.log(first), Mathematics.log(last))
      let logEnd = Mathematics.log(beta + history.age)
      let stays = Mathematics.exp(-(r + x) * (logLast - logFirst) - s * logEnd)
      let gone = integral.parts(history)
      let sum = max(stays + gone.value, 1e-300)
      likelihood +=
        count
        * (Mathematics.logGamma(r + x) - Mathematics.logGamma(r) + r * point[1] + s * point[3]
          - (r + x) * logFirst + Mathematics.log(sum))
      let dR = -stays * (logLast - logFirst) + gone.r
      sums[0] +=
        count
        * (Mathematics.digamma(r + x) - Mathematics.digamma(r) + point[1] - logFirst + dR / sum)
      let dAlpha = stays * (r + x) * (1 / first - 1 / last) + gone.alpha
      sums[1] += count * (r / alpha - (r + x) / first + dAlpha / sum)
      let dS = -stays * logEnd + gone.s + gone.value / s
      sums[2] += count * (point[3] + dS / sum)
      let dBeta = -stays * s / (beta + history.age) + gone.beta
      sums[3] += count * (s / beta + dBeta / sum)
    }
    var value = -likelihood / total
    for place in 0..<4 {
      let away = point[place] - (place % 2 == 1 ? centre : 0)
      slope[place] = -sums[place] * p[place] / total + 2e-6 * away
      value += 1e-6 * away * away
    }
    return value.isFinite ? value : .infinity
  }
}
