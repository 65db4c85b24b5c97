import Entities
import Intents
import Knowledge
public import Quantities
import Shop
import Text

/// How a line is answered: as the desk reads it, or as an agent who sits there decides.
public enum Reading: Hashable, Sendable {
  /// As it stands.
  case asItStands
  /// As if it meant this intent.
  case intent(String)
  /// With this article.
  case article(String)
  /// As if it had not been understood.
  case unclear
}

/// What an agent may say to a line: the desk's own answer and others, each a way to go on.
public struct Suggestions: Sendable {
  /// The desk's own answer.
  public let turn: Turn
  /// Other answers, none like it or like each other, the likeliest first.
  public let alternatives: [Alternative]
  /// What the shop's policy says on the matter.
  public let facts: [String]
  /// The conversation as it would be after the desk's own answer.
  public let after: Conversation

  /// Another answer.
  public struct Alternative: Hashable, Sendable {
    /// How the line is read for it.
    public let reading: Reading
    /// What would be said.
    public let text: String
    /// The article that it is from, by its id.
    public let article: String?
  }
}

extension Agent {
  /// What could be said to a line. Nothing is done: neither the conversation nor the shop changes.
  public func suggestions(
    for text: String, in conversation: Conversation, today: Day, limit: Int = 2
  ) throws -> Suggestions {
    let rehearsal = rehearsing()
    var after = conversation
    let turn = try rehearsal.reply(to: text, in: &after, today: today)
    var alternatives: [Suggestions.Alternative] = []
    var texts: Set<String> = [turn.reply.text]
    for reading in readings(of: turn, in: conversation) where alternatives.count < limit {
      var other = conversation
      let reply = try rehearsal.reply(to: text, read: reading, in: &other, today: today).reply
      if texts.insert(reply.text).inserted {
        alternatives.append(
          Suggestions.Alternative(reading: reading, text: reply.text, article: reply.article))
      }
    }
    return Suggestions(
      turn: turn, alternatives: alternatives,
      facts: try facts(on: turn.interpretation, before: conversation, after: after, today: today),
      after: after)
  }

  /// Other ways to read a line: the runners-up, an article that fits its words, a person, "say it again".
  private func readings(of turn: Turn, in conversation: Conversation) -> [Reading] {
    let line = turn.interpretation
    var readings: [Reading] = []
    if conversation.flow?.awaiting == .confirmation {
      readings += [.intent("affirm"), .intent("deny")]
    }
    let least =
      line.intents.decision == .outOfScope ? Self.leastOutOfScope : Self.leastConfidence
    readings += line.intents.scores.prefix(4)
      .filter { $0.confidence >= least && $0.intent.rawValue != "out_of_scope" }
      .map { .intent($0.intent.rawValue) }
    readings += desk.knowledge.search(line.utterance, limit: 3)
      .filter { $0.score >= Self.leastScore && $0.article.id != turn.reply.article }
      .map { .article($0.article.id) }
    if conversation.handover == nil { readings.append(.intent("contact_human_agent")) }
    let isClear = line.intents.decision == .intent && line.confidence >= Self.clear
    return isClear ? readings : readings + [.unclear, .intent("help")]
  }

  /// From here on nobody would ask for other words.
  private static let clear = 0.8
  /// Below it a runner-up is noise.
  private static let leastConfidence = 0.15
  /// The same where the line probably means none of them.
  private static let leastOutOfScope = 0.3
  /// Below it an article shares a word or two with the line by chance.
  private static let leastScore = 0.3

  /// The same agent on a shop in which whatever is done is taken back at once.
  func rehearsing() -> Agent {
    var desk = desk
    desk.shop = desk.shop.map { ShopReadings($0.rehearsal()) }
    return Agent(interpreter: interpreter, desk: desk, policies: policies)
  }

  /// The reply to a line as an agent reads it, and the conversation after it.
  public func reply(
    to text: String, read reading: Reading, in conversation: inout Conversation, today: Day
  ) throws -> Turn {
    if reading == .asItStands { return try reply(to: text, in: &conversation, today: today) }
    return try readingOnce.answer(text, read: reading, in: &conversation, today: today)
  }

  private func answer(
    _ text: String, read reading: Reading, in conversation: inout Conversation, today: Day
  ) throws -> Turn {
    conversation.turn += 1
    var line = interpret(text, in: &conversation, today: today)
    if case .intent(let name) = reading { line = line.read(as: name) }
    conversation.note(line)
    var reply: Reply
    switch reading {
    case .article(let id):
      reply = try self.reply(with: id, to: line, in: &conversation, on: today)
    case .unclear:
      reply = Reply(
        desk.say(
          .rephrase, in: &conversation, ["example": desk.policy.orderNumberExample]),
        policy: FallbackPolicy().name, awaiting: "rephrase")
    default:
      reply = try firstReply(to: line, in: &conversation, on: today)
    }
    reply = try goOn(after: reply, in: &conversation, on: today)
    conversation.note(reply, at: desk)
    return Turn(number: conversation.turn, interpretation: line, reply: reply)
  }

  /// An article as the answer; what is open stays open.
  private func reply(
    with id: String, to line: Interpretation, in conversation: inout Conversation, on today: Day
  ) throws -> Reply {
    guard let article = desk.knowledge.article(id: id, language: conversation.language) else {
      return try firstReply(to: line, in: &conversation, on: today)
    }
    let reply = Reply(
      desk.answer(article, to: line, in: &conversation), policy: KnowledgePolicy().name,
      article: article.id)
    guard let shop = desk.shop, let flow = conversation.flow, !flow.isOffered else { return reply }
    var desk = desk
    desk.today = today
    let engine = FlowEngine(desk: desk, shop: shop, policy: OpenTaskPolicy().name)
    return try engine.goOn(after: reply, line, in: &conversation) ?? reply
  }
}

extension Interpretation {
  /// The line as if it meant an intent; a yes or no in it would gainsay that.
  fileprivate func read(as intent: String) -> Interpretation {
    Interpretation(
      utterance: utterance, entities: entities.filter { $0.kind != .yesNo }, intents: intents,
      sentiment: sentiment
    ).settled(on: .intent(intent), answer: self)
  }
}

extension Conversation {
  /// Puts an agent's own words in the place of what the desk would have said.
  public mutating func amend(lastReply text: String) { lastReply = text }
}
