import Diagnostics
import Dialogue
import Entities
import Formats
import Intents
import Sentiment
import Text

/// What `/why` shows: the words that carried the intent, the runner-up, the entities in their places
/// and the words that made the mood.
struct WhyReport {
  let turn: Turn
  let interpreter: Interpreter
  let style: Style

  /// The report.
  var text: String {
    let (intent, mood) = interpreter.explain(turn.interpretation)
    return [
      "policy     " + turn.reply.policy
        + (turn.reply.article.map { ", article \($0)" } ?? ""),
      acts, intents(intent), entities, sentiment(mood),
    ].joined(separator: "\n") + notes
  }

  /// How talk of goods was read, and why each thing was offered.
  private var notes: String {
    turn.reply.notes.map { "\ngoods      " + $0.visible() }.joined()
  }

  /// What each clause does where it stands, with its words.
  private var acts: String {
    let line = turn.interpretation
    guard !line.acts.acts.isEmpty else { return "acts       none" }
    return line.acts.acts.map { act in
      "acts       " + style.bold(act.kind.rawValue) + " " + percent(act.confidence) + "  "
        + String(line.utterance[act.range]).visible()
    }.joined(separator: "\n")
  }

  private func intents(_ explanation: IntentExplanation) -> String {
    let ranking = turn.interpretation.intents
    var lines: [String] = []
    for (place, score) in ranking.scores.prefix(2).enumerated() {
      let label = place == 0 ? "intent     " : "runner-up  "
      lines.append(
        label + style.bold(score.intent.rawValue) + " " + percent(score.confidence)
          + (place == 0 && ranking.decision != .intent ? " (\(ranking.decision.rawValue))" : ""))
      let features = place == 0 ? explanation.winner : explanation.runnerUp
      let words = features.prefix(6).map { "\($0.text.visible()) \(signed($0.weight))" }
      lines += Self.lines(of: words)
    }
    return lines.joined(separator: "\n")
  }

  /// What was found, underlined in place.
  var entities: String {
    let utterance = turn.interpretation.utterance
    let found = turn.interpretation.entities
    guard !found.isEmpty else { return "entities   none" }
    var lines = ["entities   " + utterance.text.visible()]
    for entity in found {
      let before = String(utterance[0..<entity.range.lowerBound]).visible().displayWidth
      let width = String(utterance[entity.range]).visible().displayWidth
      lines.append(
        "           " + String(repeating: " ", count: before)
          + style.accent(String(repeating: "‾", count: max(1, width)))
          + " \(entity.kind.rawValue) " + Self.shown(entity.value))
    }
    return lines.joined(separator: "\n")
  }

  /// A value as a person reads it: of many candidates the first few, with their scores.
  private static func shown(_ value: Entity.Value) -> String {
    guard case .catalogue(let candidates) = value, candidates.count > 1 else {
      return value.json.text
    }
    let first = candidates.prefix(3).map { "\($0.id) \(($0.score * 100).rounded() / 100)" }
    return first.joined(separator: ", ")
      + (candidates.count > first.count ? " and \(candidates.count - first.count) more" : "")
  }

  /// Items beside each other, as many to a line as the terminal holds.
  private static func lines(of items: [String]) -> [String] {
    let margin = String(repeating: " ", count: 11)
    var lines: [String] = []
    for item in items {
      if let last = lines.last, last.displayWidth + 2 + item.displayWidth <= TerminalSize.columns {
        lines[lines.count - 1] += "  " + item
      } else {
        lines.append(margin + item)
      }
    }
    return lines
  }

  private func sentiment(_ explanation: SentimentExplanation) -> String {
    let score = turn.interpretation.sentiment
    let words = explanation.words.prefix(8).map { word in
      "\(word.text.visible()) \(signed(word.valence))"
        + (word.rules.isEmpty ? "" : " (\(word.rules.joined(separator: ", ")))")
    }
    return "mood       \(signed(score.compound)) \(score.label.rawValue)"
      + (words.isEmpty ? "" : ": " + words.joined(separator: ", "))
  }
}
