import Sentiment

/// What short lines are about: customers often say the same few words.
struct TopicMemory {
  private let topics: (@Sendable (String) -> Topics)?
  private var known: [String: Topics] = [:]
  /// Longer lines are rarely said twice.
  private static let longest = 160

  init(_ topics: (@Sendable (String) -> Topics)?) { self.topics = topics }

  mutating func topics(of range: Range<Int>, _ bytes: Span<UInt8>) -> Topics? {
    guard let topics else { return nil }
    let text = bytes.text(range)
    guard range.count <= Self.longest else { return topics(text) }
    if let known = known[text] { return known }
    let found = topics(text)
    known[text] = found
    return found
  }
}
