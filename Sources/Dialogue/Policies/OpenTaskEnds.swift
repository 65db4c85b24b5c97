import Entities
import Intents
import Knowledge
import Quantities
import Shop
import Text

// Answers in between, and ends.
extension OpenTaskTurn {
  /// An answer to a question at "Shall I?", and one short way back.
  func answered(_ conversation: inout Conversation) throws -> Reply? {
    if let reply = try answerAside(&conversation) { return reply }
    let unknown = Reply(desk.say(.notKnown, in: &conversation), policy: engine.policy)
    return back(after: unknown, &conversation)
  }

  /// The answer to what the line asks beside the task, and then what is still open.
  func answerAside(_ conversation: inout Conversation) throws -> Reply? {
    let shopping = ShoppingPolicy(turn: .aside)
    // "What goes with my kettle?" asks nothing of the order.
    if line.intents.decision == .intent, line.confidence >= 0.9,
      line.intent.flatMap(Task.init) == nil, let reply = try aside(shopping, &conversation)
    {
      return reply
    }
    if let answer = QuestionAnswerer(desk: desk).answer(to: line, in: conversation) {
      let reply = QuestionPolicy.reply(with: answer, in: &conversation, at: desk)
      return back(after: reply, &conversation)
    }
    return try aside(shopping, &conversation)
      ?? aside(KnowledgePolicy(isAside: true), &conversation)
  }

  /// What a policy says of a line as if no task were open, and then what is still open.
  func aside(
    _ policy: any DialoguePolicy, _ conversation: inout Conversation
  ) throws -> Reply? {
    var next = conversation
    next.flow = nil
    guard let reply = try policy.reply(to: line, in: &next, at: desk) else { return nil }
    next.flow = conversation.flow
    conversation = next
    return back(after: reply, &conversation)
  }

  /// A reply, followed by what is still open in a few words.
  func back(after reply: Reply, _ conversation: inout Conversation) -> Reply? {
    guard conversation.flow != nil else { return reply }
    if flow.awaiting == .confirmation, flow.plan != nil {
      var joined = reply
      joined.text += "\n" + desk.say(.confirmShort, in: &conversation)
      joined.awaiting = Flow.Slot.confirmation.rawValue
      return joined
    }
    return (try? engine.goOn(after: reply, line, in: &conversation)) ?? reply
  }

  func drop(_ conversation: inout Conversation) throws -> Reply? {
    conversation.dropped = conversation.flow
    conversation.droppedTurn = conversation.turn
    if let number = flow.order, conversation.customer != nil {
      conversation.order = number
      conversation.topics.note(.order(number))
    }
    conversation.flow = conversation.suspended.popLast()
    let dropped = Reply(
      desk.say(.dropped, in: &conversation), policy: engine.policy, action: "dropped")
    guard conversation.flow != nil else { return dropped }
    conversation.flow?.plan = nil
    return try engine.goOn(after: dropped, line, in: &conversation)
  }

  /// Another task is done first; this one waits, unless the other takes its place.
  func turn(to other: Task, _ conversation: inout Conversation) throws -> Reply? {
    var next = Flow(other)
    next.order = flow.order
    if other.isAlternative(to: flow.task) {
      next.lines = flow.lines
      next.products = flow.products
      next.told = flow.told
      next.quantity = flow.quantity
    } else if conversation.customer != nil, flow.isUnderWay, conversation.suspended.count < 2 {
      // More than two that wait are a muddle.
      conversation.suspended.append(flow)
    }
    conversation.flow = next
    engine.fill(from: line, in: &conversation)
    return try engine.advance(line, in: &conversation)
  }

  /// What was offered is done when the line takes it up, and forgotten when it does not.
  func accept(_ conversation: inout Conversation) throws -> Reply? {
    // "Great, cheers" thanks for the article; "ok, I'll do that tomorrow" takes nothing up.
    let goesAhead = MentionReader(line, desk.spoken).has(.goAhead)
    let repeats = flow.task.ownVerbs.contains { MentionReader(line, desk.spoken).has($0) }
    let agrees =
      acts.isWholeAssent && (acts.share(.thank) < 0.2 || goesAhead)
      || acts.share(.assent) >= 0.6 && (goesAhead || repeats)
    let gives =
      !line.entities(.orderNumber).isEmpty && (line.saysOnlyNames || acts.share(.answer) >= 0.4)
    let asksForIt =
      line.intent.flatMap(Task.init).map { $0.isSame(as: flow.task) } == true
      && acts.share(of: .request, .answer) >= 0.4
    guard agrees || gives || asksForIt else {
      conversation.flow = nil
      return acts.share(of: .refuse, .stop) >= 0.6
        ? Reply(desk.say(.nothingToDrop, in: &conversation), policy: engine.policy) : nil
    }
    engine.fill(from: line, in: &conversation)
    conversation.flow?.isOffered = false
    conversation.flow?.awaiting = nil
    return try engine.advance(agrees ? line.silent : line, in: &conversation)
  }
}
