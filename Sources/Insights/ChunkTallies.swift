import Sentiment

/// The conversations of a chunk while it is read.
struct ChunkTallies {
  /// A moment as a range of the chunk.
  struct Quote: Sendable {
    let score: FixedScore
    let line: Int
    let text: Range<Int>

    func isSame(_ other: Quote) -> Bool { line == other.line && text == other.text }
  }

  struct Speaker {
    let name: Range<Int>
    /// The side that the file says.
    let mark: Range<Int>
    let role: Roles.Role
    var figures = ConversationTally.Figures()
    var highlights: ConversationTally.Highlights<Quote>
  }

  struct Conversation {
    let id: Range<Int>
    let begins: Bool
    var lines: ClosedRange<Int>
    var time: Range<Int>
    var speakers: [Speaker] = []
    /// The speakers by their hash, once they are many.
    var places: [UInt64: Int] = [:]
    var outcome: OutcomeWords.Found = []
  }

  struct Place {
    let conversation: Int
    var speaker: Int
  }

  private let roles: Roles
  private var conversations: [Conversation] = []
  private var byID: [UInt64: Int] = [:]
  private var unnamed: Int?
  private var last = -1
  private var knownRoles: [UInt64: (name: [UInt8], mark: [UInt8], role: Roles.Role)] = [:]

  init(_ roles: Roles) { self.roles = roles }

  func wantsTopics(_ place: Place) -> Bool {
    switch conversations[place.conversation].speakers[place.speaker].role {
    case .customer, .unknown: true
    case .agent, .nobody: false
    }
  }

  mutating func add(_ topics: Topics, _ score: FixedScore, to place: Place) {
    conversations[place.conversation].speakers[place.speaker].figures.add(topics, score)
  }

  /// The conversation and the speaker of a message; -1 for a speaker who has not spoken yet.
  mutating func place(of message: MessageSpan, _ bytes: Span<UInt8>) -> Place {
    let index = conversation(of: message, bytes)
    if let speaker = conversations[index].place(of: message, bytes) {
      return Place(conversation: index, speaker: speaker)
    }
    let quote = Quote(score: FixedScore(units: 0), line: message.line, text: message.text)
    let role = role(of: message, bytes)
    conversations[index].append(
      Speaker(
        name: message.speaker, mark: message.role, role: role,
        highlights: .init(first: quote, last: quote, lowest: quote, highest: quote)), bytes)
    return Place(conversation: index, speaker: conversations[index].speakers.count - 1)
  }

  private mutating func conversation(of message: MessageSpan, _ bytes: Span<UInt8>) -> Int {
    if message.conversation.isEmpty {
      if let unnamed, !message.beginsConversation { return unnamed }
      unnamed = append(message)
      return conversations.count - 1
    }
    if last >= 0, isOpen(last, message, bytes) { return last }
    var hash = bytes.hash(message.conversation)
    while let index = byID[hash] {
      if isOpen(index, message, bytes) {
        last = index
        return index
      }
      hash &+= 1
    }
    last = append(message)
    byID[hash] = last
    return last
  }

  /// Whether a conversation goes on with a message: its name may come again after a long silence.
  private func isOpen(_ index: Int, _ message: MessageSpan, _ bytes: Span<UInt8>) -> Bool {
    bytes.isSame(conversations[index].id, message.conversation)
      && message.line - conversations[index].lines.upperBound
        <= ConversationAggregator.longestSilence
  }

  private mutating func append(_ message: MessageSpan) -> Int {
    conversations.append(
      Conversation(
        id: message.conversation, begins: message.beginsConversation,
        lines: message.line...message.line, time: message.time))
    return conversations.count - 1
  }

  private mutating func role(of message: MessageSpan, _ bytes: Span<UInt8>) -> Roles.Role {
    let hash = bytes.hash(message.speaker) &* 31 &+ bytes.hash(message.role)
    if let known = knownRoles[hash], bytes.holds(known.name, in: message.speaker),
      bytes.holds(known.mark, in: message.role)
    {
      return known.role
    }
    let role = roles.role(of: bytes.text(message.speaker), marked: bytes.text(message.role))
    knownRoles[hash] = (
      message.speaker.map { bytes[$0] }, message.role.map { bytes[$0] }, role
    )
    return role
  }

