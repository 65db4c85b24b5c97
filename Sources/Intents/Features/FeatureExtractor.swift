import Computing
import Entities
import Text

/// Turns an utterance into features, bag of words in spirit: words 1–2 with the text's ends, characters
/// within words 2–5
/// (of Han characters 3–4; they are words themselves), unordered pairs of stems in a window, and
/// `{kind}` for what the entity extractor found.
struct FeatureExtractor {
  /// A word of the sequence that n-grams and pairs run over.
  private struct Word {
    let hash: UInt64
    let stem: UInt64
    let range: Range<Int>
  }

  /// How far apart the stems of a pair may stand.
  private static let window = 12
  /// Longer texts are read up to here: ten pages say no more about the intent than one.
  private static let longest = 2000

  /// Whether the first word and the last are features of their own.
  private let marksEnds: Bool
  private var sequence: [Word] = []
  private var scalars: [UInt32] = []
  /// The words of the utterance read last.
  private(set) var spoken = SpokenWords()

  init(marksEnds: Bool = true) { self.marksEnds = marksEnds }

  /// Adds the features of an utterance to a sink.
  mutating func extract(
    _ utterance: Utterance, _ entities: [Entity], into sink: inout some FeatureSink
  ) {
    sequence.removeAll(keepingCapacity: true)
    spoken.clear()
    var text = utterance.text
    text.utf8.withContiguousStorage { bytes in
      words(bytes, utterance.tokens, entities, &sink)
    }
    neighbours(&sink)
  }
}

extension FeatureExtractor {
  private mutating func words(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: [Token], _ entities: [Entity],
    _ sink: inout some FeatureSink
  ) {
    var nextEntity = 0
    var hanRun = 0
    var index = 0
    let end = min(tokens.count, Self.longest)
    while index < end {
      let token = tokens[index]
      let range = token.range
      if token.kind == .symbol {
        hanRun = 0
        spoken.endRun()
        if index + 2 < end, let whole = Self.braced(bytes, tokens, at: index) {
          shape(Self.hash(bytes, tokens[index + 1].range), whole, &sink)
          index += 3
          continue
        }
        symbol(bytes, range, &sink)
        index += 1
        continue
      }
      while nextEntity < entities.count, entities[nextEntity].range.upperBound <= range.lowerBound {
        nextEntity += 1
      }
      let entity: Entity? =
        nextEntity < entities.count && entities[nextEntity].range.lowerBound <= range.lowerBound
        ? entities[nextEntity] : nil
      var speaks = true
      if let entity, entity.kind != .yesNo {
        if entity.range.lowerBound == range.lowerBound {
          shape(Self.hash(entity.kind.rawValue), entity.range, &sink)
        }
        speaks = false
      }
      load(bytes, range)
      if speaks || !hasDigits {
        let word = Word(hash: wholeHash, stem: stemHash, range: range)
        sink.add(word.hash, .words, range, range)
        if token.kind == .han {
          hanRun = speaks ? hanRun + 1 : 0
        } else {
          hanRun = 0
          characters(range, &sink)
        }
        if speaks {
          sequence.append(word)
          speak(word.hash, isHan: token.kind == .han)
        } else {
          spoken.endRun()
        }
        if hanRun >= 3 { han(min(hanRun, 4), &sink) }
      }
      index += 1
    }
  }

  private mutating func speak(_ hash: UInt64, isHan: Bool) {
    if isHan {
      spoken.add(character: hash)
    } else if !isNumber {
      spoken.add(word: hash)
    }
  }

  /// The range of `{kind}`, where a brace opens it and another closes it behind one token.
  private static func braced(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: [Token], at index: Int
  ) -> Range<Int>? {
    let (open, close) = (tokens[index].range, tokens[index + 2].range)
    guard bytes[open.lowerBound] == UInt8(ascii: "{"), tokens[index + 2].kind == .symbol,
      bytes[close.lowerBound] == UInt8(ascii: "}")
    else { return nil }
    return open.lowerBound..<close.upperBound
  }

  private mutating func shape(
    _ kind: UInt64, _ range: Range<Int>, _ sink: inout some FeatureSink
  ) {
    let hash = mixed(kind, 0x7B7D)
    sink.add(hash, .words, range, range)
    sequence.append(Word(hash: hash, stem: hash, range: range))
    spoken.addShape()
  }

