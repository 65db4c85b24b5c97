import Dialogue
import Shop
import Text

/// Commands that put right what went wrong.
extension SlashCommand {
  static let edit = SlashCommand("/edit") { chat, _ in
    if let last = chat.table?.lines?.last {
      chat.prefilled = LineEditor.spoken(last)
      chat.edits = true
      return ""
    }
    guard let last = chat.turns.last else { return chat.words(.nothingSaid) }
    guard chat.beforeLast != nil else { return chat.words(.editDone) }
    chat.prefilled = LineEditor.spoken(last.interpretation.utterance.text)
    chat.edits = true
    return ""
  }

  static let undo = SlashCommand("/undo") { chat, _ in
    chat.table = nil
    let reply = try chat.undo()
    guard chat.assists, reply.action != nil else { return reply.text.visible(keepingLines: true) }
    AssistDesk(chat: chat).say(reply.text)
    return ""
  }

  static let reset = SlashCommand("/reset", completions: { _, _ in ["all"] }) { chat, argument in
    let words = chat.words
    let known = try chat.customerName()
    let id = chat.conversation.customer
    let lines = chat.record.count { $0.speaker != "note" }
    let beliefs = chat.beliefs(of: chat.conversation)
      .filter { $0.slot != .customer && $0.slot != .topic }.map { words.word(for: $0.slot) }
    chat.reset()
    var forgotten = beliefs
    if lines > 0 {
      forgotten.insert(
        lines == 1 ? words(.resetLine) : words(.resetLines, ["count": "\(lines)"]), at: 0)
    }
    var kept = ""
    if let id, let known {
      if chat.assists, argument != "all" {
        chat.conversation.identify(as: id)
        kept = words(.resetKept, ["name": known.visible()])
      } else {
        forgotten.append(words(.resetCustomer))
      }
    }
    return forgotten.isEmpty
      ? words(.resetNothing) + kept
      : words(.resetDone, ["list": words.list(forgotten)]) + kept
  }
}
