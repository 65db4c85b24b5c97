/// Finds the least value of a smooth function: L-BFGS (Nocedal, Mathematics of Computation 1980) with a
/// line search that halves its steps until the value has fallen enough.
enum QuasiNewton {
  /// Minimises from `start`. `evaluate` returns the value at a point and writes the slope there.
  static func minimise(
    _ start: [Double], steps: Int = 300, tolerance: Double = 1e-6, memory: Int = 12,
    _ evaluate: ([Double], inout [Double]) -> Double
  ) -> (point: [Double], value: Double) {
    var point = start
    var slope = [Double](repeating: 0, count: start.count)
    var value = evaluate(point, &slope)
    var pairs: [(step: [Double], turn: [Double], rate: Double)] = []
    for _ in 0..<steps {
      if (slope.lazy.map { abs($0) }.max() ?? 0) < tolerance { break }
      var direction = directed(slope, pairs)
      var descent = dot(direction, slope)
      if !(descent < 0) {
        pairs = []
        direction = slope.map { -$0 }
        descent = -dot(slope, slope)
      }
      var length = pairs.isEmpty ? min(1, 1 / max(1e-12, dot(slope, slope).squareRoot())) : 1
      var next = point
      var nextSlope = slope
      var nextValue = Double.infinity
      for _ in 0..<40 {
        for place in point.indices { next[place] = point[place] + length * direction[place] }
        nextValue = evaluate(next, &nextSlope)
        if nextValue.isFinite, nextValue <= value + 1e-4 * length * descent { break }
        length /= 2
      }
      guard nextValue.isFinite, nextValue < value else { break }
      let step = zip(next, point).map { $0 - $1 }
      let turn = zip(nextSlope, slope).map { $0 - $1 }
      let curvature = dot(step, turn)
      if curvature > 1e-14 {
        pairs.append((step, turn, 1 / curvature))
        if pairs.count > memory { pairs.removeFirst() }
      }
      let gain = value - nextValue
      (point, slope, value) = (next, nextSlope, nextValue)
      if gain < 1e-10 * max(1, abs(value)) { break }
    }
    return (point, value)
  }

  private static func directed(
    _ slope: [Double], _ pairs: [(step: [Double], turn: [Double], rate: Double)]
  ) -> [Double] {
    var direction = slope
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.rate * dot(pair.step, direction)
      shares.append(share)
      for place in direction.indices { direction[place] -= share * pair.turn[place] }
    }
    if let last = pairs.last {
      let scale = 1 / (last.rate * max(1e-300, dot(last.turn, last.turn)))
      for place in direction.indices { direction[place] *= scale }
    }
    for (pair, share) in zip(pairs, shares.reversed()) {
      let back = share - pair.rate * dot(pair.turn, direction)
      for place in direction.indices { direction[place] += back * pair.step[place] }
    }
    return direction.map { -$0 }
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for place in left.indices { sum += left[place] * right[place] }
    return sum
  }
}
