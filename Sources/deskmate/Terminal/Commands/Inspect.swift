import Formats
import Workspace
import Dialogue
import Entities
import Intents
import Reports
import Sentiment
import Text

/// Commands that look into the last line.
extension SlashCommand {
  static let why = SlashCommand(
    "/why", isLaidOut: true
  ) { chat, _ in
    if chat.table?.turn == nil, let opening = chat.opening {
      return WhyOpening(opening: opening, chat: chat).text
    }
    guard let turn = lastTurn(chat) else { return chat.words(.nothingSaid) }
    return WhyReport(turn: turn, chat: chat).text
  }

  static let intents = SlashCommand(
    "/intents", isLaidOut: true
  ) { chat, _ in
    guard let turn = lastTurn(chat) else { return chat.words(.nothingSaid) }
    let words = chat.words
    var table = TextTable(
      [words(.intent), words(.colConfidence), ""], alignments: [.left, .right])
    for score in turn.interpretation.intents.scores.prefix(8) {
      table.add([
        score.intent.rawValue, percent(score.confidence), Bars.bar(score.confidence, width: 16),
      ])
    }
    return table.text(width: TerminalSize.columns - 1)
      + "\n" + words(.decision, ["name": words.word(for: turn.interpretation.intents.decision)])
  }

  static let entities = SlashCommand(
    "/entities", isLaidOut: true
  ) { chat, _ in
    guard let turn = lastTurn(chat) else { return chat.words(.nothingSaid) }
    return WhyReport(turn: turn, chat: chat).entities
  }

  /// What was read last: the line on an agent's table, else the last one answered.
  @MainActor
  static func lastTurn(_ chat: ChatSession) -> Turn? { chat.table?.turn ?? chat.turns.last }

  static let sentiment = SlashCommand("/sentiment") {
    chat, _ in
    let moods = chat.moodsWithTable
    guard let last = moods.last else { return chat.words(.nothingSaid) }
    let mean = moods.reduce(0, +) / Double(moods.count)
    let shown = moods.suffix(max(8, TerminalSize.columns - 30))
    return chat.words(
      .moodSummary,
      [
        "line": Bars.sparkline(Array(shown), in: -1...1), "mean": signed(mean),
        "last": signed(last),
      ])
  }

  static let timing = SlashCommand("/timing") {
    chat, _ in
    chat.showsTiming.toggle()
    return chat.words(chat.showsTiming ? .timingOn : .timingOff)
  }

  static let json = SlashCommand("/json") { chat, _ in
    chat.showsJSON.toggle()
    return chat.words(chat.showsJSON ? .jsonOn : .jsonOff)
  }
}

/// `93 %`.
func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

/// `+0.42`, `−0.42`.
func signed(_ value: Double) -> String {
  let hundredths = Int((abs(value) * 100).rounded())
  let digits = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
  return (hundredths == 0 ? "" : value < 0 ? "−" : "+") + "\(hundredths / 100).\(digits)"
}
