/// What the beginning of a file shows of who serves and who is served.
struct RoleEvidence {
  /// What is known of one speaker whose name tells nothing.
  struct Speaker {
    var score = 0.0
    var messages = 0
    var conversations: Set<String> = []
    var name = ""
    var order = 0
  }

  /// The speakers whose side nothing tells, by their name without capitals.
  private(set) var speakers: [String: Speaker] = [:]
  /// Whether a message says that a customer or an agent speaks.
  private(set) var isTold = false
  private var sides: [Roles.Role: Int] = [:]
  private var systems: [String: Int] = [:]
  private var marks: Set<String> = []
  /// Who speaks in each conversation.
  private var partners: [String: Set<String>] = [:]

  init(_ messages: [Message], roles: Roles, cues: RoleCues) {
    var conversation = 0
    for message in messages {
      if message.beginsConversation { conversation += 1 }
      let place = message.conversation.isEmpty ? "\(conversation)" : message.conversation
      let name = message.speaker.isEmpty ? message.role : message.speaker
      let role = roles.role(of: message.speaker, marked: message.role)
      sides[role, default: 0] += 1
      switch role {
      case .unknown:
        add(name, in: place, score: cues.score(message.text))
      case .nobody:
        systems[name.lowercased(), default: 0] += 1
      case .customer, .agent:
        isTold = true
        if role == .customer { marks.insert(message.role.lowercased()) }
      }
    }
  }

  private mutating func add(_ name: String, in place: String, score: Int) {
    let key = name.lowercased()
    var one = speakers[key] ?? Speaker(name: name, order: speakers.count)
    one.score += Double(score)
    one.messages += 1
    one.conversations.insert(place)
    partners[place, default: []].insert(key)
    speakers[key] = one
  }

  /// Whether "user" is written beside a word for customers, and nobody is called an agent.
  var hasUsersBesideCustomers: Bool {
    sides[.agent] == nil && sides[.unknown] == nil && marks.contains("user")
      && !marks.isDisjoint(with: ["customer", "client", "visitor", "contact", "guest", "lead"])
  }

  /// The system that answers the customers of a file without agents.
  var servingSystem: String? {
    guard sides[.agent] == nil, let users = sides[.customer], sides[.unknown] == nil,
      let system = systems.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      system.value * 2 >= users
    else { return nil }
    return system.key
  }

  /// Makes scores of speakers comparable, and adds what the conversations they are in say.
  mutating func weigh() {
    for (key, one) in speakers {
      // Who talks in several conversations with changing partners serves.
      let others = Set(one.conversations.flatMap { partners[$0] ?? [] }).count - 1
      if one.conversations.count > 1, others > 1 { speakers[key]?.score += 3 }
      speakers[key]?.score /= Double(max(1, min(one.messages, 4)))
    }
  }
}
