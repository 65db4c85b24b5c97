/// Logistic regression that tells hardly anything of any one row: objective perturbation (Chaudhuri,
/// Monteleoni and Sarwate, "Differentially private empirical risk minimization", JMLR 2011, algorithm 2).
///
/// The ranges of the columns are taken as known to everybody; rows are cut to them and to length one. The noise is of floating point and so private up to its rounding.
public struct PrivateRegression: Sendable {
  /// The least and most of a column; what lies outside is cut.
  public struct Bounds: Sendable {
    let low, high: [Double]

    /// Ranges of columns.
    public init(low: [Double], high: [Double]) { (self.low, self.high) = (low, high) }

    /// Ranges that hold all but a share at each end of some rows, which everybody may know.
    public init(_ matrix: FeatureMatrix, outside share: Double = 0.01) {
      var (low, high): ([Double], [Double]) = ([], [])
      for column in 0..<matrix.width {
        let sorted = (0..<matrix.rows).map { matrix.values[$0 * matrix.width + column] }
          .filter { !$0.isNaN }.sorted()
        let least = sorted.isEmpty ? 0 : Mathematics.quantile(sorted, share)
        let most = sorted.isEmpty ? 1 : Mathematics.quantile(sorted, 1 - share)
        low.append(least)
        high.append(most > least ? most : least + 1)
      }
      (self.low, self.high) = (low, high)
    }
  }

  /// The weights, the constant last.
  public let weights: [Double]
  private let bounds: Bounds

  /// Learns from rows with labels 0 and 1. `ridge` is chosen before the rows are looked at.
  public init(
    _ matrix: FeatureMatrix, targets: [Double], bounds: Bounds, budget: PrivacyBudget,
    ridge: Double = 0.001, using random: inout some RandomNumberGenerator
  ) {
    self.bounds = bounds
    let width = matrix.width + 1
    let rows = Self.scaled(matrix, bounds)
    let count = Double(max(1, targets.count))
    let epsilon = Double(budget.millionths) / 1e6
    // The loss bends by a quarter at most.
    let bend = 0.25 / (count * ridge)
    var left = epsilon - 2 * Mathematics.log1p(bend)
    var more = 0.0
    if left <= 0 {
      more = max(0, 0.25 / (count * (Mathematics.exp(epsilon / 4) - 1)) - ridge)
      left = epsilon / 2
    }
    let noise = Self.noise(width, 2 / left, &random)
    let start = [Double](repeating: 0, count: width)
    weights =
      QuasiNewton.minimise(start, steps: 2000, tolerance: 1e-9) { point, slope in
        var loss = 0.0
        for place in 0..<width {
          slope[place] = (ridge + more) * point[place] + noise[place] / count
          loss +=
            (ridge + more) * point[place] * point[place] / 2
            + noise[place] * point[place] / count
        }
        for (row, target) in targets.enumerated() {
          var score = 0.0
          for place in 0..<width { score += point[place] * rows[row * width + place] }
          loss += (Mathematics.softplus(score) - target * score) / count
          let error = (Mathematics.sigmoid(score) - target) / count
          for place in 0..<width { slope[place] += error * rows[row * width + place] }
        }
        return loss
      }.point
  }

  /// The chance of label 1 in each row.
  public func answers(_ matrix: FeatureMatrix) -> [Double] {
    let width = matrix.width + 1
    let rows = Self.scaled(matrix, bounds)
    return (0..<matrix.rows).map { row in
      var score = 0.0
      for place in 0..<width { score += weights[place] * rows[row * width + place] }
      return Mathematics.sigmoid(score)
    }
  }

  /// Rows between 0 and 1 in each column with a constant behind them, those longer than one cut to it: most
  /// rows are short, and shrinking all for the longest would drown them in the noise.
  private static func scaled(_ matrix: FeatureMatrix, _ bounds: Bounds) -> [Double] {
    let constant = 0.5
    var rows: [Double] = []
    rows.reserveCapacity(matrix.rows * (matrix.width + 1))
    for row in 0..<matrix.rows {
      let start = rows.count
      var square = constant * constant
      for column in 0..<matrix.width {
        let (low, high) = (bounds.low[column], bounds.high[column])
        let value = matrix.values[row * matrix.width + column]
        let part = value.isNaN ? 0 : (min(max(value, low), high) - low) / (high - low)
        square += part * part
        rows.append(part)
      }
      rows.append(constant)
      let length = square.squareRoot()
      if length > 1 { for place in start..<rows.count { rows[place] /= length } }
    }
    return rows
  }

  /// A vector in any direction whose length follows a Gamma distribution: density falls with the length.
  private static func noise(
    _ width: Int, _ scale: Double, _ random: inout some RandomNumberGenerator
  ) -> [Double] {
    func unit() -> Double { (Double(random.next() >> 11) + 0.5) * 0x1p-53 }
    var direction: [Double] = []
    while direction.count < width {
      let (radius, angle) = ((-2 * Mathematics.log(unit())).squareRoot(), 2 * Double.pi * unit())
      direction.append(radius * Mathematics.cos(angle))
    }
    let length = max(1e-12, direction.reduce(0) { $0 + $1 * $1 }.squareRoot())
    // A whole shape is a sum of exponentials.
    let size = (0..<width).reduce(0.0) { sum, _ in sum - Mathematics.log(unit()) } * scale
    return direction.map { $0 / length * size }
  }
}
