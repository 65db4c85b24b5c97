import Dialogue
import Text

/// Commands that show and change what the desk believes.
extension SlashCommand {
  static let state = SlashCommand(
    "/state", "[on|off]", help: "what the desk believes; on keeps it beside the talk",
    details: """
      Customer, order, task, items, amounts, what is missing, topic and mood, each with the words it came \
      from. In terminals of 110 columns and more, /state on keeps the panel beside the suggestions.
      """, isLaidOut: true, completions: { _, _ in ["on", "off"] }
  ) { chat, argument in
    switch argument {
    case "on", "off":
      chat.showsPanel = argument == "on"
      return chat.showsPanel
        ? "The panel stands beside the suggestions where the terminal is wide enough."
        : "The panel is shown by /state alone."
    default:
      return StatePanel(chat: chat).lines(width: TerminalSize.columns, style: chat.style)
        .joined(separator: "\n")
    }
  }

  static let set = SlashCommand(
    "/set", "SLOT VALUE", help: "put right what the desk believes; the suggestion follows",
    details: """
      Slots: customer order task item quantity reason option target address description. What was planned \
      on the old belief is planned anew; nothing is carried out.
      Example: /set order 10234 · /set item mug · /set target gift card
      """,
    completions: { chat, typed in
      Belief.Slot.allCases.filter { $0.isSettable && (chat.assists || $0 != .customer) }
        .map(\.rawValue)
        + chat.desk.orderNumbers(of: chat.conversation.customer).map { "order " + $0 }
    }
  ) { chat, argument in
    let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let slot = Belief.Slot(rawValue: parts[0]) else {
      return "/set needs a slot and a value: "
        + Belief.Slot.allCases.filter(\.isSettable).map(\.rawValue).joined(separator: " ")
    }
    if slot == .customer {
      guard chat.assists else { return "Only an agent may say who the customer is." }
      return try identify(parts[1], chat)
    }
    let change = try AssistDesk(chat: chat).correct { conversation in
      let change = try chat.agent.set(slot, to: parts[1], in: &conversation, today: chat.today)
      return (change, change == .set)
    }
    switch change {
    case .set:
      chat.sources[slot] = "/set"
      return try followed(chat)
    case .unknown(let choices):
      return "Nothing of the kind is meant by \"\(parts[1].visible())\""
        + (choices.isEmpty ? "." : "; there are: " + choices.joined(separator: " · "))
    case .needs(let other):
      return "The \(other.rawValue) must be known first: /set \(other.rawValue) …"
    case .follows: return "\(slot.rawValue) follows from the others and cannot be set."
    }
  }

  static let clear = SlashCommand(
    "/clear", "SLOT", help: "forget what the desk believes of a slot",
    details: "Example: /clear order · /clear item · /clear task",
    completions: { _, _ in Belief.Slot.allCases.filter { $0 != .missing }.map(\.rawValue) }
  ) { chat, argument in
    guard let slot = Belief.Slot(rawValue: argument) else {
      return "/clear needs a slot: "
        + Belief.Slot.allCases.filter { $0 != .missing }.map(\.rawValue).joined(separator: " ")
    }
    let isCleared = try AssistDesk(chat: chat).correct { conversation in
      let isCleared = chat.agent.clear(slot, in: &conversation)
      return (isCleared, isCleared)
    }
    guard isCleared else {
      return "Nothing is believed of \(slot.rawValue)."
    }
    chat.sources[slot] = nil
    return try followed(chat)
  }

  /// The suggestion that follows a changed belief, at an agent's seat; elsewhere the belief itself.
  @MainActor
  private static func followed(_ chat: ChatSession) throws -> String {
    chat.beforeLast = nil
    if !chat.assists { chat.table = nil }
    if chat.assists {
      try AssistDesk(chat: chat).show()
      if chat.table != nil { return "" }
    }
    return "Noted. /state shows what is believed now."
  }

  /// Says whose conversation it is.
  @MainActor
  static func identify(_ id: String, _ chat: ChatSession) throws -> String {
    guard let name = try chat.desk.name(ofCustomer: id) else {
      return "There is no customer \"\(id.visible())\"."
    }
    let words = chat.table?.words
    chat.identify(as: id)
    chat.sources[.customer] = "/customer"
    if let words {
      chat.isToOpen = false
      try AssistDesk(chat: chat).hear(words)
      try AssistDesk(chat: chat).show()
    }
    return "This is \(name.visible())'s conversation."
  }
}
