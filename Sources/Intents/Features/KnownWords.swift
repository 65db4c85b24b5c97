import Computing

/// The words of an utterance by which it is told whether a model knows any.
struct SpokenWords: Sendable {
  /// Words of letters.
  private(set) var words: [UInt64] = []
  /// Han characters, and each two that stand side by side.
  private(set) var characters: [UInt64] = []
  private(set) var pairs: [UInt64] = []
  /// Entities and placeholders, which every model reads.
  private(set) var shapes = 0
  private var before: UInt64?

  mutating func clear() {
    words.removeAll(keepingCapacity: true)
    characters.removeAll(keepingCapacity: true)
    pairs.removeAll(keepingCapacity: true)
    shapes = 0
    before = nil
  }

  mutating func add(word: UInt64) {
    words.append(word)
    before = nil
  }

  mutating func add(character: UInt64) {
    characters.append(character)
    if let before { pairs.append(mixed(before, character &* 5)) }
    before = character
  }

  mutating func addShape() {
    shapes += 1
    before = nil
  }

  mutating func endRun() { before = nil }

}

/// The words of many utterances.
struct Vocabulary: Sendable {
  private(set) var hashes: Set<UInt64> = []
  private(set) var pairs: Set<UInt64> = []

  mutating func add(_ spoken: SpokenWords) {
    hashes.formUnion(spoken.words)
    hashes.formUnion(spoken.characters)
    pairs.formUnion(spoken.pairs)
  }

  mutating func add(_ other: Vocabulary) {
    hashes.formUnion(other.hashes)
    pairs.formUnion(other.pairs)
  }
}

/// The words a model was taught, as a filter of sixteen bits a word (Bloom, CACM 1970): it forgets none
/// and mistakes one foreign word in five hundred for a known one.
struct KnownWords {
  private let bits: UnsafeRawBufferPointer
  /// How many pairs of Han characters were taught.
  private let pairs: Int

  /// With fewer pairs of characters a sentence of known characters is known.
  private static let manyPairs = 2000
  private static let probes = 4

  /// A filter that lies in a model's memory: its first eight bytes count the pairs.
  init(_ bytes: UnsafeRawBufferPointer) {
    pairs = bytes.count < 8 ? 0 : Int(bytes.loadUnaligned(as: UInt32.self))
    bits = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(8))
  }

  /// The filter of a vocabulary as a model keeps it.
  static func bytes(of vocabulary: Vocabulary) -> [UInt8] {
    let pairs = vocabulary.pairs
    let hashes = vocabulary.hashes.union(pairs)
    var bits = [UInt8](repeating: 0, count: max(8, hashes.count * 2))
    for hash in hashes {
      for probe in 0..<probes {
        let place = place(hash, probe, bits.count)
        bits[place >> 3] |= 1 << UInt8(place & 7)
      }
    }
    let count = UInt32(pairs.count)
    return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: count >> $0) } + [0, 0, 0, 0] + bits
  }

  private static func place(_ hash: UInt64, _ probe: Int, _ bytes: Int) -> Int {
    let step = (hash >> 32 | 1) &* UInt64(probe)
    let mixed = (hash &+ step &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: ((mixed >> 32) &* UInt64(bytes * 8)) >> 32)
  }

  private func contains(_ hash: UInt64) -> Bool {
    for probe in 0..<Self.probes {
      let place = Self.place(hash, probe, bits.count)
      if bits[place >> 3] & (1 << UInt8(place & 7)) == 0 { return false }
    }
    return true
  }

  /// Whether nothing of an utterance was ever taught. Single Han characters are so few that nonsense is
  /// made of known ones: of their pairs a quarter must be known.
  func isForeign(_ spoken: SpokenWords) -> Bool {
    guard spoken.shapes == 0, !bits.isEmpty else { return false }
    if spoken.words.contains(where: contains) { return false }
    if spoken.pairs.isEmpty || pairs < Self.manyPairs {
      return spoken.characters.count { contains($0) } * 2 < max(1, spoken.characters.count)
    }
    return spoken.pairs.count { contains($0) } * 4 <= spoken.pairs.count
  }
}
