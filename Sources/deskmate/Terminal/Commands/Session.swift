import Dialogue
import Text

/// Commands that guide the conversation.
extension SlashCommand {
  static let help = SlashCommand(
    "/help", "[COMMAND]", help: "this list, or one command in full", isLaidOut: true,
    completions: { chat, _ in
      all.filter { $0.isAllowed(in: chat) }.map { String($0.name.dropFirst()) }
    }
  ) { chat, name in
    let width = TerminalSize.columns
    if !name.isEmpty {
      guard let command = named(name.hasPrefix("/") ? name : "/" + name) else {
        return "There is no command \(name.visible())."
      }
      let head = command.name + (command.arguments.isEmpty ? "" : " " + command.arguments)
      let text = command.help + (command.details.isEmpty ? "" : "\n" + command.details)
      return chat.style.bold(head.truncated(toWidth: width - 1)) + "\n"
        + text.wrapped(toWidth: width - 3).lines.map { "  " + $0 }.joined(separator: "\n")
    }
    let rows = LabelledRows(
      labels: all.map { "  " + $0.name }, width: width, style: chat.style)
    var lines =
      (chat.assists
      ? "You are the agent: type or paste what the customer writes."
      : "Write as the customer, in English or Chinese.").wrapped(toWidth: width - 1).lines
    for group in groups {
      let commands = group.commands.filter { $0.isAllowed(in: chat) }
      if commands.isEmpty { continue }
      lines.append(chat.style.bold(group.title))
      for command in commands {
        let text = (command.arguments.isEmpty ? "" : command.arguments + " — ") + command.help
        lines += rows.row("  " + command.name, text)
      }
    }
    lines +=
      "/help COMMAND says more, /keys lists the keys; Tab completes, Ctrl-D leaves."
      .wrapped(toWidth: width - 1).lines
    return lines.joined(separator: "\n")
  }

  static let keys = SlashCommand("/keys", help: "the keys of the prompt", isLaidOut: true) {
    chat, _ in
    let keys = [
      ("Enter", "sends the line; alone on an empty line, an agent's suggestion 1"),
      ("Tab", "completes commands, orders, products, customers, articles, files"),
      ("Up, Down", "earlier lines"), ("Ctrl-R", "searches them"),
      ("Alt-N", "copies the note for a colleague"),
      ("Ctrl-A, Ctrl-E", "to the line's beginning and end"),
      ("Ctrl-W, Ctrl-U", "delete a word, the line"), ("Ctrl-_", "undoes typing"),
      ("Ctrl-L", "clears the screen"), ("Ctrl-C", "clears the line"),
      ("Ctrl-D", "leaves; so do exit, quit and \\q alone on a line"),
    ]
    let rows = LabelledRows(
      labels: keys.map { "  " + $0.0 }, width: TerminalSize.columns, style: chat.style)
    return keys.flatMap { rows.row("  " + $0.0, $0.1) }.joined(separator: "\n")
      + "\n" + pasteNote.wrapped(toWidth: TerminalSize.columns - 1)
  }

  private static let pasteNote =
    "What is pasted at the beginning of a line is the customer's, never a command, while you are the "
    + "agent; ~/.inputrc is honoured."

  static let quit = SlashCommand("/quit", help: "leave") { chat, _ in
    chat.isOver = true
    return ""
  }

  static let language = SlashCommand(
    "/lang", "en|zh|auto", help: "the language of replies, or follow the customer",
    completions: { _, _ in ["auto", "en", "zh"] }
  ) { chat, argument in
    switch argument {
    case "en": chat.fixedLanguage = .english
    case "zh": chat.fixedLanguage = .chinese
    case "auto": chat.fixedLanguage = nil
    case "":
      return "Replies are in \(chat.fixedLanguage?.rawValue ?? "the customer's language")."
    default: return "/lang takes en, zh or auto, not \"\(argument.visible())\"."
    }
    return "Replies are in \(chat.fixedLanguage?.rawValue ?? "the customer's language")."
  }

  static let assist = SlashCommand(
    "/assist", help: "sit here as the agent, or play the customer",
    details: "Only where the program was started as deskmate chat --assist."
  ) { chat, _ in
    guard chat.isAgentsSeat else {
      return "An agent's seat is opened by deskmate chat --assist; a customer cannot take it."
    }
    chat.assists.toggle()
    chat.table = nil
    return chat.assists ? SeatLabels.of(chat.fixedLanguage).idle : "You play the customer."
  }

  static let customer = SlashCommand(
    "/customer", "ID", help: "say whose conversation it is", isAgents: true,
    completions: { chat, typed in chat.desk.customers(beginning: typed) }
  ) { chat, argument in
    guard !argument.isEmpty else { return "/customer needs an id, such as /customer c0001" }
    // Completed from a name, the id stands behind it.
    let id = argument.split(separator: " ").last.map(String.init) ?? argument
    return try identify(id, chat)
  }

  static let reload = SlashCommand("/reload", help: "read the workspace again") { chat, _ in
    chat.workspace = try chat.reload()
    chat.desk.workspaceChanged()
    return "The workspace was read again."
  }
}
