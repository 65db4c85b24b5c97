import Computing

/// One linear separator an intent, one against the rest, with squared hinge loss and L2
/// regularisation, by dual coordinate descent (Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML
/// 2008). Sixteen intents share a pass: the lanes of one vector.
struct LinearTrainer: Sendable {
  private let matrix: TrainingMatrix
  private let labels: [Int]
  /// The first of its sixteen intents.
  private let first: Int
  private let diagonal: Float
  private var generator: SeededGenerator
  private var alphas: [SIMD16<Float>]
  /// What each row's gradient is divided by.
  private let lengths: [Float]
  /// Weights of sixteen intents: one vector a bucket, the last one the bias.
  private(set) var weights: [SIMD16<Float>]

  init(
    matrix: TrainingMatrix, labels: [Int], lanesFrom first: Int, cost: Float, lengths: [Float],
    seed: UInt64
  ) {
    self.matrix = matrix
    self.labels = labels
    self.first = first
    diagonal = Self.diagonal(cost)
    self.lengths = lengths
    generator = SeededGenerator(seed: seed)
    alphas = Array(repeating: .zero, count: matrix.rowCount)
    weights = Array(repeating: .zero, count: matrix.space.count + 1)
  }

  private static func diagonal(_ cost: Float) -> Float { 0.5 / cost }

  /// What each row's gradient is divided by: the same for all intents.
  static func lengths(of matrix: TrainingMatrix, cost: Float) -> [Float] {
    (0..<matrix.rowCount).map { row in
      matrix.values[matrix.starts[row]..<matrix.starts[row + 1]]
        .reduce(1 + diagonal(cost)) { $0 + $1 * $1 }
    }
  }

  /// Goes over some rows, at most `epochs` times. What was learned before stays: the problem has one
  /// solution, and the nearer to it the search begins the sooner it ends.
  mutating func learn(_ rows: [Int], epochs: Int) {
    let matrix = matrix
    matrix.withView { learn(rows, in: $0, epochs: epochs) }
  }

  private mutating func learn(_ rows: [Int], in matrix: TrainingMatrix.View, epochs: Int) {
    var order = rows
    var quiet = [Bool](repeating: false, count: labels.count)
    var bound = Float.infinity
    for epoch in 0..<epochs {
      order.shuffle(using: &generator)
      var greatest: Float = 0
      weights.withUnsafeMutableBufferPointer { weights in
        let table = Rows(weights, width: 1)
        for (place, row) in order.enumerated() where !quiet[row] {
          if place + 1 < order.count { matrix.fetch(order[place + 1]) }
          let features = matrix.features(row)
          let signs = Self.signs(labels[row] - first)
          var sum = weights[weights.count - 1]
          let own = UnsafeBufferPointer(rebasing: matrix.buckets[features])
          let amounts = UnsafeBufferPointer(rebasing: matrix.values[features])
          table.gather(own, amounts, into: &sum)
          let old = alphas[row]
          let gradient = signs * sum - 1 + old * diagonal
          var new = old - gradient / lengths[row]
          new.replace(with: 0, where: new .< 0)
          let change = new - old
          if change == .zero {
            // Far on the right side for all sixteen: not looked at again.
            if gradient.min() > bound { quiet[row] = true }
            continue
          }
          greatest = max(greatest, (change * change).max())
          alphas[row] = new
          var step = change * signs
          weights[weights.count - 1] += step
          table.scatter(&step, own, amounts)
        }
      }
      bound = epoch < 2 ? .infinity : greatest.squareRoot()
      if greatest < 1e-4 { break }
    }
  }

  /// One for the row's intent, minus one for all others.
  private static func signs(_ lane: Int) -> SIMD16<Float> {
    var signs = SIMD16<Float>(repeating: -1)
    if lane >= 0, lane < 16 { signs[lane] = 1 }
    return signs
  }
}
