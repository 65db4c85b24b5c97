import CVectors
import Entities
import Text

/// Scores utterances with a model; holds the room that takes, so that many need no more than one.
struct IntentScorer {
  let model: IntentModel
  private var extractor: FeatureExtractor
  private var sink: BucketSink
  /// The columns' values, sixteen to a vector: intents, then hidden units.
  private var sums: [SIMD16<Float>]
  /// The probabilities of one member of the average.
  private var member: [SIMD16<Float>]
  private(set) var average: [SIMD16<Float>]
  /// Whether the model knows no word of the last utterance: what it makes of it is a guess.
  private(set) var isForeign = false
  var order = ProbabilityOrder()
  /// The rows of the hidden units that speak, and how loudly they do.
  private var active: [UInt32] = []
  private var loudness: [Float] = []

  init(model: IntentModel) {
    self.model = model
    extractor = FeatureExtractor(marksEnds: model.marksEnds)
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
        // 255 rows of 8 bits fit into 16.
        for start in stride(from: 0, to: buckets.count, by: 255) {
          add(rows, buckets[start..<min(start + 255, buckets.count)], scale)
        }
      }
    }
    for index in sums.indices {
      sums[index] = sums[index] * model.columnScales[index] + model.biases[index]
    }
  }

  private mutating func add(
    _ rows: UnsafeRawBufferPointer, _ buckets: Slice<UnsafeBufferPointer<UInt32>>, _ scale: Float
  ) {
    guard let table = rows.bindMemory(to: Int8.self).baseAddress,
      let first = UnsafeBufferPointer(rebasing: buckets).baseAddress
    else { return }
    let columns = model.columns
    sums.withUnsafeMutableBytes { sums in
      guard let sums = sums.bindMemory(to: Float.self).baseAddress else { return }
      deskmate_add_rows(sums, table, first, buckets.count, columns, scale)
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
    let base = number * (units + 1)
    active.removeAll(keepingCapacity: true)
    loudness.removeAll(keepingCapacity: true)
    for index in 0..<units / 16 {
      let values = sums[first + index]
      for lane in 0..<16 where values[lane] > 0 {
        active.append(UInt32(base + index * 16 + lane))
        loudness.append(values[lane])
      }
    }
    let bias = (base + units) * width
    for lane in 0..<width { member[lane] = model.outputs[bias + lane] }
    model.outputs.withUnsafeBytes { outputs in
      member.withUnsafeMutableBytes { member in
        guard let outputs = outputs.bindMemory(to: Float.self).baseAddress,
          let member = member.bindMemory(to: Float.self).baseAddress
        else { return }
        deskmate_gather(member, outputs, active, loudness, active.count, width)
      }
    }
  }
}
