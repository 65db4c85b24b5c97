import Knowledge
import Dialogue
import Text
import Workspace

/// Commands that look things up.
extension SlashCommand {
  static let knowledge = SlashCommand("/kb", "QUESTION", help: "search the articles") {
    chat, question in
    guard !question.isEmpty else {
      return "/kb needs a question, such as /kb how long do refunds take"
    }
    let hits = chat.workspace.search(question, limit: 3)
    if hits.isEmpty { return "No article fits." }
    return hits.map { hit in
      chat.style.bold(hit.article.title.visible())
        + chat.style.dim("  \(hit.article.id) \(percent(hit.score))")
        + "\n  "
        + hit.answer.visible(keepingLines: true)
    }.joined(separator: "\n")
  }

  static let orders = SlashCommand("/orders", help: "the identified customer's orders") { chat, _ in
    guard let customer = chat.conversation.customer else {
      return "Nobody has shown who they are yet."
    }
    return try chat.desk.ordersTable(of: customer)
  }

  static let recommend = SlashCommand("/recommend", "[WISH]", help: "shopping advice") {
    chat, wish in
    let usual = chat.conversation.language == .chinese ? "有什么推荐" : "what do you recommend"
    return try chat.answer(wish.isEmpty ? usual : wish).reply.text.visible(keepingLines: true)
  }
}
