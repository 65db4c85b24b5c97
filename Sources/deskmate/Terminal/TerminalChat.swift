import Diagnostics
import Dialogue
import Formats
import Shop
import Text
import Workspace

/// The conversation on a terminal: one prompt, at which a line is what the customer says and a line that
/// begins with a slash is a command.
@MainActor
struct TerminalChat {
  let chat: ChatSession
  private let editor: LineEditor
  private let isFirstTime: Bool

  init(chat: ChatSession) {
    self.chat = chat
    chat.isOnTerminal = true
    let history = HistoryFile.path
    isFirstTime = history.map { !Files.exists($0) } ?? false
    editor = LineEditor(historyPath: history)
  }

  private var desk: AssistDesk { AssistDesk(chat: chat) }
  private var words: SeatWords { chat.words }

  /// Talks until the person leaves.
  func run(isResumed: Bool = false) throws {
    defer {
      if let summary = chat.inbox?.summary(words) {
        Console.line(summary.wrapped(toWidth: TerminalSize.columns - 1))
      }
      editor.close()
    }
    greet()
    prepare()
    if isResumed { try goOn() }
    while !chat.isOver {
      if chat.isToShow {
        chat.isToShow = false
        attempt { try goOn() }
      }
      if chat.isToOpen { attempt { try open() } }
      if let inbox = chat.inbox { attempt { try inbox.present(in: chat) } }
      if chat.isOver { return }
      complete()
      let text = chat.prefilled
      chat.prefilled = nil
      switch editor.read(prompt: chat.style.prompt(prompt), editing: text) {
      case .closed:
        Console.line("")
        return
      case .interrupted: chat.edits = false
      case .note(let kept):
        chat.prefilled = kept.isEmpty ? nil : kept
        handle(LineEditor.Entry(text: "/note copy", isAlone: false, isPasted: false))
      case .entered(let entry):
        let kept = TranscriptRedactor(chat: chat, before: chat.conversation)
        handle(entry)
        // Brought back by arrow up, what was pasted is the customer's still.
        let line = entry.isPasted ? LineEditor.spoken(entry.text) : entry.text
        // The number of a suggestion, brought back, would send another one.
        if !SlashCommand.isTake(line) {
          editor.remember(line, onDisk: kept.mayEnterHistory(line))
        }
      }
    }
  }

  /// Who speaks.
  private var prompt: String {
    words(
      chat.assists
        ? chat.edits ? .promptCustomerAgain : .promptCustomer
        : chat.edits ? .promptYouAgain : .promptYou)
  }

  private func greet() {
    let name = chat.workspace.shopName(words.language)
    let hint = words(.hintLeave)
    let width = TerminalSize.columns - 1
    Console.line(
      chat.style.bold(name) + chat.style.dim(hint.truncated(toWidth: width - name.displayWidth)))
    if chat.assists { tell(.idle, paint: chat.style.dim) }
    if let greeting = chat.inbox?.greeting(words) {
      Console.line(chat.style.dim(greeting.wrapped(toWidth: width)))
    }
    guard isFirstTime else { return }
    let hints: [SeatPhrase] =
      chat.assists ? [.firstAgent1, .firstAgent2, .firstAgent3] : [.first1, .first2, .first3]
    for hint in hints {
      tell(hint, ["example": chat.workspace.policy.orderNumberExample], paint: chat.style.dim)
    }
  }

  private func tell(
    _ phrase: SeatPhrase, _ values: [String: String] = [:],
    paint: (String) -> String = { $0 }
  ) {
    Console.line(paint(words(phrase, values).wrapped(toWidth: TerminalSize.columns - 1)))
  }

  /// Has the first suggestion ready before the agent has typed a line.
  private func prepare() {
    let (agent, today) = (chat.agent, chat.today)
    Task.detached(priority: .background) { agent.prepareSearch() }
    guard chat.assists else { return }
    let example = ["example": chat.workspace.policy.orderNumberExample]
    let lines = Language.allCases.flatMap { language in
      [chat.seat[language](.sampleLine, example), chat.seat[language](.recommendLine)]
    }
    Task.detached(priority: .utility) { agent.prepare(with: lines, today: today) }
    chat.foresight?.prepare()
  }

  private func complete() {
    let chat = chat
    Completions.current = Completions(
      commands: SlashCommand.all.filter { $0.isAllowed(in: chat) }.map(\.name),
      arguments: { name, typed in
        SlashCommand.named(name).map { $0.isAllowed(in: chat) ? $0.completions(chat, typed) : [] }
      },
      names: {
        chat.workspace.productNames + chat.desk.orderNumbers(of: chat.conversation.customer)
      })
  }

