import Entities
import Text

/// The examples as sparse rows: what every learner reads.
struct TrainingMatrix: Sendable {
  let space: FeatureSpace
  /// Where each row's features begin; one more than rows.
  private(set) var starts: [Int] = [0]
  private(set) var buckets: [UInt32] = []
  private(set) var values: [Float] = []
  /// How much a bucket tells: its inverse document frequency in sixteenths and half; 0 is unseen.
  let frequencies: BucketWeights

  var rowCount: Int { starts.count - 1 }

  /// Extracts the features of all utterances, in order, on several threads.
  init(
    _ utterances: [(utterance: Utterance, entities: [Entity])], space: FeatureSpace, threads: Int
  ) {
    self.space = space
    let share = 512
    let pieces = (utterances.count + share - 1) / share
    let parts = concurrently(pieces, threads: threads) { piece in
      var extractor = FeatureExtractor()
      var sink = BucketSink(space: space)
      var ends: [Int] = []
      var buckets: [UInt32] = []
      for row in piece * share..<min(utterances.count, (piece + 1) * share) {
        extractor.extract(utterances[row].utterance, utterances[row].entities, into: &sink)
        for block in FeatureBlock.allCases { buckets += sink[block] }
        ends.append(buckets.count)
        sink.clear()
      }
      return (ends, buckets)
    }
    for (ends, part) in parts {
      let base = buckets.count
      starts += ends.map { base + $0 }
      buckets += part
    }
    frequencies = BucketWeights(rows: utterances.count, buckets: buckets, space: space)
    weigh()
  }

  /// Drops what tells nothing and brings each block of each row to length one.
  private mutating func weigh() {
    var kept: [UInt32] = []
    kept.reserveCapacity(buckets.count)
    var ends = [0]
    for row in 0..<rowCount {
      let features = buckets[starts[row]..<starts[row + 1]].filter { frequencies[$0] > 0 }
      for (bucket, value) in zip(features, frequencies.values(of: features)) {
        kept.append(bucket)
        values.append(value)
      }
      ends.append(kept.count)
    }
    buckets = kept
    starts = ends
  }
}
