import Dialogue
import Reports
import Shop
import Text

/// Commands that go from one conversation to another.
extension SlashCommand {
  static let conversations = SlashCommand(
    "/conversations", help: "those that are kept: waiting and open ones first", isAgents: true,
    isLaidOut: true
  ) { chat, _ in
    guard let store = chat.store else { return "No conversation is kept." }
    let all = try store.all(limit: 100)
    if all.isEmpty { return "No conversation is kept yet." }
    var table = TextTable(
      ["no", "state", "waiting", "customer", "mood", "last words"],
      alignments: [.right, .left, .right, .left, .left, .left])
    for kept in all.sorted(by: isBefore).prefix(30) {
      let customer = try kept.stored.customer.flatMap { try chat.desk.name(ofCustomer: $0) } ?? ""
      let moods = kept.conversation.recentMoods
      table.add([
        "\(kept.stored.id)" + (kept.stored.id == store.number ? "*" : ""), kept.stateWord,
        kept.isOpen ? kept.updated.map { age(Program.secondsNow - $0) } ?? "?" : "",
        customer, Bars.sparkline(moods, in: -1...1) + (moods.last.map { " " + signed($0) } ?? ""),
        kept.lastWords,
      ])
    }
    return table.text(width: TerminalSize.columns - 1)
  }

  /// Waiting ones first, then open ones; among them the longest waiting, among the rest the latest.
  private static func isBefore(_ one: KeptConversation, _ other: KeptConversation) -> Bool {
    func rank(_ kept: KeptConversation) -> Int { kept.isWaiting ? 0 : kept.isOpen ? 1 : 2 }
    if rank(one) != rank(other) { return rank(one) < rank(other) }
    let (first, second) = (one.updated ?? 0, other.updated ?? 0)
    return rank(one) == 2
      ? one.stored.id > other.stored.id : (first, one.stored.id) < (second, other.stored.id)
  }

  static let open = SlashCommand(
    "/open", "N", help: "go on with conversation N", isAgents: true,
    completions: { chat, _ in
      ((try? chat.store?.all(limit: 100)) ?? []).map { "\($0.stored.id)" }
    }
  ) { chat, argument in
    guard let store = chat.store, let number = Int(argument),
      let kept = try store.all(limit: 1_000).first(where: { $0.stored.id == number })
    else { return "/open needs a number of /conversations." }
    chat.go(on: kept.conversation, record: kept.stored.turns)
    store.open(kept)
    if kept.isClosed { try store.mark(kept, isClosed: false) }
    chat.isToShow = true
    return ""
  }

  static let close = SlashCommand(
    "/close", "[N]", help: "close a conversation, this one or N", isAgents: true
  ) { chat, argument in
    guard let store = chat.store,
      let number = argument.isEmpty ? store.number : Int(argument),
      let kept = try store.all(limit: 1_000).first(where: { $0.stored.id == number })
    else { return argument.isEmpty ? "Nothing was said yet." : "There is no such conversation." }
    try store.mark(kept, isClosed: true)
    if number == store.number { chat.reset() }
    return "Conversation \(number) is closed; /open \(number) opens it again."
  }

  static let inbox = SlashCommand(
    "/inbox", help: "the waiting messages of deskmate inbox", isAgents: true, isLaidOut: true
  ) { chat, _ in
    guard let inbox = chat.inbox else {
      return "deskmate inbox FILE works through an export of waiting messages."
    }
    return inbox.list(width: TerminalSize.columns - 1)
  }
}

extension KeptConversation {
  /// Where it stands, in a word.
  fileprivate var stateWord: String {
    isClosed ? "closed" : isWaiting ? "waiting" : isOpen ? "open" : "done"
  }
}
