import Entities
import Intents
import Shop
import Text

/// Goes on with what is being done: fills in what the line says, steps aside for a question, lets go
/// when told to.
struct FlowPolicy: DialoguePolicy {
  let name = "transaction"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard let flow = conversation.flow, let shop = desk.shop else { return nil }
    let engine = FlowEngine(desk: desk, shop: shop, policy: name)
    if !flow.isOffered, Answer.isPlainStop(interpretation) {
      return try drop(engine, interpretation, &conversation)
    }
    if !flow.isOffered, Interruption(line: interpretation, flow: flow).isPlain,
      let answer = try aside(engine, flow, interpretation, &conversation)
    {
      return answer
    }
    let filled = engine.fill(from: interpretation, in: &conversation)
    if flow.isOffered { return try accept(engine, filled, interpretation, &conversation) }
    // What answers the question goes on; only then is it asked what else the line may mean.
    var answered = conversation
    if let reply = try engine.advance(
      interpretation, in: &answered, isCorrected: filled && flow.awaiting == .confirmation),
      answered.flow?.awaiting != flow.awaiting || answered.flow?.isAhead(of: flow) == true
    {
      conversation = answered
      return reply
    }
    if !filled, Answer.isStop(interpretation, while: flow) {
      return try drop(engine, interpretation, &conversation)
    }
    if !filled, Interruption(line: interpretation, flow: flow).isLikely,
      let answer = try aside(engine, flow, interpretation, &conversation)
    {
      return answer
    }
    return try engine.advance(
      interpretation, in: &conversation,
      isCorrected: filled && flow.awaiting == .confirmation)
  }

  private func drop(
    _ engine: FlowEngine, _ interpretation: Interpretation, _ conversation: inout Conversation
  ) throws -> Reply? {
    conversation.flow = conversation.suspended.popLast()
    let dropped = Reply(
      engine.desk.say(.dropped, in: &conversation), policy: name, action: "dropped")
    guard conversation.flow != nil else { return dropped }
    return try engine.goOn(after: dropped, interpretation, in: &conversation)
  }

  /// What was offered is done when the line takes it up, and forgotten when it does not.
  private func accept(
    _ engine: FlowEngine, _ filled: Bool, _ interpretation: Interpretation,
    _ conversation: inout Conversation
  ) throws -> Reply? {
    let says = Answer.yesNo(interpretation)
    let opensAnother =
      interpretation.intents.decision == .intent && interpretation.confidence >= 0.4 && says == nil
      && (interpretation.entities(.orderNumber).isEmpty
        || RequestSplitter.asks(interpretation.utterance) && !interpretation.saysOnlyNames)
      && interpretation.intent.flatMap(Task.init).map { $0 != conversation.flow?.task } ?? false
    guard filled || says == true, !opensAnother else {
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
    _ conversation: inout Conversation
  ) throws -> Reply? {
    let isQuestion = Asking.isQuestion(interpretation)
    if let intent = interpretation.intent, let other = Task(rawValue: intent),
      !(isQuestion && (other.hasArticle || other == .trackRefund))
    {
      return try turn(to: other, from: flow, engine, interpretation, &conversation)
    }
    let saved = conversation.flow
    conversation.flow = nil
    for policy in [ShoppingPolicy() as any DialoguePolicy, KnowledgePolicy()] {
      if let reply = try policy.reply(to: interpretation, in: &conversation, at: engine.desk) {
        conversation.flow = saved
        return try engine.goOn(after: reply, interpretation, in: &conversation)
      }
    }
    conversation.flow = saved
    return nil
  }

  private func turn(
    to other: Task, from flow: Flow, _ engine: FlowEngine, _ interpretation: Interpretation,
    _ conversation: inout Conversation
  ) throws -> Reply? {
    var next = Flow(other)
    next.order = flow.order
    if other.isAlternative(to: flow.task) {
      next.lines = flow.lines
      next.products = flow.products
      next.quantity = flow.quantity
    } else if conversation.customer != nil, flow.isUnderWay, conversation.suspended.count < 2 {
      // More than two that wait are a muddle.
      conversation.suspended.append(flow)
    }
    conversation.flow = next
    engine.fill(from: interpretation, in: &conversation)
    return try engine.advance(interpretation, in: &conversation)
  }
}

/// Whether a line steps out of a task rather than answering what the task asked.
struct Interruption {
  let line: Interpretation
  let flow: Flow

  /// It asks for something else in so many words.
  var isPlain: Bool {
    guard isOther, line.confidence >= 0.6, !answersIdentity else { return false }
    return Asking.isQuestion(line) || isOtherTask && RequestSplitter.asks(line.utterance)
  }

  /// Nothing in it was of use to the task, and it means something else.
  var isLikely: Bool { isOther && line.confidence >= 0.5 }

  private var isOther: Bool {
    guard line.intents.decision == .intent, let intent = line.intent, !namesMoney(intent),
      intent != flow.task.rawValue, flow.awaiting != .description,
      flow.awaiting != .address || !line.utterance.text.contains(where: \.isNumber),
      !["affirm", "deny", "stop", "out_of_scope", "repeat"].contains(intent)
    else { return false }
    return Task(rawValue: intent).map { !$0.isSame(as: flow.task) } ?? true
  }

  /// "Gift card", "PayPal then": an answer to where the money goes, also before that is asked.
  private func namesMoney(_ intent: String) -> Bool {
    guard flow.task.takesMoney, !Asking.isQuestion(line),
      ["change_payment_method", "gift_card", "check_payment_methods"].contains(intent)
    else { return false }
    return line.utterance.tokens.count <= 4 || flow.awaiting == .refundTo
      || flow.awaiting == .paymentMethod
  }

  private var isOtherTask: Bool { line.intent.flatMap(Task.init) != nil }

  private var answersIdentity: Bool {
    guard flow.awaiting == .identity || flow.awaiting == .orderNumber else { return false }
    return line.entities.contains { [.email, .postcode, .person].contains($0.kind) }
  }
}
