import Knowledge
public import Quantities
import Sentiment
import Shop
import Shopping
import Text

/// The desk's mind: a line in, a turn out.
public struct Agent: Sendable {
  let interpreter: Interpreter
  let desk: Desk
  let policies: [any DialoguePolicy]

  /// Creates an agent that asks `policies` in order.
  public init(
    interpreter: Interpreter, desk: Desk, policies: [any DialoguePolicy] = Self.policies
  ) {
    self.interpreter = interpreter
    self.desk = desk
    self.policies = policies
  }

  /// The policies, in the order they are asked.
  public static var policies: [any DialoguePolicy] {
    [
      EscalationPolicy(), PrivacyPolicy(), OrderItemPolicy(), OpenTaskPolicy(),
      ShoppingPolicy(turn: .goingOn), QuestionPolicy(turn: .known), SmallActPolicy(),
      LookUpPolicy(), OwnOrderPolicy(),
      ShoppingPolicy(turn: .sure), QuestionPolicy(), OrderMentionPolicy(), ChoicePolicy(),
      TransactionPolicy(), IntroductionPolicy(), ShoppingPolicy(), ShoppingPolicy(turn: .words),
      KnowledgePolicy(), SearchPolicy(), FallbackPolicy(),
    ]
  }

  /// The reply to a line, and the conversation after it.
  public func reply(
    to text: String, in conversation: inout Conversation, today: Day
  ) throws -> Turn {
    try readingOnce.answer(text, in: &conversation, today: today)
  }

  /// The same agent, for one turn: what it reads of the shop it reads once.
  var readingOnce: Agent {
    guard let shop = desk.shop, !(shop is ShopReadings) else { return self }
    var desk = desk
    desk.shop = ShopReadings(shop)
    return Agent(interpreter: interpreter, desk: desk, policies: policies)
  }

  private func answer(
    _ text: String, in conversation: inout Conversation, today: Day
  ) throws -> Turn {
    conversation.turn += 1
    conversation.shopping.turnBegins()
    let interpretation = interpret(text, in: &conversation, today: today)
    conversation.note(interpretation)
    if MentionReader(interpretation, desk.spoken).has(.damage), interpretation.tellsTrouble {
      conversation.trouble = text
    }
    let asked = try request(behind: interpretation, in: &conversation, today: today)
    let (requests, areAlike) = requests(in: asked, conversation, today)
    if let shop = desk.shop {
      let identity = IdentityCheck(desk: desk, shop: shop)
      if requests.count > 1 {
        // Who they are may stand beside the second request and is needed for the first.
        identity.gather(interpretation, into: &conversation)
      } else {
        identity.remember(interpretation, in: &conversation)
      }
    }
    var reply = try firstReply(to: requests[0], in: &conversation, on: today)
    if requests.count > 1 {
      conversation.waiting += requests.dropFirst().map(\.utterance.text)
      conversation.waitsAlike = areAlike
    }
    reply = try goOn(after: reply, in: &conversation, on: today)
    noteItem(of: interpretation, in: &conversation)
    conversation.note(reply, at: desk)
    conversation.lineBefore = conversation.customer == nil ? text : nil
    return Turn(number: conversation.turn, interpretation: interpretation, reply: reply)
  }
}

extension Agent {
  /// Takes note of the one thing of the order spoken of that a question names: "it" means it from here on.
  private func noteItem(of line: Interpretation, in conversation: inout Conversation) {
    guard conversation.item?.turn != conversation.turn, line.acts.share(.ask) >= 0.5,
      let number = conversation.order, let order = try? desk.shop?.order(number),
      order.customer == conversation.customer, order.items.count > 1
    else { return }
    let named = ItemReader(line, order, desk).lines(chosen: [], isAsked: false)
    guard named.meant.count == 1, named.excluded.isEmpty else { return }
    conversation.item = SpokenItem(
      order: number, line: named.meant[0], turn: conversation.turn,
      question: line.utterance.text)
  }
}

