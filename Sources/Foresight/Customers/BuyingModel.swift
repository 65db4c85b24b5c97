/// How often a customer bought: what buying models are fitted to.
public struct BuyingHistory: Hashable, Sendable {
  /// Purchases after the first, on different days.
  public let repeats: Double
  /// From the first purchase to the last, in the unit of `age`.
  public let recency: Double
  /// From the first purchase to now.
  public let age: Double

  /// Creates a history.
  public init(repeats: Double, recency: Double, age: Double) {
    self.repeats = repeats
    self.recency = recency
    self.age = age
  }
}

/// Customers who buy at rates of their own until, after some purchase, they leave: BG/NBD (Fader, Hardie and
/// Lee, Marketing Science 2005), or MBG/NBD, in which some leave after the first purchase already
/// (Batislam, Denizel and Filiztekin, IJRM 2007); or who may leave at any moment: Pareto/NBD.
public struct BuyingModel: Sendable {
  /// Which of the three.
  public enum Kind: String, Sendable, CaseIterable {
    case bgNBD = "BG/NBD"
    case mbgNBD = "MBG/NBD"
    case paretoNBD = "Pareto/NBD"
  }

  /// Which of the three.
  public let kind: Kind
  /// Shape and rate of the buying rates, and the two shapes of the chance to leave; with Pareto/NBD `a` and
  /// `b` are shape and rate of the leaving rates.
  public let r: Double
  /// See `r`.
  public let alpha: Double
  /// See `r`.
  public let a: Double
  /// See `r`.
  public let b: Double
  /// The log-likelihood of the histories.
  public let logLikelihood: Double

  /// A model with known parameters.
  public init(_ kind: Kind, r: Double, alpha: Double, a: Double, b: Double) {
    self.kind = kind
    self.r = r
    self.alpha = alpha
    self.a = a
    self.b = b
    logLikelihood = .nan
  }

  /// Fits the parameters; always ends: a faint prior on their logarithms keeps histories that say nothing of
  /// one from sending it to infinity.
  public init(_ kind: Kind, fitting histories: [BuyingHistory]) {
    if kind == .paretoNBD {
      let fitted = ParetoNBD(fitting: histories)
      self.kind = kind
      (r, alpha, a, b) = (fitted.r, fitted.alpha, fitted.s, fitted.beta)
      logLikelihood = fitted.logLikelihood
      return
    }
    let likelihood = BuyingLikelihood(kind, histories)
    let scale = max(1e-9, likelihood.meanAge)
    var best: (point: [Double], value: Double)?
    for start in [[0.0, 0, 0, 0.5], [-1, 1, -1.5, 1.5]] {
      let first = [start[0], start[1] + Mathematics.log(scale / 4), start[2], start[3]]
      let found = QuasiNewton.minimise(first, steps: 200, tolerance: 1e-7) {
        likelihood.value($0, &$1, alphaCentre: Mathematics.log(scale))
      }
      if best.map({ found.value < $0.value }) ?? true { best = found }
      // The second start is for histories on which the first came to nothing.
      if found.value.isFinite, found.point.allSatisfy({ abs($0) < 8 }) { break }
    }
    let point = best?.point ?? [0, 0, 0, 0]
    self.kind = kind
    r = Mathematics.exp(point[0])
    alpha = Mathematics.exp(point[1])
    a = Mathematics.exp(point[2])
    b = Mathematics.exp(point[3])
    logLikelihood = -(best?.value ?? .nan) * Double(histories.count)
  }

  /// The chance that a customer has not left yet.
  public func alive(_ history: BuyingHistory) -> Double {
    let x = history.repeats
    if kind == .paretoNBD { return ParetoNBD(r: r, alpha: alpha, s: a, beta: b).alive(history) }
    if kind == .bgNBD, x == 0 { return 1 }
    let gone = kind == .bgNBD ? a / (b + x - 1) : a / (b + x)
    let ratio = (alpha + history.age) / (alpha + history.recency)
    return 1 / (1 + gone * Mathematics.exp((r + x) * Mathematics.log(ratio)))
  }

