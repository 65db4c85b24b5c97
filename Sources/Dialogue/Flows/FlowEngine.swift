import Entities
import Intents
import Quantities
import Sentiment
import Shop
import Text

/// Carries a task forward: fills its slots from a line, asks for the first that lacks, does it at the end.
struct FlowEngine {
  let desk: Desk
  let shop: any ShopStore
  let policy: String

  private var identity: IdentityCheck { IdentityCheck(desk: desk, shop: shop) }

  /// Takes from a line whatever the task can use; `true` when that was anything.
  @discardableResult
  func fill(from interpretation: Interpretation, in conversation: inout Conversation) -> Bool {
    let before = (conversation.flow, conversation.clues)
    identity.gather(interpretation, into: &conversation)
    if var flow = conversation.flow {
      SlotFiller(desk: desk, shop: shop).fill(&flow, from: interpretation, conversation)
      conversation.flow = flow
    }
    return before.0 != conversation.flow || before.1 != conversation.clues
  }

  /// The next step: a question for what lacks, or the thing done.
  func advance(
    _ interpretation: Interpretation, in conversation: inout Conversation,
    isAgreed: Bool = false, isReminder: Bool = false
  ) throws -> Reply? {
    if let reply = try identity.step(interpretation, in: &conversation, policy: policy) {
      return isReminder ? reply : patient(reply, &conversation, interpretation)
    }
    guard let id = conversation.customer, let customer = try shop.customer(id) else { return nil }
    guard let flow = conversation.flow else { return nil }
    var visit = FlowVisit(
      desk: desk, shop: shop, policy: policy, customer: customer, flow: flow,
      conversation: conversation)
    visit.isAgreed = isAgreed
    let reply = try visit.step(interpretation)
    conversation = visit.conversation
    conversation.flow = visit.isDone ? nil : visit.flow
    conversation.flow?.awaiting = reply.awaiting.flatMap(Flow.Slot.init)
    if visit.isDone {
      if let order = visit.flow.order { conversation.order = order }
      if let offered = visit.offered {
        conversation.flow = offered
        return reply
      }
      guard let waiting = conversation.suspended.popLast() else { return reply }
      conversation.flow = waiting
      return try goOn(after: reply, interpretation, in: &conversation)
    }
    return isReminder ? reply : patient(reply, &conversation, interpretation)
  }

  /// A reply, followed by what is still open.
  func goOn(
    after reply: Reply, _ interpretation: Interpretation, in conversation: inout Conversation
  ) throws -> Reply? {
    // The waiting task looks at nothing of this line but itself.
    // Asked for again behind an answer, it was not asked in vain.
    guard
      let next = try advance(interpretation.silent, in: &conversation, isReminder: true)
    else { return reply }
    return reply.followed(by: next, desk.say(.backTo, in: &conversation))
  }

  /// The same question four times over is no conversation: a person takes it.
  private func patient(
    _ reply: Reply, _ conversation: inout Conversation, _ interpretation: Interpretation
  ) -> Reply {
    guard reply.awaiting != nil, reply.handover == nil else { return reply }
    if conversation.lastAwaited == reply.awaiting {
      conversation.flow?.asked += 1
    } else {
      conversation.flow?.asked = 0
    }
    conversation.lastAwaited = reply.awaiting
    guard (conversation.flow?.asked ?? 0) >= 4, conversation.handover == nil else { return reply }
    return conversation.handOver(.lost, request: interpretation, at: desk, policy: policy)
  }
}

extension Interpretation {
  /// A line in which nothing is said.
  static func nothing(_ language: Language) -> Interpretation {
    Interpretation(
      utterance: Utterance(text: "", tokens: [], language: language), entities: [],
      intents: IntentRanking(scores: [], decision: .outOfScope),
      sentiment: SentimentScore(compound: 0, confidence: 0))
  }

  /// A text said before, with its tokens alone: what it names is looked up again.
  static func of(_ text: String, _ language: Language) -> Interpretation {
    Interpretation(
      utterance: Tokenizer().utterance(text, fallback: language), entities: [],
      intents: IntentRanking(scores: [], decision: .outOfScope),
      sentiment: SentimentScore(compound: 0, confidence: 0))
  }

  /// The same line with nothing said in it: what a waiting task is shown when another is done.
  var silent: Interpretation {
    Interpretation(
      utterance: Utterance(text: "", tokens: [], language: utterance.language), entities: [],
      intents: intents, sentiment: sentiment)
  }
}
