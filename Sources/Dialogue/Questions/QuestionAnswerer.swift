import Intents
import Knowledge
import Shop
import Text

/// Answers a question from what is being spoken of, before any article: what is planned, what was done,
/// the order, its refund, a colleague's task; else the fact whose ways to ask are most like it.
struct QuestionAnswerer {
  let desk: Desk

  /// An answer and where it came from.
  struct Answer {
    let text: String
    let fact: Fact
    /// How much of the question and a known way to ask it are the same.
    let similarity: Double
    /// The same, lowered for what is not being spoken of.
    let score: Double
    /// What the answer speaks of now.
    let topic: Topic?
  }

  /// Below it the words have too little in common.
  private static let leastScore = 0.42
  private static let leastSimilarity = 0.3

  /// The answer; `nil` where nothing that is known fits well enough. `isSure` asks for a better fit, where
  /// something else could answer as well.
  func answer(
    to line: Interpretation, in conversation: Conversation, leastScore: Double? = nil
  ) -> Answer? {
    guard let index = desk.facts[line.utterance.language] else { return nil }
    let topics = topics(line, conversation)
    let context = QuestionContext(line, conversation, desk)
    let least = leastScore ?? Self.leastScore
    for match in index.matches(for: line.utterance, topics: topics, limit: 6)
    where match.score >= least && match.similarity >= Self.leastSimilarity {
      if let answer = match.fact.answer {
        guard let text = filled(answer, line.utterance.language) else { continue }
        return Answer(
          text: text, fact: match.fact, similarity: match.similarity,
          score: match.score,
          topic: .article(id: match.fact.id, intents: match.fact.about))
      }
      if let text = computed(match.fact.id, context) {
        return Answer(text: text, fact: match.fact, similarity: match.similarity, score: match.score,
          topic: topic(of: match.fact.id, context))
      }
    }
    return nil
  }

  /// What is spoken of, with its weight: the open task first, then the topics, then what the classifier
  /// hears in the line itself.
  private func topics(_ line: Interpretation, _ conversation: Conversation) -> [String: Double] {
    var topics = conversation.topics.weights
    func raise(_ name: String, _ weight: Double) { topics[name] = max(topics[name] ?? 0, weight) }
    if let flow = conversation.flow, !flow.isOffered {
      for (name, weight) in topics { topics[name] = weight * 0.7 }
      raise(flow.task.rawValue, 0.9)
      if flow.plan != nil { raise("plan", 1) }
      if flow.order != nil { raise("order", 0.6) }
    }
    if conversation.handover != nil { raise("handover", 0.6) }
    for score in line.intents.scores.prefix(3) {
      raise(score.intent.rawValue, 0.8 * score.confidence)
    }
    return topics
  }

  /// An answer with its numbers; `nil` where the shop's policy does not have them.
  private func filled(_ answer: String, _ language: Language) -> String? {
    let values = desk.values[language] ?? [:]
    guard let template = try? ReplyTemplate(answer),
      template.placeholders.allSatisfy({ values[$0] != nil })
    else { return nil }
    let text = template.filled(with: values)
    return language == .chinese ? text.settingLatinApart : text
  }

  private func computed(_ id: String, _ context: QuestionContext) -> String? {
    guard let dot = id.firstIndex(of: ".") else { return nil }
    let name = id[id.index(after: dot)...]
    switch id[..<dot] {
    case "order": return context.order.flatMap { OrderAnswers(context: context, order: $0).answer(name) }
    case "refund":
      return context.order.flatMap { RefundAnswers(context: context, order: $0).answer(name) }
    case "plan":
      return context.plan.flatMap { PlanAnswers(context: context, plan: $0).answer(name) }
    case "return", "receipt": return done(name, context)
    case "ticket": return ticket(name, context)
    case "handover": return handover(name, context)
    default: return nil
    }
  }

  private func done(_ name: Substring, _ context: QuestionContext) -> String? {
    if name == "post_by", let plan = context.plan {
      return PlanAnswers(context: context, plan: plan).answer(name)
    }
    if name == "done" {
      return context.conversation.lastDone.map { context.say(.doneYes, ["list": $0]) }
    }
    guard let receipt = context.receipt else { return nil }
    let answers = PlanAnswers(context: context, plan: receipt.plan)
    switch name {
    case "number":
      return receipt.reference.map { context.say(.answerReference, ["reference": $0]) }
    case "items":
      return context.conversation.receipts.suffix(3).compactMap {
        PlanAnswers(context: context, plan: $0.plan).answer("items")
      }.joined(separator: "\n").nilIfEmpty
    case "money_when": return answers.answer("when")
    default: return answers.answer(name)
    }
  }

  private func ticket(_ name: Substring, _ context: QuestionContext) -> String? {
    guard let receipt = context.receipt else { return nil }
    for case .ticket(_, let kind, _, let days) in receipt.plan.effects {
      let values = ["days": days.map { context.say(.spanWithin, ["days": "\($0)"]) } ?? ""]
      switch name {
      case "when" where kind == "warranty": return context.say(.answerRepair)
      case "when": return days.map { context.say(.answerTicketDays, ["days": "\($0)"]) }
      case "what" where kind == "warranty": return context.say(.answerRepairOrReplace)
      case "what": return context.say(.answerTicketNext, values)
      case "read": return context.say(.answerTicketRead, values)
      default: return nil
      }
    }
    return nil
  }

  private func handover(_ name: Substring, _ context: QuestionContext) -> String? {
    guard context.conversation.handover != nil else { return nil }
    return context.say(name == "when" ? .answerHandoverWhen : .answerHandoverSees)
  }

  private func topic(of id: String, _ context: QuestionContext) -> Topic? {
    guard let order = context.order else { return nil }
    if id.hasPrefix("order.") { return .order(order.number) }
    if id.hasPrefix("refund.") { return .refund(order.number) }
    return nil
  }
}

extension String {
  fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
