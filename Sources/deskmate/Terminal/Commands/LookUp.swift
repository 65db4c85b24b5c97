import Knowledge
import Dialogue
import Reports
import Text
import Workspace

/// Commands that look things up.
extension SlashCommand {
  static let knowledge = SlashCommand(
    "/kb", "QUESTION|ID", help: "search the articles, or show one by its id",
    details: "Example: /kb how long do refunds take · /kb return-policy", isLaidOut: true,
    completions: { chat, _ in
      Set(chat.workspace.knowledge.articles.map(\.id)).sorted()
    }
  ) { chat, question in
    guard !question.isEmpty else {
      return "/kb needs a question, such as /kb how long do refunds take"
    }
    let width = TerminalSize.columns - 1
    let style = chat.style
    func shown(_ title: String, _ note: String, _ answer: String) -> String {
      style.bold(title.visible().truncated(toWidth: width)) + "\n"
        + style.dim("  " + note.visible()) + "\n"
        + answer.visible(keepingLines: true).wrapped(toWidth: width - 2).lines
        .map { "  " + $0 }.joined(separator: "\n")
    }
    if let article = chat.agent.article(question, in: chat.conversation) {
      return shown(article.title, question, article.text)
    }
    let hits = chat.workspace.search(question, limit: 3)
    if hits.isEmpty { return "No article fits." }
    return hits.map { hit in
      shown(hit.article.title, "\(hit.article.id) \(percent(hit.score))", hit.answer)
    }.joined(separator: "\n")
  }

  static let policy = SlashCommand(
    "/policy", "[FIELD]", help: "the shop's rules by name",
    details: "Example: /policy returns · /policy returns.window_days", isLaidOut: true,
    completions: { chat, _ in policyFields(chat).map(\.0) }
  ) { chat, field in
    let fields = policyFields(chat).filter { field.isEmpty || $0.0.hasPrefix(field) }
    if fields.isEmpty { return "The policy has no field \"\(field.visible())\"." }
    var table = TextTable(["field", "value"])
    for (name, value) in fields { table.add([name, value]) }
    return table.text(width: TerminalSize.columns - 1)
  }

  @MainActor
  private static func policyFields(_ chat: ChatSession) -> [(String, String)] {
    let prefix = "policy."
    return (chat.workspace.knowledge.values[chat.conversation.language] ?? [:])
      .filter { $0.key.hasPrefix(prefix) }
      .map { (String($0.key.dropFirst(prefix.count)), $0.value) }
      .sorted { $0.0 < $1.0 }
  }

  static let orders = SlashCommand(
    "/orders", help: "the identified customer's orders", isLaidOut: true
  ) { chat, _ in
    guard let customer = chat.conversation.customer else {
      return "Nobody has shown who they are yet."
    }
    return try chat.desk.ordersTable(of: customer)
  }

  static let recommend = SlashCommand("/recommend", "[WISH]", help: "shopping advice") {
    chat, wish in
    let usual = chat.conversation.language == .chinese ? "有什么推荐" : "what do you recommend"
    if chat.assists {
      try AssistDesk(chat: chat).hear(wish.isEmpty ? usual : wish)
      try AssistDesk(chat: chat).show()
      return ""
    }
    return try chat.answer(wish.isEmpty ? usual : wish).reply.text.visible(keepingLines: true)
  }
}
