import CVectors
import Computing

/// One step of a network's descent, and the room it needs.
struct NetworkStep: Sendable {
  private var inputSquares: [Float]
  private var outputSquares: [Float]
  private var hidden: [SIMD16<Float>]
  private var hiddenGradient: [SIMD16<Float>]
  private var scores: [SIMD16<Float>]
  private var products: [Float]
  /// The words of a row that this step sees: one, or nought.
  private var stays: [Int32]
  /// A byte of chance for each feature of a row.
  private var chances: [UInt64]
  /// The features that it sees.
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

    /// Takes the features of a row that stay, with a gain for those that do not.
    mutating func take(
      _ features: Range<Int>, of matrix: TrainingMatrix.View, chances: [UInt64], stays: [Int32],
      limit: UInt8, gain: Float
    ) {
      let (first, own) = (features.lowerBound, features.count)
      guard own > 0, let buckets = matrix.buckets.baseAddress,
        let amounts = matrix.values.baseAddress, let words = matrix.words.baseAddress
      else {
        count = 0
        return
      }
      count = chances.withUnsafeBytes { chances in
        guard let chances = chances.bindMemory(to: UInt8.self).baseAddress else { return 0 }
        return deskmate_keep(
          &rows, &values, buckets + first, amounts + first,
          UnsafeRawPointer(words + first).assumingMemoryBound(to: UInt8.self), chances, stays, own,
          limit, gain)
      }
    }

    /// Keeps the units whose value is positive.
    mutating func keepPositive(_ units: [SIMD16<Float>]) {
      var kept = 0
      rows.withUnsafeMutableBufferPointer { rows in
        values.withUnsafeMutableBufferPointer { values in
          units.withUnsafeBytes { units in
            for (unit, value) in units.bindMemory(to: Float.self).enumerated() {
              rows[kept] = UInt32(truncatingIfNeeded: unit)
              values[kept] = value
              kept &+= value > 0 ? 1 : 0
            }
          }
        }
      }
      count = kept
    }

