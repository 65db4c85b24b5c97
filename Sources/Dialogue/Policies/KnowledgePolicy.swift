import Intents
import Knowledge
import Text

/// Answers from the article of the intent.
struct KnowledgePolicy: DialoguePolicy {
  let name = "knowledge"
  /// Whether another task is open: then nothing is offered to be done.
  var isAside = false

  /// A colleague reads along: what is not plain is theirs to answer.
  private static let leastBesideColleague = 0.5

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard let intent = Answer.plain(interpretation) ?? interpretation.intent else { return nil }
    // “赔不赔” denies nothing.
    if interpretation.utterance.setsVerbAgainstDenial, ["affirm", "deny"].contains(intent) {
      return nil
    }
    if intent == "repeat", let last = conversation.lastReply {
      return Reply(last, policy: name)
    }
    if conversation.handover != nil, Answer.plain(interpretation) == nil,
      interpretation.confidence < Self.leastBesideColleague
    {
      return Reply(desk.say(.handoverWaiting, in: &conversation), policy: name, action: "handover")
    }
    guard let article = desk.article(for: intent, interpretation, conversation) else {
      // What was asked is clear, and nothing is written about it: better said than searched for.
      guard interpretation.intents.decision == .intent else { return nil }
      return Reply(desk.say(.notKnown, in: &conversation), policy: name)
    }
    if let task = Task(rawValue: intent), task.needsOrder, desk.shop != nil,
      !isAside, conversation.flow == nil, conversation.handover == nil, conversation.lastDone == nil
    {
      // The number of an order in the next line is for what was just explained.
      conversation.flow = Flow(task)
      conversation.flow?.isOffered = true
      return TransactionPolicy().offer(article, interpretation, &conversation, desk)
    }
    return Reply(
      desk.answer(article, to: interpretation, in: &conversation), policy: name,
      article: article.id,
      alternatives: desk.alternatives(to: article, interpretation, conversation))
  }
}

/// Answers from the article that fits the words best, when no intent does.
struct SearchPolicy: DialoguePolicy {
  let name = "search"

  /// Below it a hit shares a word or two with the line by chance.
  private static let leastScore = 0.5

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard interpretation.intents.decision != .outOfScope || interpretation.confidence > 0.1,
      let hit = desk.knowledge.search(interpretation.utterance, limit: 1).first,
      hit.score >= Self.leastScore
    else { return nil }
    return Reply(
      desk.answer(hit.article, to: interpretation, in: &conversation), policy: name,
      article: hit.article.id)
  }
}

extension Desk {
  /// The article for an intent: of several, the one whose words fit the line best.
  func article(
    for intent: String, _ interpretation: Interpretation, _ conversation: Conversation
  ) -> Article? {
    let language = conversation.language
    let articles = knowledge.articles(for: intent, language: language)
    guard articles.count > 1 else { return articles.first }
    let hits = knowledge.search(
      interpretation.utterance, limit: 12, priors: [intent: interpretation.confidence])
    let ids = Set(articles.map(\.id))
    return hits.first { ids.contains($0.article.id) }?.article ?? articles.first
  }

  /// Two other answers an agent might give instead.
  func alternatives(
    to article: Article, _ interpretation: Interpretation, _ conversation: Conversation
  ) -> [String] {
    var texts: [String] = []
    for score in interpretation.intents.scores.dropFirst().prefix(3) {
      let other = knowledge.articles(
        for: score.intent.rawValue, language: conversation.language
      ).first
      if let other, other.id != article.id { texts.append(text(of: other)) }
    }
    return Array(texts.prefix(2))
  }
}
