import Dialogue
import FoundationEssentials
import Text
import Workspace

/// Commands that guide the conversation.
extension SlashCommand {
  static let help = SlashCommand(
    "/help", isLaidOut: true,
    completions: { chat, _ in all.filter { $0.isAllowed(in: chat) }.map(\.key) }
  ) { chat, name in
    let width = TerminalSize.columns
    let words = chat.words
    if !name.isEmpty {
      guard let command = named(name.hasPrefix("/") ? name : "/" + name) else {
        return words(.helpNoCommand, ["name": name.visible()]).wrapped(toWidth: width - 1)
      }
      return help(on: command, words, width: width, chat.style)
    }
    let rows = LabelledRows(
      labels: all.map { "  " + $0.name }, width: width, style: chat.style)
    var lines = words(chat.assists ? .helpAgent : .helpCustomer).wrapped(toWidth: width - 1).lines
    for group in groups {
      let commands = group.commands.filter { $0.isAllowed(in: chat) }
      if commands.isEmpty { continue }
      lines.append(chat.style.bold(words.groups[group.name] ?? group.name))
      for command in commands {
        let of = words.commands[command.key] ?? SeatWords.Command()
        lines += rows.row(
          "  " + command.name, (of.arguments.isEmpty ? "" : of.arguments + " — ") + of.help)
      }
    }
    lines += words(.helpMore).wrapped(toWidth: width - 1).lines
    return lines.joined(separator: "\n")
  }

  private static func help(
    on command: SlashCommand, _ words: SeatWords, width: Int, _ style: Style
  ) -> String {
    let of = words.commands[command.key] ?? SeatWords.Command()
    let head = command.name + (of.arguments.isEmpty ? "" : " " + of.arguments)
    let text = of.help + (of.details.isEmpty ? "" : "\n" + of.details)
    return style.bold(head.truncated(toWidth: width - 1)) + "\n"
      + text.wrapped(toWidth: width - 3).lines.map { "  " + $0 }.joined(separator: "\n")
  }

  static let keys = SlashCommand("/keys", isLaidOut: true) { chat, _ in
    let words = chat.words
    let rows = LabelledRows(
      labels: words.keys.map { "  " + $0.key }, width: TerminalSize.columns, style: chat.style)
    return words.keys.flatMap { rows.row("  " + $0.key, $0.does) }.joined(separator: "\n")
      + "\n" + words(.keysPaste).wrapped(toWidth: TerminalSize.columns - 1)
  }

  static let quit = SlashCommand("/quit") { chat, _ in
    chat.isOver = true
    return ""
  }

  static let language = SlashCommand("/lang", completions: { _, _ in ["auto", "en", "zh"] }) {
    chat, argument in
    switch argument {
    case "en": chat.fixedLanguage = .english
    case "zh": chat.fixedLanguage = .chinese
    case "auto": chat.fixedLanguage = nil
    case "": break
    default: return chat.words(.langNeeds, ["name": argument.visible()])
    }
    let words = chat.words
    let name: SeatPhrase =
      switch chat.fixedLanguage {
      case .english: .langEn
      case .chinese: .langZh
      case nil: .langAuto
      }
    return words(chat.followsCustomers ? .langSeat : .langNow, ["name": words(name)])
  }

  static let assist = SlashCommand("/assist") { chat, _ in
    guard chat.isAgentsSeat else { return chat.words(.assistClosed) }
    chat.assists.toggle()
    chat.table = nil
    return chat.words(chat.assists ? .idle : .playsCustomer)
  }

  static let customer = SlashCommand(
    "/customer", isAgents: true,
    completions: { chat, typed in chat.desk.customers(beginning: typed) }
  ) { chat, argument in
    guard !argument.isEmpty else { return chat.words(.customerNeeds) }
    return try identify(argument, chat)
  }

  static let reload = SlashCommand("/reload") { chat, _ in
    chat.workspace = try chat.reload()
    chat.seat = try Seat(
      in: chat.workspace.folder, environment: ProcessInfo.processInfo.environment)
    chat.desk.workspaceChanged()
    return chat.words(.reloaded)
  }
}
