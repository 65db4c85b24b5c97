import Sentiment

/// What many conversations came to, in whole numbers only: parts added up in any order give the same
/// bytes as one run.
public struct SentimentSummary: Hashable, Sendable {
  /// A group of messages or conversations.
  public struct Group: Hashable, Sendable {
    /// How many messages.
    public var messages = 0
    /// Their scores' sum, in ten-thousandths.
    public var sum = 0
    /// How many of them are negative, how many positive.
    public var negative = 0
    /// How many are positive.
    public var positive = 0

    /// The mean score.
    public var mean: FixedScore { FixedScore(units: sum.roundedDivision(by: messages)) }

    /// An empty group.
    public init() {}

    mutating func add(_ score: FixedScore) {
      messages += 1
      sum += score.units
      if score.label == .negative { negative += 1 }
      if score.label == .positive { positive += 1 }
    }

    static func += (left: inout Group, right: Group) {
      left.messages = (left.messages + right.messages).clamped
      left.sum = (left.sum + right.sum).clamped
      left.negative = (left.negative + right.negative).clamped
      left.positive = (left.positive + right.positive).clamped
    }
  }

  /// A group with its scores by size, for a sparkline.
  public struct Spread: Hashable, Sendable {
    /// The group.
    public var group = Group()
    /// How many scores lie in each tenth of −1…1.
    public var bins = [Int](repeating: 0, count: binCount)

    /// So many bins.
    public static let binCount = 10

    /// An empty group.
    public init() {}

    /// How many messages, or conversations.
    public var messages: Int { group.messages }
    /// The mean score.
    public var mean: FixedScore { group.mean }

    mutating func add(_ score: FixedScore) {
      group.add(score)
      bins[SentimentSummary.bin(score) * Self.binCount / SentimentSummary.binCount] += 1
    }

    static func += (left: inout Spread, right: Spread) {
      left.group += right.group
      for index in left.bins.indices {
        left.bins[index] = (left.bins[index] + right.bins[index]).clamped
      }
    }

    static func + (left: Spread, right: Spread) -> Spread {
      var sum = left
      sum += right
      return sum
    }
  }

  /// How many bins the distribution has, from −1 to 1.
  public static let binCount = 20
  /// How many parts the course of a conversation has.
  public static let courseCount = 10
  /// How many conversations each list keeps.
  public static let listLength = 20

  /// Conversations with a customer in them; of these, the negative and the positive ones.
  public var conversations = Group()
  /// What customers and agents said.
  public var customer = Group()
  /// What agents said.
  public var agent = Group()
  /// How conversations ended.
  public var outcomes: [String: Int] = [:]
  /// The customers' scores by size.
  public var distribution = [Int](repeating: 0, count: binCount)
  /// The customers' scores from a conversation's start to its end.
  public var course = [Group](repeating: Group(), count: courseCount)
  /// By dimension (`agent`, `intent`, `product`, `hour`, `day`), then by name.
  public var groups: [String: [String: Spread]] = [:]
  /// The conversations with the lowest mean, those that rose most and those that fell most.
  public var worst: [ConversationMood] = []
  /// The conversations that rose most.
  public var improved: [ConversationMood] = []
  /// The conversations that fell most.
  public var turned: [ConversationMood] = []
  /// Rows that could not be read.
  public var badRows = 0

  /// Nothing yet.
  public init() {}

  /// The bin of a score.
  static func bin(_ score: FixedScore) -> Int {
    max(0, min(binCount - 1, (score.units + 10_000) * binCount / 20_001))
  }

  /// The share of customers' messages that are negative, 0…1.
  public var negativeShare: Double {
    customer.messages == 0 ? 0 : Double(customer.negative) / Double(customer.messages)
  }
}

extension SentimentSummary {
  /// A list of conversations, kept in order and short.
  enum List: CaseIterable { case worst, improved, turned }

  private static func key(_ mood: ConversationMood, _ list: List) -> Int {
    key(mean: mood.mean, shift: mood.shift, list)
  }

  private static func key(mean: FixedScore, shift: Int, _ list: List) -> Int {
    switch list {
    case .worst: mean.units
    case .improved: -shift
    case .turned: shift
    }
  }

  private static func isBefore(_ left: ConversationMood, _ right: ConversationMood, _ list: List)
    -> Bool
  {
    let keys = (key(left, list), key(right, list))
    if keys.0 != keys.1 { return keys.0 < keys.1 }
    return (left.file, left.start.line, left.id) < (right.file, right.start.line, right.id)
  }

  subscript(list: List) -> [ConversationMood] {
    get {
      switch list {
      case .worst: worst
      case .improved: improved
      case .turned: turned
      }
    }
    set {
      switch list {
      case .worst: worst = newValue
      case .improved: improved = newValue
      case .turned: turned = newValue
      }
    }
  }

  /// Whether a conversation may belong on a list, by its figures alone.
  func mayWant(mean: FixedScore, shift: Int, on list: List) -> Bool {
    switch list {
    case .worst: if mean.label != .negative { return false }
    case .improved: if shift <= 0 { return false }
    case .turned: if shift >= 0 { return false }
    }
    guard self[list].count == Self.listLength, let last = self[list].last else { return true }
    return Self.key(mean: mean, shift: shift, list) <= Self.key(last, list)
  }

  /// Whether a conversation belongs on a list.
  func wants(_ mood: ConversationMood, on list: List) -> Bool {
    guard mayWant(mean: mood.mean, shift: mood.shift, on: list) else { return false }
    guard self[list].count == Self.listLength, let last = self[list].last else { return true }
    return Self.isBefore(mood, last, list)
  }

  /// Puts a conversation on the lists it belongs on.
  mutating func insert(_ mood: ConversationMood, on list: List) {
    guard wants(mood, on: list) else { return }
    let index = self[list].firstIndex { Self.isBefore(mood, $0, list) } ?? self[list].count
    self[list].insert(mood, at: index)
    if self[list].count > Self.listLength { self[list].removeLast() }
  }

  /// Adds another part.
  public mutating func add(_ other: SentimentSummary) {
    conversations += other.conversations
    customer += other.customer
    agent += other.agent
    outcomes.merge(other.outcomes) { ($0 + $1).clamped }
    for index in distribution.indices {
      distribution[index] = (distribution[index] + other.distribution[index]).clamped
    }
    for index in course.indices { course[index] += other.course[index] }
    for (dimension, names) in other.groups {
      for (name, group) in names {
        groups[dimension, default: [:]][name, default: Spread()] += group
      }
    }
    for list in List.allCases {
      for mood in other[list] { insert(mood, on: list) }
    }
    badRows = (badRows + other.badRows).clamped
  }
}