// Two requests in one line, one after the other.
extension Agent {
  /// What a line asks for: itself, or its parts where it asks for several things. In the middle of a task
  /// a line is one answer.
  private func requests(
    in line: Interpretation, _ conversation: Conversation, _ today: Day
  ) -> (lines: [Interpretation], areAlike: Bool) {
    guard conversation.flow == nil || conversation.flow?.isOffered == true,
      conversation.handover == nil
    else { return ([line], false) }
    func read(_ text: String) -> Interpretation {
      interpreter.interpret(text, language: line.utterance.language, today: today)
    }
    let parts = RequestSplitter(spoken: desk.spoken, read: read).parts(of: line)
    let several = SeveralOrders(desk: desk)
    if parts.count > 1 {
      let single = parts.flatMap { part in
        let orders = several.lines(of: part, in: conversation)
        return orders.count > 1 ? orders.map(read) : [part]
      }
      return (single, false)
    }
    let orders = several.lines(of: line, in: conversation)
    return orders.count > 1 ? (orders.map(read), true) : ([line], false)
  }

  /// A reply, followed by the answer to what still waits, as soon as nothing else is open.
  func goOn(
    after reply: Reply, in conversation: inout Conversation, on today: Day
  ) throws -> Reply {
    if reply.handover != nil { conversation.waiting = [] }
    guard !conversation.waiting.isEmpty, conversation.choice == nil,
      conversation.flow == nil || conversation.flow?.isOffered == true
    else { return reply }
    conversation.flow = nil
    let text = conversation.waiting.removeFirst()
    let line = interpreter.interpret(text, language: conversation.language, today: today)
    var next = try firstReply(to: line, in: &conversation, on: today)
    if conversation.waitsAlike { next = try alike(next, line, in: &conversation, on: today) }
    // Two parts of a line that come to the same have one answer.
    if next.text == reply.text { return try goOn(after: reply, in: &conversation, on: today) }
    let joined = reply.followed(
      by: next, desk.say(.nextRequest, in: &conversation))
    return try goOn(after: joined, in: &conversation, on: today)
  }
}

extension Agent {
  /// The line; where it answers "did you mean", the line that was asked about, its intent settled.
  func interpret(
    _ text: String, in conversation: inout Conversation, today: Day
  ) -> Interpretation {
    let line = interpreter.interpret(
      text, language: conversation.language, today: today, after: conversation.question,
      hasBegun: conversation.turn > 1)
    guard let chosen = conversation.resolveChoice(line) else { return line }
    return interpreter.interpret(chosen.text, language: conversation.language, today: today)
      .settled(on: chosen.meaning, answer: line)
  }

  func firstReply(
    to interpretation: Interpretation, in conversation: inout Conversation, on today: Day
  ) throws -> Reply {
    var desk = desk
    desk.today = today
    var line = interpretation
    line.askedOfGoods = GoodsQuestion(desk: desk).asked(in: line, conversation)
    for policy in policies {
      var next = conversation
      if let reply = try policy.reply(to: line, in: &next, at: desk) {
        conversation = next
        return reply
      }
    }
    // The last policy always speaks; this is for a list of policies that somebody else chose.
    return Reply("…", policy: "none")
  }
}

extension Conversation {
  mutating func note(_ interpretation: Interpretation) {
    language = preferredLanguage ?? interpretation.utterance.language
    // A number or an address in between says nothing of the mood.
    let words = interpretation.utterance.tokens.filter { $0.kind == .word || $0.kind == .han }
    guard words.count >= 3 else { return }
    moods = Array((moods + [interpretation.sentiment.compound]).suffix(5))
  }

  mutating func note(_ reply: Reply, at desk: Desk) {
    if flow.map({ !$0.isOffered }) ?? (reply.question == "done") { dropped = nil }
    lastReply = reply.text
    lastAction = reply.action
    question = reply.question
    if let article = reply.article, !reply.isFact {
      let intents = desk.knowledge.article(id: article, language: language)?.intents ?? []
      topics.note(.article(id: article, intents: intents))
    }
    if handover != nil || reply.handover != nil { topics.note(.handover) }
    if let handover = reply.handover { self.handover = handover }
    colleague.isAnswered()
    if reply.policy != FallbackPolicy().name { misunderstood = 0 }
  }
}
