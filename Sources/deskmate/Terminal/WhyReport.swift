import Diagnostics
import Dialogue
import Entities
import Formats
import Intents
import Sentiment
import Text
import Workspace

/// What `/why` shows: what was chosen and from where, what the line does, the words that carried the
/// intent, what the desk took from which words, the rule and the sentence behind the answer, and the mood.
@MainActor
struct WhyReport {
  let turn: Turn
  let chat: ChatSession
  /// The terminal's columns.
  var width = TerminalSize.columns

  private var style: Style { chat.style }
  private var words: SeatWords { chat.words }
  private var rows: LabelledRows {
    let labels: [SeatPhrase] = [
      .whyPolicy, .whyArticle, .whyActs, .whyRunnerUp, .whyEntities, .whyRule, .whyGoods,
      .whyHandover, .intent, .mood, .flag, .late, .offer,
    ]
    let slots = Belief.Slot.allCases.filter(\.isSettable).map { words.word(for: $0) }
    return LabelledRows(labels: labels.map { words($0) } + slots, width: width, style: style)
  }

  /// The report.
  var text: String {
    let (intent, mood) = chat.workspace.interpreter.explain(turn.interpretation)
    let parts = [
      rows.row(words(.whyPolicy), turn.reply.policy + (turn.reply.action.map { ", \($0)" } ?? "")),
      article, acts, intents(intent), entityLines, beliefs, rules, sentiment(mood), goods,
      handover, foreseen,
    ]
    return parts.flatMap { $0 }.joined(separator: "\n")
  }

  /// What was found, each marked in its place.
  var entities: String { entityLines.joined(separator: "\n") }

  /// The article's sentence that the answer has from it.
  private var article: [String] {
    guard let id = turn.reply.article else { return [] }
    guard let article = chat.agent.article(id, in: chat.conversation) else {
      return rows.row(words(.whyArticle), id)
    }
    let line = turn.interpretation.utterance
    let sentence = Excerpt.sentences(of: article.text, like: line, most: 1) ?? article.text
    return rows.row(words(.whyArticle), "\(id): \(article.title)")
      + rows.row("", "“" + sentence + "”", paint: style.accent)
  }

  /// What each clause does where it stands, with its words.
  private var acts: [String] {
    let line = turn.interpretation
    guard !line.acts.acts.isEmpty else { return rows.row(words(.whyActs), words(.whyNone)) }
    return line.acts.acts.flatMap { act in
      rows.row(
        words(.whyActs),
        "\(words.word(for: act.kind)) \(percent(act.confidence))  "
          + flat(line.utterance[act.range]))
    }
  }

  private func intents(_ explanation: IntentExplanation) -> [String] {
    let ranking = turn.interpretation.intents
    var lines: [String] = []
    for (place, score) in ranking.scores.prefix(2).enumerated() {
      let decision =
        place == 0 ? words.note(on: ranking.decision) : ""
      lines += rows.row(
        words(place == 0 ? .intent : .whyRunnerUp),
        "\(score.intent.rawValue) \(percent(score.confidence))" + decision, paint: style.bold)
      let features = place == 0 ? explanation.winner : explanation.runnerUp
      let shown = features.prefix(6).map { "\($0.text) \(signed($0.weight))" }
      lines += rows.row("", shown.joined(separator: "  "))
    }
    return lines
  }

  private var entityLines: [String] {
    let found = turn.interpretation.entities
    guard !found.isEmpty else { return rows.row(words(.whyEntities), words(.whyNone)) }
    let marks = found.map {
      MarkedText.Mark(range: $0.range, label: "\($0.kind.rawValue) " + shown($0.value))
    }
    let marked = MarkedText(
      text: turn.interpretation.utterance.text, marks: marks, width: rows.textWidth, style: style)
    return rows.laidOut(words(.whyEntities), marked.lines)
  }

  /// A value as a person reads it: of many candidates the first few, with their scores.
  private func shown(_ value: Entity.Value) -> String {
    guard case .catalogue(let candidates) = value, candidates.count > 1 else {
      return value.json.text
    }
    let first = candidates.prefix(3).map { "\($0.id) \(($0.score * 100).rounded() / 100)" }
    return first.joined(separator: ", ")
      + (candidates.count > first.count
        ? " " + words(.whyMore, ["count": "\(candidates.count - first.count)"]) : "")
  }

  /// What the desk believes and the words it comes from.
  private var beliefs: [String] {
    let beliefs = chat.beliefs(of: chat.believed)
    return beliefs.filter { $0.slot.isSettable }.flatMap { belief in
      rows.row(
        words.word(for: belief.slot),
        belief.value + (chat.source(of: belief).map { "  ← " + $0 } ?? ""))
    }
  }

  /// The rules of the policy that bear on it.
  private var rules: [String] {
    let facts =
      (try? chat.agent.rules(
        on: turn, before: chat.beforeLast ?? chat.conversation,
        after: chat.believed.read(in: words.language), today: chat.today)) ?? []
    return facts.isEmpty ? [] : rows.row(words(.whyRule), facts.joined(separator: "\n"))
  }

  /// How talk of goods was read, and why each thing was offered.
  private var goods: [String] { turn.reply.notes.flatMap { rows.row(words(.whyGoods), $0) } }

  private var handover: [String] {
    guard let handover = turn.reply.handover else { return [] }
    let read = (chat.table?.after ?? chat.conversation).read(in: words.language)
    return rows.row(words(.whyHandover), chat.agent.note(on: handover, in: read))
  }

  /// What is foreseen of the customer, what weighs how much in it, and how often such a thing was right.
  private var foreseen: [String] {
    guard chat.assists else { return [] }
    return (ForesightRows(chat)?.reasons ?? []).flatMap {
      rows.row($0.label.map { words($0) } ?? "", $0.text)
    }
  }

  private func sentiment(_ explanation: SentimentExplanation) -> [String] {
    let score = turn.interpretation.sentiment
    let reasons = explanation.words.prefix(8).map { word in
      "\(word.text) \(signed(word.valence))"
        + (word.rules.isEmpty ? "" : " (\(word.rules.joined(separator: ", ")))")
    }
    return rows.row(
      words(.mood),
      "\(signed(score.compound)) \(words.word(for: score.label))"
        + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: ", ")))
  }

  private func flat(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " / ")
  }
}
