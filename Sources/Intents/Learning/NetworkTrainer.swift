import Quantities

/// A network with one hidden layer, trained by single steps of Adagrad with one rate a row (Duchi,
/// Hazan and Singer, JMLR 2011), input dropout and label smoothing.
struct NetworkTrainer: Sendable {
  private let matrix: TrainingMatrix
  private let labels: [Int]
  private let classCount: Int
  private let settings: TrainingSettings
  private var generator: SeededGenerator
  private var step: Step
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
    step = Step(
      inputSquares: Array(repeating: 1e-6, count: matrix.space.count + 1),
      outputSquares: Array(repeating: 1e-6, count: settings.hiddenUnits + 1),
      hidden: Array(repeating: .zero, count: width),
      hiddenGradient: Array(repeating: .zero, count: width),
      scores: Array(repeating: .zero, count: classWidth),
      kept: [])
  }

  /// Goes over some rows `epochs` times, in steps that fall from `rate` to nothing in a straight line.
  mutating func learn(_ rows: [Int], epochs: Int, rate: Float) {
    var order = rows
    let dropouts = settings.dropouts(for: matrix.rowCount)
    let total = Float(epochs * rows.count)
    var done: Float = 0
    for _ in 0..<epochs {
      order.shuffle(using: &generator)
      for row in order {
        step.keep(matrix, row, dropouts, &generator)
        step.run(
          &weights, matrix, label: labels[row], classCount: classCount,
          smoothing: settings.labelSmoothing, rate: rate * (1 - done / total),
          gain: 1 / (1 - dropouts.features))
        done += 1
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

/// One step of descent, and the room it needs.
private struct Step: Sendable {
  var inputSquares: [Float]
  var outputSquares: [Float]
  var hidden: [SIMD16<Float>]
  var hiddenGradient: [SIMD16<Float>]
  var scores: [SIMD16<Float>]
  var kept: [Int]

  /// Chooses the features that this step sees: of the words that stay, a share of the features. Without
  /// a word all it brings is gone, so the others must learn to say enough; half the features alone
  /// never hide a word that has thirty.
  mutating func keep(
    _ matrix: TrainingMatrix, _ row: Int, _ shares: (features: Float, words: Float),
    _ generator: inout SeededGenerator
  ) {
    kept.removeAll(keepingCapacity: true)
    let salt = generator.next()
    let hidden = UInt64(shares.words * 65_536)
    let limit = UInt64(shares.features * 256)
    func isHidden(_ place: UInt16) -> Bool { mixed(UInt64(place), salt) >> 20 & 0xFFFF < hidden }
    var bits: UInt64 = 0
    for (count, feature) in (matrix.starts[row]..<matrix.starts[row + 1]).enumerated() {
      if count & 7 == 0 { bits = generator.next() }
      let place = matrix.places[feature]
      if bits & 0xFF >= limit, !isHidden(place.x), !isHidden(place.y) { kept.append(feature) }
      bits >>= 8
    }
  }

  mutating func run(
    _ weights: inout NetworkTrainer.Weights, _ matrix: TrainingMatrix, label: Int, classCount: Int,
    smoothing: Float, rate: Float, gain: Float
  ) {
    let width = weights.width
    let classWidth = weights.classWidth
    let units = width * 16
    weights.input.withUnsafeMutableBufferPointer { input in
      weights.output.withUnsafeMutableBufferPointer { output in
        hidden.withUnsafeMutableBufferPointer { hidden in
          hiddenGradient.withUnsafeMutableBufferPointer { hiddenGradient in
            scores.withUnsafeMutableBufferPointer { scores in
              matrix.buckets.withUnsafeBufferPointer { buckets in
                matrix.values.withUnsafeBufferPointer { values in
                  // Forward.
                  let bias = (input.count / width - 1) * width
                  for lane in 0..<width { hidden[lane] = input[bias + lane] }
                  for feature in kept {
                    let base = Int(buckets[feature]) * width
                    let value = values[feature] * gain
                    for lane in 0..<width { hidden[lane] += input[base + lane] * value }
                  }
                  for lane in 0..<width { hidden[lane] = pointwiseMax(hidden[lane], .zero) }
                  for lane in 0..<classWidth { scores[lane] = output[units * classWidth + lane] }
                  for unit in 0..<units {
                    let value = hidden[unit >> 4][unit & 15]
                    if value == 0 { continue }
                    for lane in 0..<classWidth {
                      scores[lane] += output[unit * classWidth + lane] * value
                    }
                  }
                  Self.lossGradient(scores, label, classCount, smoothing)
                  var lossSquare: Float = 0
                  for lane in 0..<classWidth { lossSquare += (scores[lane] * scores[lane]).sum() }
                  lossSquare /= Float(classCount)
                  // Back through the second layer.
                  for lane in 0..<width { hiddenGradient[lane] = .zero }
                  for unit in 0...units {
                    let value = unit == units ? 1 : hidden[unit >> 4][unit & 15]
                    if value == 0 { continue }
                    let base = unit * classWidth
                    outputSquares[unit] += value * value * lossSquare
                    let step = rate * value / outputSquares[unit].squareRoot()
                    var sum = SIMD16<Float>.zero
                    for lane in 0..<classWidth {
                      sum += output[base + lane] * scores[lane]
                      output[base + lane] -= scores[lane] * step
                    }
                    if unit < units { hiddenGradient[unit >> 4][unit & 15] = sum.sum() }
                  }
                  var square: Float = 0
                  for lane in 0..<width {
                    square += (hiddenGradient[lane] * hiddenGradient[lane]).sum()
                  }
                  square /= Float(units)
                  // Back through the first.
                  for feature in kept {
                    let bucket = Int(buckets[feature])
                    let value = values[feature] * gain
                    inputSquares[bucket] += value * value * square
                    let step = rate * value / inputSquares[bucket].squareRoot()
                    for lane in 0..<width {
                      input[bucket * width + lane] -= hiddenGradient[lane] * step
                    }
                  }
                  inputSquares[inputSquares.count - 1] += square
                  let step = rate / inputSquares[inputSquares.count - 1].squareRoot()
                  for lane in 0..<width { input[bias + lane] -= hiddenGradient[lane] * step }
                }
              }
            }
          }
        }
      }
    }
  }

  /// Scores become probabilities minus the smoothed truth.
  private static func lossGradient(
    _ scores: UnsafeMutableBufferPointer<SIMD16<Float>>, _ label: Int, _ count: Int,
    _ smoothing: Float
  ) {
    softmax(scores, count: count)
    let even = SIMD16<Float>(repeating: smoothing / Float(count))
    for index in scores.indices { scores[index] -= even }
    scores[label >> 4][label & 15] -= 1 - smoothing
    for index in count..<scores.count * 16 { scores[index >> 4][index & 15] = 0 }
  }
}
