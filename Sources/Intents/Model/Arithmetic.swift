/// eˣ to seven digits: by powers of two and a polynomial of the rest.
@inline(__always)
func exponential(_ value: Float) -> Float {
  let clamped = max(-87, min(88, value))
  let powers = (clamped * 1.442_695_04).rounded()
  let rest = clamped - powers * 0.693_145_75 - powers * 1.428_606_8e-6
  let series =
    1 + rest
    * (1 + rest
      * (0.5 + rest
        * (0.166_666_67 + rest * (0.041_666_67 + rest * (0.008_333_33 + rest * 0.001_388_9)))))
  return series * Float(sign: .plus, exponent: Int(powers), significand: 1)
}

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

/// Turns scores into probabilities in place.
func softmax(_ scores: inout [Float], count: Int) {
  var greatest = -Float.infinity
  for index in 0..<count { greatest = max(greatest, scores[index]) }
  var sum: Float = 0
  for index in 0..<count {
    let value = exponential(scores[index] - greatest)
    scores[index] = value
    sum += value
  }
  for index in 0..<count { scores[index] /= sum }
}
