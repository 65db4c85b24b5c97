public import Sentiment
import Synchronization

/// Reads and scores chunks of a transcript, each on its own, so that all cores can work at one file.
///
/// Messages stay ranges of their chunk's bytes; only what a report may show becomes a text.
public struct ChunkScorer: Sendable {
  private let scorer: SentimentScorer
  private let roles: Roles
  private let reader: MessageReader
  private let topics: (@Sendable (String) -> Topics)?
  private let scratches = ScratchPool()
  /// A longer message is felt by its beginning: nobody writes one.
  private static let longestScored = 1 << 16

  /// Creates a scorer of chunks. With `topics` every customer's line is read for what it is about.
  public init(
    _ scorer: SentimentScorer, reader: MessageReader, roles: Roles,
    topics: (@Sendable (String) -> Topics)? = nil
  ) {
    self.scorer = scorer
    self.roles = roles
    self.reader = reader
    self.topics = topics
  }

  /// Reads a chunk.
  public func read(_ chunk: LineCutter.Chunk) -> ChunkReading {
    var bytes = chunk.bytes
    let (messages, faults) = reader.spans(in: &bytes, firstLine: chunk.firstLine)
    var tallies = ChunkTallies(roles)
    var memory = TopicMemory(topics)
    var readings = MessageReadings(
      scorer, longest: Self.longestScored, scratch: scratches.take())
    let span = bytes.span
    for message in messages {
      let reading = readings.reading(of: message.text, span)
      let place = tallies.place(of: message, span)
      tallies.add(reading, of: message, to: place)
      if tallies.wantsTopics(place) {
        if let topics = memory.topics(of: message.text, span) {
          tallies.add(topics, reading.score, to: place)
        }
      }
    }
    scratches.give(readings.scratch)
    return ChunkReading(
      parts: tallies.parts(span), faults: faults, byteCount: chunk.bytes.count,
      messageCount: messages.count)
  }
}

/// Scratches that no chunk uses now: they know most words that will come.
private final class ScratchPool: Sendable {
  private let free = Mutex<[SentimentScratch]>([])

  func take() -> SentimentScratch { free.withLock { $0.popLast() } ?? SentimentScratch() }

  func give(_ scratch: SentimentScratch) { free.withLock { $0.append(scratch) } }
}
