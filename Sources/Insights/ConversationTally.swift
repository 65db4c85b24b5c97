/// One conversation while it is read, or the part of it that stands in one chunk.
struct ConversationTally: Sendable {
  /// The first, the last, the lowest and the highest moment of a speaker.
  struct Highlights<Value: Sendable>: Sendable {
    var first: Value
    var last: Value
    var lowest: Value
    var highest: Value

    func map<Other: Sendable>(_ change: (Value) -> Other) -> Highlights<Other> {
      Highlights<Other>(
        first: change(first), last: change(last), lowest: change(lowest), highest: change(highest))
    }
  }

  /// What one speaker's messages came to.
  struct Figures: Sendable {
    var group = SentimentSummary.Group()
    /// The first scores in order, in ten-thousandths.
    var points: [Int16] = []
    /// How many of the scores that came after those lie in each bin.
    private var laterBins: [Int] = []
    /// What the messages were about, when every line is read for that.
    var topics: [Topics: SentimentSummary.Spread] = [:]

    /// So many scores show a conversation's course.
    static let mostPoints = 256

    @inline(__always)
    mutating func add(_ score: FixedScore) {
      group.add(score)
      if points.count < Self.mostPoints {
        points.append(Int16(score.units))
      } else {
        addLater(SentimentSummary.bin(score), 1)
      }
    }

    private mutating func addLater(_ bin: Int, _ count: Int) {
      if laterBins.isEmpty {
        laterBins = [Int](repeating: 0, count: SentimentSummary.binCount)
      }
      laterBins[bin] += count
    }

    /// Adds up how many scores lie in each bin.
    func addBins(to distribution: inout [Int]) {
      for units in points {
        distribution[SentimentSummary.bin(FixedScore(units: Int(units)))] += 1
      }
      for (bin, count) in laterBins.enumerated() { distribution[bin] += count }
    }

    mutating func add(_ topics: Topics, _ score: FixedScore) {
      guard topics.intent != nil || !topics.products.isEmpty else { return }
      self.topics[topics, default: .init()].add(score)
    }

    mutating func append(_ later: Figures) {
      group += later.group
      let room = Self.mostPoints - points.count
      points += later.points.prefix(room)
      for units in later.points.dropFirst(room) {
        addLater(SentimentSummary.bin(FixedScore(units: Int(units))), 1)
      }
      for (bin, count) in later.laterBins.enumerated() { addLater(bin, count) }
      topics.merge(later.topics) { $0 + $1 }
    }
  }

  /// A name on a side of the conversation.
  struct Side: Hashable, Sendable {
    let name: String
    let role: Roles.Role
  }

  struct Speaker: Sendable {
    var side: Side { Side(name: name, role: role) }
    let name: String
    let role: Roles.Role
    var figures = Figures()
    var highlights: Highlights<Moment>

    /// Appends what the same speaker said later.
    mutating func append(_ later: Speaker) {
      figures.append(later.figures)
      highlights.last = later.highlights.last
      if later.highlights.lowest.score < highlights.lowest.score {
        highlights.lowest = later.highlights.lowest
      }
      if later.highlights.highest.score > highlights.highest.score {
        highlights.highest = later.highlights.highest
      }
    }
  }

  /// Further speakers are counted with the last of their side.
  private static let mostSpeakers = 5_000

  /// Its name in the file; empty when the file does not say.
  let id: String
  /// The first line and the last so far.
  private(set) var lines: ClosedRange<Int>
  private(set) var time: String
  private(set) var speakers: [Speaker]
  /// Where a name on a side stands among the speakers, once they are many.
  private var places: [Side: Int] = [:]
  private var outcome: OutcomeWords.Found

  init(
    id: String, lines: ClosedRange<Int>, time: String, speakers: [Speaker],
    outcome: OutcomeWords.Found
  ) {
    self.id = id
    self.lines = lines
    self.time = time
    self.speakers = speakers
    self.outcome = outcome
  }

  /// Appends the part of the same conversation that comes after.
  mutating func append(_ later: ConversationTally) {
    lines = lines.lowerBound...max(lines.upperBound, later.lines.upperBound)
    if time.isEmpty { time = later.time }
    // Names are looked up by a table once there are many: time grows with the speakers, not their square.
    if places.isEmpty, speakers.count + later.speakers.count > 16 {
      for (index, speaker) in speakers.enumerated() { places[speaker.side] = index }
    }
    // One name may speak on both sides, and does wherever the file was cut.
    for speaker in later.speakers {
      let place =
        places.isEmpty
        ? speakers.firstIndex { $0.side == speaker.side } : places[speaker.side]
      if let place {
        speakers[place].append(speaker)
      } else if speakers.count >= Self.mostSpeakers,
        let place = speakers.lastIndex(where: { $0.role == speaker.role })
      {
        // A conversation of thousands is no conversation: its memory stays bounded.
        speakers[place].append(speaker)
      } else {
        if !places.isEmpty { places[speaker.side] = speakers.count }
        speakers.append(speaker)
      }
    }
    outcome.formUnion(later.outcome)
  }

  /// Where the speakers on one side stand; when no name tells, whoever speaks first is the customer.
  func places(_ wanted: Roles.Role) -> [Int] {
    let known = speakers.indices.filter { speakers[$0].role == wanted }
    if !known.isEmpty { return known }
    let unknown = speakers.indices.filter { speakers[$0].role == .unknown }
    let otherSide: Roles.Role = wanted == .agent ? .customer : .agent
    if speakers.contains(where: { $0.role == otherSide }) { return unknown }
    return wanted == .customer ? Array(unknown.prefix(1)) : Array(unknown.dropFirst())
  }

  /// What some of the speakers said, together.
  func group(of places: [Int]) -> SentimentSummary.Group {
    var group = SentimentSummary.Group()
    for place in places { group += speakers[place].figures.group }
    return group
  }

  /// How it ended.
  var end: ConversationMood.Outcome {
    outcome.contains(.handover) ? .handedOver : outcome.contains(.solved) ? .solved : .open
  }

  /// How it went. `name` is what it is called when the file does not say; `customers` and `agents` are where the
  /// speakers on each side stand, `said` and `answered` what they said.
  func mood(
    of customers: [Int], _ said: SentimentSummary.Group, with agents: [Int],
    _ answered: SentimentSummary.Group, file: String, name: String
  ) -> ConversationMood? {
    guard let first = customers.first,
      let lowest = customers.map({ speakers[$0].highlights.lowest }).min(by: {
        $0.score < $1.score
      }),
      let highest = customers.map({ speakers[$0].highlights.highest }).max(by: {
        $0.score < $1.score
      })
    else { return nil }
    let customer = speakers[first]
    return ConversationMood(
      id: id.isEmpty ? name : id, file: file, customer: customer.name,
      agent: agents.first.map { speakers[$0].name } ?? "", time: time, messages: said.messages,
      sum: said.sum, agentMessages: answered.messages, agentSum: answered.sum,
      start: customer.highlights.first, end: customer.highlights.last, lowest: lowest,
      highest: highest, points: customer.figures.points.map(Int.init).thinned(to: 24),
      outcome: end)
  }
}
