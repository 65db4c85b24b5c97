import Diagnostics
import Dialogue
import Formats
import Shop
import Text
import Workspace

/// The conversation on a terminal.
@MainActor
struct TerminalChat {
  let chat: ChatSession
  private let editor: LineEditor

  init(chat: ChatSession) {
    self.chat = chat
    editor = LineEditor(historyPath: HistoryFile.path)
  }

  /// Talks until the person leaves.
  func run(isResumed: Bool) throws {
    greet()
    if isResumed { try goOn() }
    while !chat.isOver {
      if chat.isToOpen { attempt { try open() } }
      complete()
      let prompt = chat.assists ? AssistLabels.of(chat.fixedLanguage).prompt : "you> "
      switch editor.read(prompt: chat.style.prompt(prompt)) {
      case .closed:
        Console.line("")
        return
      case .interrupted: continue
      case .entered(let line):
        let kept = TranscriptRedactor(chat: chat, before: chat.conversation)
        handle(line)
        editor.remember(line, onDisk: kept.mayEnterHistory(line))
      }
    }
  }

  private func greet() {
    let name = chat.workspace.shopName(chat.fixedLanguage ?? .english)
    Console.line(
      chat.style.bold(name) + chat.style.dim("  —  /help lists the commands, Ctrl-D leaves"))
  }

  private func complete() {
    Completions.current = Completions(
      commands: SlashCommand.all.map(\.name),
      arguments: [
        "/wrong": chat.workspace.intentNames, "/lang": ["auto", "en", "zh"],
      ],
      names: chat.workspace.productNames
        + chat.desk.orderNumbers(of: chat.conversation.customer))
  }

  private func handle(_ line: String) {
    let trimmed = line.trimmed
    if trimmed.isEmpty { return }
    attempt {
      if trimmed.hasPrefix("/") {
        try command(trimmed)
      } else {
        try answer(line)
      }
    }
  }

  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch {
      Console.styledError(chat.style.bad("deskmate: \("\(error)".visible(keepingLines: true))"))
    }
  }

  private func command(_ line: String) throws {
    let parts = line.split(separator: " ", maxSplits: 1)
    guard let command = SlashCommand.named(String(parts[0])) else {
      Console.line("There is no command \(String(parts[0]).visible()); /help lists them.")
      return
    }
    let output = try command.run(chat, parts.count > 1 ? String(parts[1]).trimmed : "")
    if output.isEmpty { return }
    // Tables and painted texts have their width already.
    let isPlain = !output.contains("\u{1B}") && !output.contains("─")
    Console.line(isPlain ? output.wrapped(toWidth: TerminalSize.columns - 1) : output)
  }

  private func answer(_ line: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    if chat.assists {
      let suggestions = try chat.suggestions(for: line)
      let elapsed = clock.now - start
      if chat.showsJSON { Console.line(suggestions.turn.json.text) }
      show(elapsed)
      try AssistDesk(chat: chat, editor: editor).answer(line, with: suggestions)
      return
    }
    let turn = try chat.answer(line)
    let elapsed = clock.now - start
    if chat.showsJSON { Console.line(turn.json.text) } else { say(turn.reply.text) }
    show(elapsed)
  }

  private func say(_ text: String) {
    let text = text.visible(keepingLines: true)
    Console.line(chat.style.accent(text.wrapped(toWidth: TerminalSize.columns - 1)))
  }

  private func show(_ elapsed: Duration) {
    guard chat.showsTiming else { return }
    let (seconds, attoseconds) = elapsed.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    Console.line(chat.style.dim("\(microseconds) µs"))
  }
}

// Who is known, and what was left open.
extension TerminalChat {
  /// Says what probably brings the customer who has just become known.
  private func open() throws {
    chat.isToOpen = false
    let before = chat.conversation
    guard let opening = try chat.open() else { return }
    if chat.assists {
      try AssistDesk(chat: chat, editor: editor).open(with: opening, before: before)
    } else {
      say(opening.text)
      chat.say(opening.text)
    }
  }

  /// Shows how the kept conversation ended, and asks again what it left open.
  private func goOn() throws {
    for line in chat.record.suffix(6) where line.speaker != "note" {
      let flat = line.text.split(whereSeparator: \.isNewline).joined(separator: " / ")
      let text = (line.speaker == "customer" ? "customer  " : "desk      ") + flat
      Console.line(
        chat.style.dim(
          text.visible(keepingLines: true).wrapped(toWidth: TerminalSize.columns - 1, indent: 10)))
    }
    guard let reply = try chat.takeUp() else {
      chat.isToOpen = chat.conversation.customer != nil
      return
    }
    say(reply.text)
    chat.say(reply.text)
  }
}
