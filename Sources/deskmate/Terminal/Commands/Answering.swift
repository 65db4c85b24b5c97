import Dialogue
import Text

/// Commands with which an agent answers.
extension SlashCommand {
  static let take = SlashCommand(
    "/take", "N [WORDS]", help: "send suggestion N, in other words where given; /2 does as well",
    details: """
      Enter alone on an empty line sends suggestion 1. What a suggestion does in the shop is done only \
      when it is sent. With words behind the number the customer reads those instead.
      Example: /take 2 · /2 · /1 It will be with you on Friday.
      """, isAgents: true
  ) { chat, argument in
    let parts = argument.split(separator: " ", maxSplits: 1)
    guard let first = parts.first, let number = Int(first), number > 0 else {
      return "/take needs the number of a suggestion, such as /take 2"
    }
    let words = parts.count > 1 ? unfolded(String(parts[1])) : ""
    try AssistDesk(chat: chat).take(number - 1, in: words.isEmpty ? nil : words)
    return ""
  }

  static let change = SlashCommand(
    "/change", "[N]", help: "put suggestion N into the line, to edit it",
    details: """
      The line becomes /take N with the suggestion's words behind it: change them and press Enter. Line \
      breaks are shown as ⏎.
      Example: /change · /change 2
      """, isAgents: true
  ) { chat, argument in
    let number = argument.isEmpty ? 1 : Int(argument) ?? 0
    guard let suggestions = chat.table?.suggestions, suggestions.indices.contains(number - 1) else {
      return "There is no such suggestion to change."
    }
    chat.prefilled =
      "/take \(number) " + folded(suggestions[number - 1].text.visible(keepingLines: true))
    return ""
  }

  static let say = SlashCommand(
    "/say", "WORDS", help: "answer in your own words; nothing is done in the shop",
    details: "Example: /say I am looking into it and will write to you before noon.",
    isAgents: true
  ) { chat, words in
    let words = unfolded(words)
    guard !words.isEmpty else { return "/say needs your words, such as /say One moment, please." }
    try AssistDesk(chat: chat).say(own: words)
    return ""
  }

  static let skip = SlashCommand(
    "/skip", help: "let the suggestions go: nothing is said, nothing done", isAgents: true
  ) { chat, _ in
    AssistDesk(chat: chat).skip()
    return ""
  }

  static let next = SlashCommand(
    "/next", help: "the next waiting message of the inbox, or what the desk would ask next",
    isAgents: true
  ) { chat, _ in
    if let inbox = chat.inbox {
      inbox.advance()
      return ""
    }
    chat.table = nil
    try AssistDesk(chat: chat).suggestNext()
    if chat.table == nil { return "Nothing is open." }
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
