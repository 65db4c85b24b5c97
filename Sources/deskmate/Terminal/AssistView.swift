import Entities
import Sentiment
import Intents
import Dialogue
import Text

/// What an agent sees beside a customer's line: what was understood, and what could be said.
struct AssistView {
  let turn: Turn
  let style: Style

  /// The view.
  var text: String {
    let interpretation = turn.interpretation
    let ranking = interpretation.intents
    var lines: [String] = []
    let intents = ranking.scores.prefix(2).map { "\($0.intent.rawValue) \(percent($0.confidence))" }
    let mood = interpretation.sentiment
    let moodText = "\(signed(mood.compound)) \(mood.label.rawValue)"
    lines.append(
      style.dim("intent   ") + intents.joined(separator: ", ")
        + (ranking.decision == .intent ? "" : " (\(ranking.decision.rawValue))"))
    if !interpretation.entities.isEmpty {
      let found = interpretation.entities.map { entity in
        "\(entity.kind.rawValue) \(String(interpretation.utterance[entity.range]).visible())"
      }
      lines.append(style.dim("names    ") + found.joined(separator: ", "))
    }
    let painted =
      mood.label == .negative
      ? style.bad(moodText) : mood.label == .positive ? style.good(moodText) : moodText
    lines.append(style.dim("mood     ") + painted)
    lines.append(
      style.dim("suggest  ") + style.accent(turn.reply.text.visible(keepingLines: true)))
    for (place, other) in turn.reply.alternatives.prefix(2).enumerated() {
      lines.append(style.dim("or \(place + 2)     ") + other.visible(keepingLines: true))
    }
    if let handover = turn.reply.handover {
      lines.append(style.bad("handover ") + handover.note.visible(keepingLines: true))
    }
    return lines.joined(separator: "\n")
  }
}
