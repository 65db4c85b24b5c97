public import Computing
public import Text

/// Tells many classes of short texts apart: one linear separator a class over the features of an utterance,
/// trained as a classifier's linear model is (`LinearTrainer`) and kept sparse. With hundreds of classes
/// that have a few dozen texts each, most weights are next to nothing and left out.
public struct TextSeparators: Sendable {
  /// A class that a bucket speaks for or against, in steps of the class's own size.
  private struct Weight: BitwiseCopyable, Sendable {
    var label: UInt16
    var step: Int16
  }

  private let frequencies: BucketWeights
  /// Where the weights of each bucket end.
  private let ends: FlatArray<UInt32>
  private let weights: FlatArray<Weight>
  /// What a step of each class is worth.
  private let scales: FlatArray<Float>
  private let biases: FlatArray<Float>

  /// Weights below this share of a class's greatest are left out.
  private static let least: Float = 0.03
  private static let space = FeatureSpace(words: 16_384, characters: 16_384, pairs: 32_768)

  /// Finds the separators that a `FlatWriter` laid down.
  public init(from reader: inout FlatReader) {
    let steps: FlatArray<UInt8> = reader.next()
    frequencies = BucketWeights(steps: Array(steps.buffer), space: Self.space)
    ends = reader.next()
    weights = reader.next()
    scales = reader.next()
    biases = reader.next()
  }
}

extension TextSeparators {
  /// How far a text lies on the side of each class; beyond 1 it is as sure as the texts learned from.
  public func margins(of utterance: Utterance) -> [Float] {
    guard ends.count == Self.space.count else { return [] }
    var extractor = FeatureExtractor(marksEnds: false)
    var sink = BucketSink(space: Self.space)
    extractor.extract(utterance, [], into: &sink)
    let buckets = FeatureBlock.allCases.flatMap { sink[$0] }
      .filter { frequencies.steps[Int($0)] > 0 }
    var sums = [Float](repeating: 0, count: scales.count)
    sums.withUnsafeMutableBufferPointer { sums in
      for (bucket, value) in zip(buckets, frequencies.values(of: buckets)) {
        for weight in weights.buffer[ends.range(Int(bucket))] {
          sums[Int(weight.label)] += value * Float(weight.step)
        }
      }
    }
    return sums.indices.map { sums[$0] * scales[$0] + biases[$0] }
  }
}

extension TextSeparators {
  /// Learns from texts and the numbers of their classes, and lays the separators down.
  public static func train(
    _ texts: [Utterance], labels: [Int], classes: Int, into writer: inout FlatWriter
  ) {
    let matrix = TrainingMatrix(
      texts.map { (utterance: $0, entities: []) }, space: space, threads: threads)
    let lengths = LinearTrainer.lengths(of: matrix, cost: cost)
    let parts = parallelMap((classes + 15) / 16, threads: threads) { part in
      var trainer = LinearTrainer(
        matrix: matrix, labels: labels, lanesFrom: part * 16, cost: cost, lengths: lengths, seed: 1)
      trainer.learn(Array(labels.indices), epochs: epochs)
      // The last lanes may stand for no class.
      let lanes = part * 16..<min(part * 16 + 16, classes)
      return Part(trainer.weights, lanes: lanes, matrix.frequencies)
    }
    writer.add(matrix.frequencies.steps)
    var counts = [UInt32](repeating: 0, count: space.count)
    for part in parts { for bucket in part.buckets { counts[Int(bucket)] += 1 } }
    var places: [UInt32] = []
    places.reserveCapacity(counts.count)
    var end: UInt32 = 0
    for count in counts {
      places.append(end)
      end += count
    }
    var weights = [Weight](repeating: Weight(label: 0, step: 0), count: Int(end))
    for part in parts {
      for (bucket, weight) in zip(part.buckets, part.weights) {
        weights[Int(places[Int(bucket)])] = weight
        places[Int(bucket)] += 1
      }
    }
    // Every place has moved to the end of its bucket.
    writer.add(places)
    writer.add(weights)
    writer.add(parts.flatMap(\.scales))
    writer.add(parts.flatMap(\.biases))
  }

  /// Passes over the texts; more changed nothing on texts that were held out.
  private static let epochs = 6
  private static let cost: Float = 1
  private static let threads = 2

  /// What is kept of sixteen separators.
  private struct Part: Sendable {
    var buckets: [UInt32] = []
    var weights: [Weight] = []
    var scales: [Float] = []
    var biases: [Float] = []

    init(_ rows: [SIMD16<Float>], lanes: Range<Int>, _ frequencies: BucketWeights) {
      let count = rows.count - 1
      var greatest = SIMD16<Float>(repeating: 1e-9)
      var loudest = greatest
      for bucket in 0..<count {
        let size = rows[bucket].replacing(with: -rows[bucket], where: rows[bucket] .< 0)
        greatest.replace(with: size, where: size .> greatest)
        let heard = size * frequencies[UInt32(bucket)]
        loudest.replace(with: heard, where: heard .> loudest)
      }
      for bucket in 0..<count where frequencies.steps[bucket] > 0 {
        let row = rows[bucket]
        let heard = row * frequencies[UInt32(bucket)]
        let isKept = heard .> loudest * least .| heard .< loudest * -least
        guard isKept != SIMDMask(repeating: false) else { continue }
        for (lane, label) in lanes.enumerated() where isKept[lane] {
          buckets.append(UInt32(bucket))
          weights.append(
            Weight(
              label: UInt16(label), step: Int16((row[lane] / greatest[lane] * 32_767).rounded())))
        }
      }
      for lane in 0..<lanes.count {
        scales.append(greatest[lane] / 32_767)
        biases.append(rows[count][lane])
      }
    }
  }
}
