import Sentiment

/// What a message comes to: how it feels, and what its words say of the conversation's end.
struct MessageReading {
  let score: FixedScore
  let outcome: OutcomeWords.Found
}

/// Reads the messages of a chunk. What agents say is to a large part the same few texts, which are read once.
struct MessageReadings {
  private let scorer: SentimentScorer
  private let longest: Int
  private let words = OutcomeWords.standard
  private(set) var scratch: SentimentScratch
  /// The last message of each hash, by its lowest bits.
  private var known: [Known?] = Array(repeating: nil, count: 1 << 10)
  /// Longer messages are rarely said twice.
  private static let longestKept = 512

  private struct Known {
    let text: Range<Int>
    let reading: MessageReading
  }

  /// Creates a reader that feels no more than the first `longest` bytes of a message.
  init(_ scorer: SentimentScorer, longest: Int, scratch: SentimentScratch) {
    self.scorer = scorer
    self.longest = longest
    self.scratch = scratch
  }

  /// The reading of a message that stands in `bytes`, which are the same at every call.
  mutating func reading(of text: Range<Int>, _ bytes: Span<UInt8>) -> MessageReading {
    guard text.count <= Self.longestKept else { return read(text, bytes) }
    let place = Int(truncatingIfNeeded: bytes.mixed(text)) & (known.count - 1)
    if let known = known[place], bytes.isSame(known.text, text) { return known.reading }
    let reading = read(text, bytes)
    known[place] = Known(text: text, reading: reading)
    return reading
  }

  private mutating func read(_ text: Range<Int>, _ bytes: Span<UInt8>) -> MessageReading {
    let felt = bytes.shortened(text, to: longest)
    let score = FixedScore(scorer.score(bytes.extracting(felt), &scratch).compound)
    return MessageReading(score: score, outcome: words.find(in: bytes, text))
  }
}

extension Span<UInt8> {
  /// A number for a range, eight bytes a step: only a place in a table, where equal bytes are compared.
  fileprivate func mixed(_ range: Range<Int>) -> UInt64 {
    extracting(range).withUnsafeBytes { bytes in
      var sum = UInt64(bytes.count)
      var index = 0
      while index + 8 <= bytes.count {
        sum =
          (sum ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
          &* 0x9E37_79B9_7F4A_7C15
        sum ^= sum >> 29
        index += 8
      }
      while index < bytes.count {
        sum = (sum ^ UInt64(bytes[index])) &* 0x9E37_79B9_7F4A_7C15
        index += 1
      }
      return sum ^ sum >> 32
    }
  }
}
