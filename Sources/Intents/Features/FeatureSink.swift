/// What takes in an utterance's features, one call a feature, repeats included.
protocol FeatureSink {
  /// Takes a feature; `first` and `second` are where it stands in the text (the same for one place).
  mutating func add(
    _ hash: UInt64, _ block: FeatureBlock, _ first: Range<Int>, _ second: Range<Int>)
}

/// Keeps each bucket once.
struct BucketSink: FeatureSink {
  private(set) var words: [UInt32] = []
  private(set) var characters: [UInt32] = []
  private(set) var pairs: [UInt32] = []
  private var seen: [UInt64]
  /// How many features of each block have no row.
  private(set) var unseen = SIMD4<UInt32>.zero
  private let space: FeatureSpace
  /// The place of each bucket's row, if rows are what is kept: two bytes each, as `FeatureTable` has them.
  private let places: UnsafeRawBufferPointer?

  init(space: FeatureSpace) {
    self.init(space: space, places: nil, count: space.count)
  }

  /// A sink of a model's rows; its memory must outlive the sink.
  init(model: IntentModel) {
    self.init(space: model.slots, places: model.places, count: model.space.count)
  }

  private init(space: FeatureSpace, places: UnsafeRawBufferPointer?, count: Int) {
    self.space = space
    self.places = places
    seen = Array(repeating: 0, count: count / 64 + 1)
    words.reserveCapacity(64)
    characters.reserveCapacity(256)
    pairs.reserveCapacity(128)
  }

  @inline(__always)
  mutating func add(
    _ hash: UInt64, _ block: FeatureBlock, _ first: Range<Int>, _ second: Range<Int>
  ) {
    var bucket = space.bucket(hash, block)
    if let places {
      let place = places.loadUnaligned(fromByteOffset: Int(bucket) &* 2, as: UInt16.self)
      if place == 0 {
        unseen[block.rawValue] &+= 1
        return
      }
      bucket = UInt32(UInt16(littleEndian: place)) &- 1
    }
    let bit: UInt64 = 1 << UInt64(bucket & 63)
    if seen[Int(bucket >> 6)] & bit != 0 { return }
    seen[Int(bucket >> 6)] |= bit
    switch block {
    case .words: words.append(bucket)
    case .characters: characters.append(bucket)
    case .pairs: pairs.append(bucket)
    }
  }

  /// The buckets of a block.
  subscript(block: FeatureBlock) -> [UInt32] {
    switch block {
    case .words: words
    case .characters: characters
    case .pairs: pairs
    }
  }

  /// Forgets everything, ready for the next utterance.
  mutating func clear() {
    for bucket in words { seen[Int(bucket >> 6)] = 0 }
    for bucket in characters { seen[Int(bucket >> 6)] = 0 }
    for bucket in pairs { seen[Int(bucket >> 6)] = 0 }
    unseen = .zero
    words.removeAll(keepingCapacity: true)
    characters.removeAll(keepingCapacity: true)
    pairs.removeAll(keepingCapacity: true)
  }
}

/// Keeps each bucket once, with the words it came from, for training.
struct TrainingSink: FeatureSink {
  private var buckets: BucketSink
  private var words: [[SIMD2<UInt8>]] = FeatureBlock.allCases.map { _ in [] }
  /// The number of the word that begins at a place, one added; 0 where none does. All words from the 255th
  /// on share a number: rows so long are rare, and a byte is quick to read.
  private var numbers: [UInt8] = []
  /// Where the words begin.
  private var beginnings: [Int] = []

  init(space: FeatureSpace) { buckets = BucketSink(space: space) }

  mutating func add(
    _ hash: UInt64, _ block: FeatureBlock, _ first: Range<Int>, _ second: Range<Int>
  ) {
    let count = buckets[block].count
    buckets.add(hash, block, first, second)
    guard buckets[block].count > count else { return }
    words[block.rawValue].append(SIMD2(number(first.lowerBound), number(second.lowerBound)))
  }

  private mutating func number(_ place: Int) -> UInt8 {
    if place >= numbers.count {
      numbers += Array(repeating: 0, count: place + 1 - numbers.count)
    }
    if numbers[place] == 0 {
      beginnings.append(place)
      numbers[place] = UInt8(min(beginnings.count, 255))
    }
    return numbers[place] - 1
  }

  /// Adds the buckets to others, and their one or two words by number; how many words there are. The
  /// sink is empty afterwards.
  mutating func take(_ taken: inout [UInt32], _ takenWords: inout [SIMD2<UInt8>]) -> Int {
    for block in FeatureBlock.allCases {
      taken += buckets[block]
      takenWords += words[block.rawValue]
      words[block.rawValue].removeAll(keepingCapacity: true)
    }
    buckets.clear()
    for place in beginnings { numbers[place] = 0 }
    defer { beginnings.removeAll(keepingCapacity: true) }
    return min(beginnings.count, 255)
  }
}

/// Keeps every feature that has a row, with its places, for explanations.
struct PlacedSink: FeatureSink {
  /// A feature and where it stands.
  struct Feature {
    let bucket: UInt32
    let block: FeatureBlock
    let first: Range<Int>
    let second: Range<Int>
  }

  private(set) var features: [Feature] = []
  /// How many features of each block have no row.
  private(set) var unseen = SIMD4<UInt32>.zero
  private let model: IntentModel

  init(model: IntentModel) { self.model = model }

  mutating func add(
    _ hash: UInt64, _ block: FeatureBlock, _ first: Range<Int>, _ second: Range<Int>
  ) {
    guard let row = model.row(ofSlot: model.slots.bucket(hash, block)) else {
      unseen[block.rawValue] &+= 1
      return
    }
    features.append(Feature(bucket: row, block: block, first: first, second: second))
  }
}

extension SIMD4<UInt32> {
  /// The counts of words and parts of words; most pairs of any text are new.
  var ofSingleWords: SIMD4<UInt32> {
    [
      self[FeatureBlock.words.rawValue], self[FeatureBlock.characters.rawValue], 0, 0,
    ]
  }
}