  private func handle(_ entry: LineEditor.Entry) {
    let line = entry.text
    let trimmed = line.trimmed
    let isPasted = entry.isPasted && chat.assists
    attempt {
      if trimmed.isEmpty {
        if entry.isAlone, line.isEmpty, chat.assists, chat.table != nil { try desk.take(0) }
      } else if line.hasPrefix("/"), !isPasted {
        try command(trimmed)
      } else if ["exit", "quit", "\\q"].contains(trimmed), !isPasted, !chat.edits {
        chat.isOver = true
      } else {
        if isPasted, line.hasPrefix("/") { tell(.pasted, paint: chat.style.dim) }
        try answer(line)
      }
    }
  }

  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch {
      let text = "deskmate: \("\(error)".visible(keepingLines: true))"
      Console.styledError(chat.style.bad(text.wrapped(toWidth: TerminalSize.columns - 1)))
    }
  }

  private func command(_ line: String) throws {
    var parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    if let number = Int(parts[0].dropFirst()), number > 0 {
      parts = ["/take", "\(number)" + (parts.count > 1 ? " " + parts[1] : "")]
    }
    guard let command = SlashCommand.named(parts[0]) else { return reject(parts[0]) }
    guard command.isAllowed(in: chat) else {
      return tell(.agentsCommand, ["name": command.name])
    }
    let output = try command.run(chat, parts.count > 1 ? parts[1].trimmed : "")
    if output.isEmpty { return }
    Console.line(
      command.isLaidOut ? output : output.wrapped(toWidth: TerminalSize.columns - 1))
  }

  /// Says why a word behind a slash is no command, and which may be meant.
  private func reject(_ name: String) {
    let meant = SlashCommand.all(named: name).filter { $0.isAllowed(in: chat) }.map(\.name)
    if meant.count > 1 {
      return tell(.severalCommands, ["name": name.visible(), "names": words.list(meant)])
    }
    let near = SlashCommand.near(name).filter { $0.isAllowed(in: chat) }.map(\.name)
    tell(
      .noCommand,
      [
        "name": name.visible(),
        "near": near.isEmpty ? "" : words(.didYouMean, ["names": words.list(near)]),
      ])
  }

  private func answer(_ line: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let isAgain = chat.edits
    chat.edits = false
    if isAgain, chat.table == nil, !chat.takeBackLast() {
      tell(.editDone)
      return
    }
    if chat.assists {
      if isAgain { try desk.hearAgain(line) } else { try desk.hear(line) }
      if chat.showsJSON, let turn = chat.table?.turn { Console.line(turn.json.text) }
      show(clock.now - start)
      try desk.show()
      return
    }
    let turn = try chat.answer(line)
    let elapsed = clock.now - start
    if chat.showsJSON { Console.line(turn.json.text) } else { say(turn.reply.text) }
    show(elapsed)
  }

  private func say(_ text: String) {
    let lines = text.visible(keepingLines: true).wrapped(toWidth: TerminalSize.columns - 1).lines
    Console.line(lines.map(chat.style.accent).joined(separator: "\n"))
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
      desk.open(with: opening, before: before)
      try desk.show()
    } else {
      say(opening.text)
      chat.say(opening.text)
    }
  }

  /// Shows how the kept conversation ended, and asks again what it left open; an agent is suggested it.
  private func goOn() throws {
    let rows = LabelledRows(
      labels: [words(.customer), words(.desk)], width: TerminalSize.columns, style: chat.style)
    for line in chat.record.suffix(6) where line.speaker != "note" {
      let flat = line.text.split(whereSeparator: \.isNewline).joined(separator: " / ")
      Console.line(
        rows.row(
          words(line.speaker == "customer" ? .customer : .desk), flat, paint: chat.style.dim
        ).joined(separator: "\n"))
    }
    if chat.assists {
      if let last = chat.record.last(where: { $0.speaker != "note" }), last.speaker == "customer" {
        try desk.hear(last.text)
      } else {
        try desk.suggestNext()
      }
      return try desk.show()
    }
    guard let reply = try chat.takeUp() else {
      chat.isToOpen = chat.conversation.customer != nil
      return
    }
    say(reply.text)
    chat.say(reply.text)
  }
}
