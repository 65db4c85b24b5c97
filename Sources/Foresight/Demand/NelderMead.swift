/// Finds the least value of a function of few numbers without its slope (Nelder and Mead 1965).
enum NelderMead {
  /// Minimises from `start` with a simplex of the given size; `evaluate` may return infinity.
  static func minimise(
    _ start: [Double], size: Double = 1, evaluations: Int = 200, tolerance: Double = 1e-7,
    _ evaluate: ([Double]) -> Double
  ) -> (point: [Double], value: Double) {
    let count = start.count
    guard count > 0 else { return (start, evaluate(start)) }
    var corners = [(point: start, value: evaluate(start))]
    for place in 0..<count {
      var point = start
      point[place] += size
      corners.append((point, evaluate(point)))
    }
    var used = count + 1
    while used < evaluations {
      corners.sort { $0.value < $1.value }
      let (best, worst) = (corners[0].value, corners[count].value)
      if worst - best <= tolerance * (abs(best) + tolerance) { break }
      var centre = [Double](repeating: 0, count: count)
      for corner in corners.prefix(count) {
        for place in 0..<count { centre[place] += corner.point[place] / Double(count) }
      }
      func moved(_ share: Double) -> (point: [Double], value: Double) {
        let last = corners[count].point
        let point = (0..<count).map { centre[$0] + share * (last[$0] - centre[$0]) }
        used += 1
        return (point, evaluate(point))
      }
      let mirrored = moved(-1)
      if mirrored.value < corners[0].value {
        let further = moved(-2)
        corners[count] = further.value < mirrored.value ? further : mirrored
      } else if mirrored.value < corners[count - 1].value {
        corners[count] = mirrored
      } else {
        let nearer = moved(mirrored.value < worst ? -0.5 : 0.5)
        if nearer.value < min(worst, mirrored.value) {
          corners[count] = nearer
        } else {
          for corner in 1...count {
            for place in 0..<count {
              corners[corner].point[place] =
                (corners[corner].point[place] + corners[0].point[place]) / 2
            }
            corners[corner].value = evaluate(corners[corner].point)
            used += 1
          }
        }
      }
    }
    let best = corners.min { $0.value < $1.value } ?? corners[0]
    return best
  }
}
