import Dialogue
import Text

/// Commands that guide the conversation.
extension SlashCommand {
  static let help = SlashCommand("/help", help: "this list") { chat, _ in
    let width = all.map { ($0.name + " " + $0.arguments).displayWidth }.max() ?? 0
    let rows = all.map { command in
      let left = command.name + (command.arguments.isEmpty ? "" : " " + command.arguments)
      return "  " + chat.style.bold(left.padded(toWidth: width)) + "  " + command.help
    }
    return "Write as the customer, in English or Chinese. Tab completes, Ctrl-D leaves.\n"
      + rows.joined(separator: "\n")
  }

  static let quit = SlashCommand("/quit", help: "leave") { chat, _ in
    chat.isOver = true
    return ""
  }

  static let reset = SlashCommand("/reset", help: "begin a new conversation") { chat, _ in
    chat.reset()
    return "A new conversation."
  }

  static let language = SlashCommand(
    "/lang", "en|zh|auto", help: "the language of replies, or follow the customer"
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

  static let assist = SlashCommand("/assist", help: "sit here as an agent, or as the customer") {
    chat, _ in
    chat.assists.toggle()
    return chat.assists
      ? "You are the agent: paste the customer's words, take the suggested reply."
      : "You are the customer."
  }

  static let customer = SlashCommand(
    "/customer", "ID", help: "say whose conversation it is (agents only)"
  ) { chat, argument in
    guard chat.assists else {
      return "Only an agent may say who the customer is; /assist or --assist first."
    }
    guard !argument.isEmpty else { return "/customer needs an id, such as /customer c0001" }
    guard let name = try chat.desk.name(ofCustomer: argument) else {
      return "There is no customer \"\(argument.visible())\"."
    }
    chat.identify(as: argument)
    return "This is \(name.visible())'s conversation."
  }

  static let reload = SlashCommand("/reload", help: "read the workspace again") { chat, _ in
    chat.workspace = try chat.reload()
    chat.desk.workspaceChanged()
    return "The workspace was read again."
  }
}
