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
  /// What is foreseen of the customer.
  let foreseen: [ForesightRows.Row]
  let words: SeatWords
  let rows: LabelledRows

  /// The labels of rows, by which their column is as wide as it must be.
  static let labels: [SeatPhrase] = [
    .intent, .names, .mood, .customer, .policy, .attention, .likely, .flag, .late, .offer,
  ]

  private var style: Style { rows.style }

  /// The view, line by line.
  var lines: [String] {
    var shown: [String] = []
    if let said = table.lines, said.count > 1 {
      shown += rows.row("", words(.joined, ["count": "\(said.count)"]), paint: style.dim)
    }
    if let line = table.turn?.interpretation {
      shown += rows.row(words(.intent), intents(line))
      if !line.entities.isEmpty { shown += rows.row(words(.names), entities(line)) }
      shown += mood(line)
    }
    if let customer { shown += rows.row(words(.customer), customer) }
    if case .opening(let opening, _) = table.ground, let guess = opening.guess {
      shown += rows.row(words(.likely), guess.intent + " " + percent(guess.probability))
    }
    if !table.rules.isEmpty {
      shown += rows.row(words(.policy), table.rules.joined(separator: "\n"))
    }
    if let attention { shown += rows.row(words(.attention), attention, paint: style.bad) }
    for row in foreseen {
      shown += rows.row(
        row.label.map { words($0) } ?? "", row.text, paint: row.isAlert ? style.bad : style.dim)
    }
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
    // What is hardly probable says nothing beside a line that means none of them.
    let scores = line.intents.scores.prefix(2).filter { $0.confidence >= 0.05 }
    if scores.isEmpty { return words.word(for: .outOfScope) }
    return scores.map { "\($0.intent.rawValue) \(percent($0.confidence))" }
      .joined(separator: ", ")
      + words.note(on: line.intents.decision)
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
    return rows.row(
      words(.mood), "\(signed(mood.compound)) " + words.word(for: mood.label), paint: paint)
  }
}
