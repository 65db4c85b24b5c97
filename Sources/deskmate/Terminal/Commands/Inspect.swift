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
    "/why", help: "what was chosen and why: acts, words, rule, article, mood", isLaidOut: true
  ) { chat, _ in
    if let opening = chat.opening { return WhyOpening(opening: opening, style: chat.style).text }
    guard let turn = lastTurn(chat) else { return "Nothing was said yet." }
    return WhyReport(turn: turn, chat: chat).text
  }

  static let intents = SlashCommand(
    "/intents", help: "the last line's intents, ranked", isLaidOut: true
  ) { chat, _ in
    guard let turn = lastTurn(chat) else { return "Nothing was said yet." }
    var table = TextTable(["intent", "confidence", ""], alignments: [.left, .right])
    for score in turn.interpretation.intents.scores.prefix(8) {
      table.add([
        score.intent.rawValue, percent(score.confidence), Bars.bar(score.confidence, width: 16),
      ])
    }
    return table.text(width: TerminalSize.columns - 1)
      + "\ndecision: " + turn.interpretation.intents.decision.rawValue
  }

  static let entities = SlashCommand(
    "/entities", help: "what the last line names, in its place", isLaidOut: true
  ) { chat, _ in
    guard let turn = lastTurn(chat) else { return "Nothing was said yet." }
    return WhyReport(turn: turn, chat: chat).entities
  }

  /// What was read last: the line on an agent's table, else the last one answered.
  @MainActor
  static func lastTurn(_ chat: ChatSession) -> Turn? { chat.table?.turn ?? chat.turns.last }

  static let sentiment = SlashCommand("/sentiment", help: "how the conversation felt so far") {
    chat, _ in
    guard let last = chat.moods.last else { return "Nothing was said yet." }
    let mean = chat.moods.reduce(0, +) / Double(chat.moods.count)
    let shown = chat.moods.suffix(max(8, TerminalSize.columns - 30))
    return "\(Bars.sparkline(Array(shown), in: -1...1))  mean \(signed(mean)), last \(signed(last))"
  }

  static let timing = SlashCommand("/timing", help: "show or hide the time each turn takes") {
    chat, _ in
    chat.showsTiming.toggle()
    return chat.showsTiming ? "Each turn shows its time." : "Times are hidden."
  }

  static let json = SlashCommand("/json", help: "show turns as JSON, or as text again") { chat, _ in
    chat.showsJSON.toggle()
    return chat.showsJSON ? "Turns are shown as JSON." : "Turns are shown as text."
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
