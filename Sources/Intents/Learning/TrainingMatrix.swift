import CVectors
import Computing
import Entities
import Text

/// The examples as sparse rows: what every learner reads.
struct TrainingMatrix: Sendable {
  let space: FeatureSpace
  /// Where each row's features begin; one more than rows.
  private(set) var starts: [Int] = [0]
  private(set) var buckets: [UInt32] = []
  private(set) var values: [Float] = []
  /// The one or two words of each feature, by their numbers in the row: what goes when a word is hidden.
  private(set) var words: [SIMD2<UInt8>] = []
  /// How many words a row's features come from.
  private(set) var wordCounts: [Int] = []
  /// How much each bucket tells.
  let frequencies: BucketWeights
  /// The words of all rows, as a model keeps them.
  let knownWords: [UInt8]

  var rowCount: Int { starts.count - 1 }

  /// Extracts the features of all utterances, in order, on several threads.
  init(
    _ utterances: [(utterance: Utterance, entities: [Entity])], space: FeatureSpace, threads: Int
  ) {
    self.space = space
    let share = 512
    let pieces = parallelMap((utterances.count + share - 1) / share, threads: threads) { piece in
      Piece(utterances[piece * share..<min(utterances.count, (piece + 1) * share)], space)
    }
    let frequencies = BucketWeights(
      rows: utterances.count, buckets: pieces.map(\.buckets), space: space)
    self.frequencies = frequencies
    var vocabulary = Vocabulary()
    for piece in pieces { vocabulary.add(piece.vocabulary) }
    knownWords = KnownWords.bytes(of: vocabulary)
    let weighed = parallelMap(pieces.count, threads: threads) { pieces[$0].weighed(frequencies) }
    let count = weighed.reduce(0) { $0 + $1.buckets.count }
    buckets.reserveCapacity(count)
    values.reserveCapacity(count)
    words.reserveCapacity(count)
    for piece in weighed {
      let base = buckets.count
      starts += piece.ends.map { base + $0 }
      buckets += piece.buckets
      values += piece.values
      words += piece.words
      wordCounts += piece.wordCounts
    }
  }

  /// Some rows, as one thread makes them.
  private struct Piece: Sendable {
    var ends: [Int] = []
    var buckets: [UInt32] = []
    var values: [Float] = []
    var words: [SIMD2<UInt8>] = []
    var wordCounts: [Int] = []
    var vocabulary = Vocabulary()

    init(
      _ utterances: ArraySlice<(utterance: Utterance, entities: [Entity])>, _ space: FeatureSpace
    ) {
      var extractor = FeatureExtractor()
      var sink = TrainingSink(space: space)
      for row in utterances {
        extractor.extract(row.utterance, row.entities, into: &sink)
        vocabulary.add(extractor.spoken)
        wordCounts.append(sink.take(&buckets, &words))
        ends.append(buckets.count)
      }
    }

    /// Drops what tells nothing and brings each block of each row to length one.
    func weighed(_ frequencies: BucketWeights) -> Piece {
      var piece = self
      piece.values.reserveCapacity(buckets.count)
      var (kept, first) = (0, 0)
      for (row, end) in ends.enumerated() {
        let start = kept
        for feature in first..<end where frequencies.steps[Int(buckets[feature])] > 0 {
          piece.buckets[kept] = buckets[feature]
          piece.words[kept] = words[feature]
          kept += 1
        }
        piece.values += frequencies.values(of: piece.buckets[start..<kept])
        piece.ends[row] = kept
        first = end
      }
      piece.buckets.removeLast(buckets.count - kept)
      piece.words.removeLast(words.count - kept)
      return piece
    }
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
    let words: UnsafeBufferPointer<SIMD2<UInt8>>
    let wordCounts: UnsafeBufferPointer<Int>

    /// Where a row's features stand.
    func features(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

    /// Asks for a row that will be needed next: rows in random order are in no cache.
    func fetch(_ row: Int) {
      let (first, count) = (starts[row], starts[row + 1] - starts[row])
      guard count > 0 else { return }
      fetch(buckets, first, count)
      fetch(values, first, count)
      fetch(words, first, count)
    }

    private func fetch<Element>(
      _ buffer: UnsafeBufferPointer<Element>, _ first: Int, _ count: Int
    ) {
      guard let start = buffer.baseAddress else { return }
      deskmate_fetch(start + first, count * MemoryLayout<Element>.stride)
    }
  }

  /// Calls `body` with the rows in place; the view is not to be kept.
  func withView<Result>(_ body: (View) -> Result) -> Result {
    starts.withUnsafeBufferPointer { starts in
      buckets.withUnsafeBufferPointer { buckets in
        values.withUnsafeBufferPointer { values in
          words.withUnsafeBufferPointer { words in
            wordCounts.withUnsafeBufferPointer { counts in
              body(
                View(
                  starts: starts, buckets: buckets, values: values, words: words,
                  wordCounts: counts))
            }
          }
        }
      }
    }
  }
}
