import Dialogue
import Entities
import Intents
import Sentiment
import Text

/// What an agent sees beside a customer's line: what was understood, what the policy says, and what could
/// be said.
struct AssistView {
  let suggestions: Suggestions
  /// Who the customer is, once known.
  let customer: String?
  /// What a colleague will read, when the suggested answer hands over.
  let note: String?
  let rows: AssistRows

  private var labels: AssistLabels { rows.labels }

  /// The view.
  var text: String {
    let line = suggestions.turn.interpretation
    var shown = [rows.row(labels.intent, intents(line))]
    if !line.entities.isEmpty { shown.append(rows.row(labels.entities, entities(line))) }
    shown.append(mood(line))
    if let customer { shown.append(rows.row(labels.customer, customer)) }
    if !suggestions.facts.isEmpty {
      shown.append(rows.row(labels.policy, suggestions.facts.joined(separator: "\n")))
    }
    if let note { shown.append(rows.row(labels.handover, note, paint: rows.style.bad)) }
    shown.append(
      rows.row("1 " + labels.suggestion, suggestions.turn.reply.text, paint: rows.style.accent))
    for (place, other) in suggestions.alternatives.enumerated() {
      shown.append(rows.row("\(place + 2) " + labels.alternative, other.text))
    }
    return shown.joined(separator: "\n")
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

  private func mood(_ line: Interpretation) -> String {
    let mood = line.sentiment
    let paint: (String) -> String =
      switch mood.label {
      case .negative: rows.style.bad
      case .positive: rows.style.good
      default: { $0 }
      }
    return rows.row(labels.mood, "\(signed(mood.compound)) \(mood.label.rawValue)", paint: paint)
  }
}

/// Rows of a label and a text beside it that stays in its column.
struct AssistRows {
  let labels: AssistLabels
  let style: Style
  /// The terminal's columns.
  let width: Int

  /// A row, on as many lines as it takes.
  func row(_ label: String, _ text: String, paint: (String) -> String = { $0 }) -> String {
    let column = labels.width
    let lines = text.visible(keepingLines: true).wrapped(toWidth: max(20, width - column - 1))
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { place, line in
      style.dim((place == 0 ? label : "").padded(toWidth: column)) + paint(String(line))
    }.joined(separator: "\n")
  }
}

/// The labels beside what an agent sees.
struct AssistLabels: Sendable {
  let intent, entities, mood, customer, policy, handover, suggestion, alternative: String
  let prompt, said, keys, own, refused, opens: String

  /// How wide the column of labels is.
  var width: Int {
    ([intent, entities, mood, customer, policy, handover] + ["1 " + suggestion])
      .map(\.displayWidth).max().map { $0 + 2 } ?? 0
  }

  static let english = AssistLabels(
    intent: "intent", entities: "names", mood: "mood", customer: "customer", policy: "policy",
    handover: "handover", suggestion: "suggest", alternative: "or", prompt: "customer> ",
    said: "desk> ",
    keys: "Enter takes 1 · {others}e edits · o own words · r refuses", own: "own words> ",
    refused: "Refused: nothing was said, nothing was done.", opens: "likely")
  static let chinese = AssistLabels(
    intent: "意图", entities: "提到", mood: "情绪", customer: "顾客", policy: "规则",
    handover: "转人工", suggestion: "建议", alternative: "或", prompt: "顾客> ", said: "客服> ",
    keys: "回车采用 1 · {others}e 修改 · o 自己写 · r 不采用", own: "自己写> ",
    refused: "未采用：什么都没有说，什么都没有做。", opens: "可能")

  /// The labels in the language that a conversation is held to.
  static func of(_ language: Language?) -> AssistLabels {
    language == .chinese ? .chinese : .english
  }

  /// The line of keys for so many answers.
  func keys(answers: Int) -> String {
    let others = (2..<max(2, answers + 1)).map(String.init).joined(separator: ", ")
    return keys.split(separator: "{others}", omittingEmptySubsequences: false)
      .joined(separator: others.isEmpty ? "" : others + " · ")
  }
}
