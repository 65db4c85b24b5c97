import Dialogue
import Entities
import Intents
import Sentiment
import Text

/// What an agent sees beside a customer's line: what was understood, what the policy says, and what could
/// be said, with its source.
struct AssistView {
  let table: SeatTable
  /// Who the customer is, once known.
  let customer: String?
  /// Why a person is needed, where the desk alone would hand over.
  let attention: String?
  let labels: SeatLabels
  let rows: LabelledRows

  private var style: Style { rows.style }

  /// The view, line by line.
  var lines: [String] {
    var shown: [String] = []
    if let said = table.lines, said.count > 1 {
      shown += rows.row("", "\(said.count) \(labels.joined)", paint: style.dim)
    }
    if let line = table.turn?.interpretation {
      shown += rows.row(labels.intent, intents(line))
      if !line.entities.isEmpty { shown += rows.row(labels.entities, entities(line)) }
      shown += mood(line)
    }
    if let customer { shown += rows.row(labels.customer, customer) }
    if case .opening(let opening, _) = table.ground, let guess = opening.guess {
      shown += rows.row(labels.likely, guess.intent + " " + percent(guess.probability))
    }
    if !table.rules.isEmpty {
      shown += rows.row(labels.policy, table.rules.joined(separator: "\n"))
    }
    if let attention { shown += rows.row(labels.attention, attention, paint: style.bad) }
    for (place, suggestion) in table.suggestions.enumerated() {
      shown += rows.row(
        "\(place + 1)", suggestion.text, paint: place == 0 ? style.accent : { $0 })
      if !suggestion.source.isEmpty {
        shown += rows.row("", "— " + suggestion.source, paint: style.dim)
      }
    }
    return shown
  }

  private func intents(_ line: Interpretation) -> String {
    let scores = line.intents.scores.prefix(2)
    return scores.map { "\($0.intent.rawValue) \(percent($0.confidence))" }
      .joined(separator: ", ")
      + (line.intents.decision == .intent ? "" : " (\(line.intents.decision.rawValue))")
  }

  private func entities(_ line: Interpretation) -> String {
    line.entities.map { entity in
      "\(entity.kind.rawValue) \(String(line.utterance[entity.range]))"
    }.joined(separator: ", ")
  }

  private func mood(_ line: Interpretation) -> [String] {
    let mood = line.sentiment
    let paint: (String) -> String =
      switch mood.label {
      case .negative: style.bad
      case .positive: style.good
      default: { $0 }
      }
    return rows.row(labels.mood, "\(signed(mood.compound)) \(mood.label.rawValue)", paint: paint)
  }
}
