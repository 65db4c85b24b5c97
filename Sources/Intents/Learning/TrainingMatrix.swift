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
  /// Which slot of hashes has which row.
  let table: FeatureTable

  var rowCount: Int { starts.count - 1 }

  /// Extracts the features of all utterances, in order, on several threads. With `room`, the buckets of
  /// `space` are slots that so many rows are given to; without, they are the rows, and the ends of a text
  /// are no features.
  init(
    _ utterances: [(utterance: Utterance, entities: [Entity])], space: FeatureSpace,
    room: SIMD4<UInt32>? = nil, blockWeights: SIMD4<Float> = [1, 1, 1, 0],
    unseenCount: Bool = false, threads: Int
  ) {
    let share = 512
    var pieces = parallelMap((utterances.count + share - 1) / share, threads: threads) { piece in
      Piece(
        utterances[piece * share..<min(utterances.count, (piece + 1) * share)], space,
        FeatureExtractor(marksEnds: room != nil))
    }
    if let room {
      let hashed = pieces
      let table = FeatureTable(slots: space, lists: hashed.map(\.buckets), room: room)
      pieces = parallelMap(hashed.count, threads: threads) { hashed[$0].placed(by: table) }
      self.table = table
    } else {
      table = FeatureTable(rows: space)
    }
    self.space = table.rows
    let frequencies = BucketWeights(
      rows: utterances.count, buckets: pieces.map(\.buckets), space: self.space,
      blockWeights: blockWeights, unseenCount: unseenCount)
    self.frequencies = frequencies
    var vocabulary = Vocabulary()
    for piece in pieces { vocabulary.add(piece.vocabulary) }
    knownWords = KnownWords.bytes(of: vocabulary)
    let made = pieces
    let weighed = parallelMap(made.count, threads: threads) { made[$0].weighed(frequencies) }
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
      _ utterances: ArraySlice<(utterance: Utterance, entities: [Entity])>,
      _ space: FeatureSpace, _ extractor: FeatureExtractor
    ) {
      var extractor = extractor
      var sink = TrainingSink(space: space)
      for row in utterances {
        extractor.extract(row.utterance, row.entities, into: &sink)
        vocabulary.add(extractor.spoken)
        wordCounts.append(sink.take(&buckets, &words))
        ends.append(buckets.count)
      }
    }

    /// Turns slots into rows, each once a text.
    func placed(by table: FeatureTable) -> Piece {
      var piece = self
      // The text in which each row stood last.
      var texts = [Int32](repeating: -1, count: table.rows.count)
      var (kept, first) = (0, 0)
      for (text, end) in ends.enumerated() {
        for feature in first..<end {
          let row = Int(table.places[Int(buckets[feature])]) - 1
          if row < 0 || texts[row] == Int32(text) { continue }
          texts[row] = Int32(text)
          piece.buckets[kept] = UInt32(row)
          piece.words[kept] = words[feature]
          kept += 1
        }
        piece.ends[text] = kept
        first = end
      }
      piece.buckets.removeLast(buckets.count - kept)
      piece.words.removeLast(words.count - kept)
      return piece
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
    return BucketWeights(
      steps: steps, space: space, blockWeights: frequencies.blockWeights,
      unseenStep: frequencies.unseenStep)
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
