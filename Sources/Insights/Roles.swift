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

/// What an agent's or customer's words say of how a conversation ended.
enum OutcomeWords {
  static let handover = [
    "transfer you", "transferred to a human", "transferring you", "connect you with",
    "connecting you", "to a human agent", "to a colleague", "my supervisor will", "a manager will",
    "转人工", "转接", "转给", "人工客服", "让同事", "主管联系",
  ]
  static let solved = [
    "has been processed", "has been cancelled", "has been canceled", "has been updated",
    "been exchanged", "been returned", "has been refunded", "is resolved", "been resolved",
    "all set", "that's all", "that is all", "that was all", "solved", "thanks for your help",
    "thank you for your help", "已解决", "已处理", "已退款", "已取消", "已经解决", "已经处理",
    "已经退款", "已为您", "解决了", "谢谢你的帮助", "没有别的",
  ]

  /// Whether one of the phrases stands in the text, capitals aside.
  static func contains(_ phrases: [String], in text: String) -> Bool {
    let lowered = text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    return phrases.contains { phrase in
      let wanted = Array(phrase.utf8)
      guard lowered.count >= wanted.count else { return false }
      return (0...lowered.count - wanted.count).contains { start in
        lowered[start] == wanted[0] && lowered[start..<start + wanted.count].elementsEqual(wanted)
      }
    }
  }
}
