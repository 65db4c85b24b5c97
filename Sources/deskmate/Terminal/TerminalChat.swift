import Diagnostics
import Dialogue
import Text
import Workspace

/// The conversation on a terminal.
@MainActor
struct TerminalChat {
  let chat: ChatSession
  let log: TranscriptFile?

  /// Talks until the person leaves.
  func run() throws {
    let editor = LineEditor(historyPath: HistoryFile.path)
    greet()
    while !chat.isOver {
      complete()
      let prompt = chat.style.prompt(chat.assists ? "customer> " : "you> ")
      switch editor.read(prompt: prompt) {
      case .closed:
        Console.line("")
        return
      case .interrupted: continue
      case .entered(let line):
        let wasUnknown = chat.conversation.customer == nil
        let isSecret = chat.conversation.awaitsIdentity
        handle(line)
        // What shows who somebody is, asked for or not, enters no file.
        let showed = wasUnknown && chat.conversation.customer != nil
        editor.remember(line, onDisk: !isSecret && !showed)
      }
    }
  }

  private func greet() {
    let name = chat.workspace.shopName(.english)
    Console.line(
      chat.style.bold(name) + chat.style.dim("  —  /help lists the commands, Ctrl-D leaves"))
  }

  private func complete() {
    Completions.current.commands = SlashCommand.all.map(\.name)
    Completions.current.names =
      chat.workspace.productNames
      + chat.desk.orderNumbers(
        of: chat.conversation.customer)
  }

  private func handle(_ line: String) {
    let trimmed = line.trimmingBlanks
    if trimmed.isEmpty { return }
    do {
      if trimmed.hasPrefix("/") {
        try command(trimmed)
      } else {
        try answer(line)
      }
    } catch {
      Console.error(chat.style.bad("deskmate: \(error)"))
    }
  }

  private func command(_ line: String) throws {
    let parts = line.split(separator: " ", maxSplits: 1)
    guard let command = SlashCommand.named(String(parts[0])) else {
      Console.line("There is no command \(String(parts[0]).visible()); /help lists them.")
      return
    }
    let output = try command.run(chat, parts.count > 1 ? String(parts[1]).trimmingBlanks : "")
    if !output.isEmpty { Console.line(output) }
  }

  private func answer(_ line: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let turn = try chat.answer(line)
    let elapsed = clock.now - start
    log?.write(turn, in: chat)
    if chat.showsJSON {
      Console.line(turn.json.text)
    } else if chat.assists {
      Console.line(AssistView(turn: turn, style: chat.style).text)
    } else {
      let reply = turn.reply.text.visible(keepingLines: true)
      Console.line(chat.style.accent(reply.wrapped(toWidth: TerminalSize.columns - 1)))
    }
    if chat.showsTiming {
      let microseconds = elapsed.components.attoseconds / 1_000_000_000_000
      Console.line(chat.style.dim("\(microseconds) µs"))
    }
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
