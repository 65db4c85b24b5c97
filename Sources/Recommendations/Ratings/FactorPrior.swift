/// The normal distribution that one side's factors come from, sampled given the factors: Normal-Wishart
/// with the hyperparameters of the paper (W₀ = I, ν₀ = rank, β₀ = 2, μ₀ = 0).
struct FactorPrior {
  /// Λ, row by row.
  let precision: [Double]
  /// Λ μ: what the prior adds to the right side of every row.
  let right: [Double]

  init(sampledFrom factors: [Float], rank: Int, noise: inout NormalGenerator) {
    let count = max(factors.count / rank, 1)
    var mean = [Double](repeating: 0, count: rank)
    var scatter = [Double](repeating: 0, count: rank * rank)
    for row in 0..<(factors.count / rank) {
      for line in 0..<rank {
        let value = Double(factors[row * rank + line])
        mean[line] += value
        for column in 0...line {
          scatter[line * rank + column] += value * Double(factors[row * rank + column])
        }
      }
    }
    for line in 0..<rank { mean[line] /= Double(count) }
    let shrink = 2 / (2 + Double(count))
    var inverseScale = [Double](repeating: 0, count: rank * rank)
    for line in 0..<rank {
      for column in 0...line {
        let centred = scatter[line * rank + column] - Double(count) * mean[line] * mean[column]
        let value = centred + Double(count) * shrink * mean[line] * mean[column]
        inverseScale[line * rank + column] = value + (line == column ? 1 : 0)
        inverseScale[column * rank + line] = inverseScale[line * rank + column]
      }
    }
    let scale = Self.inverse(inverseScale, rank)
    let factor = Self.cholesky(scale, rank)
    let bartlett = Self.bartlett(rank, degrees: Double(rank + count), noise: &noise)
    // Λ = (L A)(L A)ᵀ
    var product = [Double](repeating: 0, count: rank * rank)
    for line in 0..<rank {
      for column in 0...line {
        product[line * rank + column] = (column...line).reduce(0) {
          $0 + factor[line * rank + $1] * bartlett[$1 * rank + column]
        }
      }
    }
    var precision = [Double](repeating: 0, count: rank * rank)
    for line in 0..<rank {
      for column in 0..<rank {
        precision[line * rank + column] = (0...min(line, column)).reduce(0) {
          $0 + product[line * rank + $1] * product[column * rank + $1]
        }
      }
    }
    // μ ~ N(μ*, ((2 + n) Λ)⁻¹), by the factor of Λ.
    let lower = Self.cholesky(precision, rank)
    var centre = (0..<rank).map { _ in noise.next() / (2 + Double(count)).squareRoot() }
    for line in (0..<rank).reversed() {
      for below in (line + 1)..<max(rank, line + 1) {
        centre[line] -= lower[below * rank + line] * centre[below]
      }
      centre[line] /= lower[line * rank + line]
    }
    for line in 0..<rank { centre[line] += mean[line] * (1 - shrink) }
    self.precision = precision
    right = (0..<rank).map { line in
      (0..<rank).reduce(0) { $0 + precision[line * rank + $1] * centre[$1] }
    }
  }

  /// The lower triangle A of Bartlett's decomposition of a Wishart sample.
  private static func bartlett(
    _ size: Int, degrees: Double, noise: inout NormalGenerator
  ) -> [Double] {
    var matrix = [Double](repeating: 0, count: size * size)
    for line in 0..<size {
      matrix[line * size + line] =
        (2 * noise.gamma(shape: (degrees - Double(line)) / 2)).squareRoot()
      for column in 0..<line { matrix[line * size + column] = noise.next() }
    }
    return matrix
  }

  static func cholesky(_ matrix: [Double], _ size: Int) -> [Double] {
    var factor = [Double](repeating: 0, count: size * size)
    for line in 0..<size {
      for column in 0...line {
        var rest = matrix[line * size + column]
        for index in 0..<column {
          rest -= factor[line * size + index] * factor[column * size + index]
        }
        factor[line * size + column] =
          line == column ? max(rest, 1e-12).squareRoot() : rest / factor[column * size + column]
      }
    }
    return factor
  }

  static func inverse(_ matrix: [Double], _ size: Int) -> [Double] {
    let factor = cholesky(matrix, size)
    var inverse = [Double](repeating: 0, count: size * size)
    for unit in 0..<size {
      var right = [Double](repeating: 0, count: size)
      right[unit] = 1
      for line in 0..<size {
        for index in 0..<line { right[line] -= factor[line * size + index] * right[index] }
        right[line] /= factor[line * size + line]
      }
      for line in (0..<size).reversed() {
        for index in (line + 1)..<max(size, line + 1) {
          right[line] -= factor[index * size + line] * right[index]
        }
        right[line] /= factor[line * size + line]
      }
      for line in 0..<size { inverse[line * size + unit] = right[line] }
    }
    return inverse
  }
}
