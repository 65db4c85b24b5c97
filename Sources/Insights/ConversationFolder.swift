import Quantities

/// Folds scored messages, in the order of their file, into a summary.
public struct ConversationFolder {
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
  private let onEnd: ((ConversationMood) -> Void)?
  private var open: [String: ConversationTally] = [:]
  private var file = ""
  private var number = 0
  private var current = ""
  private var clock = 0

  /// So many conversations may run side by side in a file; beyond, the longest silent one ends.
  private static let mostOpen = 2_000

  /// Creates a folder; `onEnd` sees every conversation as it ends.
  public init(
    roles: Roles, reading: Reading, by dimensions: Set<String>,
    onEnd: ((ConversationMood) -> Void)? = nil
  ) {
    self.roles = roles
    self.reading = reading
    self.dimensions = dimensions
    self.onEnd = onEnd
  }

  /// Begins a file; conversations of the last one end.
  public mutating func begin(file: String) {
    endAll()
    self.file = file
    number = 0
    current = ""
  }

  /// Counts rows that could not be read.
  public mutating func countBadRows(_ count: Int) { summary.badRows += count }

  /// Adds a message.
  public mutating func add(_ scored: ScoredMessage) {
    clock += 1
    var id = scored.message.conversation
    if id.isEmpty {
      if current.isEmpty || scored.message.beginsConversation {
        if let tally = open.removeValue(forKey: current) { end(tally) }
        number += 1
        current = "\(number)"
      }
      id = current
    }
    if open[id] == nil {
      if open.count >= Self.mostOpen { endQuietest() }
      open[id] = ConversationTally(id: id, file: file, number: number)
    }
    open[id]?.add(scored, roles: roles)
    open[id]?.touched = clock
  }

  /// Ends what is open.
  public mutating func endAll() {
    for tally in open.values.sorted(by: { $0.touched < $1.touched }) { end(tally) }
    open = [:]
  }

  /// Half of the open conversations end, the longest silent first, so that this is rare.
  private mutating func endQuietest() {
    let quiet = open.sorted { $0.value.touched < $1.value.touched }.prefix(Self.mostOpen / 2)
    for (id, tally) in quiet {
      end(tally)
      open[id] = nil
    }
  }

  private mutating func end(_ tally: ConversationTally) {
    guard var mood = tally.mood() else { return }
    let customers = tally.speakers(.customer)
    summary.conversations.add(mood.mean)
    summary.outcomes[mood.outcome.rawValue, default: 0] += 1
    for speaker in customers {
      summary.customer += speaker.group
      for (bin, count) in speaker.bins { summary.distribution[bin] += count }
      for (topics, score) in speaker.topics { count(topics, score) }
      for (index, units) in speaker.points.enumerated() {
        let part = index * SentimentSummary.courseCount / speaker.points.count
        summary.course[part].add(FixedScore(units: units))
      }
    }
    for speaker in tally.speakers(.agent) { summary.agent += speaker.group }
    if dimensions.contains("agent") { count("agent", mood.agent, mood) }
    if let stamp = Timestamp(mood.time) {
      if dimensions.contains("day") { count("day", stamp.day, mood) }
      if dimensions.contains("hour") { count("hour", stamp.hour, mood) }
    }
    let lists = SentimentSummary.List.allCases.filter { summary.wants(mood, on: $0) }
    if !lists.isEmpty || onEnd != nil {
      mood.show(reading)
      for list in lists { summary.insert(mood, on: list) }
      onEnd?(mood)
    }
  }

  private mutating func count(_ topics: Topics, _ score: FixedScore) {
    if dimensions.contains("intent"), let intent = topics.intent {
      summary.groups["intent", default: [:]][intent, default: .init()].add(score)
    }
    if dimensions.contains("product") {
      for product in topics.products {
        summary.groups["product", default: [:]][product, default: .init()].add(score)
      }
    }
  }

  private mutating func count(_ dimension: String, _ name: String, _ mood: ConversationMood) {
    guard !name.isEmpty else { return }
    summary.groups[dimension, default: [:]][name, default: .init()].add(mood.mean)
  }
}

extension ConversationTally.Speaker {
  var group: SentimentSummary.Group {
    var group = SentimentSummary.Group()
    group.messages = messages
    group.sum = sum
    group.negative = negative
    group.positive = positive
    return group
  }
}

extension ConversationMood {
  /// Masks the quotes and names their topics; they are cut to what a report can show.
  mutating func show(_ reading: ConversationFolder.Reading) {
    func shown(_ moment: Moment) -> Moment {
      var moment = moment
      let text = String(moment.quote.prefix(2_000))
      if moment.topics == Topics() { moment.topics = reading.topics(text) }
      let masked = reading.mask(text)
      moment.quote = masked.count > 240 ? masked.prefix(239) + "…" : masked
      return moment
    }
    start = shown(start)
    end = shown(end)
    lowest = shown(lowest)
    highest = shown(highest)
    customer = reading.mask(customer)
  }
}

/// The day and the hour of a time as files write them: `2026-03-01T09:12:00Z`, `2026/3/1 9:12`, `09:12`.
struct Timestamp {
  let day: String
  let hour: String

  init?(_ text: String) {
    let numbers = text.split { !$0.isNumber }.prefix(6).compactMap { Int($0) }
    let padded = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    if numbers.count == 1, let seconds = numbers.first, seconds > 100_000_000 {
      // Seconds, or milliseconds, since 1970.
      let all = seconds > 100_000_000_000 ? seconds / 1_000 : seconds
      day = Day(number: all / 86_400).description
      hour = padded(all % 86_400 / 3_600)
    } else if numbers.count >= 3, numbers[0] > 1_900, (1...12).contains(numbers[1]),
      (1...31).contains(numbers[2])
    {
      day = "\(numbers[0])-\(padded(numbers[1]))-\(padded(numbers[2]))"
      hour = numbers.count > 3 && numbers[3] < 24 ? padded(numbers[3]) : ""
    } else if numbers.count >= 2, numbers[0] < 24, numbers[1] < 60 {
      day = ""
      hour = padded(numbers[0])
    } else {
      return nil
    }
  }
}
