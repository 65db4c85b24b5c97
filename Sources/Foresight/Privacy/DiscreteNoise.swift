/// Noise of whole numbers, drawn exactly from integers alone: no floating point, so that no rounding tells
/// what was hidden (Mironov 2012). The samplers are those of Canonne, Kamath and Steinke, "The discrete
/// Gaussian for differential privacy" (NeurIPS 2020).
public enum DiscreteNoise {
  /// A number with probability in proportion to exp(−|number| · `budget` / `sensitivity`): hides any one
  /// person who changes a count by at most `sensitivity`.
  public static func laplace(
    _ budget: PrivacyBudget, sensitivity: Int = 1, using random: inout some RandomNumberGenerator
  ) -> Int {
    let (top, bottom) = reduced(max(1, sensitivity) * 1_000_000, max(1, budget.millionths))
    return laplace(scale: top, over: bottom, &random)
  }

  /// Discrete Laplace noise with scale `scale` / `over`: their algorithm 2.
  static func laplace(
    scale: Int, over: Int, _ random: inout some RandomNumberGenerator
  ) -> Int {
    while true {
      let part = Int.random(in: 0..<scale, using: &random)
      guard holds(exponentOf: part, over: scale, &random) else { continue }
      var whole = 0
      while holds(exponentOf: 1, over: 1, &random) { whole += 1 }
      let size = (part + scale * whole) / over
      let isNegative = Bool.random(using: &random)
      if isNegative, size == 0 { continue }
      return isNegative ? -size : size
    }
  }

  /// A number with probability in proportion to exp(−number² / 2σ²), σ² = `top` / `bottom`: their
  /// algorithm 3. Both must be at most 10⁶, and σ² at most 10⁶.
  public static func gaussian(
    variance top: Int, over bottom: Int = 1, using random: inout some RandomNumberGenerator
  ) -> Int {
    let (top, bottom) = reduced(top, bottom)
    var scale = 1
    while scale * scale * bottom <= top { scale += 1 }
    while true {
      let number = laplace(scale: scale, over: 1, &random)
      // (|number| − σ²/t)² / 2σ², over one denominator.
      let distance = abs(number) * bottom * scale - top
      let (square, first) = distance.multipliedReportingOverflow(by: distance)
      let (under, second) = (2 * top * bottom).multipliedReportingOverflow(by: scale * scale)
      if first || second { continue }
      if holds(exponentOf: square, over: under, &random) { return number }
    }
  }

  /// True with probability exp(−`top` / `bottom`): their algorithm 1.
  static func holds(
    exponentOf top: Int, over bottom: Int, _ random: inout some RandomNumberGenerator
  ) -> Bool {
    var top = top
    while top > bottom {
      guard holdsOnce(1, 1, &random) else { return false }
      top -= bottom
    }
    return holdsOnce(top, bottom, &random)
  }

  private static func holdsOnce(
    _ top: Int, _ bottom: Int, _ random: inout some RandomNumberGenerator
  ) -> Bool {
    var tries = 1
    // Bernoulli of (top / bottom) / tries.
    while Int.random(in: 0..<bottom, using: &random) < top,
      Int.random(in: 0..<tries, using: &random) == 0
    {
      tries += 1
    }
    return tries % 2 == 1
  }

  private static func reduced(_ top: Int, _ bottom: Int) -> (Int, Int) {
    var (large, small) = (max(top, bottom), min(top, bottom))
    while small > 0 { (large, small) = (small, large % small) }
    return (top / max(1, large), bottom / max(1, large))
  }
}
