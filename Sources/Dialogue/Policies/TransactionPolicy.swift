import Intents
import Knowledge
import Entities
import Shop
import Text

/// Opens what the customer came to have done.
struct TransactionPolicy: DialoguePolicy {
  let name = "transaction"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard interpretation.intents.decision == .intent, let intent = interpretation.intent,
      let task = Task(rawValue: intent)
    else { return nil }
    let asksOnly =
      task.hasArticle && Asking.isQuestion(interpretation)
      && interpretation.entities(.orderNumber).isEmpty
    guard let shop = desk.shop else {
      // The book is closed: the article still answers, and only what needs the book says so.
      if task.hasArticle { return nil }
      return Reply(
        desk.say(.shopClosedBook, in: &conversation), policy: name, action: "book_closed")
    }
    var flow = Flow(task)
    flow.isOffered = asksOnly
    conversation.flow = flow
    let engine = FlowEngine(desk: desk, shop: shop, policy: name)
    engine.fill(from: interpretation, in: &conversation)
    if asksOnly { return offer(task, interpretation, &conversation, desk) }
    return try engine.advance(interpretation, in: &conversation)
  }

  /// The article first, and the doing offered.
  private func offer(
    _ task: Task, _ interpretation: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    guard let article = desk.article(for: task.rawValue, interpretation, conversation) else {
      conversation.flow = nil
      return nil
    }
    let knowsWho = conversation.customer != nil
    let answer = desk.answer(article, in: &conversation)
    conversation.flow?.awaiting = knowsWho ? .confirmation : .orderNumber
    return Reply(
      answer + desk.text(knowsWho ? .offerHere : .offerOrder, in: conversation),
      policy: "knowledge", article: article.id,
      awaiting: conversation.flow?.awaiting?.rawValue,
      alternatives: desk.alternatives(to: article, interpretation, conversation))
  }
}

/// Goes on with what is being done: fills in what the line says, steps aside for a question, lets go
/// when told to.
struct FlowPolicy: DialoguePolicy {
  let name = "transaction"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard let flow = conversation.flow, let shop = desk.shop else { return nil }
    let engine = FlowEngine(desk: desk, shop: shop, policy: name)
    let before = conversation
    let filled = engine.fill(from: interpretation, in: &conversation)
    if flow.isOffered { return try accept(engine, filled, interpretation, &conversation) }
    if Answer.isStop(interpretation, while: flow), !filled {
      conversation.flow = conversation.suspended.popLast()
      let dropped = Reply(
        desk.say(.dropped, in: &conversation), policy: name, action: "dropped")
      guard conversation.flow != nil else { return dropped }
      return try engine.goOn(after: dropped, interpretation, in: &conversation)
    }
    // What answers the question goes on; what asks about something else is answered first, even when
    // it names a product or a number on the way.
    var answered = conversation
    let next = try engine.advance(interpretation, in: &answered)
    let progresses = answered.flow == nil || next?.awaiting != flow.awaiting?.rawValue
    if progresses && !(filled && asksElse(interpretation, flow))
      || isAnswer(to: flow, answered, before)
    {
      conversation = answered
      return next
    }
    var strayed = before
    if let answer = try aside(engine, flow, interpretation, &strayed, desk) {
      conversation = strayed
      return answer
    }
    conversation = answered
    return next
  }

  /// Whether a line asks for advice or an article rather than naming a thing for the task at hand.
  private func asksElse(_ line: Interpretation, _ flow: Flow) -> Bool {
    guard flow.awaiting == .items, line.intents.decision == .intent, line.confidence >= 0.6,
      let intent = line.intent
    else { return false }
    return Task(rawValue: intent) == nil
      && !["affirm", "deny", "product_question"].contains(intent)
  }

  /// Whether what the line filled in is what was asked for.
  private func isAnswer(to flow: Flow, _ now: Conversation, _ before: Conversation) -> Bool {
    guard let next = now.flow else { return false }
    switch flow.awaiting {
    case .identity: return now.clues != before.clues
    case .orderNumber, .order: return next.order != flow.order || now.clues != before.clues
    case .address: return next.address != flow.address
    case .description: return next.description != flow.description
    case .variant: return next.options != flow.options
    default: return next.order != flow.order
    }
  }

  /// What was offered is done when the line takes it up, and forgotten when it does not.
  private func accept(
    _ engine: FlowEngine, _ filled: Bool, _ interpretation: Interpretation,
    _ conversation: inout Conversation
  ) throws -> Reply? {
    let says = Answer.yesNo(interpretation)
    // Another wish, even with an order number in it, is not a yes to this one.
    let isOther =
      interpretation.intents.decision == .intent && interpretation.confidence >= 0.4 && says == nil
      && interpretation.intent.flatMap(Task.init) != nil
      && interpretation.intent != conversation.flow?.task.rawValue
    guard filled && !isOther || says == true else {
      conversation.flow = nil
      return says == false
        ? Reply(engine.desk.say(.nothingToDrop, in: &conversation), policy: name) : nil
    }
    conversation.flow?.isOffered = false
    conversation.flow?.awaiting = nil
    return try engine.advance(interpretation, in: &conversation)
  }

  /// A question in the middle is answered, and then asked for again what is still open. Another task
  /// is done first, and this one waits.
  private func aside(
    _ engine: FlowEngine, _ flow: Flow, _ interpretation: Interpretation,
    _ conversation: inout Conversation, _ desk: Desk
  ) throws -> Reply? {
    guard interpretation.intents.decision == .intent, interpretation.confidence >= 0.4,
      let intent = interpretation.intent, intent != flow.task.rawValue,
      !["affirm", "deny", "stop", "out_of_scope"].contains(intent),
      flow.awaiting != .description && flow.awaiting != .address
    else { return nil }
    if let other = Task(rawValue: intent),
      !(other.hasArticle && Asking.isQuestion(interpretation))
    {
      // A second task of the same kind replaces the first; more than two open is a muddle.
      if conversation.suspended.count < 2 { conversation.suspended.append(flow) }
      var next = Flow(other)
      next.order = flow.order
      conversation.flow = next
      engine.fill(from: interpretation, in: &conversation)
      return try engine.advance(interpretation, in: &conversation)
    }
    let saved = conversation.flow
    conversation.flow = nil
    for policy in [AdvicePolicy() as any DialoguePolicy, KnowledgePolicy()] {
      if let reply = try policy.reply(to: interpretation, in: &conversation, at: desk) {
        conversation.flow = saved
        return try engine.goOn(after: reply, interpretation, in: &conversation)
      }
    }
    conversation.flow = saved
    return nil
  }
}
