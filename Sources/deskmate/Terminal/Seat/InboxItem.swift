import Dialogue
import Sentiment
import Text

/// A message that waits for an answer, with what was said before it.
struct InboxItem {
  /// A line said before it.
  struct Line {
    let isCustomer: Bool
    let text: String
  }

  /// The conversation, as the file names it; else its file and line.
  let name: String
  /// What was said before.
  let before: [Line]
  /// What waits for an answer.
  let text: String
  /// How long it has waited, in seconds; `nil` where the file has no times.
  var waiting: Int?
  /// How it feels, −1…1.
  var mood = 0.0
  /// The alarm it raises.
  var alarm: Handover.Reason?

  /// How urgent it is: alarms before all, then by how bad the mood is and how long it waits. A week's
  /// waiting counts as much as the step from content to furious.
  var urgency: Double {
    (alarm == nil ? 0 : 100) - mood + 2 * Double(min(waiting ?? 0, 604_800)) / 604_800
  }

  /// What tells it from others, so that what was answered is not shown again.
  var key: String { name + "\u{1F}" + text }
}

/// Waiting messages, worked through one by one, and the file of what was sent.
@MainActor
final class InboxQueue {
  private(set) var items: [InboxItem]
  /// The item on the table, by place.
  private(set) var place = -1
  private var states: [Int: String] = [:]
  private let log: SentFile
  private var wantsNext = true

  init(items: [InboxItem], log: SentFile) {
    self.items = items
    self.log = log
  }

  /// Puts the next message on the table, when the last is done with. At the end it says so.
  func present(in chat: ChatSession) throws {
    guard wantsNext else { return }
    wantsNext = false
    guard place + 1 < items.count else {
      let sent = states.values.count { $0 == "sent" }
      Console.line(
        "The inbox is empty: \(sent) of \(items.count) answered, kept in \(log.path.visible())."
          .wrapped(toWidth: TerminalSize.columns - 1))
      chat.isOver = true
      return
    }
    place += 1
    let item = items[place]
    chat.reset()
    for line in item.before {
      if line.isCustomer {
        _ = try chat.agent.overhear(line.text, in: &chat.conversation, today: chat.today)
      } else {
        chat.conversation.amend(lastReply: line.text)
      }
    }
    show(item, in: chat)
    let desk = AssistDesk(chat: chat)
    try desk.hear(item.text)
    try desk.show()
  }

  private func show(_ item: InboxItem, in chat: ChatSession) {
    let style = chat.style
    var head = "\(place + 1) of \(items.count) · \(item.name)"
    if let waiting = item.waiting { head += " · " + age(waiting) }
    if let alarm = item.alarm { head += " · " + alarm.rawValue }
    let width = TerminalSize.columns
    Console.line("\n" + style.bold(("── " + head.visible()).truncated(toWidth: width - 1)))
    let rows = LabelledRows(labels: ["customer"], width: width, style: style)
    for line in item.before.suffix(2) {
      let row = rows.row(line.isCustomer ? "customer" : "desk", line.text, paint: style.dim)
      Console.line(row.prefix(4).joined(separator: "\n"))
    }
    Console.line(rows.row("customer", item.text).joined(separator: "\n"))
  }

  /// Goes on to the next message; the one on the table stays unanswered.
  func advance() { wantsNext = true }

  /// Notes what was sent for the message on the table.
  func sent(_ words: String, suggestion: Int?) {
    guard items.indices.contains(place) else { return }
    states[place] = "sent"
    log.add(items[place], words, suggestion: suggestion)
    wantsNext = true
  }

  /// The messages, the most urgent first.
  func list(width: Int) -> String {
    Self.table(items, states: states, at: place, width: width)
  }

  private static func table(
    _ items: [InboxItem], states: [Int: String], at place: Int, width: Int
  ) -> String {
    var table = InboxTable()
    for (number, item) in items.enumerated() {
      table.add(item, number: number + 1, state: states[number] ?? (number == place ? "now" : ""))
    }
    return table.text(width: width)
  }
}