  private func symbol(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ sink: inout some FeatureSink
  ) {
    // Of the punctuation only the question mark says something about what is wanted.
    let first = bytes[range.lowerBound]
    let isQuestion =
      first == UInt8(ascii: "?")
      || (range.count == 3 && first == 0xEF && bytes[range.lowerBound + 2] == 0x9F)
    if isQuestion { sink.add(mixed(0x3F, 0x3F3F), .words, range, range) }
  }

  /// The first word and the last as such, bigrams and pairs over the sequence.
  private func neighbours(_ sink: inout some FeatureSink) {
    if marksEnds, sequence.count == 1, let only = sequence.first {
      // A word alone ends nothing: “不” says no, and “行不” asks.
      sink.add(mixed(only.hash, 0x5E24), .words, only.range, only.range)
    } else if marksEnds, let first = sequence.first, let last = sequence.last {
      sink.add(mixed(first.hash, 0x5E), .words, first.range, first.range)
      sink.add(mixed(last.hash, 0x24), .words, last.range, last.range)
    }
    for index in sequence.indices {
      let word = sequence[index]
      if index + 1 < sequence.count {
        let next = sequence[index + 1]
        sink.add(mixed(word.hash, next.hash &* 3), .words, word.range, next.range)
      }
      var other = index + 1
      let end = min(sequence.count, index + Self.window)
      while other < end {
        let far = sequence[other]
        // Sum and product of the two do not know their order.
        if word.stem != far.stem {
          sink.add(
            mixed(word.stem &+ far.stem, word.stem ^ far.stem), .pairs, word.range, far.range)
        }
        other += 1
      }
    }
  }

  /// Runs of three and of four Han characters that end here.
  private func han(_ longest: Int, _ sink: inout some FeatureSink) {
    for length in 3...longest {
      var hash: UInt64 = 0x4841
      let start = sequence.count - length
      for index in start..<sequence.count { hash = mixed(hash, sequence[index].hash) }
      let range = sequence[start].range.lowerBound..<sequence[sequence.count - 1].range.upperBound
      sink.add(hash, .characters, range, range)
    }
  }
}

// One word.
extension FeatureExtractor {
  /// Brings a token's scalars into normal form, with a blank on either side.
  private mutating func load(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    scalars.removeAll(keepingCapacity: true)
    scalars.append(0x20)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let lead = UInt32(bytes[offset])
      if lead < 0x80 {
        scalars.append(Normalizer.fold(lead))
        offset += 1
        continue
      }
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      var value = lead & (0xFF >> UInt32(length + 1))
      for index in offset + 1..<min(offset + length, range.upperBound) {
        value = value << 6 | UInt32(bytes[index] & 0x3F)
      }
      scalars.append(Normalizer.fold(value))
      offset += length
    }
    scalars.append(0x20)
  }

  private var hasDigits: Bool { scalars.contains { $0 &- 0x30 < 10 } }

  /// Nothing but digits between the blanks.
  private var isNumber: Bool { scalars.dropFirst().dropLast().allSatisfy { $0 &- 0x30 < 10 } }

  private var wholeHash: UInt64 { hash(scalars.count - 1) }

  private var stemHash: UInt64 { hash(1 + Stemmer.stemLength(scalars[1..<scalars.count - 1])) }

  private func hash(_ end: Int) -> UInt64 {
    var hash: UInt64 = 0x5745
    for index in 1..<end { hash = (hash ^ UInt64(scalars[index])) &* 0x9FB2_1C65_1E98_DF25 }
    return mixed(hash, 0x574F)
  }

  /// The n-grams of two to five characters, the blanks around the word among them.
  private func characters(_ range: Range<Int>, _ sink: inout some FeatureSink) {
    let count = min(scalars.count, 40)
    for start in 0..<count - 1 {
      var hash = (UInt64(scalars[start]) ^ 0x4348) &* 0x9FB2_1C65_1E98_DF25
      for end in start + 1..<min(start + 5, count) {
        hash = (hash ^ UInt64(scalars[end])) &* 0x9FB2_1C65_1E98_DF25
        sink.add(mixed(hash, 0x4743), .characters, range, range)
      }
    }
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0x4B
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x9FB2_1C65_1E98_DF25 }
    return hash
  }

  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0x4B
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x9FB2_1C65_1E98_DF25 }
    return hash
  }
}

extension String.UTF8View {
  /// The bytes in place; an utterance's text is always contiguous.
  fileprivate mutating func withContiguousStorage<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withContiguousStorageIfAvailable(body) ?? Array(self).withUnsafeBufferPointer(body)
  }
}
