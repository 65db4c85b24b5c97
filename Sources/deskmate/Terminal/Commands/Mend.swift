import Diagnostics
import Dialogue
import Shop
import Formats
import FoundationEssentials
import Text
import Workspace

/// Commands that put right what went wrong.
extension SlashCommand {
  static let wrong = SlashCommand(
    "/wrong", "INTENT | act ACT | slot SLOT VALUE | article ID",
    help: "mark what the desk got wrong in the last line, for intents learn",
    details: """
      What should have been read is kept with the masked line in the state folder, where `deskmate intents \
      learn FILE` finds it.
      Example: /wrong track_order · /wrong act complain · /wrong slot item mug · /wrong article return-policy
      """,
    completions: { chat, typed in
      switch typed.split(separator: " ").first {
      case "act": DialogueAct.Kind.allCases.map { "act " + $0.rawValue }
      case "slot": Belief.Slot.allCases.map { "slot " + $0.rawValue }
      default: ["act", "slot", "article"] + chat.workspace.intentNames
      }
    }
  ) { chat, argument in
    guard let turn = lastTurn(chat) else { return "Nothing was said yet." }
    let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
    let value = parts.count > 1 ? parts[1].trimmed : ""
    switch parts.first {
    case "act":
      guard DialogueAct.Kind(rawValue: value) != nil else {
        return "An act is one of: "
          + DialogueAct.Kind.allCases.map(\.rawValue).joined(separator: " ")
      }
    case "slot":
      let slot = value.split(separator: " ").first.map(String.init) ?? ""
      guard Belief.Slot(rawValue: slot) != nil, value.contains(" ") else {
        return "/wrong slot needs a slot and its value, such as /wrong slot item mug"
      }
    case "article":
      guard chat.agent.article(value, in: chat.conversation) != nil else {
        return "There is no article \"\(value.visible())\"."
      }
    default:
      guard let fault = unknown(argument, among: chat.workspace.intentNames) else {
        return try keep("intent", argument, turn, chat)
      }
      return fault
    }
    return try keep(parts[0], value, turn, chat)
  }

  private static func unknown(_ intent: String, among known: [String]) -> String? {
    if known.contains(intent) { return nil }
    let near = known.filter { !intent.isEmpty && ($0.contains(intent) || intent.contains($0)) }
    return "There is no intent \"\(intent.visible())\""
      + (near.isEmpty
        ? "; the intents are: " + known.joined(separator: " ")
        : "; did you mean \(near.joined(separator: ", "))?")
  }

  @MainActor
  private static func keep(
    _ kind: String, _ value: String, _ turn: Turn, _ chat: ChatSession
  ) throws -> String {
    let text = chat.masked(turn.interpretation.utterance.text)
    let path = try WrongLines.append(
      turn, kind: kind, value: chat.masked(value), masked: text)
    return "Kept in \(path) as \(kind) \(value.visible())"
      + (kind == "intent" ? "; `deskmate intents learn` files it." : ".")
  }

  static let edit = SlashCommand(
    "/edit", help: "change the customer's last line and play it again",
    details: """
      The line stands in the prompt; Enter plays it in place of the last one. What was done in the shop with \
      it must be undone before. Arrow up brings earlier lines back as new ones.
      """
  ) { chat, _ in
    if let last = chat.table?.lines?.last {
      chat.prefilled = LineEditor.spoken(last)
      chat.edits = true
      return ""
    }
    guard let last = chat.turns.last else { return "Nothing was said yet." }
    guard chat.beforeLast != nil else {
      return "Something was done with that line; /undo it first."
    }
    chat.prefilled = LineEditor.spoken(last.interpretation.utterance.text)
    chat.edits = true
    return ""
  }

  static let undo = SlashCommand(
    "/undo", help: "take back the last thing done for the customer; \"undo that\" does as well"
  ) { chat, _ in
    chat.table = nil
    return try chat.undo().text.visible(keepingLines: true)
  }

  static let reset = SlashCommand(
    "/reset", "[all]", help: "begin a new conversation; an agent's customer stays unless all goes",
    completions: { _, _ in ["all"] }
  ) { chat, argument in
    let known = try chat.customerName()
    let id = chat.conversation.customer
    let lines = chat.record.count { $0.speaker != "note" }
    let beliefs = try chat.agent.beliefs(of: chat.conversation, today: chat.today)
      .filter { $0.slot != .customer && $0.slot != .topic }.map(\.slot.rawValue)
    chat.reset()
    var forgotten = ["\(lines) line\(lines == 1 ? "" : "s")"] + beliefs
    var kept = ""
    if let id, let known {
      if chat.assists, argument != "all" {
        chat.conversation.identify(as: id)
        kept = " Kept: the customer, \(known.visible()); /reset all forgets them too."
      } else {
        forgotten.append("who the customer is")
      }
    }
    return "A new conversation. Forgotten: " + forgotten.joined(separator: ", ") + "." + kept
  }
}

/// What was marked `/wrong`, for `intents learn`.
enum WrongLines {
  /// Where it is.
  static var path: String {
    StatePaths(environment: ProcessInfo.processInfo.environment).state + "/wrong.jsonl"
  }

  /// Adds a line with what it should have been read as, personal data masked, and returns where.
  static func append(
    _ turn: Turn, kind: String, value: String, masked: String
  ) throws -> String {
    try Files.makeFolder(StatePaths(environment: ProcessInfo.processInfo.environment).state)
    let row: [(key: String, value: JSON)] = [
      ("text", .string(masked)), (kind, .string(value)),
      ("language", .string(turn.interpretation.utterance.language.rawValue)),
    ]
    try Files.append(Array((JSON.object(row).text + "\n").utf8), to: path)
    return path
  }
}
