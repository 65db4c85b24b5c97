public import Diagnostics
import Formats

/// Words by which those who serve and those who are served are told apart when no name does.
public struct RoleCues: Sendable {
  private let agent: [String]
  private let customer: [String]
  let notices: Notices

  /// No words at all.
  public init() {
    agent = []
    customer = []
    notices = Notices()
  }

  /// Reads `{"agent": […], "customer": […], "notices": […]}`; notices are what programs write of themselves.
  /// Throws a `Fault`.
  public init(_ bytes: [UInt8], file: String) throws(Fault) {
    let root = try JSONReader.read(bytes, file: file)
    try root.rejectUnknownKeys(["note", "agent", "customer", "notices"])
    agent = try root.required("agent").strings("agent").map { $0.lowercased() }
    customer = try root.required("customer").strings("customer").map { $0.lowercased() }
    notices = Notices(try root["notices"]?.strings("notices") ?? [])
  }

  /// How much a line sounds like one who serves; less than 0 like one who is served.
  func score(_ text: String) -> Int {
    let small = text.prefix(1_000).lowercased().replacing("’", with: "'")
    var score = 0
    for phrase in agent where small.contains(phrase) { score += 2 }
    for phrase in customer where small.contains(phrase) { score -= 1 }
    return score
  }
}

/// Who serves and who is served, guessed from a file's beginning when the names do not tell: by greetings,
/// by who talks to many, by who asks, by who speaks first.
public struct RoleGuess: Sendable {
  /// The names, without capitals, that were told apart.
  public let names: [String: Roles.Role]
  /// What was guessed, in one sentence.
  public let note: String?

  private struct Evidence {
    var score = 0.0
    var messages = 0
    var conversations: Set<String> = []
    var name = ""
    var order = 0
  }

  /// Guesses for the messages of a file's beginning.
  public init(_ messages: [Message], roles: Roles, cues: RoleCues) {
    var found: [String: Evidence] = [:]
    var isTold = false
    var sides: [Roles.Role: Int] = [:]
    var systems: [String: Int] = [:]
    var marks: Set<String> = []
    var conversation = 0
    var partners: [String: Set<String>] = [:]
    for message in messages {
      if message.beginsConversation { conversation += 1 }
      let place = message.conversation.isEmpty ? "\(conversation)" : message.conversation
      let role = roles.role(of: message.speaker, marked: message.role)
      sides[role, default: 0] += 1
      switch role {
      case .unknown: break
      case .nobody:
        systems[
          (message.speaker.isEmpty ? message.role : message.speaker).lowercased(), default: 0] += 1
        continue
      case .customer, .agent:
        isTold = true
        if role == .customer { marks.insert(message.role.lowercased()) }
        continue
      }
      let key = (message.speaker.isEmpty ? message.role : message.speaker).lowercased()
      var one =
        found[key]
        ?? Evidence(
          name: message.speaker.isEmpty ? message.role : message.speaker, order: found.count)
      one.score += Double(cues.score(message.text))
      one.messages += 1
      one.conversations.insert(place)
      partners[place, default: []].insert(key)
      found[key] = one
    }
    // Where customers are called so, the users are those of the desk's program.
    if sides[.agent] == nil, sides[.unknown] == nil, marks.contains("user"),
      !marks.isDisjoint(with: ["customer", "client", "visitor", "contact", "guest", "lead"])
    {
      names = [Roles.sideKey + "user": .agent]
      note = "\"user\" beside customers is taken for the agent (--agent NAME settles it)"
      return
    }
    // In dialogues of a user and a system the system serves.
    if sides[.agent] == nil, let users = sides[.customer], sides[.unknown] == nil,
      let system = systems.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      system.value * 2 >= users
    {
      names = [system.key: .agent]
      note = "\"\(system.key)\" is taken for the agent (--agent NAME settles it)"
      return
    }
    // Where one side has its word, whoever else speaks is the other.
    guard !isTold, !roles.areGiven, found.count >= 2 else {
      names = [:]
      note = nil
      return
    }
    for (key, one) in found {
      // Who talks in several conversations with changing partners serves.
      let others = Set(one.conversations.flatMap { partners[$0] ?? [] }).count - 1
      if one.conversations.count > 1, others > 1 { found[key]?.score += 3 }
      found[key]?.score /= Double(max(1, min(one.messages, 4)))
    }
    let best = found.values.max { ($0.score, -Double($0.order)) < ($1.score, -Double($1.order)) }
    let lowest = found.values.map(\.score).min() ?? 0
    guard let best, best.score > lowest else {
      let first = found.values.min { $0.order < $1.order }
      names = [:]
      note = first.map {
        "no name tells who is the customer: whoever speaks first is, such as \"\($0.name)\" "
          + "(--customer NAME or --agent NAME settles it)"
      }
      return
    }
    var names: [String: Roles.Role] = [:]
    for (key, one) in found {
      names[key] =
        one.score == best.score
        ? .agent
        : one.conversations.isDisjoint(with: best.conversations) && one.score > 0
          ? .agent : .customer
    }
    self.names = names
    let agents = names.filter { $0.value == .agent }.keys.compactMap { found[$0] }
      .sorted { $0.order < $1.order }.prefix(3).map { "\"\($0.name)\"" }
    note =
      "no name tells who is the customer: \(agents.joined(separator: ", ")) taken for the agent, by "
      + "what is said (--agent NAME or --customer NAME settles it)"
  }
}
