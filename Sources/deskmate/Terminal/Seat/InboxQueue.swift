import Dialogue
import Text

/// Waiting messages, worked through one by one, and the file of what was sent.
@MainActor
final class InboxQueue {
  private(set) var items: [InboxItem]
  /// The item on the table, by place.
  private(set) var place = -1
  private var states: [Int: State] = [:]
  private var log: SentFile
  /// How many messages had an answer before.
  private let answered: Int
  /// When the message on the table was put there.
  private var shown = ContinuousClock.now
  /// The place that is shown next; `nil` while the agent is at one.
  private var upcoming: Int? = 0
  private var isTold = false

  private enum State {
    case sent(SentAnswer.Origin, after: Duration)
    case skipped
  }

  init(items: [InboxItem], log: SentFile, answered: Int) {
    self.items = items
    self.log = log
    self.answered = answered
  }

  /// The item on the table.
  var current: InboxItem? { items.indices.contains(place) ? items[place] : nil }

  /// Puts the next message on the table, when the last is done with. At the end it says so.
  func present(in chat: ChatSession) throws {
    guard let next = upcoming else { return }
    upcoming = nil
    guard items.indices.contains(next) else {
      chat.isOver = true
      return
    }
    place = next
    let item = items[place]
    try chat.begin(with: item)
    let desk = AssistDesk(chat: chat)
    try desk.hear(item.text)
    show(item, in: chat)
    try desk.show()
    shown = ContinuousClock.now
    // What was typed before this message was there is no answer to it.
    LineEditor.discardTypedAhead()
  }

  private func show(_ item: InboxItem, in chat: ChatSession) {
    let (style, words) = (chat.style, chat.words)
    var head = [
      words(.inboxPlace, ["place": "\(place + 1)", "count": "\(items.count)"]), item.name,
    ]
    if let waiting = item.waiting {
      head.append(words(.inboxWaits, ["time": words.age(waiting)]))
    }
    if let alarm = item.alarm { head.append(words.word(for: alarm)) }
    let width = TerminalSize.columns
    let line = "── " + head.joined(separator: " · ").visible()
    Console.line("\n" + style.bold(line.truncated(toWidth: width - 1)))
    let rows = LabelledRows(labels: [words(.customer), words(.desk)], width: width, style: style)
    let hidden = item.before.count - 2
    if hidden > 0 {
      Console.line(
        rows.row("", words(.inboxMore, ["count": "\(hidden)"]), paint: style.dim)
          .joined(separator: "\n"))
    }
    for line in item.before.suffix(2) {
      let row = rows.row(words(line.isCustomer ? .customer : .desk), line.text, paint: style.dim)
      // The whole talk is behind /talk.
      let isCut = row.count > 4
      Console.line((row.prefix(4).joined(separator: "\n")) + (isCut ? style.dim(" …") : ""))
    }
    Console.line(rows.row(words(.customer), item.text).joined(separator: "\n"))
  }

  /// Goes on to the next message that is not done with; the one on the table stays unanswered.
  func advance() {
    let open = items.indices.filter { states[$0] == nil && $0 != place }
    upcoming = open.first { $0 > place } ?? open.first ?? items.count
  }

  /// Goes to a message by its number; `false` where there is none.
  func go(to number: Int) -> Bool {
    guard items.indices.contains(number - 1) else { return false }
    upcoming = number - 1
    return true
  }

  /// Notes what was sent for the message on the table.
  func sent(_ answer: SentAnswer) {
    guard items.indices.contains(place) else { return }
    states[place] = .sent(answer.origin, after: ContinuousClock.now - shown)
    log.add(items[place], answer)
    advance()
  }

  /// Notes that the message on the table gets no answer now.
  func skipped() {
    guard items.indices.contains(place) else { return }
    if states[place] == nil { states[place] = .skipped }
    advance()
  }

  /// What was left out, said before the first message; `nil` where that is nothing.
  func greeting(_ words: SeatWords) -> String? {
    answered == 0
      ? nil : words(.inboxAnswered, ["count": "\(answered)", "path": log.path.visible()])
  }

  /// What was done, said once when the agent leaves.
  func summary(_ words: SeatWords) -> String? {
    guard !isTold else { return nil }
    isTold = true
    if items.isEmpty { return words(.inboxNothing) }
    var tally = InboxTally(count: items.count)
    for state in states.values {
      switch state {
      case .skipped: tally.skipped += 1
      case .sent(let origin, let time): tally.add(origin, after: time)
      }
    }
    return tally.text(words, path: log.path)
  }

  /// The messages, the most urgent first.
  func list(width: Int, _ words: SeatWords) -> String {
    var table = InboxTable(words)
    for (number, item) in items.enumerated() {
      let state: SeatPhrase? =
        switch states[number] {
        case .sent: .stateSent
        case .skipped: .stateSkipped
        case nil: number == place ? .stateNow : nil
        }
      table.add(item, number: number + 1, state: state.map { words($0) } ?? "")
    }
    return table.text(width: width)
  }
}
