import Knowledge
import Dialogue
import Text
import Workspace

/// Commands that look things up.
extension SlashCommand {
  static let knowledge = SlashCommand(
    "/kb", isLaidOut: true,
    completions: { chat, _ in
      Set(chat.workspace.knowledge.articles.map(\.id)).sorted()
    }
  ) { chat, question in
    let width = TerminalSize.columns - 1
    guard !question.isEmpty else { return chat.words(.kbNeeds).wrapped(toWidth: width) }
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
    if hits.isEmpty { return chat.words(.kbNone).wrapped(toWidth: width) }
    return hits.map { hit in
      shown(hit.article.title, "\(hit.article.id) \(percent(hit.score))", hit.answer)
    }.joined(separator: "\n")
  }

  static let policy = SlashCommand(
    "/policy", isLaidOut: true,
    completions: { chat, _ in policyFields(chat).map(\.0) }
  ) { chat, field in
    let fields = policyFields(chat).filter { field.isEmpty || $0.0.hasPrefix(field) }
    let words = chat.words
    if fields.isEmpty {
      return words(.policyNone, ["name": field.visible()])
        .wrapped(toWidth: TerminalSize.columns - 1)
    }
    let rows = LabelledRows(
      labels: fields.map(\.0), width: TerminalSize.columns, style: chat.style)
    return fields.flatMap { rows.row($0.0, $0.1) }.joined(separator: "\n")
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
    "/orders", isLaidOut: true
  ) { chat, _ in
    guard let customer = chat.conversation.customer else {
      return chat.words(.ordersNobody)
    }
    return try OrderTable(chat: chat).text(of: customer, width: TerminalSize.columns - 1)
  }

  static let recommend = SlashCommand("/recommend") { chat, wish in
    let usual = chat.seat[chat.replyLanguage ?? chat.conversation.language](.recommendLine)
    if chat.assists {
      // The agent asks, not the customer: nothing of it is on the table.
      return try chat.suggestions(for: wish.isEmpty ? usual : wish).turn.reply.text
        .visible(keepingLines: true)
    }
    return try chat.answer(wish.isEmpty ? usual : wish).reply.text.visible(keepingLines: true)
  }
}
