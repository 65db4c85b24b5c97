import Entities
import Text

/// Scores utterances with a model; holds the room that takes, so that many need no more than one.
struct IntentScorer {
  let model: IntentModel
  private var extractor = FeatureExtractor()
  private var sink: BucketSink
  private var sums: [Float]
  private var linear: [Float]
  private var network: [Float]
  private(set) var probabilities: [Float]

  init(model: IntentModel) {
    self.model = model
    sink = BucketSink(space: model.space)
    sums = Array(repeating: 0, count: model.columns)
    linear = Array(repeating: 0, count: model.classColumns)
    network = linear
    probabilities = linear
  }

  /// Works out the probability of each intent, in the model's order.
  mutating func score(_ utterance: Utterance, _ entities: [Entity]) {
    extractor.extract(utterance, entities, into: &sink)
    model.bytes.withUnsafeBytes { raw in
      addRows(raw)
      average(raw)
    }
    sink.clear()
  }

  /// Whether a hidden unit's column spoke for the last utterance.
  func isActive(_ column: Int) -> Bool { sums[column] > 0 }

  /// The columns' values: for each block the sum of its buckets' rows, brought to length.
  private mutating func addRows(_ raw: UnsafeRawBufferPointer) {
    for index in sums.indices { sums[index] = 0 }
    var lengths: [(FeatureBlock, Float)] = []
    for block in FeatureBlock.allCases {
      var square = 0
      for bucket in sink[block] {
        let step = Int(raw[model.frequencyOffset + Int(bucket)])
        square &+= step &* step
      }
      if square > 0 {
        lengths.append((block, Float(square) * BucketWeights.scale * BucketWeights.scale))
      }
    }
    for (block, square) in lengths {
      let scale = 1 / (square * Float(lengths.count)).squareRoot()
      let rows = UnsafeRawBufferPointer(rebasing: raw[model.rowOffset...])
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
  private mutating func average(_ raw: UnsafeRawBufferPointer) {
    let classes = model.intents.count
    let calibration = model.calibration
    let divisor = calibration.linearTemperature * calibration.temperature
    for index in 0..<classes { linear[index] = sums[index] / divisor }
    softmax(&linear, count: classes)
    let share = model.networks == 0 ? 1 : calibration.linearShare
    for index in 0..<classes { probabilities[index] = linear[index] * share }
    for number in 0..<model.networks {
      runNetwork(number, raw)
      softmax(&network, count: classes)
      let part = (1 - share) / Float(model.networks)
      for index in 0..<classes { probabilities[index] += network[index] * part }
    }
  }

  private mutating func runNetwork(_ number: Int, _ raw: UnsafeRawBufferPointer) {
    let width = model.classColumns
    let units = model.hiddenUnits
    let first = width + number * units
    let scale = model.outputScales[number]
    let rows = UnsafeRawBufferPointer(
      rebasing: raw[(model.outputOffset + number * units * width)...])
    network.withUnsafeMutableBytes { scores in
      for lane in stride(from: 0, to: width, by: 16) {
        var sum = SIMD16<Float>.zero
        for unit in 0..<units {
          let value = sums[first + unit]
          if value <= 0 { continue }
          let row = rows.loadUnaligned(
            fromByteOffset: unit &* width &+ lane, as: SIMD16<Int8>.self)
          sum += SIMD16<Float>(row) * value
        }
        scores.storeBytes(of: sum * scale, toByteOffset: lane * 4, as: SIMD16<Float>.self)
      }
    }
    for index in 0..<width {
      network[index] += model.outputBiases[number * width + index]
      network[index] /= model.calibration.temperature
    }
  }
}
