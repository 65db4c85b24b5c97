/// Who speaks for the shop and who to it.
public struct Roles: Sendable {
  /// A side of the conversation.
  public enum Role: Sendable { case customer, agent, nobody, unknown }

  private let customers: Set<String>
  private let agents: Set<String>

  /// Creates roles from the names that were given; other names are guessed.
  public init(customers: [String] = [], agents: [String] = []) {
    self.customers = Set(customers.map { $0.lowercased() })
    self.agents = Set(agents.map { $0.lowercased() })
  }

  private static let customerWords: Set<String> = [
    "customer", "client", "user", "visitor", "buyer", "guest", "shopper", "caller", "me", "human",
    "顾客", "客户", "买家", "用户", "客人", "访客",
  ]
  private static let agentWords: Set<String> = [
    "agent", "support", "representative", "rep", "assistant", "bot", "operator", "advisor",
    "adviser", "staff", "seller", "service", "desk", "deskmate", "chatbot", "客服", "坐席", "店家",
    "卖家", "商家", "机器人", "小二",
  ]
  private static let nobodyWords: Set<String> = ["system", "action", "tool", "系统"]

  /// The role a speaker's name tells.
  public func role(of speaker: String) -> Role {
    let name = speaker.lowercased()
    if customers.contains(name) { return .customer }
    if agents.contains(name) { return .agent }
    if name.isEmpty { return .customer }
    for word in name.split(whereSeparator: { !$0.isLetter }).map(String.init) {
      if Self.customerWords.contains(word) { return .customer }
      if Self.agentWords.contains(word) { return .agent }
      if Self.nobodyWords.contains(word) { return .nobody }
    }
    if Self.agentWords.contains(where: { $0.utf8.count > 5 && name.hasPrefix($0) }) {
      return .agent
    }
    return agents.isEmpty ? (customers.isEmpty ? .unknown : .agent) : .customer
  }
}
