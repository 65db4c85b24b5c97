/// Who speaks for the shop and who to it.
public struct Roles: Sendable {
  /// A side of the conversation.
  public enum Role: Sendable { case customer, agent, nobody, unknown }

  private let customers: Set<String>
  private let agents: Set<String>
  /// The names that a file's beginning told apart.
  private var guessed: [String: Role] = [:]

  /// Creates roles from the names that were given; other names are guessed.
  public init(customers: [String] = [], agents: [String] = []) {
    self.customers = Set(customers.map { $0.lowercased() })
    self.agents = Set(agents.map { $0.lowercased() })
  }

  /// The same with the names that a file's beginning told apart.
  public func guessing(_ names: [String: Role]) -> Roles {
    var roles = self
    roles.guessed = names
    return roles
  }

  /// Marks the guess about a column's word, which holds for whoever bears it.
  static let sideKey = "\u{0}"

  /// Whether somebody was named as customer or agent.
  public var areGiven: Bool { !customers.isEmpty || !agents.isEmpty }

  private static let customerWords: Set<String> = [
    "customer", "client", "user", "visitor", "buyer", "guest", "shopper", "caller", "me", "human",
    "requester", "consumer", "enduser", "lead", "contact", "cust", "usr", "member", "subscriber",
    "inbound", "incoming", "received", "kunde", "kundin", "besucher", "cliente", "klant", "用户",
    "顾客", "客户", "买家", "客人", "访客", "会员",
  ]
  private static let agentWords: Set<String> = [
    "agent", "support", "representative", "rep", "assistant", "bot", "operator", "advisor",
    "adviser", "staff", "seller", "service", "desk", "deskmate", "chatbot", "admin",
    "administrator", "employee", "teammate", "specialist", "consultant", "csr", "helpdesk",
    "moderator", "outbound", "outgoing", "sent", "gpt", "chatgpt", "ai", "model", "waiter",
    "vendor", "mitarbeiter", "mitarbeiterin", "kundendienst", "kundenservice", "agente", "asesor",
    "conseiller", "soporte", "medewerker",
    "客服", "坐席", "店家", "卖家", "商家", "机器人", "小二", "掌柜", "人工", "售后", "售前", "顾问",
  ]
  private static let nobodyWords: Set<String> = [
    "system", "action", "tool", "function", "developer", "event", "notification", "系统", "系统消息",
    "系统提示",
  ]

  /// The role a speaker's name tells.
  public func role(of speaker: String) -> Role { role(of: speaker, marked: "") }

  /// The role that a column of roles or a speaker's name tells; the column says more.
  public func role(of speaker: String, marked: String) -> Role {
    let name = speaker.lowercased()
    if customers.contains(name) { return .customer }
    if agents.contains(name) { return .agent }
    let mark = marked.lowercased()
    if let guess = guessed[name.isEmpty ? mark : name] { return guess }
    if let guess = guessed[Self.sideKey + mark], !mark.isEmpty { return guess }
    if !marked.isEmpty {
      if customers.contains(mark) { return .customer }
      if agents.contains(mark) { return .agent }
      if let told = Self.told(by: mark, isMark: true) { return told }
    }
    if name.isEmpty { return marked.isEmpty ? .customer : .unknown }
    if let told = Self.told(by: name, isMark: false) { return told }
    return agents.isEmpty ? (customers.isEmpty ? .unknown : .agent) : .customer
  }

  /// What the words of a name or of a column of roles tell, `nil` when nothing.
  static func told(by name: String, isMark: Bool) -> Role? {
    if isMark {
      // Columns of numbers: the customer is counted first.
      if ["0", "c", "u", "v", "external"].contains(name) { return .customer }
      if ["1", "a", "s", "internal"].contains(name) { return .agent }
      let joined = name.filter { $0.isLetter }
      if customerWords.contains(joined) { return .customer }
      if agentWords.contains(joined) { return .agent }
    }
    for word in name.split(whereSeparator: { !$0.isLetter }).map(String.init) {
      if customerWords.contains(word) { return .customer }
      if agentWords.contains(word) { return .agent }
      if nobodyWords.contains(word) { return .nobody }
    }
    if agentWords.contains(where: {
      $0.utf8.count > 5 && (name.hasPrefix($0) || name.hasSuffix($0))
    }) {
      return .agent
    }
    return isPhone(name) ? .customer : nil
  }

  /// A telephone number writes to the shop.
  private static func isPhone(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return SpeakerLine.isPhone(bytes.span, bytes.indices)
  }
}