  /// How many purchases a customer is expected to make in the next `time`.
  public func expected(_ history: BuyingHistory, next time: Double) -> Double {
    let x = history.repeats
    if kind == .paretoNBD {
      return ParetoNBD(r: r, alpha: alpha, s: a, beta: b).expected(history, next: time)
    }
    let shift = kind == .mbgNBD ? 1.0 : 0
    // The formula has a hole at a = 1, with the same limit from both sides.
    let a = abs(self.a - 1) < 1e-5 ? 1 + 1e-5 : self.a
    let total = alpha + history.age + time
    let series = Hypergeometric.value(
      r + x, b + x + shift, a + b + x - 1 + shift, time / total)
    let kept = Mathematics.exp((r + x) * Mathematics.log((alpha + history.age) / total))
    let ever = (a + b + x - 1 + shift) / (a - 1) * (1 - kept * series)
    let value = ever * alive(history)
    return value.isFinite ? max(0, value) : 0
  }
}

/// Gauss's hypergeometric function by its series, for arguments in [0, 1).
package enum Hypergeometric {
  package static func value(_ a: Double, _ b: Double, _ c: Double, _ z: Double) -> Double {
    // Euler's transformation makes the terms fall faster when they would grow first.
    if a + b > c, z > 0.5 {
      let factor = Mathematics.pow(1 - z, c - a - b)
      if factor.isFinite { return factor * series(c - a, c - b, c, z) }
    }
    return series(a, b, c, z)
  }

  private static func series(_ a: Double, _ b: Double, _ c: Double, _ z: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for step in 0..<5000 {
      let n = Double(step)
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z
      sum += term
      if abs(term) < 1e-13 * abs(sum) { break }
    }
    return sum
  }
}

/// The negative mean log-likelihood with its slope, equal histories counted together.
private struct BuyingLikelihood {
  let kind: BuyingModel.Kind
  private var groups: [(x: Int, history: BuyingHistory, count: Double)] = []
  private let most: Int
  private let total: Double
  let meanAge: Double

  init(_ kind: BuyingModel.Kind, _ histories: [BuyingHistory]) {
    self.kind = kind
    var counts: [BuyingHistory: Double] = [:]
    for history in histories { counts[history, default: 0] += 1 }
    // Sorted, because sums must not depend on the order of a dictionary.
    groups = counts.map { (Int($0.key.repeats), $0.key, $0.value) }.sorted {
      ($0.x, $0.history.recency, $0.history.age) < ($1.x, $1.history.recency, $1.history.age)
    }
    most = groups.last?.x ?? 0
    total = Double(max(1, histories.count))
    meanAge = histories.reduce(0) { $0 + $1.age } / total
  }

