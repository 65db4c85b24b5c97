import Dialogue
import Text

/// Commands with which an agent answers.
extension SlashCommand {
  static let take = SlashCommand("/take", isAgents: true) { chat, argument in
    let parts = argument.split(separator: " ", maxSplits: 1)
    guard let first = parts.first, let number = Int(first), number > 0 else {
      return chat.words(.takeNumber)
    }
    let words = parts.count > 1 ? unfolded(String(parts[1])) : ""
    try AssistDesk(chat: chat).take(number - 1, in: words.isEmpty ? nil : words)
    return ""
  }

  /// Whether a line sends a suggestion as it stands: `/take 2`, `/2`.
  static func isTake(_ line: String) -> Bool {
    let parts = line.split(separator: " ")
    guard let first = parts.first, first.hasPrefix("/") else { return false }
    if Int(first.dropFirst()) != nil { return parts.count == 1 }
    return named(String(first))?.name == "/take" && parts.count < 3
  }

  static let change = SlashCommand("/change", isAgents: true) { chat, argument in
    let words = chat.words
    guard let suggestions = chat.table?.suggestions else { return words(.nothingOnTable) }
    let number = argument.isEmpty ? 1 : Int(argument) ?? 0
    guard suggestions.indices.contains(number - 1) else {
      return words(
        .noSuggestion,
        ["number": argument.visible(), "count": "\(suggestions.count)"])
    }
    chat.prefilled =
      "/take \(number) " + folded(suggestions[number - 1].text.visible(keepingLines: true))
    return ""
  }

  static let say = SlashCommand("/say", isAgents: true) { chat, words in
    let words = unfolded(words)
    guard !words.isEmpty else { return chat.words(.sayNeeds) }
    try AssistDesk(chat: chat).say(own: words)
    return ""
  }

  static let skip = SlashCommand("/skip", isAgents: true) { chat, _ in
    AssistDesk(chat: chat).skip()
    return ""
  }

  static let next = SlashCommand("/next", isAgents: true) { chat, _ in
    if let inbox = chat.inbox {
      inbox.advance()
      return ""
    }
    chat.table = nil
    try AssistDesk(chat: chat).suggestNext()
    if chat.table == nil { return chat.words(.nothingOpen) }
    try AssistDesk(chat: chat).show()
    return ""
  }

  /// A text on one line, its breaks shown.
  private static func folded(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: " ⏎ ")
  }

  /// A text with the breaks that were shown.
  private static func unfolded(_ text: String) -> String {
    text.split(whereSeparator: { $0 == "⏎" || $0.isNewline })
      .map { String($0).trimmed }.joined(separator: "\n").trimmed
  }
}
