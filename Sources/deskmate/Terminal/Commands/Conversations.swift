import Dialogue
import Reports
import Shop
import Text

/// Commands that go from one conversation to another.
extension SlashCommand {
  static let conversations = SlashCommand("/conversations", isAgents: true, isLaidOut: true) {
    chat, _ in
    let words = chat.words
    guard let store = chat.store else { return words(.keepsNone) }
    let all = try store.all(limit: 100)
    if all.isEmpty { return words(.noConversations) }
    var table = TextTable(
      [
        words(.colNumber), words(.colState), words(.colWaiting), words(.customer), words(.mood),
        words(.colLastWords),
      ], alignments: [.right, .left, .right, .left, .left, .left])
    for kept in all.sorted(by: isBefore).prefix(30) {
      let customer = try kept.stored.customer.flatMap { try chat.desk.name(ofCustomer: $0) } ?? ""
      let moods = kept.conversation.recentMoods
      table.add([
        "\(kept.stored.id)" + (kept.stored.id == store.number ? "*" : ""),
        words(kept.stateWord),
        kept.isOpen ? kept.updated.map { words.age(Program.secondsNow - $0) } ?? "?" : "",
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
    "/open", isAgents: true,
    completions: { chat, _ in
      ((try? chat.store?.all(limit: 100)) ?? []).map { "\($0.stored.id)" }
    }
  ) { chat, argument in
    let words = chat.words
    guard let store = chat.store else { return words(.keepsNone) }
    guard let number = Int(argument) else { return words(.openNeeds) }
    guard let kept = try store.all(limit: 1_000).first(where: { $0.stored.id == number }) else {
      return words(.noSuchConversation, ["number": "\(number)"])
    }
    chat.go(on: kept.conversation, record: kept.stored.turns)
    store.open(kept)
    if kept.isClosed { try store.mark(kept, isClosed: false) }
    chat.isToShow = true
    return ""
  }

  static let close = SlashCommand(
    "/close", isAgents: true,
    completions: { chat, _ in
      ((try? chat.store?.all(limit: 100)) ?? []).filter { !$0.isClosed }.map { "\($0.stored.id)" }
    }
  ) { chat, argument in
    let words = chat.words
    guard let store = chat.store else { return words(.keepsNone) }
    guard let number = argument.isEmpty ? store.number : Int(argument) else {
      return words(argument.isEmpty ? .nothingSaid : .openNeeds)
    }
    guard let kept = try store.all(limit: 1_000).first(where: { $0.stored.id == number }) else {
      return words(.noSuchConversation, ["number": "\(number)"])
    }
    try store.mark(kept, isClosed: true)
    if number == store.number { chat.reset() }
    return words(.closed, ["number": "\(number)"])
  }

  static let inbox = SlashCommand("/inbox", isAgents: true, isLaidOut: true) { chat, _ in
    let width = TerminalSize.columns - 1
    guard let inbox = chat.inbox else { return chat.words(.inboxNone).wrapped(toWidth: width) }
    return inbox.list(width: width, chat.words)
  }

  static let goto = SlashCommand("/goto", isAgents: true) { chat, argument in
    guard let inbox = chat.inbox else { return chat.words(.inboxNone) }
    guard let number = Int(argument), inbox.go(to: number) else {
      return chat.words(.inboxGoto, ["count": "\(inbox.items.count)"])
    }
    return ""
  }

  /// All that was said: what the inbox's file has before the message, and what was kept here.
  static let talk = SlashCommand("/talk", isLaidOut: true) { chat, _ in
    let words = chat.words
    let before = chat.inbox?.current?.before ?? []
    let said = chat.record.filter { $0.speaker != "note" }
      .map { ($0.speaker == "customer", $0.text) }
    let waiting = chat.table?.lines ?? []
    let lines = before.map { ($0.isCustomer, $0.text) } + said + waiting.map { (true, $0) }
    if lines.isEmpty { return words(.nothingSaid) }
    let rows = LabelledRows(
      labels: [words(.customer), words(.desk)], width: TerminalSize.columns, style: chat.style)
    return lines.flatMap { isCustomer, text in
      rows.row(words(isCustomer ? .customer : .desk), text)
    }.joined(separator: "\n")
  }
}

extension KeptConversation {
  /// Where it stands, in a word.
  fileprivate var stateWord: SeatPhrase {
    isClosed ? .stateClosed : isWaiting ? .stateWaiting : isOpen ? .stateOpen : .stateDone
  }
}
