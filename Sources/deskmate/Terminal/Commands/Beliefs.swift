import Shop
import Dialogue
import Text

/// Commands that show and change what the desk believes.
extension SlashCommand {
  static let state = SlashCommand(
    "/state", isLaidOut: true, completions: { _, _ in ["on", "off"] }
  ) { chat, argument in
    let words = chat.words
    let width = TerminalSize.columns
    switch argument {
    case "on", "off":
      chat.showsPanel = argument == "on"
      return words(chat.showsPanel ? .stateOn : .stateOff).wrapped(toWidth: width - 1)
    case "":
      return StatePanel(chat: chat).lines(width: width, style: chat.style).joined(separator: "\n")
    default:
      return words(.stateWords, ["word": argument.visible()]).wrapped(toWidth: width - 1)
    }
  }

  static let set = SlashCommand(
    "/set",
    completions: { chat, _ in
      slots(chat).map { chat.words.word(for: $0) }
        + chat.desk.orderNumbers(of: chat.conversation.customer).map {
          chat.words.word(for: .order) + " " + $0
        }
    }
  ) { chat, argument in
    let words = chat.words
    let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let slot = words.slot(named: parts[0]) else {
      return words(.setNeeds, ["slots": names(slots(chat), words)])
    }
    if slot == .customer {
      guard chat.assists else { return words(.customerAgents) }
      return try identify(parts[1], chat)
    }
    if slot == .order, chat.assists, chat.believed.customer == nil,
      try chat.desk.shop?.order(parts[1]) != nil
    {
      return try identify(parts[1], chat)
    }
    switch try AssistDesk(chat: chat).correct(.set(slot, parts[1])) {
    case .set:
      chat.sources[slot] = "/set"
      return try followed(chat)
    case .unknown(let choices):
      return words(
        choices.isEmpty ? .setUnknown : .setChoices,
        ["value": parts[1].visible(), "choices": choices.joined(separator: " · ")])
    case .needs(let other):
      let name = words.word(for: other)
      return words(.setFirst, ["slot": name, "name": name])
    case .follows, .unchanged: return words(.setFollows, ["slot": words.word(for: slot)])
    }
  }

  static let clear = SlashCommand(
    "/clear",
    completions: { chat, _ in clearable.map { chat.words.word(for: $0) } }
  ) { chat, argument in
    let words = chat.words
    guard let slot = words.slot(named: argument) else {
      return words(.clearNeeds, ["slots": names(clearable, words)])
    }
    guard try AssistDesk(chat: chat).correct(.clear(slot)) == .set else {
      return words(.clearNothing, ["slot": words.word(for: slot)])
    }
    chat.sources[slot] = nil
    return try followed(chat)
  }

  /// What may be set in a session.
  @MainActor
  private static func slots(_ chat: ChatSession) -> [Belief.Slot] {
    Belief.Slot.allCases.filter { $0.isSettable && (chat.assists || $0 != .customer) }
  }

  private static var clearable: [Belief.Slot] { Belief.Slot.allCases.filter { $0 != .missing } }

  private static func names(_ slots: [Belief.Slot], _ words: SeatWords) -> String {
    slots.map { words.word(for: $0) }.joined(separator: " ")
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
    return chat.words(.noted)
  }

  /// Says whose conversation it is.
  @MainActor
  static func identify(_ text: String, _ chat: ChatSession) throws -> String {
    // Completed from a name, the id stands behind it.
    let last = text.split(separator: " ").last.map(String.init) ?? text
    var meant = try chat.desk.customers(meant: text)
    if meant.isEmpty, last != text, let known = try chat.desk.shop?.customer(last) {
      meant = [known]
    }
    guard let customer = meant.first else {
      return chat.words(.noCustomer, ["name": text.visible()])
    }
    guard meant.count == 1 else {
      let names = meant.prefix(9).map {
        "\($0.name.visible()) (\($0.id), \($0.address.postcode), \($0.email))"
      }
      return chat.words(.severalCustomers, ["names": chat.words.list(names)])
    }
    let (id, name) = (customer.id, customer.name)
    // Whoever is named by an order writes about it.
    let order = try chat.desk.shop?.order(text).map(\.number)
    try AssistDesk(chat: chat).identify(as: id, order: order)
    return chat.words(.customerNow, ["name": "\(name.visible()) (\(id.visible()))"])
  }
}
