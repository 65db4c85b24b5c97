public import Formats
import Quantities

/// Adds scored messages, in the order of their file, up to a summary.
public struct ConversationAggregator {
  /// What is done to what is shown, and what is asked of it.
  public struct Reading: Sendable {
    /// Masks personal data.
    public var mask: @Sendable (String) -> String
    /// Tells what a customer's line is about.
    public var topics: @Sendable (String) -> Topics

    /// Creates a reading.
    public init(
      mask: @escaping @Sendable (String) -> String, topics: @escaping @Sendable (String) -> Topics
    ) {
      self.mask = mask
      self.topics = topics
    }
  }

  /// The summary of the conversations that ended.
  public private(set) var summary = SentimentSummary()
  private let roles: Roles
  private let reading: Reading
  private let dimensions: Set<String>
  private let isTimed: Bool
  private let onEnd: ((ConversationMood) -> Void)?
  private var open: [String: ConversationTally] = [:]
  /// The conversation that goes on in a file that names none.
  private var current: ConversationTally?
  private var file = ""
  private var dayOrder = WrittenTime.DayOrder.dayFirst
  private var number = 0

  /// A conversation that was silent for so many lines has ended; its name may come again.
  static let longestSilence = 20_000

  /// So many names a dimension has; what comes after is counted together.
  private static let mostNames = 50_000
  private static let others = "…"

  /// Creates a folder; `onEnd` sees every conversation as it ends, its quotes unmasked.
  public init(
    roles: Roles, reading: Reading, by dimensions: Set<String>,
    onEnd: ((ConversationMood) -> Void)? = nil
  ) {
    self.roles = roles
    self.reading = reading
    self.dimensions = dimensions
    isTimed = !dimensions.isDisjoint(with: ["day", "hour"])
    self.onEnd = onEnd
  }

  /// Begins a file; conversations of the last one end.
  public mutating func begin(file: String, dayOrder: WrittenTime.DayOrder = .dayFirst) {
    endAll()
    self.file = file
    self.dayOrder = dayOrder
    number = 0
  }

  /// Adds what a chunk held.
  public mutating func add(_ chunk: ChunkReading) {
    summary.badRows += chunk.faults.count
    endSilent(before: chunk.parts.map(\.tally.lines.lowerBound).min() ?? 0)
    for part in chunk.parts { add(part) }
  }

  /// Adds a message.
  public mutating func add(_ scored: ScoredMessage) {
    add(
      ConversationPart(
        tally: ConversationTally(scored, roles: roles), begins: scored.message.beginsConversation))
  }

  private mutating func add(_ part: ConversationPart) {
    let id = part.tally.id
    if id.isEmpty {
      if let tally = current, part.begins {
        end(tally)
        current = nil
      }
      if current == nil { number += 1 }
      current?.append(part.tally)
      current = current ?? part.tally
      return
    }
    if let tally = open[id],
      part.tally.lines.lowerBound - tally.lines.upperBound > Self.longestSilence
    {
      end(tally)
      open[id] = nil
    }
    open[id]?.append(part.tally)
    if open[id] == nil { open[id] = part.tally }
  }

  /// Ends what is open.
  public mutating func endAll() {
    endSilent(before: .max)
    if let current { end(current) }
    current = nil
  }

  private mutating func endSilent(before line: Int) {
    guard !open.isEmpty else { return }
    let silent = open.filter { line - $0.value.lines.upperBound > Self.longestSilence }
    for (id, tally) in silent.sorted(by: {
      ($0.value.lines.upperBound, $0.key) < ($1.value.lines.upperBound, $1.key)
    }) {
      end(tally)
      open[id] = nil
    }
  }

  private mutating func end(_ tally: ConversationTally) {
    let customers = tally.places(.customer)
    guard let customer = customers.first else { return }
    let agents = tally.places(.agent)
    let (said, answered) = (tally.group(of: customers), tally.group(of: agents))
    let mean = said.mean
    summary.conversations.add(mean)
    summary.outcomes[tally.end.rawValue, default: 0] += 1
    for place in customers { add(tally.speakers[place].figures) }
    summary.agent += answered
    if dimensions.contains("agent"), let agent = agents.first {
      count("agent", tally.speakers[agent].name, mean)
    }
    if isTimed, let stamp = Timestamp(tally.time, order: dayOrder) {
      if dimensions.contains("day") { count("day", stamp.day, mean) }
      if dimensions.contains("hour") { count("hour", stamp.hour, mean) }
    }
    let highlights = tally.speakers[customer].highlights
    let shift = highlights.last.score.units - highlights.first.score.units
    let lists = SentimentSummary.List.allCases.filter {
      summary.mayWant(mean: mean, shift: shift, on: $0)
    }
    // Most conversations are on no list, and only counted.
    guard !lists.isEmpty || onEnd != nil,
      var mood = tally.mood(
        of: customers, said, with: agents, answered, file: file, name: "\(number)")
    else { return }
    onEnd?(mood)
    let wanted = lists.filter { summary.wants(mood, on: $0) }
    if !wanted.isEmpty {
      mood.show(reading)
      for list in wanted { summary.insert(mood, on: list) }
    }
  }

