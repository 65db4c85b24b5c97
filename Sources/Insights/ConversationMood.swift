import Sentiment

/// A moment of a conversation: where it stands and what was said.
public struct Moment: Hashable, Sendable {
  /// The line in the file.
  public var line: Int
  /// The score.
  public var score: FixedScore
  /// What was said; masked once it is shown.
  public var quote: String
  /// What it was about, once it is shown.
  public var topics: Topics
}

/// How one conversation went.
public struct ConversationMood: Hashable, Sendable {
  /// How it ended.
  public enum Outcome: String, Hashable, Sendable {
    case handedOver = "handed_over"
    case solved
    case open
  }

  /// Its name in the file, or its number there.
  public var id: String
  /// The file.
  public var file: String
  /// The customer's name and the agent's, as written.
  public var customer: String
  /// The agent, as written.
  public var agent: String
  /// When it began, as written.
  public var time: String
  /// The customer's messages and their scores' sum.
  public var messages: Int
  /// Their scores' sum.
  public var sum: Int
  /// The agent's messages and their scores' sum.
  public var agentMessages: Int
  /// Their scores' sum.
  public var agentSum: Int
  /// The first and the last of the customer's moments, the lowest and the highest.
  public var start: Moment
  /// The last moment.
  public var end: Moment
  /// The lowest moment.
  public var lowest: Moment
  /// The highest moment.
  public var highest: Moment
  /// The customer's scores in order; long conversations are thinned.
  public var points: [Int]
  /// How it ended.
  public var outcome: Outcome

  /// The customer's mean.
  public var mean: FixedScore { FixedScore(units: sum.roundedDivision(by: messages)) }
  /// The last score less the first.
  public var shift: Int { end.score.units - start.score.units }
}

extension Int {
  /// The quotient rounded half away from nothing: exact, whatever the order sums were made in.
  func roundedDivision(by divisor: Int) -> Int {
    guard divisor > 0 else { return 0 }
    let half = divisor / 2
    return self >= 0 ? (self + half) / divisor : -((-self + half) / divisor)
  }
}

/// One conversation while it is read.
struct ConversationTally {
  struct Speaker {
    let name: String
    let role: Roles.Role
    var messages = 0
    var sum = 0
    var negative = 0
    var positive = 0
    var first: Moment?
    var last: Moment?
    var lowest: Moment?
    var highest: Moment?
    var points: [Int] = []
    var topics: [(topics: Topics, score: FixedScore)] = []
    var bins: [Int: Int] = [:]

    mutating func add(_ scored: ScoredMessage) {
      let moment = Moment(
        line: scored.message.line, score: scored.score, quote: scored.message.text,
        topics: scored.topics ?? Topics())
      messages += 1
      sum += scored.score.units
      if scored.score.label == .negative { negative += 1 }
      if scored.score.label == .positive { positive += 1 }
      if first == nil { first = moment }
      last = moment
      if moment.score < (lowest?.score ?? FixedScore(units: 20_000)) { lowest = moment }
      if moment.score > (highest?.score ?? FixedScore(units: -20_000)) { highest = moment }
      if points.count < 256 { points.append(scored.score.units) }
      bins[SentimentSummary.bin(scored.score), default: 0] += 1
      if let topics = scored.topics, topics.intent != nil || !topics.products.isEmpty {
        self.topics.append((topics, scored.score))
      }
    }
  }

  let id: String
  let file: String
  let number: Int
  private(set) var time = ""
  private(set) var speakers: [Speaker] = []
  private var handedOver = false
  private var solved = false
  var touched = 0

  init(id: String, file: String, number: Int) {
    self.id = id
    self.file = file
    self.number = number
  }

  mutating func add(_ scored: ScoredMessage, roles: Roles) {
    if time.isEmpty { time = scored.message.time }
    let name = scored.message.speaker
    if let index = speakers.firstIndex(where: { $0.name == name }) {
      speakers[index].add(scored)
    } else {
      var speaker = Speaker(name: name, role: roles.role(of: name))
      speaker.add(scored)
      speakers.append(speaker)
    }
    if let role = speakers.first(where: { $0.name == name })?.role {
      if role != .customer, OutcomeWords.contains(OutcomeWords.handover, in: scored.message.text) {
        handedOver = true
      }
      solved = solved || OutcomeWords.contains(OutcomeWords.solved, in: scored.message.text)
    }
  }

  /// The speakers on one side; when no name tells, whoever speaks first is the customer.
  func speakers(_ wanted: Roles.Role) -> [Speaker] {
    let known = speakers.filter { $0.role == wanted }
    if !known.isEmpty { return known }
    let unknown = speakers.filter { $0.role == .unknown }
    let other = speakers.contains { $0.role == (wanted == .agent ? .customer : .agent) }
    if other { return unknown }
    return wanted == .customer ? Array(unknown.prefix(1)) : Array(unknown.dropFirst())
  }

  /// How it went, or `nil` when no customer said anything.
  func mood() -> ConversationMood? {
    let customers = speakers(.customer)
    let agents = speakers(.agent)
    guard let customer = customers.first, let start = customer.first, let end = customer.last,
      let lowest = customers.compactMap(\.lowest).min(by: { $0.score < $1.score }),
      let highest = customers.compactMap(\.highest).max(by: { $0.score < $1.score })
    else { return nil }
    return ConversationMood(
      id: id, file: file, customer: customer.name, agent: agents.first?.name ?? "", time: time,
      messages: customers.reduce(0) { $0 + $1.messages },
      sum: customers.reduce(0) { $0 + $1.sum },
      agentMessages: agents.reduce(0) { $0 + $1.messages },
      agentSum: agents.reduce(0) { $0 + $1.sum }, start: start, end: end, lowest: lowest,
      highest: highest, points: customer.points.thinned(to: 24),
      outcome: handedOver ? .handedOver : solved ? .solved : .open)
  }
}

extension [Int] {
  /// At most so many values, each the mean of its stretch.
  func thinned(to limit: Int) -> [Int] {
    guard count > limit else { return self }
    return (0..<limit).map { part in
      let slice = self[(part * count / limit)..<((part + 1) * count / limit)]
      return slice.reduce(0, +).roundedDivision(by: slice.count)
    }
  }
}
