import Quantities

/// A network with one hidden layer, trained by single steps of Adagrad with one rate a row (Duchi,
/// Hazan and Singer, JMLR 2011), input dropout and label smoothing.
struct NetworkTrainer {
  let matrix: TrainingMatrix
  let labels: [Int]
  let classCount: Int
  let settings: TrainingSettings
  let seed: UInt64

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

  func train() -> Weights {
    var generator = SeededGenerator(seed: seed)
    let width = settings.hiddenUnits / 16
    let classWidth = (classCount + 15) / 16
    var weights = Weights(
      width: width, classWidth: classWidth,
      input: Self.random((matrix.space.count + 1) * width, 0.1, &generator),
      output: Self.random((settings.hiddenUnits + 1) * classWidth, 0.1, &generator))
    var step = Step(
      inputSquares: Array(repeating: 1e-6, count: matrix.space.count + 1),
      outputSquares: Array(repeating: 1e-6, count: settings.hiddenUnits + 1),
      hidden: Array(repeating: .zero, count: width),
      hiddenGradient: Array(repeating: .zero, count: width),
      scores: Array(repeating: .zero, count: classWidth),
      kept: [])
    var order = Array(0..<matrix.rowCount)
    let total = Float(settings.networkEpochs * matrix.rowCount)
    var done: Float = 0
    for _ in 0..<settings.networkEpochs {
      order.shuffle(using: &generator)
      for row in order {
        step.keep(matrix.starts[row]..<matrix.starts[row + 1], settings.dropout, &generator)
        step.run(
          &weights, matrix, label: labels[row], classCount: classCount,
          smoothing: settings.labelSmoothing, rate: settings.rate * (1 - done / total),
          gain: 1 / (1 - settings.dropout))
        done += 1
      }
    }
    return weights
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
private struct Step {
  var inputSquares: [Float]
  var outputSquares: [Float]
  var hidden: [SIMD16<Float>]
  var hiddenGradient: [SIMD16<Float>]
  var scores: [SIMD16<Float>]
  var kept: [Int]

  /// Chooses the features that this step sees.
  mutating func keep(_ features: Range<Int>, _ dropout: Float, _ generator: inout SeededGenerator) {
    kept.removeAll(keepingCapacity: true)
    let limit = UInt64(dropout * 256)
    var bits: UInt64 = 0
    for (count, feature) in features.enumerated() {
      if count & 7 == 0 { bits = generator.next() }
      if bits & 0xFF >= limit { kept.append(feature) }
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
    var greatest = -Float.infinity
    for index in 0..<count { greatest = max(greatest, scores[index >> 4][index & 15]) }
    var sum: Float = 0
    for index in 0..<scores.count * 16 {
      let value = index < count ? exponential(scores[index >> 4][index & 15] - greatest) : 0
      scores[index >> 4][index & 15] = value
      sum += value
    }
    for index in 0..<count {
      let truth = (index == label ? 1 - smoothing : 0) + smoothing / Float(count)
      scores[index >> 4][index & 15] = scores[index >> 4][index & 15] / sum - truth
    }
  }
}
