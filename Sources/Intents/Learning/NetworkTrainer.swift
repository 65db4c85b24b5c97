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
      buckets: matrix.space.count,
      width: width, classWidth: classWidth,
      longest: zip(matrix.starts, matrix.starts.dropFirst()).map { $1 - $0 }.max() ?? 0)
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
      for row in order {
        step.keep(matrix, row, dropouts, &generator)
        step.run(
          &weights, label: labels[row], classCount: classCount,
          smoothing: settings.labelSmoothing, rate: rate * (1 - done / total))
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
  private var inputSquares: [Float]
  private var outputSquares: [Float]
  private var hidden: [SIMD16<Float>]
  private var hiddenGradient: [SIMD16<Float>]
  private var scores: [SIMD16<Float>]
  private var products: [SIMD16<Float>]
  /// The features that this step sees.
  private var kept: Terms
  /// The hidden units that speak, the bias behind them.
  private var active: Terms

  /// Rows of a table with a value and a step for each: room for many, of which the first few count.
  private struct Terms: Sendable {
    var rows: [UInt32]
    var values: [Float]
    var steps: [Float]
    var count = 0

    init(room: Int) {
      rows = Array(repeating: 0, count: room)
      values = Array(repeating: 0, count: room)
      steps = values
    }

    func gather(from table: Rows, into sum: UnsafeMutablePointer<SIMD16<Float>>) {
      rows.withUnsafeBufferPointer { rows in
        values.withUnsafeBufferPointer { values in
          table.gather(rows.firsts(count), values.firsts(count), into: sum)
        }
      }
    }

    func scatter(_ row: UnsafePointer<SIMD16<Float>>, to table: Rows) {
      rows.withUnsafeBufferPointer { rows in
        steps.withUnsafeBufferPointer { steps in
          table.scatter(row, rows.firsts(count), steps.firsts(count))
        }
      }
    }

    func products(
      of row: UnsafePointer<SIMD16<Float>>, with table: Rows,
      into products: UnsafeMutablePointer<SIMD16<Float>>
    ) {
      rows.withUnsafeBufferPointer { table.products(row, $0.firsts(count), into: products) }
    }
  }

  init(buckets: Int, width: Int, classWidth: Int, longest: Int) {
    inputSquares = Array(repeating: 1e-6, count: buckets + 1)
    outputSquares = Array(repeating: 1e-6, count: width * 16 + 1)
    hidden = Array(repeating: .zero, count: width)
    hiddenGradient = hidden
    scores = Array(repeating: .zero, count: classWidth)
    products = Array(repeating: .zero, count: width * 16)
    kept = Terms(room: longest)
    active = Terms(room: width * 16 + 1)
  }

  /// Chooses the features that this step sees: of the words that stay, a share of the features. Without
  /// a word all it brings is gone, so the others must learn to say enough; half the features alone
  /// never hide a word that has thirty.
  mutating func keep(
    _ matrix: TrainingMatrix.View, _ row: Int, _ shares: (features: Float, words: Float),
    _ generator: inout SeededGenerator
  ) {
    let salt = generator.next()
    let hidden = UInt64(shares.words * 65_536)
    let limit = UInt64(shares.features * 256)
    let gain = 1 / (1 - shares.features)
    func isHidden(_ place: UInt16) -> Bool { mixed(UInt64(place), salt) >> 20 & 0xFFFF < hidden }
    let features = matrix.features(row)
    kept.count = 0
    guard !features.isEmpty else { return }
    var count = 0
    kept.rows.withUnsafeMutableBufferPointer { rows in
      kept.values.withUnsafeMutableBufferPointer { values in
        // A word's features stand side by side: it is asked for once.
        var last = matrix.places[features.lowerBound]
        var (firstHidden, secondHidden) = (isHidden(last.x), isHidden(last.y))
        var bits: UInt64 = 0
        for feature in features {
          if (feature &- features.lowerBound) & 7 == 0 { bits = generator.next() }
          let place = matrix.places[feature]
          if place.x != last.x { firstHidden = isHidden(place.x) }
          if place.y != last.y { secondHidden = isHidden(place.y) }
          last = place
          rows[count] = matrix.buckets[feature]
          values[count] = matrix.values[feature] * gain
          // No branch: which features stay is what no processor can guess.
          count &+= (bits & 0xFF >= limit ? 1 : 0) & (firstHidden || secondHidden ? 0 : 1)
          bits >>= 8
        }
      }
    }
    kept.count = count
  }

  mutating func run(
    _ weights: inout NetworkTrainer.Weights, label: Int, classCount: Int, smoothing: Float,
    rate: Float
  ) {
    let width = weights.width
    weights.input.withUnsafeMutableBufferPointer { inputs in
      weights.output.withUnsafeMutableBufferPointer { outputs in
        let input = Rows(inputs, width: width)
        let output = Rows(outputs, width: weights.classWidth)
        forward(input, inputs.suffix(width), output, outputs.suffix(weights.classWidth))
        scores.withUnsafeMutableBufferPointer {
          Self.lossGradient($0, label, classCount, smoothing)
        }
        backThroughOutput(output, rate, classCount)
        backThroughInput(input, inputs, rate)
      }
    }
  }

  private mutating func forward(
    _ input: Rows, _ inputBias: Slice<UnsafeMutableBufferPointer<SIMD16<Float>>>,
    _ output: Rows, _ outputBias: Slice<UnsafeMutableBufferPointer<SIMD16<Float>>>
  ) {
    for (lane, bias) in inputBias.enumerated() { hidden[lane] = bias }
    kept.gather(from: input, into: &hidden)
    var count = 0
    for lane in hidden.indices {
      let vector = hidden[lane]
      for place in 0..<16 {
        active.rows[count] = UInt32(lane * 16 + place)
        active.values[count] = vector[place]
        count += vector[place] > 0 ? 1 : 0
      }
    }
    active.count = count
    for (lane, bias) in outputBias.enumerated() { scores[lane] = bias }
    active.gather(from: output, into: &scores)
  }

  private mutating func backThroughOutput(_ output: Rows, _ rate: Float, _ classCount: Int) {
    var lossSquare: Float = 0
    for vector in scores { lossSquare += (vector * vector).sum() }
    lossSquare /= Float(classCount)
    active.products(of: scores, with: output, into: &products)
    for lane in hiddenGradient.indices { hiddenGradient[lane] = .zero }
    for index in 0..<active.count {
      let unit = active.rows[index]
      hiddenGradient[Int(unit >> 4)][Int(unit & 15)] = products[index].sum()
    }
    active.rows[active.count] = UInt32(outputSquares.count - 1)
    active.values[active.count] = 1
    active.count += 1
    for index in 0..<active.count {
      let unit = Int(active.rows[index])
      let value = active.values[index]
      outputSquares[unit] += value * value * lossSquare
      active.steps[index] = -(rate * value / outputSquares[unit].squareRoot())
    }
    active.scatter(scores, to: output)
  }

  private mutating func backThroughInput(
    _ input: Rows, _ inputs: UnsafeMutableBufferPointer<SIMD16<Float>>, _ rate: Float
  ) {
    var square: Float = 0
    for vector in hiddenGradient { square += (vector * vector).sum() }
    square /= Float(hidden.count * 16)
    for index in 0..<kept.count {
      let bucket = Int(kept.rows[index])
      let value = kept.values[index]
      inputSquares[bucket] += value * value * square
      kept.steps[index] = -(rate * value / inputSquares[bucket].squareRoot())
    }
    kept.scatter(hiddenGradient, to: input)
    let last = inputSquares.count - 1
    inputSquares[last] += square
    let step = rate / inputSquares[last].squareRoot()
    let bias = last * hidden.count
    for lane in hidden.indices { inputs[bias + lane] -= hiddenGradient[lane] * step }
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

extension UnsafeBufferPointer {
  /// The first elements.
  fileprivate func firsts(_ count: Int) -> UnsafeBufferPointer {
    UnsafeBufferPointer(rebasing: self[..<count])
  }
}
