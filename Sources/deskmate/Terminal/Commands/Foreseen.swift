import Dialogue
import Foresight
import Shop
import Text

/// Commands on what is foreseen of a customer.
extension SlashCommand {
  static let foresee = SlashCommand("/foresee", isAgents: true, isLaidOut: true) { chat, _ in
    let width = TerminalSize.columns
    guard chat.believed.customer ?? chat.conversation.customer != nil else {
      return chat.words(.ordersNobody).wrapped(toWidth: width - 1)
    }
    let rows = ForesightRows(chat)?.all ?? []
    if rows.isEmpty { return chat.words(.foreseenNothing).wrapped(toWidth: width - 1) }
    let shown = LabelledRows(
      labels: rows.compactMap(\.label).map { chat.words($0) }, width: width, style: chat.style)
    return rows.flatMap { row in
      shown.row(
        row.label.map { chat.words($0) } ?? "", row.text,
        paint: row.isAlert ? chat.style.bad : { $0 })
    }.joined(separator: "\n")
  }

  static let flag = SlashCommand(
    "/flag", isAgents: true,
    completions: { chat, _ in
      let numbers = ForesightRows(chat)?.flags.map(\.order.number) ?? []
      return [chat.words(.flagWatch), chat.words(.flagFine)].flatMap { word in
        [word] + numbers.map { "\(word) \($0)" }
      }
    }
  ) { chat, argument in
    let words = chat.words
    let parts = argument.split(separator: " ").map(String.init)
    guard let answer = parts.first.flatMap({ flagAnswer($0, words) }), parts.count < 3 else {
      return words(.flagNeeds, ["watch": words(.flagWatch), "fine": words(.flagFine)])
    }
    let flags = ForesightRows(chat)?.flags ?? []
    let meant =
      parts.count == 2
      ? flags.filter { $0.order.number == parts[1] } : flags
    guard let flag = meant.first else { return words(.flagNone) }
    // Of several orders one must be named.
    if Set(meant.map(\.order.number)).count > 1 {
      return words(.flagWhich, ["numbers": words.list(meant.map(\.order.number))])
    }
    for flag in meant { try chat.foresight?.note(flag, answer, on: chat.today) }
    return words(
      answer == .fine ? .flagIsFine : .flagIsWatched, ["number": flag.order.number])
  }

  /// What an agent's word says of a flag, in the language of the seat or in English.
  @MainActor
  private static func flagAnswer(_ word: String, _ words: SeatWords) -> FlagNote.Answer? {
    switch word.lowercased() {
    case words(.flagWatch).lowercased(), FlagNote.Answer.watch.rawValue: .watch
    case words(.flagFine).lowercased(), FlagNote.Answer.fine.rawValue: .fine
    default: nil
    }
  }
}
