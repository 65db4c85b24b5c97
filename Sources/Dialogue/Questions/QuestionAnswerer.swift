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
    /// How probably anything of what is spoken of was asked for: many facts of one subject share that.
    let subject: Double
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
  /// How much must be spoken of for that.
  static let spokenOf = 0.7
  /// Ahead of all that a line may mean besides. The three were chosen on development conversations.
  static let certain = 0.94

  /// The answer; `nil` where nothing that is known is `least` probable, or where the line is nearest to a
  /// general way to ask for an article, which then speaks.
  func answer(
    to line: Interpretation, in conversation: Conversation, least: Double = Self.likely
  ) -> Answer? {
    guard let index = desk.facts[line.utterance.language] else { return nil }
    let context = QuestionContext(line, conversation, desk)
    let asked = Asked(
      index: index, topics: topics(line, conversation, context), context: context)
    let found = asking(line).map { first(of: $0, asked, least: least) }
    guard case .fact(let answer)? = found.max(by: { $0.probability < $1.probability }) else {
      return nil
    }
    return joined(answer, with: others(line, asked), asked.context.language)
  }

  /// What all questions of a line are asked of.
  private struct Asked {
    let index: FactIndex
    let topics: [String: Double]
    let context: QuestionContext
  }

  /// What is found for a question.
  private enum Found {
    case fact(Answer)
    /// An article as a whole, and how probably it is asked for.
    case article(Double)
    case nothing

    var probability: Double {
      switch self {
      case .fact(let answer): answer.score
      case .article(let probability): probability
      case .nothing: 0
      }
    }
  }

  /// The first answer that is known and `least` probable. What cannot be answered leaves its chances to the
  /// rest.
  private func first(of question: Utterance, _ asked: Asked, least: Double) -> Found {
    let context = asked.context
    let computed = ComputedAnswers(context: context)
    let matches = asked.index.matches(
      for: question, topics: asked.topics, limit: Self.mostMatches, without: computed.missing)
    var left = 1.0
    for match in ownFirst(matches, computed) {
      let probability = match.probability / max(left, Self.leastLeft)
      guard probability >= least else { continue }
      if match.fact.id.hasPrefix(Self.wholeArticle) {
        // Nobody wants to read it twice: its facts are likelier meant.
        if context.conversation.said["article " + match.fact.id.dropFirst(Self.wholeArticle.count)]
          == nil
        {
          return .article(probability)
        }
        left -= match.probability
        continue
      }
      let text = match.fact.answer.map { filled($0, context.line.utterance.language) }
      // "Are you real?" asks nothing of a colleague as long as none was called.
      let isOfColleague = match.fact.id.hasPrefix(Self.ofColleague)
      guard !isOfColleague || context.conversation.handover != nil,
        let text = text ?? computed.answer(match.fact.id)
      else {
        left -= match.probability
        continue
      }
      let ofSubject = matches.filter { $0.topic >= Self.spokenOf }
      return .fact(
        Answer(
          text: text, fact: match.fact, score: probability,
          subject: ofSubject.reduce(0) { $0 + $1.probability } / max(left, Self.leastLeft),
          similarity: match.similarity,
          topic: match.fact.answer == nil
            ? computed.topic(of: match.fact.id)
            : .article(id: match.fact.id, intents: match.fact.about)))
    }
    return .nothing
  }

  /// What the names of general ways to ask for an article begin with.
  private static let wholeArticle = "article."
  /// What the names of facts begin with that are so only once a colleague was called.
  private static let ofColleague = "handover-"
  private static let mostMatches = 8
  /// What the classifier's opinion counts beside what is spoken of, and after a text.
  private static let trust = 0.8
  private static let trustInText = 0.5
  /// What is nearly certain and cannot be answered makes the rest no surer than this much of it would.
  private static let leastLeft = 0.4

  /// The matches, the first that the customer's own data can answer ahead of sentences for everybody that are
  /// hardly more probable.
  private func ownFirst(
    _ matches: [FactIndex.Match], _ computed: ComputedAnswers
  ) -> [FactIndex.Match] {
    guard computed.context.order != nil, let best = matches.first, best.fact.answer != nil,
      let place = matches.firstIndex(where: {
        $0.fact.answer == nil && $0.probability >= Self.ownShare * best.probability
          && computed.answer($0.fact.id) != nil
      })
    else { return matches }
    return [matches[place]] + matches[..<place] + matches[(place + 1)...]
  }

  /// How probable an answer from the customer's own data must be, seen from the most probable one.
  private static let ownShare = 0.4

  /// What each clause of a line asks by itself, from the customer's own data: "where does it go, and when?"
  private func others(_ line: Interpretation, _ asked: Asked) -> [Answer] {
    let clauses = Clauses.ranges(in: line.utterance).filter { clause in
      // "Right?" asks nothing of its own.
      line.utterance.tokens.count { $0.kind != .symbol && $0.range.overlaps(clause) } > 1
    }
    guard (2...3).contains(clauses.count) else { return [] }
    return clauses.compactMap { range in
      guard
        case .fact(let answer) = first(
          of: line.utterance.clause(range), asked, least: Self.onTopic),
        answer.fact.answer == nil, !Self.sayWhole.contains(answer.fact.id)
      else { return nil }
      return answer
    }
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
      score: answer.score, subject: answer.subject, similarity: answer.similarity,
      topic: answer.topic)
  }

  /// The line, and its clauses that ask: what is told beside a question hides it.
  private func asking(_ line: Interpretation) -> [Utterance] {
    guard line.acts.acts.count > 1 else { return [line.utterance] }
    return [line.utterance]
      + line.acts.acts.filter { $0.kind == .ask }.map { line.utterance.clause($0.range) }
  }

  /// What is spoken of, with its weight: the open task first, then the topics, then what the classifier
  /// hears in the line itself.
  private func topics(
    _ line: Interpretation, _ conversation: Conversation, _ context: QuestionContext
  ) -> [String: Double] {
    var topics = Self.topics(of: conversation)
    if !line.entities(.orderNumber).isEmpty {
      topics["order"] = 1
      topics["handover"] = nil
    }
    // "And the woks, what day?": of the order that holds them.
    if context.isOrderNamed, conversation.flow?.plan == nil { topics["order"] = 1 }
    if let open = context.openReturn {
      let task: Task = open.kind == .return ? .returnItem : .exchangeItem
      let spokenOf = topics["order"] ?? topics["refund"] ?? 0
      topics[task.rawValue] = max(topics[task.rawValue] ?? 0, spokenOf)
    }
    // "When do I see the 59.80": the sum says which money is meant.
    if conversation.receipts.contains(where: { $0.plan.refunds(anyOf: line) }) {
      topics["receipt"] = 1
    }
    // A question that goes on from a text leaves out what it is about, and the classifier can only guess.
    let trust = conversation.goesOnFromText ? Self.trustInText : Self.trust
    for score in line.intents.scores.prefix(3) {
      let name = score.intent.rawValue
      var weight = trust * score.confidence
      // "When does it come?" asks of one's own parcel, as long as one is spoken of.
      if let own = Self.ownTopics[name]?.max(by: { topics[$0] ?? 0 < topics[$1] ?? 0 }),
        topics[own, default: 0] >= Self.spokenOf
      {
        topics[own] = max(topics[own] ?? 0, weight)
        weight *= Self.shareInGeneral
      }
      topics[name] = max(topics[name] ?? 0, weight)
    }
    return topics
  }

  /// Intents that ask in general what is asked of one's own order or money while that is spoken of.
  static let ownTopics: [String: [String]] = [
    "delivery_period": ["order"], "track_order": ["order"],
    "track_refund": ["refund", "receipt"],
  ]
  /// What is left to the general answers then.
  private static let shareInGeneral = 0.5

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
    if conversation.flow == nil, conversation.planLetGo != nil {
      raise("plan", conversation.lastAction == "dropped" ? 0.9 : 0.5)
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
