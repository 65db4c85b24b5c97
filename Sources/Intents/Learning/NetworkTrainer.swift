import Computing

/// A network with one hidden layer, trained by single steps of Adagrad with one rate a row (Duchi,
/// Hazan and Singer, JMLR 2011), input dropout and label smoothing. A row that it is surer of than it
/// is asked to be sits out the next pass: the time goes to the rows it still gets wrong (Jiang and
/// others, "Accelerating Deep Learning by Focusing on the Biggest Losers", 2019).
struct NetworkTrainer: Sendable {
  private let matrix: TrainingMatrix
  private let labels: [Int]
  private let classCount: Int
  private let settings: TrainingSettings
  private var generator: SeededGenerator
  private var step: NetworkStep
  /// The rows that sit out their next pass.
  private var rests: [Bool]
  private(set) var weights: Weights

  /// The weights of a network in vectors of sixteen.
  struct Weights: Sendable {
    /// Vectors in a row of `input`.
    let width: Int
    /// Vectors in a row of `output`.
    let classWidth: Int
    /// One row a bucket, the last one the bias.
    var input: [SIMD16<Float>]
    /// One row a hidden unit, the last one the bias.
    var output: [SIMD16<Float>]
  }

  init(
    matrix: TrainingMatrix, labels: [Int], classCount: Int, settings: TrainingSettings,
    seed: UInt64
  ) {
    self.matrix = matrix
    self.labels = labels
    self.classCount = classCount
    self.settings = settings
    generator = SeededGenerator(seed: seed)
    let width = settings.hiddenUnits / 16
    let classWidth = (classCount + 15) / 16
    weights = Weights(
      width: width, classWidth: classWidth,
      input: Self.random((matrix.space.count + 1) * width, 0.1, &generator),
      output: Self.random((settings.hiddenUnits + 1) * classWidth, 0.1, &generator))
    rests = Array(repeating: false, count: labels.count)
    step = NetworkStep(
      buckets: matrix.space.count,
      width: width, classWidth: classWidth,
      longest: zip(matrix.starts, matrix.starts.dropFirst()).map { $1 - $0 }.max() ?? 0,
      words: matrix.wordCounts.max() ?? 0)
  }

  /// Goes over some rows `epochs` times, in steps that fall from `rate` to nothing in a straight line.
  mutating func learn(_ rows: [Int], epochs: Int, rate: Float) {
    let matrix = matrix
    matrix.withView { learn(rows, in: $0, epochs: epochs, rate: rate) }
  }

  private mutating func learn(
    _ rows: [Int], in matrix: TrainingMatrix.View, epochs: Int, rate: Float
  ) {
    var order = rows
    let dropouts = settings.dropouts(for: labels.count)
    let total = Float(epochs * rows.count)
    var done: Float = 0
    for _ in 0..<epochs {
      order.shuffle(using: &generator)
      for (place, row) in order.enumerated() {
        if place + 1 < order.count { matrix.fetch(order[place + 1]) }
        done += 1
        if rests[row] {
          rests[row] = false
          continue
        }
        step.keep(matrix, row, dropouts, &generator)
        let probability = step.run(
          &weights, label: labels[row], classCount: classCount,
          smoothing: settings.labelSmoothing, rate: rate * (1 - (done - 1) / total))
        rests[row] = probability > 1 - settings.labelSmoothing
      }
    }
  }

  private static func random(
    _ count: Int, _ spread: Float, _ generator: inout SeededGenerator
  ) -> [SIMD16<Float>] {
    (0..<count).map { _ in
      let bits = SIMD8<UInt64>(
        generator.next(), generator.next(), generator.next(), generator.next(), generator.next(),
        generator.next(), generator.next(), generator.next())
      let halves = unsafeBitCast(bits, to: SIMD16<UInt32>.self)
      return (SIMD16<Float>(halves &>> 8) * 0x1p-23 - 1) * spread
    }
  }
}
