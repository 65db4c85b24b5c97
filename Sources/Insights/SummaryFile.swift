public import Diagnostics
public import Formats

/// A summary as a file: `--partial` writes it, `sentiment merge` reads it.
extension SentimentSummary {
  private static let version = 2

  /// The summary in JSON, in whole numbers and sorted names: equal summaries are equal bytes.
  public var json: JSON {
    .object([
      (key: "deskmate_sentiment_summary", value: .integer(Self.version)),
      (key: "conversations", value: conversations.json), (key: "customer", value: customer.json),
      (key: "agent", value: agent.json),
      (
        key: "outcomes",
        value: .object(
          outcomes.sorted { $0.key < $1.key }.map {
            (key: $0.key, value: .integer($0.value))
          })
      ),
      (key: "distribution", value: .array(distribution.map { .integer($0) })),
      (key: "course", value: .array(course.map(\.json))),
      (
        key: "groups",
        value: .object(
          groups.sorted { $0.key < $1.key }.map { dimension in
            (
              key: dimension.key,
              value: .object(
                dimension.value.sorted { $0.key < $1.key }.map {
                  (key: $0.key, value: $0.value.json)
                })
            )
          })
      ),
      (key: "worst", value: .array(worst.map(\.json))),
      (key: "improved", value: .array(improved.map(\.json))),
      (key: "turned", value: .array(turned.map(\.json))),
      (key: "bad_rows", value: .integer(badRows)),
    ])
  }

  /// Reads a summary. Throws a `Fault` with the place of what is wrong.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> SentimentSummary {
    let root = try JSONReader.read(bytes, file: file)
    guard try root["deskmate_sentiment_summary"]?.integer() == version else {
      throw root.fault("this is no summary that `sentiment report --partial` of this version wrote")
    }
    var summary = SentimentSummary()
    summary.conversations = try Group(root.required("conversations"))
    summary.customer = try Group(root.required("customer"))
    summary.agent = try Group(root.required("agent"))
    for member in try root.required("outcomes").object("outcomes") {
      guard ConversationMood.Outcome(rawValue: member.key) != nil else {
        throw member.value.fault("unknown outcome \"\(member.key)\"")
      }
      summary.outcomes[member.key] = try member.value.count(member.key)
    }
    let distribution = try root.required("distribution")
    let course = try root.required("course")
    summary.distribution = try distribution.counts("distribution")
    summary.course = []
    for node in try course.array("course") { summary.course.append(try Group(node)) }
    guard summary.distribution.count == binCount, summary.course.count == courseCount else {
      throw root.fault(
        "\"distribution\" must hold \(binCount) and \"course\" \(courseCount) entries")
    }
    for dimension in try root.required("groups").object("groups") {
      for member in try dimension.value.object(dimension.key) {
        summary.groups[dimension.key, default: [:]][member.key] = try Spread(member.value)
      }
    }
    for node in try root.required("worst").array() { summary.worst.append(try .init(node)) }
    for node in try root.required("improved").array() { summary.improved.append(try .init(node)) }
    for node in try root.required("turned").array() { summary.turned.append(try .init(node)) }
    summary.badRows = try root.required("bad_rows").count("bad_rows")
    return summary
  }
}

extension JSONNode {
  /// More than any run counts; sums of many such parts stay far from an overflow.
  private static let mostCounted = 1_000_000_000_000

  /// A count of messages, rows or lines.
  func count(_ name: String) throws(Fault) -> Int {
    let value = try integer(name)
    guard value >= 0, value <= Self.mostCounted else {
      throw fault("\"\(name)\" must be a count from 0 to \(Self.mostCounted), found \(value)")
    }
    return value
  }

  /// A score in ten-thousandths.
  func units(_ name: String) throws(Fault) -> Int {
    let value = try integer(name)
    guard abs(value.clamped) <= 10_000 else {
      throw fault("\"\(name)\" must be a score from -10000 to 10000, found \(value)")
    }
    return value
  }

  func counts(_ name: String) throws(Fault) -> [Int] {
    var values: [Int] = []
    for node in try array(name) { values.append(try node.count(name)) }
    return values
  }

