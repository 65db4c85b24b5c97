import Entities
import Intents
import Knowledge
import Quantities
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
    /// How probably it is what was asked for.
    let score: Double
    /// How much of the question and a known way to ask it are the same.
    let similarity: Double
    /// What the answer speaks of now.
    let topic: Topic?
  }

  /// From which probability on a fact is said: to a line that asks, where an article would be the next
  /// best.
  static let likely = 0.1
  /// Where an article or a task of its own fits the line, too.
  static let sure = 0.8
  /// The same, of what is spoken of.
  static let onTopic = 0.4
  /// Ahead of all that a line may mean besides. The three were chosen on development conversations.
  static let certain = 0.94

  /// The answer; `nil` where nothing that is known is `least` probable.
  func answer(
    to line: Interpretation, in conversation: Conversation, least: Double = Self.likely
  ) -> Answer? {
    guard let index = desk.facts[line.utterance.language] else { return nil }
    let topics = topics(line, conversation)
    let context = QuestionContext(line, conversation, desk)
    return first(of: matches(line, in: index, topics: topics), context, least: least)
      .map { joined($0, with: others(line, in: index, topics, context), context.language) }
  }

  /// The first answer that is known and `least` probable.
  private func first(
    of matches: [FactIndex.Match], _ context: QuestionContext, least: Double
  ) -> Answer? {
    let line = context.line
    for match in ownFirst(matches, context) where match.probability >= least {
      // Nearest to a general way to ask for an article: then the article speaks.
      if match.fact.id.hasPrefix("article.") { return nil }
      if let answer = match.fact.answer {
        guard let text = filled(answer, line.utterance.language) else { continue }
        return Answer(
          text: text, fact: match.fact, score: match.probability,
          similarity: match.similarity,
          topic: .article(id: match.fact.id, intents: match.fact.about))
      }
      if let text = computed(match.fact.id, context) {
        return Answer(
          text: text, fact: match.fact, score: match.probability,
          similarity: match.similarity,
          topic: topic(of: match.fact.id, context))
      }
    }
    return nil
  }

  /// The matches, the first that the customer's own data can answer ahead of sentences for everybody that are
  /// hardly more probable.
  private func ownFirst(
    _ matches: [FactIndex.Match], _ context: QuestionContext
  ) -> [FactIndex.Match] {
    guard context.order != nil, let best = matches.first, best.fact.answer != nil,
      let place = matches.firstIndex(where: {
        $0.fact.answer == nil && $0.probability >= Self.ownShare * best.probability
          && computed($0.fact.id, context) != nil
      })
    else { return matches }
    return [matches[place]] + matches[..<place] + matches[(place + 1)...]
  }

  /// How probable an answer from the customer's own data must be, seen from the most probable one.
  private static let ownShare = 0.4

  /// What each clause of a line asks by itself, from the customer's own data: "where does it go, and when?"
  private func others(
    _ line: Interpretation, in index: FactIndex, _ topics: [String: Double],
    _ context: QuestionContext
  ) -> [Answer] {
    let clauses = Clauses.ranges(in: line.utterance).filter { clause in
      // "Right?" asks nothing of its own.
      line.utterance.tokens.count { $0.kind != .symbol && $0.range.overlaps(clause) } > 1
    }
    guard (2...3).contains(clauses.count) else { return [] }
    return clauses.compactMap { range in
      first(
        of: index.matches(for: line.utterance.clause(range), topics: topics, limit: 3), context,
        least: Self.onTopic)
    }.filter { $0.fact.answer == nil && !Self.sayWhole.contains($0.fact.id) }
  }

  /// Answers that tell the whole of what is planned or was done: they stand alone.
  private static let sayWhole: Set<String> = ["receipt.done", "plan.what", "return.items"]

  /// An answer with those to the other clauses, in their order, none of them twice.
  private func joined(_ answer: Answer, with others: [Answer], _ language: Language) -> Answer {
    guard answer.fact.answer == nil, others.count > 1,
      others.contains(where: { $0.fact.id == answer.fact.id })
    else { return answer }
    var texts: [String] = []
    for other in others where !texts.contains(other.text) { texts.append(other.text) }
    return Answer(
      text: texts.joined(separator: language == .chinese ? "" : " "), fact: answer.fact,
      score: answer.score,
      similarity: answer.similarity, topic: answer.topic)
  }

  /// The facts nearest to the line or to one of its clauses that ask: what is told beside a question hides it.
  private func matches(
    _ line: Interpretation, in index: FactIndex, topics: [String: Double]
  ) -> [FactIndex.Match] {
    var found = index.matches(for: line.utterance, topics: topics, limit: 6)
    let asking = line.acts.acts.filter { $0.kind == .ask }
    guard line.acts.acts.count > 1, !asking.isEmpty else { return found }
    for act in asking {
      found += index.matches(for: line.utterance.clause(act.range), topics: topics, limit: 6)
    }
    return found.sorted { ($1.probability, $0.fact.id) < ($0.probability, $1.fact.id) }
  }

  /// What is spoken of, with its weight: the open task first, then the topics, then what the classifier
  /// hears in the line itself.
  private func topics(_ line: Interpretation, _ conversation: Conversation) -> [String: Double] {
    var topics = Self.topics(of: conversation)
    if !line.entities(.orderNumber).isEmpty {
      topics["order"] = 1
      topics["handover"] = nil
    }
    // "When do I see the 59.80": the sum says which money is meant.
    if conversation.receipts.contains(where: { $0.plan.refunds(anyOf: line) }) {
      topics["receipt"] = 1
    }
    for score in line.intents.scores.prefix(3) {
      let name = score.intent.rawValue
      topics[name] = max(topics[name] ?? 0, 0.8 * score.confidence)
    }
    return topics
  }

  /// What is spoken of before a line is read.
  static func topics(of conversation: Conversation) -> [String: Double] {
    var topics = conversation.topics.weights
    func raise(_ name: String, _ weight: Double) { topics[name] = max(topics[name] ?? 0, weight) }
    if let weight = topics["receipt"], let receipt = conversation.receipts.last {
      raise(receipt.plan.request.intent, 0.9 * weight)
    }
    if let flow = conversation.flow, !flow.isOffered {
      for (name, weight) in topics { topics[name] = weight * 0.7 }
      raise(flow.task.rawValue, 0.9)
      if flow.plan != nil { raise("plan", 1) }
      if flow.order != nil { raise("order", 0.6) }
      if let awaited = flow.awaiting { raise(awaited.rawValue, 1) }
    }
    if conversation.handover != nil {
      raise(
        "handover", ["handover", "escalation"].contains(conversation.lastAction ?? "") ? 1 : 0.8)
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
    case "order":
      return context.order.flatMap { OrderAnswers(context: context, order: $0).answer(name) }
    case "refund":
      return context.order.flatMap { RefundAnswers(context: context, order: $0).answer(name) }
    case "plan":
      return (context.plan ?? context.receipt?.plan).flatMap {
        PlanAnswers(context: context, plan: $0).answer(name)
      }
    case "return", "receipt": return done(name, context)
    case "ticket": return ticket(name, context)
    case "handover" where context.line.entities(.orderNumber).isEmpty:
      return handover(name, context)
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
    if id == "order.return_until" {
      return .article(id: "return-item", intents: [Task.returnItem.rawValue])
    }
    if id.hasPrefix("order.") { return .order(order.number) }
    if id.hasPrefix("refund.") { return .refund(order.number) }
    return nil
  }
}

