import Entities
import Intents
import Knowledge
import Shop
import Text

/// Answers a question from what is spoken of, before any article or task is thought of.
struct QuestionPolicy: DialoguePolicy {
  /// When it speaks.
  enum Turn {
    /// Ahead of all that a line may mean besides: only what is asked nearly as a known way to ask has it.
    case known
    /// Before articles and tasks.
    case likely
  }

  let name = "answer"
  var turn = Turn.likely

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    if turn == .known { return known(interpretation, &conversation, desk) }
    guard Self.asks(interpretation, conversation, desk.spoken),
      // “换成乌木的” is to be done, not to be told of.
      interpretation.asksInForm || interpretation.acts.share(of: .request, .correct) < 0.5
        || !interpretation.namesOption(desk)
    else { return nil }
    guard let answer = QuestionAnswerer(desk: desk).answer(to: interpretation, in: conversation),
      !Self.isForArticle(interpretation, answer, conversation, desk),
      // "And my other order?" asks nothing of the one spoken of.
      !answer.fact.id.hasPrefix("order.") || answer.fact.id == "order.others"
        || !MentionReader(interpretation, desk.spoken).has(.otherOrder)
    else { return nil }
    guard !Self.isForOther(interpretation, answer, conversation, desk) else { return nil }
    return Self.reply(with: answer, in: &conversation, at: desk)
  }

  /// Whether an intent that is sure of itself has an article or a task of its own, and the fact is not so
  /// probable that it goes ahead.
  private static func isForOther(
    _ line: Interpretation, _ answer: QuestionAnswerer.Answer, _ conversation: Conversation,
    _ desk: Desk
  ) -> Bool {
    guard line.intents.decision == .intent, let own = line.intent,
      !emptyIntents.contains(own) || answer.fact.answer != nil
    else { return false }
    let topics = QuestionAnswerer.topics(of: conversation)
    // What was just done, planned or said is likelier meant than what is so in general.
    let weight = answer.fact.about.reduce(0) { max($0, topics[$1] ?? 0) }
    let isSpokenOf = weight >= QuestionAnswerer.spokenOf
    let least = isSpokenOf ? QuestionAnswerer.onTopic : QuestionAnswerer.sure
    let hasArticle = !desk.knowledge.articles(for: own, language: conversation.language).isEmpty
    if answer.fact.answer == nil {
      return line.confidence >= leastCertain && topics[own] == nil && hasArticle
        && answer.score < least
    }
    guard line.confidence >= leastClear, answer.score < least else { return false }
    if isSpokenOf, !answer.fact.about.contains(own), answer.subject >= leastSubject,
      answer.score >= leastOfSubject
    {
      return false
    }
    // A first question gets the article, one that goes on the fact.
    return topics[own] == nil && hasArticle || !answer.fact.about.contains(own)
  }

  /// Intents that say nothing of what a line is about.
  private static let emptyIntents: Set<String> = [
    "help", "repeat", "affirm", "deny", "stop", "greet",
  ]

  /// From here on a line goes on with what was spoken of, and from here on a fact of it is what was asked.
  private static let leastSubject = 0.35
  private static let leastOfSubject = 0.15
  /// From here on the intent of a line is clear.
  private static let leastClear = 0.6
  /// From here on what the shop's book says of an order gives way to it.
  private static let leastCertain = 0.8

  /// The answer to a line that hardly asks for anything else.
  private func known(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    let task = line.intents.decision == .intent ? line.intent.flatMap(Task.init) : nil
    guard conversation.flow?.isOffered ?? true, line.entities(.orderNumber).isEmpty,
      // What was just done and is put right or taken back is no question.
      conversation.question != "done" || line.asksInForm
        || !line.acts.has(anyOf: .correct, .undo, .refuse),
      task == nil || line.acts.share(.request) < 0.5,
      line.utterance.tokens.count >= 2 || conversation.question == "answer",
      let answer = QuestionAnswerer(desk: desk).answer(
        to: line, in: conversation, least: QuestionAnswerer.certain),
      !Self.isForArticle(line, answer, conversation, desk)
    else { return nil }
    let isOfGoods = answer.fact.about.contains { $0.hasPrefix("product") }
    guard !isOfGoods, !MentionReader(line, desk.spoken).has(.otherOrder) else { return nil }
    return Self.reply(with: answer, in: &conversation, at: desk)
  }

  /// Whether an article answers what a first line wants, and says all that belongs to it; a question that is
  /// put nearly as a fact has it still gets the fact.
  private static func isForArticle(
    _ line: Interpretation, _ answer: QuestionAnswerer.Answer, _ conversation: Conversation,
    _ desk: Desk
  ) -> Bool {
    guard answer.fact.answer != nil, answer.similarity < leastNew,
      conversation.topics.weights.isEmpty, line.intents.decision == .intent,
      line.confidence >= 0.6, let own = line.intent
    else { return false }
    return !desk.knowledge.articles(for: own, language: conversation.language).isEmpty
  }

  /// How like a known way to ask a first question must be to get a fact instead of its article.
  private static let leastNew = 0.88

  /// Whether a line asks what may be answered from what is spoken of: a question that opens no task of its
  /// own, or a remark that goes on with what was answered last.
  static func asks(
    _ line: Interpretation, _ conversation: Conversation, _ spoken: SpokenPhrases
  ) -> Bool {
    let acts = line.acts
    let isAsking =
      acts.share(.ask) >= 0.45 || line.asksInForm && acts.share(.ask) >= 0.15
      || line.utterance.setsVerbAgainstDenial
    let isAfterText = conversation.question == "answer" || conversation.goesOnFromText
    let goesOn =
      isAfterText
      && acts.share(of: .tell, .complain, .ask, .request, .correct) >= 0.6
    // After a text a mere "and for next time" asks something of it.
    let isOfText =
      isAfterText && (acts.share(.ask) >= 0.3 || line.isQuestionShaped(spoken))
    guard isAsking || goesOn || isOfText else { return false }
    // An order that is named is looked up first.
    if conversation.customer == nil, !line.entities(.orderNumber).isEmpty { return false }
    // "Sorry, I meant 14155", "in ebony please": to be done, not to be told of.
    let mentions = MentionReader(line, spoken)
    if !isAsking, acts.share(of: .request, .correct) >= 0.5,
      mentions.has(.changesOption) || !line.entities(.orderNumber).isEmpty
        || !TaskVerbs(line, spoken).meant.isEmpty
    {
      return false
    }
    guard let task = line.intent.flatMap(Task.init), line.intents.decision == .intent else {
      return true
    }
    if conversation.goesOnFromText, conversation.customer == nil {
      return acts.share(.request) < 0.5
    }
    // Who is not known yet asks for a look into the order; whoever names another order means that one.
    if conversation.customer == nil {
      return !task.isLookUp && task != .orderHistory && line.entities(.orderNumber).isEmpty
        && acts.share(.ask) > acts.share(.request)
    }
    let number = line.text(.orderNumber)
    return (number == nil || number == conversation.order) && acts.share(.request) < 0.5
  }

  /// The answer as a reply; said before, it is said as such.
  static func reply(
    with answer: QuestionAnswerer.Answer, in conversation: inout Conversation, at desk: Desk
  ) -> Reply {
    let key = "fact " + answer.text
    let time = conversation.said[key, default: 0]
    conversation.said[key] = time + 1
    if let topic = answer.topic {
      conversation.topics.note(topic)
      if case .order(let number) = topic { conversation.order = number }
    }
    var text = answer.text
    if time > 0 { text = desk.say(.again, in: &conversation) + text }
    if time > 1 { text += desk.say(.againColleague, in: &conversation) }
    return Reply(text, policy: "answer", article: answer.fact.answer == nil ? nil : answer.fact.id)
  }
}
