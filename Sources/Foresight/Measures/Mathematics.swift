#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The functions of the C library that models need.
package enum Mathematics {
  @inline(__always) package static func exp(_ x: Double) -> Double { Glibc.exp(x) }
  @inline(__always) package static func log(_ x: Double) -> Double { Glibc.log(x) }
  @inline(__always) package static func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
  @inline(__always) package static func pow(_ x: Double, _ y: Double) -> Double { Glibc.pow(x, y) }
  package static func log10(_ x: Double) -> Double { Glibc.log10(x) }
  package static func cos(_ x: Double) -> Double { Glibc.cos(x) }

  /// The logarithm of the gamma function for positive `x`; unlike C's `lgamma` it touches no global sign.
  package static func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }

  /// 1 / (1 + e^−x), without overflow.
  @inline(__always) package static func sigmoid(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let power = exp(x)
    return power / (1 + power)
  }

  /// log(1 + e^x), without overflow.
  @inline(__always) package static func softplus(_ x: Double) -> Double {
    x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
  }

  /// log(p / (1 − p)), with p kept away from both ends.
  package static func logit(_ probability: Double) -> Double {
    let p = min(max(probability, 1e-9), 1 - 1e-9)
    return log(p / (1 - p))
  }

  /// The value below which a share of the sorted values lies, between neighbours by line.
  package static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    let low = min(max(0, Int(place)), sorted.count - 1)
    guard low + 1 < sorted.count else { return last }
    return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
  }
}

extension Mathematics {
  /// The slope of `logGamma` for positive `x`.
  package static func digamma(_ x: Double) -> Double {
    var (x, sum) = (x, 0.0)
    while x < 8 {
      sum -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    return sum + log(x) - 0.5 / x
      - square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square / 240)))
  }
}
