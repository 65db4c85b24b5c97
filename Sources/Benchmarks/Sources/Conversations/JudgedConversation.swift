import Formats
import Diagnostics
import Workspace

/// A customer's conversation with what a good clerk's replies would hold: facts, not wording.
///
/// One JSON object a line, in the form of `desk_eval.py`: lines to say, and for each the replies that
/// are right; what the customer knows when the desk asks; what the shop must have done at the end.
struct JudgedConversation {
  /// A reply that is right.
  struct Alternative {
    /// Patterns that are all found in it.
    let says: [String]
    /// Whether `say` was written at all, if only as an empty list.
    let hasSays: Bool
    /// Patterns of which none is found.
    let lacks: [String]
    /// The telltales of other subjects that it may hold.
    let allowed: Set<String>
    /// The actions it may report, where that matters.
    let actions: [String?]?
    /// What it may wait for, where that matters.
    let awaited: [String?]?
    /// Whether a person takes over, where that matters.
    let handovers: [Bool]?
  }

  /// A line of the customer.
  struct Line {
    let text: String
    /// What the desk must wait for before it is said; facts answer what else it asks.
    let when: Set<String>?
    /// Whether the goal is missed where the reply is wrong.
    let isKey: Bool
    /// The replies that are right; none where the reply is not judged.
    let alternatives: [Alternative]
  }

  /// Something done in the shop: its name, and patterns found in the reply that did it.
  struct Action {
    let name: String
    let facts: [String]
  }

  let id: String
  let language: String
  let kind: String
  let facts: [String: String]
  let lines: [Line]
  /// Patterns of what is wrong in any reply.
  let wrong: [String]
  /// What is done at the end.
  let wanted: [Action]
  /// What may be done besides.
  let allowed: [Action]
  let vocabulary: Vocabulary

  /// Names for patterns, and telltales of replies to something else.
  struct Vocabulary {
    var names: [String: String] = [:]
    var telltales: [String: String] = [:]
  }
}

// Reading.
extension JudgedConversation {
  /// The conversations of a file, in order. Throws a `Fault` at the first line in no form of ours.
  static func read(_ path: String) throws(Fault) -> [JudgedConversation] {
    var vocabulary = Vocabulary()
    var conversations: [JudgedConversation] = []
    for (number, line) in try Files.bytes(path).split(separator: 0x0A).enumerated() {
      let node = try JSONReader.read(Array(line), file: "\(path):\(number + 1)")
      let names = try pairs(node["define"])
      let telltales = try pairs(node["never"])
      vocabulary.names.merge(names) { _, new in new }
      vocabulary.telltales.merge(telltales) { _, new in new }
      if node["define"] == nil, node["never"] == nil {
        conversations.append(try JudgedConversation(node, vocabulary))
      }
    }
    return conversations
  }

  private static func pairs(_ node: JSONNode?) throws(Fault) -> [String: String] {
    var pairs: [String: String] = [:]
    for member in try node?.object() ?? [] {
      pairs[member.key] = try member.value.string(member.key)
    }
    return pairs
  }

  private init(_ node: JSONNode, _ vocabulary: Vocabulary) throws(Fault) {
    id = try node.required("id").string("id")
    language = try node.required("language").string("language")
    kind = try node.required("kind").string("kind")
    facts = try Self.pairs(node["facts"])
    var lines: [Line] = []
    for turn in try node.required("turns").array("turns") { lines.append(try Line(turn)) }
    self.lines = lines
    wrong = try node["false"]?.strings("false") ?? []
    wanted = try Action.list(node["end"]?["actions"])
    allowed = try Action.list(node["end"]?["may"])
    self.vocabulary = vocabulary
  }
}

extension JudgedConversation.Line {
  fileprivate init(_ node: JSONNode) throws(Fault) {
    try node.rejectUnknownKeys(["say", "when", "must", "want"])
    text = try node.required("say").string("say")
    when = try node["when"].map { (list) throws(Fault) in Set(try list.strings("when")) }
    isKey = try node["must"]?.bool("must") ?? false
    var alternatives: [JudgedConversation.Alternative] = []
    for want in try node["want"]?.array("want") ?? [] {
      alternatives.append(try JudgedConversation.Alternative(want))
    }
    self.alternatives = alternatives
  }
}

extension JudgedConversation.Alternative {
  fileprivate init(_ node: JSONNode) throws(Fault) {
    try node.rejectUnknownKeys(["say", "not", "allow", "action", "awaiting", "handover"])
    hasSays = node["say"] != nil
    says = try node["say"]?.strings("say") ?? []
    lacks = try node["not"]?.strings("not") ?? []
    allowed = Set(try node["allow"]?.strings("allow") ?? [])
    actions = try Self.choices(node["action"])
    awaited = try Self.choices(node["awaiting"])
    handovers = try node["handover"].map { (value) throws(Fault) in
      [try value.bool("handover")]
    }
  }

  /// A text, `null`, or a list of them.
  private static func choices(_ node: JSONNode?) throws(Fault) -> [String?]? {
    guard let node else { return nil }
    var nodes = [node]
    if case .array(let elements) = node.content { nodes = elements }
    var choices: [String?] = []
    for node in nodes {
      if case .null = node.content {
        choices.append(nil)
      } else {
        choices.append(try node.string())
      }
    }
    return choices
  }
}

extension JudgedConversation.Action {
  fileprivate static func list(_ node: JSONNode?) throws(Fault) -> [Self] {
    var actions: [Self] = []
    for element in try node?.array() ?? [] {
      if case .array = element.content {
        let texts = try element.strings()
        guard let name = texts.first else { throw element.fault("an action has a name") }
        actions.append(Self(name: name, facts: Array(texts.dropFirst())))
      } else {
        actions.append(Self(name: try element.string(), facts: []))
      }
    }
    return actions
  }
}
