import Dialogue
import Text

/// An agent's side of the desk: one key takes a suggested answer, edits it, puts own words in its place or
/// refuses it. Until then nothing is said and nothing is done.
@MainActor
struct AssistDesk {
  let chat: ChatSession
  let editor: LineEditor

  /// What the agent chose.
  private enum Choice {
    case take(Int)
    case edit
    case own
    case refuse
  }

  private var labels: AssistLabels { .of(chat.fixedLanguage) }

  private var rows: AssistRows {
    AssistRows(labels: labels, style: chat.style, width: TerminalSize.columns)
  }

  /// Shows what was understood and what could be said to a line, and does what the agent chooses.
  func answer(_ line: String, with suggestions: Suggestions) throws {
    let reply = suggestions.turn.reply
    if !chat.showsJSON {
      let view = AssistView(
        suggestions: suggestions, customer: try customer(),
        note: reply.handover.map { chat.agent.note(on: $0, in: chat.conversation) }, rows: rows)
      Console.line(view.text)
    }
    while true {
      switch choose(among: 1 + suggestions.alternatives.count) {
      case .take(0): return say(try chat.answer(line).reply.text)
      case .take(let place):
        let reading = suggestions.alternatives[place - 1].reading
        return say(try chat.answer(line, read: reading).reply.text)
      case .edit:
        guard let words = words(editing: reply.text) else { continue }
        try chat.answer(line, saying: words)
        return
      case .own:
        guard let words = words(editing: nil) else { continue }
        return chat.refuse(line, saying: words)
      case .refuse:
        chat.refuse(line, saying: nil)
        return Console.line(chat.style.dim(labels.refused))
      }
    }
  }

  /// Shows what the desk would open with, and does what the agent chooses.
  func open(with opening: Opening, before: Conversation) throws {
    var shown = [String]()
    if let customer = try customer() { shown.append(rows.row(labels.customer, customer)) }
    if let guess = opening.guess {
      shown.append(
        rows.row(labels.opens, guess.intent + " " + percent(guess.probability)))
    }
    shown.append(rows.row("1 " + labels.suggestion, opening.text, paint: chat.style.accent))
    Console.line(shown.joined(separator: "\n"))
    while true {
      switch choose(among: 1) {
      case .take:
        say(opening.text)
        return chat.say(opening.text)
      case .edit:
        guard let words = words(editing: opening.text) else { continue }
        return chat.say(words)
      case .own:
        guard let words = words(editing: nil) else { continue }
        chat.conversation = before
        return chat.say(words)
      case .refuse:
        chat.conversation = before
        return Console.line(chat.style.dim(labels.refused))
      }
    }
  }

  private func say(_ words: String) {
    let text = words.visible(keepingLines: true)
    let width = labels.said.displayWidth
    let lines = text.wrapped(toWidth: TerminalSize.columns - 1 - width)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    Console.line(
      lines.enumerated().map { place, line in
        (place == 0 ? chat.style.bold(labels.said) : "".padded(toWidth: width))
          + chat.style.accent(line)
      }.joined(separator: "\n"))
  }

  private func customer() throws -> String? {
    guard let id = chat.conversation.customer, let name = try chat.desk.name(ofCustomer: id) else {
      return nil
    }
    return "\(name) (\(id))"
  }

  /// Waits for a key that means something.
  private func choose(among answers: Int) -> Choice {
    Console.text(chat.style.dim(labels.keys(answers: answers)) + " ")
    defer { Console.line("") }
    while true {
      guard let key = editor.key() else { continue }
      switch key {
      case 0x0A, 0x0D, UInt8(ascii: "y"), UInt8(ascii: "Y"): return .take(0)
      case UInt8(ascii: "1")...UInt8(ascii: "9"):
        let place = Int(key - UInt8(ascii: "1"))
        if place < answers { return .take(place) }
      case UInt8(ascii: "e"), UInt8(ascii: "E"): return .edit
      case UInt8(ascii: "o"), UInt8(ascii: "O"): return .own
      // Ctrl-C, Ctrl-D and Escape take nothing either.
      case UInt8(ascii: "r"), UInt8(ascii: "R"), UInt8(ascii: "n"), 0x03, 0x04, 0x1B:
        return .refuse
      default: break
      }
    }
  }

  /// The agent's words; `nil` when there are none. A line break is shown as `⏎` while it is edited.
  private func words(editing text: String?) -> String? {
    let shown = text.map { $0.split(separator: "\n").joined(separator: " ⏎ ") }
    let prompt = chat.style.prompt(text == nil ? labels.own : labels.said)
    guard case .entered(let line) = editor.read(prompt: prompt, editing: shown) else { return nil }
    let words = line.split(whereSeparator: { $0 == "⏎" || $0.isNewline })
      .map { String($0).trimmed }.joined(separator: "\n").trimmed
    return words.isEmpty ? nil : words
  }
}