  /// Counts a message.
  mutating func add(_ reading: MessageReading, of message: MessageSpan, to place: Place) {
    let quote = Quote(score: reading.score, line: message.line, text: message.text)
    conversations[place.conversation].add(
      quote, speaker: place.speaker, reading.outcome, time: message.time)
  }

  /// What they came to; quotes become texts.
  consuming func parts(_ bytes: Span<UInt8>) -> [ConversationPart] {
    conversations.map { one in
      func moment(_ quote: Quote) -> Moment {
        Moment(
          line: quote.line, score: quote.score, quote: bytes.text(bytes.shortened(quote.text)),
          topics: Topics())
      }
      func moments(
        _ quotes: ConversationTally.Highlights<Quote>
      ) -> ConversationTally.Highlights<Moment> {
        let first = moment(quotes.first)
        let last = quotes.last.isSame(quotes.first) ? first : moment(quotes.last)
        // In most conversations the ends are the extremes.
        func extreme(_ quote: Quote) -> Moment {
          quote.isSame(quotes.first) ? first : quote.isSame(quotes.last) ? last : moment(quote)
        }
        return .init(
          first: first, last: last, lowest: extreme(quotes.lowest),
          highest: extreme(quotes.highest))
      }
      let speakers = one.speakers.map { speaker in
        // Reports quote customers, and those who may be customers.
        let moments =
          speaker.role == .agent
          ? speaker.highlights.map {
            Moment(line: $0.line, score: $0.score, quote: "", topics: Topics())
          }
          : moments(speaker.highlights)
        return ConversationTally.Speaker(
          name: bytes.text(speaker.name.isEmpty ? speaker.mark : speaker.name), role: speaker.role,
          figures: speaker.figures, highlights: moments)
      }
      return ConversationPart(
        tally: ConversationTally(
          id: bytes.text(one.id), lines: one.lines, time: bytes.text(one.time),
          speakers: speakers, outcome: one.outcome), begins: one.begins)
    }
  }
}

extension ChunkTallies.Conversation {
  /// The speaker of a message, or `nil` who has not spoken yet; of many, found by a table.
  fileprivate func place(of message: MessageSpan, _ bytes: Span<UInt8>) -> Int? {
    func isSame(_ speaker: Int) -> Bool {
      bytes.isSame(speakers[speaker].name, message.speaker)
        && bytes.isSame(speakers[speaker].mark, message.role)
    }
    if places.isEmpty { return speakers.indices.first(where: isSame) }
    var hash = bytes.hash(message.speaker) &* 31 &+ bytes.hash(message.role)
    while let place = places[hash] {
      if isSame(place) { return place }
      hash &+= 1
    }
    return nil
  }

  /// Appends a speaker.
  fileprivate mutating func append(_ speaker: ChunkTallies.Speaker, _ bytes: Span<UInt8>) {
    speakers.append(speaker)
    guard speakers.count > 8 else { return }
    for index in (places.isEmpty ? 0 : speakers.count - 1)..<speakers.count {
      var hash = bytes.hash(speakers[index].name) &* 31 &+ bytes.hash(speakers[index].mark)
      while places[hash] != nil { hash &+= 1 }
      places[hash] = index
    }
  }

  fileprivate mutating func add(
    _ quote: ChunkTallies.Quote, speaker index: Int, _ found: OutcomeWords.Found,
    time: Range<Int>
  ) {
    lines = lines.lowerBound...max(lines.upperBound, quote.line)
    if self.time.isEmpty { self.time = time }
    // A customer who asks to be handed over has not been.
    outcome.formUnion(
      speakers[index].role == .customer ? found.subtracting(.handover) : found)
    speakers[index].figures.add(quote.score)
    if speakers[index].figures.group.messages == 1 {
      speakers[index].highlights = .init(
        first: quote, last: quote, lowest: quote, highest: quote)
      return
    }
    speakers[index].highlights.last = quote
    if quote.score < speakers[index].highlights.lowest.score {
      speakers[index].highlights.lowest = quote
    }
    if quote.score > speakers[index].highlights.highest.score {
      speakers[index].highlights.highest = quote
    }
  }
}
