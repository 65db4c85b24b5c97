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

  /// Guesses for the messages of a file's beginning.
  public init(_ messages: [Message], roles: Roles, cues: RoleCues) {
    var evidence = RoleEvidence(messages, roles: roles, cues: cues)
    // Where customers are called so, the users are those of the desk's program.
    if evidence.hasUsersBesideCustomers {
      names = [Roles.sideKey + "user": .agent]
      note = "\"user\" beside customers is taken for the agent (--agent NAME settles it)"
      return
    }
    // In dialogues of a user and a system the system serves.
    if let system = evidence.servingSystem {
      names = [system: .agent]
      note = "\"\(system)\" is taken for the agent (--agent NAME settles it)"
      return
    }
    // Where one side has its word, whoever else speaks is the other.
    guard !evidence.isTold, !roles.areGiven, evidence.speakers.count >= 2 else {
      names = [:]
      note = nil
      return
    }
    evidence.weigh()
    let found = evidence.speakers
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
