import Dialogue
import Text

/// The words of an agent's screen.
struct SeatLabels: Sendable {
  let intent, entities, mood, customer, policy, attention, likely: String
  let prompt, editing, said, enter, others, change, own, skip, idle: String
  let refused, changed, task, article, fact, shopping, asks, rephrased, step, whole: String
  let believes, nothingBelieved, joined: String

  /// The labels of rows, by which their column is as wide as it must be.
  var rows: [String] { [intent, entities, mood, customer, policy, attention, likely] }

  static let english = SeatLabels(
    intent: "intent", entities: "names", mood: "mood", customer: "customer", policy: "policy",
    attention: "attention", likely: "likely", prompt: "customer> ", editing: "customer, again> ",
    said: "desk> ", enter: "Enter sends 1", others: "the others", change: "/change edits it",
    own: "/say WORDS your own", skip: "/skip none",
    idle: "You are the agent: type or paste what the customer writes. /help lists the rest.",
    refused: "Nothing was said, nothing was done.",
    changed: "The shop has changed since this was suggested; look again before you send it.",
    task: "task", article: "article", fact: "fact", shopping: "goods", asks: "asks for",
    rephrased: "not understood", step: "next step", whole: "whole article",
    believes: "the desk believes", nothingBelieved: "nothing yet",
    joined: "lines answered together")
  static let chinese = SeatLabels(
    intent: "意图", entities: "提到", mood: "情绪", customer: "顾客", policy: "规则",
    attention: "注意", likely: "可能", prompt: "顾客> ", editing: "顾客（改）> ", said: "客服> ",
    enter: "回车发送 1", others: "发送其他", change: "/change 修改", own: "/say 自己写",
    skip: "/skip 都不用",
    idle: "您现在是客服：输入或粘贴顾客写的话。/help 列出全部命令。",
    refused: "什么都没有说，什么都没有做。",
    changed: "店里的情况变了，请先看看新的建议再发送。",
    task: "任务", article: "文章", fact: "要点", shopping: "商品", asks: "询问",
    rephrased: "没听懂", step: "下一步", whole: "全文",
    believes: "现在的理解", nothingBelieved: "还没有",
    joined: "条消息一起回复")

  /// The labels in the language that a conversation is held to.
  static func of(_ language: Language?) -> SeatLabels {
    language == .chinese ? .chinese : .english
  }

  /// What may be pressed and typed where so many suggestions are on the table.
  func keys(suggestions: Int) -> String {
    let others = (2..<max(2, suggestions + 1)).map { "/\($0)" }.joined(separator: " ")
    return
      ([enter] + (others.isEmpty ? [] : [others + " " + self.others])
      + [change, own, skip]).joined(separator: " · ")
  }
}
