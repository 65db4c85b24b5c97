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
  static let why = SlashCommand("/why", help: "the words behind the last answer") { chat, _ in
    if let opening = chat.opening { return WhyOpening(opening: opening, style: chat.style).text }
    guard let turn = chat.turns.last else { return "Nothing was said yet." }
    let why = WhyReport(turn: turn, interpreter: chat.workspace.interpreter, style: chat.style).text
    guard let handover = turn.reply.handover else { return why }
    let note = chat.agent.note(on: handover, in: chat.conversation).visible(keepingLines: true)
    return why + "\nhandover   " + note.split(separator: "\n").joined(separator: "\n           ")
  }

  static let intents = SlashCommand("/intents", help: "the last line's intents, ranked") {
    chat, _ in
    guard let turn = chat.turns.last else { return "Nothing was said yet." }
    var table = TextTable(["intent", "confidence", ""], alignments: [.left, .right])
    for score in turn.interpretation.intents.scores.prefix(8) {
      table.add([
        score.intent.rawValue, percent(score.confidence), Bars.bar(score.confidence, width: 24),
      ])
    }
    return table.text() + "\ndecision: " + turn.interpretation.intents.decision.rawValue
  }

  static let entities = SlashCommand("/entities", help: "what the last line names, in its place") {
    chat, _ in
    guard let turn = chat.turns.last else { return "Nothing was said yet." }
    return WhyReport(turn: turn, interpreter: chat.workspace.interpreter, style: chat.style)
      .entities
  }

  static let sentiment = SlashCommand("/sentiment", help: "how the conversation felt so far") {
    chat, _ in
    guard !chat.turns.isEmpty else { return "Nothing was said yet." }
    let scores = chat.turns.map(\.interpretation.sentiment.compound)
    let line = Bars.sparkline(scores, in: -1...1)
    let mean = scores.reduce(0, +) / Double(scores.count)
    return "\(line)  mean \(signed(mean)), last \(signed(scores[scores.count - 1]))"
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