    /// Sets the units kept to these amounts, one each, and all others to zero.
    func spread(_ amounts: [Float], over units: inout [SIMD16<Float>]) {
      units.withUnsafeMutableBytes { units in
        let units = units.bindMemory(to: Float.self)
        units.update(repeating: 0)
        rows.withUnsafeBufferPointer { rows in
          amounts.withUnsafeBufferPointer { amounts in
            for index in 0..<count { units[Int(rows[index])] = amounts[index] }
          }
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
      into products: UnsafeMutablePointer<Float>
    ) {
      rows.withUnsafeBufferPointer { table.products(row, $0.firsts(count), into: products) }
    }

    /// The steps of Adagrad, for a gradient of this mean square; `squares` holds a sum for each row.
    mutating func measure(_ squares: inout [Float], _ square: Float, rate: Float) {
      deskmate_adagrad(&steps, &squares, rows, values, count, square, rate)
    }
  }

  init(buckets: Int, width: Int, classWidth: Int, longest: Int, words: Int) {
    inputSquares = Array(repeating: 1e-6, count: buckets + 1)
    outputSquares = Array(repeating: 1e-6, count: width * 16 + 1)
    hidden = Array(repeating: .zero, count: width)
    hiddenGradient = hidden
    scores = Array(repeating: .zero, count: classWidth)
    products = Array(repeating: 0, count: width * 16)
    stays = Array(repeating: 1, count: words)
    chances = Array(repeating: 0, count: longest / 8 + 1)
    // What stays is written sixteen at a time.
    kept = Terms(room: longest + 16)
    active = Terms(room: width * 16 + 1)
  }

  /// Chooses the features that this step sees: of the words that stay, a share of the features. Without
  /// a word all it brings is gone, so the others must learn to say enough; half the features alone
  /// never hide a word that has thirty.
  mutating func keep(
    _ matrix: TrainingMatrix.View, _ row: Int, _ shares: (features: Float, words: Float),
    _ generator: inout SeededGenerator
  ) {
    let wordLimit = UInt64(shares.words * 65_536)
    var bits: UInt64 = 0
    for word in 0..<matrix.wordCounts[row] {
      if word & 3 == 0 { bits = generator.next() }
      stays[word] = bits & 0xFFFF >= wordLimit ? 1 : 0
      bits >>= 16
    }
    let features = matrix.features(row)
    for eight in 0..<(features.count + 7) / 8 { chances[eight] = generator.next().littleEndian }
    kept.take(
      features, of: matrix, chances: chances, stays: stays,
      limit: UInt8(shares.features * 256), gain: 1 / (1 - shares.features))
  }

  /// Goes one step down; the probability of the truth before it.
  mutating func run(
    _ weights: inout NetworkTrainer.Weights, label: Int, classCount: Int, smoothing: Float,
    rate: Float
  ) -> Float {
    var probability: Float = 0
    let width = weights.width
    weights.input.withUnsafeMutableBufferPointer { inputs in
      weights.output.withUnsafeMutableBufferPointer { outputs in
        let input = Rows(inputs, width: width)
        let output = Rows(outputs, width: weights.classWidth)
        forward(input, inputs.suffix(width), output, outputs.suffix(weights.classWidth))
        scores.withUnsafeMutableBufferPointer {
          probability = Self.lossGradient($0, label, classCount, smoothing)
        }
        backThroughOutput(output, rate, classCount)
        backThroughInput(input, inputs, rate)
      }
    }
    return probability
  }

  private mutating func forward(
    _ input: Rows, _ inputBias: Slice<UnsafeMutableBufferPointer<SIMD16<Float>>>,
    _ output: Rows, _ outputBias: Slice<UnsafeMutableBufferPointer<SIMD16<Float>>>
  ) {
    for (lane, bias) in inputBias.enumerated() { hidden[lane] = bias }
    kept.gather(from: input, into: &hidden)
    active.keepPositive(hidden)
    for (lane, bias) in outputBias.enumerated() { scores[lane] = bias }
    active.gather(from: output, into: &scores)
  }

  private mutating func backThroughOutput(_ output: Rows, _ rate: Float, _ classCount: Int) {
    var lossSquare: Float = 0
    for vector in scores { lossSquare += (vector * vector).sum() }
    lossSquare /= Float(classCount)
    active.products(of: scores, with: output, into: &products)
    active.spread(products, over: &hiddenGradient)
    active.rows[active.count] = UInt32(outputSquares.count - 1)
    active.values[active.count] = 1
    active.count += 1
    active.measure(&outputSquares, lossSquare, rate: rate)
    active.scatter(scores, to: output)
  }

  private mutating func backThroughInput(
    _ input: Rows, _ inputs: UnsafeMutableBufferPointer<SIMD16<Float>>, _ rate: Float
  ) {
    var square: Float = 0
    for vector in hiddenGradient { square += (vector * vector).sum() }
    square /= Float(hidden.count * 16)
    kept.measure(&inputSquares, square, rate: rate)
    kept.scatter(hiddenGradient, to: input)
    let last = inputSquares.count - 1
    inputSquares[last] += square
    let step = rate / inputSquares[last].squareRoot()
    let bias = last * hidden.count
    for lane in hidden.indices { inputs[bias + lane] -= hiddenGradient[lane] * step }
  }

  /// Scores become probabilities minus the smoothed truth; the truth's probability.
  private static func lossGradient(
    _ scores: UnsafeMutableBufferPointer<SIMD16<Float>>, _ label: Int, _ count: Int,
    _ smoothing: Float
  ) -> Float {
    softmax(scores, count: count)
    let probability = scores[label >> 4][label & 15]
    let even = SIMD16<Float>(repeating: smoothing / Float(count))
    for index in scores.indices { scores[index] -= even }
    scores[label >> 4][label & 15] -= 1 - smoothing
    for index in count..<scores.count * 16 { scores[index >> 4][index & 15] = 0 }
    return probability
  }
}

extension UnsafeBufferPointer {
  /// The first elements.
  fileprivate func firsts(_ count: Int) -> UnsafeBufferPointer {
    UnsafeBufferPointer(rebasing: self[..<count])
  }
}
