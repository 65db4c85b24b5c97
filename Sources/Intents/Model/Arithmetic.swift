/// The natural logarithm of a positive number, to six digits.
func logarithm(_ value: Float) -> Float {
  guard value > 0 else { return -87 }
  var exponent = Float(value.exponent)
  var mantissa = value.significand
  if mantissa > 1.414_213_5 {
    mantissa /= 2
    exponent += 1
  }
  let ratio = (mantissa - 1) / (mantissa + 1)
  let square = ratio * ratio
  let series = 1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9)))
  return exponent * 0.693_147_18 + 2 * ratio * series
}

/// eˣ of sixteen numbers that are not above 88, to seven digits: by powers of two and a polynomial of
/// the rest.
@inline(__always)
func exponentials(_ values: SIMD16<Float>) -> SIMD16<Float> {
  // Masks stay vectors where `clamped` and `pointwiseMax` would go lane by lane.
  let clamped = values.replacing(with: -87, where: values .< -87)
  // Adding and taking away 1.5 · 2²³ rounds to whole numbers.
  let powers = (clamped * 1.442_695_04 + 12_582_912) - 12_582_912
  let rest = clamped - powers * 0.693_145_75 - powers * 1.428_606_8e-6
  var series = rest * 0.001_388_9 + 0.008_333_33
  series = rest * series + 0.041_666_67
  series = rest * series + 0.166_666_67
  series = rest * series + 0.5
  series = rest * series + 1
  series = rest * series + 1
  let bits = unsafeBitCast(powers + 12_582_912, to: SIMD16<Int32>.self) &- 0x4B40_0000
  return series * unsafeBitCast((bits &+ 127) &<< 23, to: SIMD16<Float>.self)
}

/// Turns the first `count` scores, divided by a temperature, into probabilities in place. What lies
/// behind them in the last vector becomes zero.
func softmax(_ scores: inout [SIMD16<Float>], count: Int, temperature: Float = 1) {
  scores.withUnsafeMutableBufferPointer { softmax($0, count: count, temperature: temperature) }
}

/// The same, for what lies in a training's room.
func softmax(
  _ scores: UnsafeMutableBufferPointer<SIMD16<Float>>, count: Int, temperature: Float = 1
) {
  let last = (count - 1) >> 4
  let tail = (count - 1) & 15 + 1..<16
  for lane in tail { scores[last][lane] = -.greatestFiniteMagnitude }
  var highest = scores[0]
  for index in 0...last {
    highest.replace(with: scores[index], where: scores[index] .> highest)
  }
  let greatest = highest.max()
  let factor = 1 / temperature
  var sums = SIMD16<Float>.zero
  for index in 0...last {
    scores[index] = exponentials((scores[index] - greatest) * factor)
    if index == last { for lane in tail { scores[last][lane] = 0 } }
    sums += scores[index]
  }
  let scale = 1 / sums.sum()
  for index in 0...last { scores[index] *= scale }
}
