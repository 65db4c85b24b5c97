import Computing

/// Normal and gamma numbers from a seed.
struct NormalGenerator {
  private var generator: SeededGenerator
  private var spare: Double?

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// A standard normal number (G. Marsaglia's polar method, 1964).
  mutating func next() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    while true {
      let (x, y) = (2 * generator.unit() - 1, 2 * generator.unit() - 1)
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      let factor = (-2 * naturalLog(square) / square).squareRoot()
      spare = y * factor
      return x * factor
    }
  }

  /// A gamma number of scale 1; `shape` is at least 1 (G. Marsaglia and W. W. Tsang, TOMS 2000).
  mutating func gamma(shape: Double) -> Double {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = next()
      let base = 1 + c * x
      guard base > 0 else { continue }
      let cube = base * base * base
      if naturalLog(max(generator.unit(), 1e-300)) < 0.5 * x * x + d - d * cube + d
        * naturalLog(cube)
      {
        return d * cube
      }
    }
  }
}