  /// Adds what a customer said.
  private mutating func add(_ figures: ConversationTally.Figures) {
    summary.customer += figures.group
    figures.addBins(to: &summary.distribution)
    for (topics, spread) in figures.topics { count(topics, spread) }
    let count = figures.points.count
    for (index, units) in figures.points.enumerated() {
      summary.course[index * SentimentSummary.courseCount / count].add(
        FixedScore(units: Int(units)))
    }
  }

  private mutating func count(_ topics: Topics, _ spread: SentimentSummary.Spread) {
    if dimensions.contains("intent"), let intent = topics.intent {
      summary.groups["intent", default: [:]][intent, default: .init()] += spread
    }
    if dimensions.contains("product") {
      for product in topics.products {
        summary.groups["product", default: [:]][product, default: .init()] += spread
      }
    }
  }

  private mutating func count(_ dimension: String, _ name: String, _ mean: FixedScore) {
    guard !name.isEmpty else { return }
    let isNew = summary.groups[dimension]?[name] == nil
    let isFull = isNew && summary.groups[dimension]?.count ?? 0 >= Self.mostNames
    summary.groups[dimension, default: [:]][isFull ? Self.others : name, default: .init()].add(mean)
  }
}

extension ConversationTally {
  /// One message alone.
  init(_ scored: ScoredMessage, roles: Roles) {
    let message = scored.message
    let moment = Moment(
      line: message.line, score: scored.score, quote: message.text,
      topics: scored.topics ?? Topics())
    var speaker = Speaker(
      name: message.speaker.isEmpty ? message.role : message.speaker,
      role: roles.role(of: message.speaker, marked: message.role),
      highlights: .init(first: moment, last: moment, lowest: moment, highest: moment))
    speaker.figures.add(scored.score)
    if let topics = scored.topics { speaker.figures.add(topics, scored.score) }
    let text = Array(message.text.utf8)
    let found = OutcomeWords.standard.find(in: text.span, text.indices)
    self.init(
      id: message.conversation, lines: message.line...message.line, time: message.time,
      speakers: [speaker],
      outcome: speaker.role == .customer ? found.subtracting(.handover) : found)
  }
}

extension ConversationMood {
  /// Masks the quotes and names their topics; they are cut to what a report can show.
  mutating func show(_ reading: ConversationAggregator.Reading) {
    start = start.shown(reading)
    end = end.shown(reading)
    lowest = lowest.shown(reading)
    highest = highest.shown(reading)
    customer = reading.mask(customer)
  }

  /// The same as a row of a table shows it: only what stands there is masked, for there are many.
  public func asRow(_ reading: ConversationAggregator.Reading) -> ConversationMood {
    var row = self
    row.lowest = lowest.shown(reading)
    if highest.line == lowest.line, highest.quote == lowest.quote {
      row.highest.quote = row.lowest.quote
    } else {
      row.highest = highest.shown(reading, topics: false)
    }
    row.customer = reading.mask(customer)
    return row
  }
}

extension Moment {
  fileprivate func shown(
    _ reading: ConversationAggregator.Reading, topics wantsTopics: Bool = true
  ) -> Moment {
    var moment = self
    let text = String(quote.prefix(2_000))
    if wantsTopics, topics == Topics() { moment.topics = reading.topics(text) }
    let masked = reading.mask(text)
    moment.quote = masked.count > 240 ? masked.prefix(239) + "…" : masked
    return moment
  }
}

/// The day and the hour of a time as files write them.
struct Timestamp {
  let day: String
  let hour: String

  init?(_ text: String, order: WrittenTime.DayOrder) {
    guard let time = WrittenTime(text, order: order) else { return nil }
    let padded = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    if let epoch = time.epoch {
      let seconds = Int(epoch)
      day = Day(number: seconds / 86_400).description
      hour = padded(seconds % 86_400 / 3_600)
      return
    }
    day = time.date.map { "\($0.year)-\(padded($0.month))-\(padded($0.day))" } ?? ""
    hour = time.secondOfDay.map { padded($0 / 3_600) } ?? ""
  }
}
