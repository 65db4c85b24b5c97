import Diagnostics
import Entities
import Text

/// The examples as sparse rows: what every learner reads.
struct TrainingMatrix: Sendable {
  let space: FeatureSpace
  /// Where each row's features begin; one more than rows.
  private(set) var starts: [Int] = [0]
  private(set) var buckets: [UInt32] = []
  private(set) var values: [Float] = []
  /// Where the one or two words of each feature begin: what goes when a word is hidden.
  private(set) var places: [SIMD2<UInt16>] = []
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
      var sink = TrainingSink(space: space)
      var ends: [Int] = []
      var buckets: [UInt32] = []
      var places: [SIMD2<UInt16>] = []
      for row in piece * share..<min(utterances.count, (piece + 1) * share) {
        extractor.extract(utterances[row].utterance, utterances[row].entities, into: &sink)
        let taken = sink.take()
        buckets += taken.buckets
        places += taken.places
        ends.append(buckets.count)
      }
      return (ends, buckets, places)
    }
    for (ends, part, words) in parts {
      let base = buckets.count
      starts += ends.map { base + $0 }
      buckets += part
      places += words
    }
    frequencies = BucketWeights(rows: utterances.count, buckets: buckets, space: space)
    weigh()
  }

  /// Drops what tells nothing and brings each block of each row to length one.
  private mutating func weigh() {
    var kept: [UInt32] = []
    var keptPlaces: [SIMD2<UInt16>] = []
    kept.reserveCapacity(buckets.count)
    keptPlaces.reserveCapacity(buckets.count)
    values.reserveCapacity(buckets.count)
    var ends = [0]
    for row in 0..<rowCount {
      let first = kept.count
      for feature in starts[row]..<starts[row + 1] where frequencies[buckets[feature]] > 0 {
        kept.append(buckets[feature])
        keptPlaces.append(places[feature])
      }
      values += frequencies.values(of: Array(kept[first...]))
      ends.append(kept.count)
    }
    buckets = kept
    places = keptPlaces
    starts = ends
  }

  /// The frequencies without the buckets that none of some rows fills: to whoever learned from those
  /// rows alone, the others are unseen.
  func frequencies(in rows: [Int]) -> BucketWeights {
    var steps = [UInt8](repeating: 0, count: space.count)
    for row in rows {
      for feature in starts[row]..<starts[row + 1] {
        steps[Int(buckets[feature])] = frequencies.steps[Int(buckets[feature])]
      }
    }
    return BucketWeights(steps: steps, space: space)
  }
}

extension TrainingMatrix {
  /// The rows in place, without the counting of owners: threads that read the same arrays row by row would
  /// spend a tenth of their time on one counter.
  struct View {
    let starts: UnsafeBufferPointer<Int>
    let buckets: UnsafeBufferPointer<UInt32>
    let values: UnsafeBufferPointer<Float>
    let places: UnsafeBufferPointer<SIMD2<UInt16>>

    /// Where a row's features stand.
    func features(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }
  }

  /// Calls `body` with the rows in place; the view is not to be kept.
  func withView<Result>(_ body: (View) -> Result) -> Result {
    starts.withUnsafeBufferPointer { starts in
      buckets.withUnsafeBufferPointer { buckets in
        values.withUnsafeBufferPointer { values in
          places.withUnsafeBufferPointer { places in
            body(View(starts: starts, buckets: buckets, values: values, places: places))
          }
        }
      }
    }
  }
}
