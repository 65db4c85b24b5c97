public import Text

/// What was fitted to rated texts: a weight for each word, pair and run of characters that mattered,
/// for the words of the lexicon, and for what the rules found. `knowledge-base/sentiment/<language>.weights`.
///
/// The n-grams stand in one open-addressing table of four bytes a slot: sixteen bits of the n-gram's
/// hash, its weight and its rarity in eight each. No text can be read out of it.
public struct SentimentWeights: Hashable, Sendable {
  /// The language whose texts it scores.
  public private(set) var language: Language
  /// For the rules' findings, in the order of `SentimentFindings`.
  var findings: [Float]
  /// What is added to the sum of squared rarities before its root divides the n-grams' weights.
  var smoothing: Float
  /// The values between which a text says nothing; they become the cut-offs ∓0.05.
  var neutral: ClosedRange<Float>
  /// What the square of a slot's weight, and its rarity, are multiplied by.
  var weightUnit: Float
  var rarityUnit: Float
  /// Weights of lexicon entries by the hash of their words, sorted by hash.
  var entryKeys: [UInt64]
  var entryWeights: [Float]
  var slots: [UInt32]
}

extension SentimentWeights {
  /// Where a hash's slot is looked for first, and the tag it bears; a tag is never 0.
  @inline(__always)
  static func place(of hash: UInt64, among count: Int) -> (slot: Int, tag: UInt32) {
    let mixed = (hash ^ (hash >> 31)) &* 0x9FB2_1C65_1E98_DF25
    let slot = Int(truncatingIfNeeded: ((mixed >> 32) &* UInt64(truncatingIfNeeded: count)) >> 32)
    return (slot, UInt32(truncatingIfNeeded: mixed & 0xFFFF) | 1)
  }

  /// What was fitted for an entry of the lexicon.
  func weight(ofEntry hash: UInt64) -> Float? {
    var low = 0
    var high = entryKeys.count
    while low < high {
      let middle = (low + high) / 2
      if entryKeys[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < entryKeys.count && entryKeys[low] == hash ? entryWeights[low] : nil
  }

  /// The slot of an n-gram, or 0 when it is none that mattered.
  @inline(__always)
  func slot(of hash: UInt64, in slots: Span<UInt32>) -> UInt32 {
    var (index, tag) = Self.place(of: hash, among: slots.count)
    while true {
      let slot = slots[index]
      if slot == 0 || slot >> 16 == tag { return slot }
      index += 1
      if index == slots.count { index = 0 }
    }
  }
}

/// An n-gram and what was fitted for it.
public struct FittedNGram: Sendable {
  /// The hash of its symbols.
  public let hash: UInt64
  /// Its weight, rarity included.
  public let weight: Float
  /// How rare it is: the logarithm of the inverse document frequency.
  public let rarity: Float

  /// Creates an n-gram.
  public init(hash: UInt64, weight: Float, rarity: Float) {
    self.hash = hash
    self.weight = weight
    self.rarity = rarity
  }
}

extension SentimentWeights {
  /// Packs what was fitted into eight bits each.
  public init(
    language: Language, findings: [Float], smoothing: Float, neutral: ClosedRange<Float>,
    entries: [(hash: UInt64, weight: Float)], ngrams: [FittedNGram]
  ) {
    self.language = language
    self.findings = findings
    self.smoothing = smoothing
    self.neutral = neutral
    let sorted = entries.sorted { $0.hash < $1.hash }
    entryKeys = sorted.map(\.hash)
    entryWeights = sorted.map(\.weight)
    // The root of a weight is kept, so that the many small ones keep their digits beside a few large.
    let unit = max(1e-9, ngrams.map { abs($0.weight) }.max() ?? 1) / (127 * 127)
    weightUnit = unit
    rarityUnit = max(1e-6, ngrams.map(\.rarity).max() ?? 1) / 255
    let heavy = ngrams.filter { abs($0.weight) * 4 > unit }
    slots = Array(repeating: 0, count: max(16, heavy.count * 4 / 3))
    for ngram in heavy {
      let root = (abs(ngram.weight) / unit).squareRoot().rounded()
      let weight = Int8(ngram.weight < 0 ? -min(127, root) : min(127, root))
      guard weight != 0 else { continue }
      let rarity = UInt8(max(1, min(255, (ngram.rarity / rarityUnit).rounded())))
      var (index, tag) = Self.place(of: ngram.hash, among: slots.count)
      while slots[index] != 0, slots[index] >> 16 != tag { index = (index + 1) % slots.count }
      slots[index] = tag << 16 | UInt32(UInt8(bitPattern: weight)) << 8 | UInt32(rarity)
    }
  }
}

extension SentimentWeights {
  /// The same weights for texts that another language carries.
  public func serving(_ language: Language) -> SentimentWeights {
    var weights = self
    weights.language = language
    return weights
  }

  /// The same weights with more trust in the rules: texts from elsewhere bear them out better than the
  /// words of the texts that were learned.
  public func leaningOnRules(_ amount: Float) -> SentimentWeights {
    var weights = self
    if !weights.findings.isEmpty { weights.findings[0] += amount }
    return weights
  }

  /// The same weights with other values between which a text says nothing.
  public func withNeutral(_ neutral: ClosedRange<Float>) -> SentimentWeights {
    var weights = self
    weights.neutral = neutral
    return weights
  }
}