  func value(_ point: [Double], _ slope: inout [Double], alphaCentre: Double) -> Double {
    guard point.allSatisfy({ abs($0) < 30 }) else { return .infinity }
    let p = point.map(Mathematics.exp)
    let (r, alpha, a, b) = (p[0], p[1], p[2], p[3])
    let isModified = kind == .mbgNBD
    var sums = [0.0, 0.0, 0.0, 0.0]
    var likelihood = 0.0
    var x = -1
    var (base, psiR, psiA, psiB) = (0.0, 0.0, 0.0, 0.0)
    let logAlpha = Mathematics.log(alpha)
    for group in groups {
      if group.x != x {
        x = group.x
        let n = Double(x)
        let more = isModified ? 1.0 : 0
        base =
          Mathematics.logGamma(r + n) - Mathematics.logGamma(r) + r * logAlpha
          + Mathematics.logGamma(a + b) + Mathematics.logGamma(b + n + more)
          - Mathematics.logGamma(b) - Mathematics.logGamma(a + b + n + more)
        psiR = Self.rise(r, x) + logAlpha
        psiA = -Self.rise(a + b, x + Int(more))
        psiB = psiA + Self.rise(b, x + Int(more))
      }
      let n = Double(x)
      let logAge = Mathematics.log(alpha + group.history.age)
      let logLast = Mathematics.log(alpha + group.history.recency)
      let (first, leaves) = (-(r + n) * logAge, isModified || x > 0)
      var share = 0.0
      var log = base + first
      if leaves {
        let second = Mathematics.log(a / (b + n - (isModified ? 0 : 1))) - (r + n) * logLast
        let top = max(first, second)
        let (left, right) = (Mathematics.exp(first - top), Mathematics.exp(second - top))
        share = right / (left + right)
        log = base + top + Mathematics.log(left + right)
      }
      let count = group.count
      likelihood += count * log
      sums[0] += count * (psiR - (1 - share) * logAge - share * logLast)
      sums[1] +=
        count
        * (r / alpha - (r + n)
          * ((1 - share) / (alpha + group.history.age)
            + share / (alpha + group.history.recency)))
      sums[2] += count * (psiA + share / a)
      sums[3] += count * (psiB - (leaves ? share / (b + n - (isModified ? 0 : 1)) : 0))
    }
    var value = -likelihood / total
    for place in 0..<4 {
      let away = point[place] - (place == 1 ? alphaCentre : 0)
      slope[place] = -sums[place] * p[place] / total + 2e-6 * away
      value += 1e-6 * away * away
    }
    return value
  }

  /// ψ(x + n) − ψ(x) for a whole n.
  private static func rise(_ x: Double, _ n: Int) -> Double {
    guard n < 400 else {
      return Mathematics.digamma(x + Double(n)) - Mathematics.digamma(x)
    }
    var sum = 0.0
    for step in 0..<n { sum += 1 / (x + Double(step)) }
    return sum
  }
}

/// What a customer spends at a purchase: means around their own, which differ (Gamma-Gamma: Fader and
/// Hardie 2013).
public struct SpendModel: Sendable {
  /// The three parameters.
  public let p: Double
  /// See `p`.
  public let q: Double
  /// See `p`.
  public let v: Double

  /// Fits to customers with `counts` purchases of a mean `spends`; those without either are left out.
  public init(counts: [Double], spends: [Double]) {
    let pairs = zip(counts, spends).filter { $0.0 > 0 && $0.1 > 0 }
    let mean = pairs.reduce(0) { $0 + $1.1 } / Double(max(1, pairs.count))
    let unit = max(mean, 1e-9)
    let rows = pairs.map {
      (x: $0.0, m: $0.1 / unit, logX: Mathematics.log($0.0), logM: Mathematics.log($0.1 / unit))
    }
    let found = NelderMead.minimise([1, 1, 0], size: 0.7, evaluations: 500, tolerance: 1e-9) {
      point in
      guard point.allSatisfy({ abs($0) < 20 }) else { return .infinity }
      let (p, q, v) = (
        Mathematics.exp(point[0]), Mathematics.exp(point[1]), Mathematics.exp(point[2])
      )
      let constant = q * Mathematics.log(v) - Mathematics.logGamma(q)
      var sum = 0.0
      for row in rows {
        let px = p * row.x
        sum +=
          Mathematics.logGamma(px + q) - Mathematics.logGamma(px) + constant
          + (px - 1) * row.logM + px * row.logX - (px + q) * Mathematics.log(row.x * row.m + v)
      }
      let prior = point.reduce(0) { $0 + $1 * $1 }
      return -sum / Double(max(1, rows.count)) + 1e-6 * prior
    }
    p = Mathematics.exp(found.point[0])
    q = Mathematics.exp(found.point[1])
    v = Mathematics.exp(found.point[2]) * unit
  }

  /// What the next purchase is expected to bring.
  public func expected(count: Double, mean: Double) -> Double {
    guard count > 0, mean > 0 else { return q > 1 ? p * v / (q - 1) : p * v }
    let below = p * count + q - 1
    return below > 0 ? p * (v + count * mean) / below : mean
  }
}
