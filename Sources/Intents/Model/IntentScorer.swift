import Entities
import Text

/// Scores utterances with a model; holds the room that takes, so that many need no more than one.
struct IntentScorer {
  let model: IntentModel
  private var extractor = FeatureExtractor()
  private var sink: BucketSink
  /// The columns' values, sixteen to a vector: intents, then hidden units.
  private var sums: [SIMD16<Float>]
  /// The probabilities of one member of the average.
  private var member: [SIMD16<Float>]
  private(set) var average: [SIMD16<Float>]
  /// Whether the model knows no word of the last utterance: what it makes of it is a guess.
  private(set) var isForeign = false
  /// The hidden units that speak, and how loudly.
  var order = ProbabilityOrder()
  private var active: [(unit: Int, value: Float)] = []

  init(model: IntentModel) {
    self.model = model
    sink = BucketSink(model: model)
    sums = Array(repeating: .zero, count: model.columns / 16)
    member = Array(repeating: .zero, count: model.classColumns / 16)
    average = member
  }

  /// Works out the probability of each intent, in the model's order.
  mutating func score(_ utterance: Utterance, _ entities: [Entity]) {
    extractor.extract(utterance, entities, into: &sink)
    addRows(model.rows, model.frequencies)
    addMembers()
    sink.clear()
    isForeign = model.knownWords.isForeign(extractor.spoken)
    if isForeign { doubt() }
  }

  /// Leaves a tenth of what tells one intent from another: the order stays, and the sum.
  private mutating func doubt() {
    let even = (1 - Self.foreignShare) / Float(model.intents.count)
    for number in model.intents.indices {
      average[number >> 4][number & 15] =
        average[number >> 4][number & 15] * Self.foreignShare + even
    }
  }

  /// What is left of the confidence in a line without a known word.
  private static let foreignShare: Float = 0.1

  /// The probability of an intent, by its number.
  func probability(_ number: Int) -> Float { average[number >> 4][number & 15] }

  /// Whether a hidden unit's column spoke for the last utterance.
  func isActive(_ column: Int) -> Bool { sums[column >> 4][column & 15] > 0 }

  /// The columns' values: for each block the sum of its buckets' rows, brought to length.
  private mutating func addRows(
    _ rows: UnsafeRawBufferPointer, _ frequencies: UnsafeRawBufferPointer
  ) {
    for index in sums.indices { sums[index] = .zero }
    var squares = SIMD4<UInt32>.zero
    for block in FeatureBlock.allCases {
      for bucket in sink[block] {
        let step = UInt32(frequencies[Int(bucket)])
        squares[block.rawValue] &+= step &* step
      }
    }
    let scales = BucketWeights.scales(
      squares: squares, unseen: sink.unseen.ofSingleWords, unseenStep: model.unseenStep,
      blockWeights: model.blockWeights)
    for block in FeatureBlock.allCases where squares[block.rawValue] > 0 {
      // A row holds the steps of its frequency already.
      let scale = scales[block.rawValue]
      sink[block].withUnsafeBufferPointer { buckets in
        sums.withUnsafeMutableBytes { sums in
          // 255 rows of 8 bits fit into 16.
          for start in stride(from: 0, to: buckets.count, by: 255) {
            Self.add(rows, buckets[start..<min(start + 255, buckets.count)], scale, to: sums)
          }
        }
      }
    }
    for index in sums.indices {
      sums[index] = sums[index] * model.columnScales[index] + model.biases[index]
    }
  }

  @inline(__always)
  private static func add(
    _ rows: UnsafeRawBufferPointer, _ buckets: Slice<UnsafeBufferPointer<UInt32>>, _ scale: Float,
    to sums: UnsafeMutableRawBufferPointer
  ) {
    let columns = sums.count / 4
    for column in stride(from: 0, to: columns, by: 32) {
      var low = SIMD16<Int16>.zero
      var high = SIMD16<Int16>.zero
      for bucket in buckets {
        let offset = Int(bucket) &* columns &+ column
        low &+= SIMD16<Int16>(
          truncatingIfNeeded: rows.loadUnaligned(fromByteOffset: offset, as: SIMD16<Int8>.self))
        high &+= SIMD16<Int16>(
          truncatingIfNeeded: rows.loadUnaligned(
            fromByteOffset: offset &+ 16, as: SIMD16<Int8>.self)
        )
      }
      for (lane, sum) in [(0, low), (16, high)] {
        let offset = (column + lane) * 4
        let old = sums.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
        sums.storeBytes(
          of: old + SIMD16<Float>(sum) * scale, toByteOffset: offset, as: SIMD16<Float>.self)
      }
    }
  }

  /// The average of the linear model's and the networks' probabilities.
  private mutating func addMembers() {
    let classes = model.intents.count
    let calibration = model.calibration
    for index in member.indices { member[index] = sums[index] }
    softmax(
      &member, count: classes, temperature: calibration.linearTemperature * calibration.temperature)
    let share = model.networks == 0 ? 1 : calibration.linearShare
    for index in member.indices { average[index] = member[index] * share }
    let part = (1 - share) / Float(max(1, model.networks))
    for number in 0..<model.networks {
      runNetwork(number)
      softmax(&member, count: classes, temperature: calibration.temperature)
      for index in member.indices { average[index] += member[index] * part }
    }
  }

  private mutating func runNetwork(_ number: Int) {
    let width = member.count
    let units = model.hiddenUnits
    let first = width + number * units / 16
    active.removeAll(keepingCapacity: true)
    for index in 0..<units / 16 {
      let values = sums[first + index]
      for lane in 0..<16 where values[lane] > 0 { active.append((index * 16 + lane, values[lane])) }
    }
    let base = number * (units + 1) * width
    model.outputs.withUnsafeBufferPointer { outputs in
      for lane in 0..<width {
        var sum = outputs[base + units * width + lane]
        for (unit, value) in active { sum += outputs[base + unit * width + lane] * value }
        member[lane] = sum
      }
    }
  }
}
