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
      summary.outcomes[member.key] = try member.value.integer(member.key)
    }
    let distribution = try root.required("distribution")
    let course = try root.required("course")
    summary.distribution = try distribution.integers("distribution")
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
    summary.badRows = try root.required("bad_rows").integer("bad_rows")
    return summary
  }
}

extension JSONNode {
  func integers(_ name: String) throws(Fault) -> [Int] {
    var values: [Int] = []
    for node in try array(name) { values.append(try node.integer(name)) }
    return values
  }
}

extension SentimentSummary.Group {
  var json: JSON { .array([messages, sum, negative, positive].map { .integer($0) }) }

  init(_ node: JSONNode) throws(Fault) {
    let values = try node.integers("a group")
    guard values.count == 4 else { throw node.fault("a group must hold four numbers") }
    messages = values[0]
    sum = values[1]
    negative = values[2]
    positive = values[3]
  }
}

extension SentimentSummary.Spread {
  var json: JSON {
    .array(
      ([group.messages, group.sum, group.negative, group.positive] + bins).map { .integer($0) })
  }

  init(_ node: JSONNode) throws(Fault) {
    let values = try node.integers("a group")
    guard values.count == 4 + Self.binCount else {
      throw node.fault("such a group must hold \(4 + Self.binCount) numbers")
    }
    group.messages = values[0]
    group.sum = values[1]
    group.negative = values[2]
    group.positive = values[3]
    bins = Array(values[4...])
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
      line: try node.required("line").integer("line"),
      score: FixedScore(units: try node.required("score").integer("score")),
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
    self.init(
      id: try node.required("id").string("id"), file: try node.required("file").string("file"),
      customer: try node.required("customer").string("customer"),
      agent: try node.required("agent").string("agent"),
      time: try node.required("time").string("time"),
      messages: try node.required("messages").integer("messages"),
      sum: try node.required("sum").integer("sum"),
      agentMessages: try node.required("agent_messages").integer("agent_messages"),
      agentSum: try node.required("agent_sum").integer("agent_sum"),
      start: try Moment(node.required("start")), end: try Moment(node.required("end")),
      lowest: try Moment(node.required("lowest")), highest: try Moment(node.required("highest")),
      points: try node.required("points").integers("points"), outcome: known)
  }
}