  /// The first four numbers of a group: messages, their scores' sum, the negative and the positive ones.
  func group() throws(Fault) -> (group: SentimentSummary.Group, rest: [JSONNode]) {
    let nodes = try array("a group")
    guard nodes.count >= 4 else { throw fault("a group must hold four numbers") }
    var group = SentimentSummary.Group()
    group.messages = try nodes[0].count("messages")
    group.sum = try nodes[1].integer("sum")
    group.negative = try nodes[2].count("negative")
    group.positive = try nodes[3].count("positive")
    guard abs(group.sum.clamped) <= group.messages * 10_000,
      group.negative + group.positive <= group.messages
    else { throw fault("the numbers of this group do not fit each other") }
    return (group, Array(nodes[4...]))
  }
}

extension Int {
  /// Far enough from the ends that sums and signs are safe.
  var clamped: Int { Swift.max(-(Int.max / 4), Swift.min(Int.max / 4, self)) }
}

extension SentimentSummary.Group {
  var json: JSON { .array([messages, sum, negative, positive].map { .integer($0) }) }

  init(_ node: JSONNode) throws(Fault) {
    let (group, rest) = try node.group()
    guard rest.isEmpty else { throw node.fault("a group must hold four numbers") }
    self = group
  }
}

extension SentimentSummary.Spread {
  var json: JSON {
    .array(
      ([group.messages, group.sum, group.negative, group.positive] + bins).map { .integer($0) })
  }

  init(_ node: JSONNode) throws(Fault) {
    let (group, rest) = try node.group()
    guard rest.count == Self.binCount else {
      throw node.fault("such a group must hold \(4 + Self.binCount) numbers")
    }
    self.group = group
    bins = []
    for node in rest { bins.append(try node.count("a bin")) }
  }
}

extension Moment {
  var json: JSON {
    [
      "line": .integer(line), "score": .integer(score.units), "quote": .string(quote),
      "intent": .optional(topics.intent), "products": .array(topics.products.map { .string($0) }),
    ]
  }

  init(_ node: JSONNode) throws(Fault) {
    var intent: String?
    if let found = node["intent"], found.content != .null { intent = try found.string("intent") }
    self.init(
      line: try node.required("line").count("line"),
      score: FixedScore(units: try node.required("score").units("score")),
      quote: try node.required("quote").string("quote"),
      topics: Topics(
        intent: intent, products: try node.required("products").strings("products")))
  }
}

extension ConversationMood {
  var json: JSON {
    [
      "id": .string(id), "file": .string(file), "customer": .string(customer),
      "agent": .string(agent), "time": .string(time), "messages": .integer(messages),
      "sum": .integer(sum), "agent_messages": .integer(agentMessages),
      "agent_sum": .integer(agentSum), "start": start.json, "end": end.json,
      "lowest": lowest.json, "highest": highest.json,
      "points": .array(points.map { .integer($0) }), "outcome": .string(outcome.rawValue),
    ]
  }

  init(_ node: JSONNode) throws(Fault) {
    let outcome = try node.required("outcome")
    guard let known = Outcome(rawValue: try outcome.string("outcome")) else {
      throw outcome.fault("\"outcome\" must be handed_over, solved or open")
    }
    let points = try node.required("points")
    var scores: [Int] = []
    for point in try points.array("points") { scores.append(try point.units("points")) }
    let sums = (
      try node.required("sum").integer("sum"), try node.required("agent_sum").integer("agent_sum")
    )
    let counts = (
      try node.required("messages").count("messages"),
      try node.required("agent_messages").count("agent_messages")
    )
    guard abs(sums.0.clamped) <= counts.0 * 10_000, abs(sums.1.clamped) <= counts.1 * 10_000 else {
      throw node.fault("the sums of this conversation do not fit its messages")
    }
    self.init(
      id: try node.required("id").string("id"), file: try node.required("file").string("file"),
      customer: try node.required("customer").string("customer"),
      agent: try node.required("agent").string("agent"),
      time: try node.required("time").string("time"),
      messages: counts.0, sum: sums.0, agentMessages: counts.1, agentSum: sums.1,
      start: try Moment(node.required("start")), end: try Moment(node.required("end")),
      lowest: try Moment(node.required("lowest")), highest: try Moment(node.required("highest")),
      points: scores, outcome: known)
  }
}