extension Utterance {
  /// A part of the text as an utterance of its own, in the language of the whole.
  fileprivate func clause(_ range: Range<Int>) -> Utterance {
    let clause = Tokenizer().utterance(String(self[range]), fallback: language)
    return Utterance(text: clause.text, tokens: clause.tokens, language: language)
  }
}

extension Plan {
  /// Whether a sum that a line names is one of those that go back.
  fileprivate func refunds(anyOf line: Interpretation) -> Bool {
    let numbers = Set(
      line.utterance.tokens.filter { $0.kind == .number }.map { String(line.utterance[$0]) })
    return effects.contains { effect in
      guard case .refund(_, let amount, _, _, _) = effect else { return false }
      return numbers.contains(amount.display.filter { $0.isNumber || $0 == "." })
    }
  }
}

extension Request {
  /// The intent that asks for it.
  var intent: String {
    switch self {
    case .cancel: Task.cancelOrder.rawValue
    case .changeAddress: Task.changeAddress.rawValue
    case .changePayment: Task.changePayment.rawValue
    case .changeItems: Task.changeOrder.rawValue
    case .returnItems: Task.returnItem.rawValue
    case .exchangeItems: Task.exchangeItem.rawValue
    case .reportProblem(_, _, .damaged, _): Task.reportDamaged.rawValue
    case .reportProblem(_, _, .missing, _): Task.reportMissing.rawValue
    case .reportProblem(_, _, .wrong, _): Task.reportWrong.rawValue
    case .claimWarranty: Task.warranty.rawValue
    case .complain: Task.complaint.rawValue
    case .sendInvoice: Task.getInvoice.rawValue
    case .setDefaultAddress: Task.setDefaultAddress.rawValue
    }
  }
}

extension String {
  fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
