import Quantities
import Entities
import Intents
import Shop
import Text

/// Goes on with what is being done, by what the line does where it stands: agrees, gives what was asked,
/// puts something right, asks, hesitates, lets go, or turns to something else.
struct OpenTaskPolicy: DialoguePolicy {
  let name = "transaction"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard let flow = conversation.flow, let shop = desk.shop else { return nil }
    let turn = OpenTaskTurn(
      line: interpretation, flow: flow,
      engine: FlowEngine(desk: desk, shop: shop, policy: name),
      earlierAddress: conversation.receipts.last?.plan.request.address)
    if let reply = try turn.letGo(&conversation) { return reply }
    if flow.isOffered { return try turn.accept(&conversation) }
    return flow.awaiting == .confirmation && flow.plan != nil
      ? try turn.confirmation(&conversation) : try turn.slot(&conversation)
  }
}

/// One line while a task is open.
struct OpenTaskTurn {
  let line: Interpretation
  let flow: Flow
  let engine: FlowEngine

  /// The address that was set last in this conversation.
  var earlierAddress: Address?

  var desk: Desk { engine.desk }
  var acts: LineActs { line.acts }

  /// Whether the line asks something, rather than gives, changes or agrees.
  private var asks: Bool {
    let asking = max(
      acts.share(.ask),
      acts.acts.filter { $0.kind == .ask }.map(\.confidence).max() ?? 0)
    if line.asksInForm { return asking > 0.2 }
    return asking >= (line.isQuestionShaped(desk.spoken) ? 0.25 : 0.8)
  }

  /// Whether the line asks for another task, and is sure of it.
  private var otherTask: Task? {
    guard line.intents.decision == .intent, line.confidence >= 0.6,
      let task = line.intent.flatMap(Task.init), !task.isSame(as: flow.task),
      // "Not black, the cream one" answers which; it reports nothing.
      flow.awaiting != .variant || line.entities(.color).isEmpty && line.entities(.size).isEmpty,
      !task.answers(flow.awaiting), !TaskVerbs(line, desk.spoken).rulesOut(task),
      acts.share(of: .request, .ask, .tell, .complain, .correct, .stop) >= 0.3
    else { return nil }
    return task
  }
}

// Whatever is asked.
extension OpenTaskTurn {
  /// What a line does whose verb says that just this is not wanted: "no don't cancel, I only want it in white"
  /// turns to the other, and else all is let go.
  func letGo(_ conversation: inout Conversation) throws -> Reply? {
    let verbs = TaskVerbs(line, desk.spoken)
    guard flow.awaiting != .description, !line.isQuestionShaped(desk.spoken), !line.asksInForm,
      verbs.rulesOut(flow.task), verbs.negated.contains(where: { $0.isSame(as: flow.task) })
    else { return nil }
    let read = line.intent.flatMap(Task.init)
    let namesOption = !(line.entities(.color) + line.entities(.size)).isEmpty
    let wanted =
      verbs.meant.first ?? read
      ?? (namesOption || MentionReader(line, desk.spoken).has(.changesOption) ? .changeOrder : nil)
    if let wanted, wanted.isAlternative(to: flow.task) || wanted == .exchangeItem && namesOption,
      !wanted.isSame(as: flow.task), !verbs.rulesOut(wanted), acts.share(of: .stop, .undo) < 0.9
    {
      return try turn(to: wanted == .exchangeItem ? .changeOrder : wanted, &conversation)
    }
    return try drop(&conversation)
  }
}

// At "Shall I?".
extension OpenTaskTurn {
  /// What a line does to a plan that waits for a yes. Only agreement that explains the whole line carries
  /// it out; whatever changes a slot shows the plan anew.
  func confirmation(_ conversation: inout Conversation) throws -> Reply? {
    if agrees(conversation) {
      guard flow.isUnsettled else {
        return try engine.advance(line.silent, in: &conversation, isAgreed: true)
      }
      conversation.flow?.isUnsettled = false
      conversation.flow?.plan = nil
      conversation.flow?.awaiting = nil
      return try engine.advance(line.silent, in: &conversation)
    }
    let reply = try decided(&conversation)
    // What was named beside the plan and not understood must not be lost in the next yes.
    if let open = conversation.flow {
      let isSame = open.plan == flow.plan && !open.isChanged(from: flow)
      let isUnsettled = isSame && (flow.isUnsettled || !asks && isUnexplained(conversation))
      conversation.flow?.isUnsettled = isUnsettled
    }
    return reply
  }

  /// What a line that does not agree does to the plan.
  private func decided(_ conversation: inout Conversation) throws -> Reply? {
    if let reply = try otherOrder(&conversation) { return reply }
    if flow.task.takesAddress, acts.share(.stop) < 0.5,
      AddressReader(places: desk.spoken.places).lastStreet(in: line.utterance.text) != nil,
      let changed = try changed(&conversation)
    {
      return changed
    }
    if namesMethodAlone {
      if let changed = try changed(&conversation) { return changed }
      return try shownAsItIs(&conversation)
    }
    if acts.share(.undo) >= 0.5, !conversation.receipts.isEmpty {
      let undone = try Undoing(desk: desk).reply(in: &conversation)
      return back(after: undone, &conversation)
    }
    if acts.share(.ask) >= 0.15 || line.isQuestionShaped(desk.spoken) && acts.share(.assent) < 0.5,
      let answer = plain(conversation), answer.score >= QuestionAnswerer.certain
    {
      return answered(answer, &conversation)
    }
    if let other = otherTask, acts.share(.request) >= 0.4, !asks {
      return try turn(to: other, &conversation)
    }
    if leavesOthersBe { return try shownAsItIs(&conversation) }
    let letsBe = MentionReader(line, desk.spoken).has(.leaveIt)
    if letsBe, !asks, acts.share(of: .stop, .refuse, .hesitate) >= 0.5 {
      return try drop(&conversation)
    }
    if !asks || acts.share(.correct) >= 0.35 || mendsAddress,
      let changed = try changed(&conversation)
    {
      return changed
    }
    if asks { return try answered(&conversation) }
    if line.asksInForm, acts.share(.hesitate) >= 0.3, let plan = flow.plan {
      let context = QuestionContext(line, conversation, desk)
      let text = PlanAnswers(context: context, plan: plan).answer("what") ?? ""
      return back(after: Reply(text, policy: "answer"), &conversation)
    }
    if letsBe, acts.share(.assent) < 0.5 {
      return try drop(&conversation)
    }
    let declining = acts.share(of: .refuse, .stop, .undo, .reject)
    if declining >= 0.5, declining > acts.share(.hesitate), !line.asksInForm {
      return try drop(&conversation)
    }
    if acts.share(.repeat) >= 0.3 { return try shownAgain(&conversation) }
    if acts.has(.ask), let answer = plain(conversation) { return answered(answer, &conversation) }
    if acts.share(.hesitate) >= 0.3 { return wait(&conversation) }
    if acts.has(.person) { return nil }
    if acts.share(.complain) >= 0.5 { return sorry(&conversation) }
    if line.isQuestionShaped(desk.spoken), acts.share(.assent) < 0.5 {
      return try answered(&conversation)
    }
    if isOther || acts.share(of: .complain, .tell, .ask) >= 0.5,
      let aside = try answerAside(&conversation)
    {
      return aside
    }
    // Put right, and it is not clear what: the plan is shown again, so that no yes means the old one
    // unawares.
    if acts.share(.correct) >= 0.4 { return try shownAgain(&conversation) }
    if MethodReader(line, desk).namesAny, acts.share(.ask) < 0.4 {
      return try shownAsItIs(&conversation)
    }
    if acts.share(of: .tell, .answer, .complain, .chat) >= 0.5 {
      // A remark wants to be heard before it is asked again.
      let heard = Reply(desk.say(.acknowledged, in: &conversation), policy: engine.policy)
      return back(after: heard, &conversation)
    }
    return Reply(
      desk.say(.confirmAgain, in: &conversation), policy: engine.policy,
      awaiting: Flow.Slot.confirmation.rawValue)
  }

  private func plain(_ conversation: Conversation) -> QuestionAnswerer.Answer? {
    QuestionAnswerer(desk: desk).answer(to: line, in: conversation)
  }

  private func answered(
    _ answer: QuestionAnswerer.Answer, _ conversation: inout Conversation
  ) -> Reply? {
    back(
      after: QuestionPolicy.reply(with: answer, in: &conversation, at: desk), &conversation)
  }

  private func sorry(_ conversation: inout Conversation) -> Reply? {
    let sorry = Reply(desk.say(.sorryUpset, in: &conversation), policy: engine.policy)
    return back(after: sorry, &conversation)
  }

  /// Whether a line at "Shall I?" names a way to pay and hardly more: what was said of paying is in the plan
  /// then, which is shown with it.
  private var namesMethodAlone: Bool {
    line.utterance.tokens.count <= 5 && MethodReader(line, desk).namesAny
      && !line.isQuestionShaped(desk.spoken) && acts.share(of: .ask, .stop, .refuse) < 0.5
  }

  private func shownAsItIs(_ conversation: inout Conversation) throws -> Reply? {
    conversation.flow?.plan = nil
    conversation.flow?.awaiting = nil
    return try engine.advance(line.silent, in: &conversation)
  }

  private func shownAgain(_ conversation: inout Conversation) throws -> Reply? {
    guard var reply = try shownAsItIs(&conversation) else { return nil }
    reply.text = desk.say(.askWhatToChange, in: &conversation) + "\n" + reply.text
    return reply
  }

  /// The plan with what the line changed in it, or `nil` when it changes nothing.
  private func changed(_ conversation: inout Conversation) throws -> Reply? {
    guard
      acts.share(.hesitate) < 0.7 || acts.has(.correct) || acts.has(.request)
        || namesOther(conversation)
    else { return nil }
    if let moved = try movedToOtherOrder(&conversation) { return moved }
    var trial = conversation
    engine.fill(from: line, in: &trial)
    let reply = try engine.advance(line, in: &trial)
    guard let changed = trial.flow, changed.isChanged(from: flow), let reply else { return nil }
    conversation = trial
    return reply
  }

  /// The same task for the order that the customer meant instead.
  private func movedToOtherOrder(_ conversation: inout Conversation) throws -> Reply? {
    guard let next = turnedToOtherOrder(conversation) else { return nil }
    var trial = conversation
    trial.flow = next
    guard let reply = try engine.advance(line.silent, in: &trial) else { return nil }
    conversation = trial
    return reply
  }

  /// Whether the line puts a part of the planned address right.
  private var mendsAddress: Bool {
    guard let address = flow.parsedAddress, !line.asksInForm else { return false }
    return AddressPatch.patched(address, by: line) != nil
  }

  private func wait(_ conversation: inout Conversation) -> Reply {
    Reply(
      desk.say(.takeYourTime, in: &conversation), policy: engine.policy,
      awaiting: flow.awaiting?.rawValue)
  }
}

// At a question for a slot.
extension OpenTaskTurn {
  /// What a line does to the question that is open.
  func slot(_ conversation: inout Conversation) throws -> Reply? {
    if !bringsSomething, acts.share(.stop) >= 0.6, flow.awaiting != .description {
      return try drop(&conversation)
    }
    if flow.task == .changeOrder, AddressFinder(places: desk.spoken.places).range(in: line) != nil {
      return try turn(to: .changeAddress, &conversation)
    }
    if ![.description, .address, .identity].contains(flow.awaiting), !asks,
      let moved = try movedToOtherOrder(&conversation)
    {
      return moved
    }
    let awaitsProof = flow.awaiting == .identity || flow.awaiting == .orderNumber
    if awaitsProof, conversation.customer == nil, IdentityCheck.offersPhone(line, desk) {
      engine.fill(from: line, in: &conversation)
      return try engine.advance(line, in: &conversation)
    }
    let letsGo = acts.has(.refuse) || acts.has(.stop)
    // "No, don't cancel it, can I have it in blue?" lets the one go for the other.
    if letsGo, flow.awaiting == .reason, let other = otherTask, other.isAlternative(to: flow.task),
      acts.has(.request) || acts.has(.ask)
    {
      return try turn(to: other, &conversation)
    }
    // "No wait, don't": whatever else the line wants, this is not to be done.
    if flow.awaiting == .reason, letsGo, !saysReason, !namesOtherOrder {
      return try drop(&conversation)
    }
    // "Let me think" is no reason and no answer.
    if acts.share(.hesitate) >= 0.6, !bringsSomething, !saysReason, !line.hasDigit,
      flow.awaiting != .description
    {
      return wait(&conversation)
    }
    let gives = acts.share(of: .answer, .correct, .assent, .reject) > acts.share(.ask)
    if asks, !gives, flow.awaiting != .description, !answersIdentity,
      let reply = try answerAside(&conversation)
    {
      return reply
    }
    if let other = otherTask, acts.share(of: .request, .correct) >= 0.4, !answersIdentity,
      flow.awaiting != .description
    {
      return try turn(to: other, &conversation)
    }
    // What answers the question goes on; only then is it asked what else the line may mean.
    var trial = conversation
    engine.fill(from: line, in: &trial)
    if let reply = try engine.advance(line, in: &trial),
      trial.flow?.awaiting != flow.awaiting || trial.flow?.isAhead(of: flow) == true
        || trial.customer != conversation.customer || trial.wrongTries != conversation.wrongTries
        || trial.clues != conversation.clues
    {
      conversation = trial
      return reply
    }
    return try unfilled(&conversation)
  }

  /// A line that gives nothing of what was asked.
  private func unfilled(_ conversation: inout Conversation) throws -> Reply? {
    if flow.awaiting == .orderNumber,
      MentionReader(line, desk.spoken).has(.withoutNumber)
    {
      conversation.flow?.awaiting = .identity
      return Reply(
        desk.say(.askWithoutNumber, in: &conversation), policy: engine.policy,
        awaiting: Flow.Slot.identity.rawValue)
    }
    if acts.share(of: .stop, .refuse, .undo) >= 0.5, flow.awaiting != .description {
      return try drop(&conversation)
    }
    if acts.share(.hesitate) >= 0.5 { return wait(&conversation) }
    if acts.has(.person) { return nil }
    if let other = otherTask { return try turn(to: other, &conversation) }
    if isOther || asks, let aside = try answerAside(&conversation) { return aside }
    if acts.share(.complain) >= 0.5 { return sorry(&conversation) }
    engine.fill(from: line, in: &conversation)
    return try engine.advance(line, in: &conversation)
  }

  /// Whether the line has one of the reasons the shop accepts: "no longer needed" declines nothing.
  private var saysReason: Bool {
    let labels = desk.policy.cancellation.reasons.map {
      desk.reasonWords($0, in: line.utterance.language)
    }
    if case .chosen(let places) = Choosing.choose(line, among: labels) { return !places.isEmpty }
    return false
  }

  /// Whether the line brings something that a task could use.
  private var bringsSomething: Bool {
    line.entities.contains {
      [.orderNumber, .email, .postcode, .product, .color, .size].contains($0.kind)
    }
  }

  private var answersIdentity: Bool {
    guard flow.awaiting == .identity || flow.awaiting == .orderNumber else { return false }
    return line.entities.contains {
      [.email, .postcode, .person, .orderNumber].contains($0.kind)
    }
  }

  /// Whether the line is sure to mean something that is no part of the task.
  private var isOther: Bool {
    guard line.intents.decision == .intent, line.confidence >= 0.5, let intent = line.intent,
      intent != flow.task.rawValue,
      flow.awaiting != .description,
      flow.awaiting != .address || !line.hasDigit && acts.share(.answer) < 0.5,
      !["affirm", "deny", "stop", "out_of_scope", "repeat"].contains(intent)
    else { return false }
    return Task(rawValue: intent).map { !$0.isSame(as: flow.task) } ?? true
  }
}

// Answers in between, and ends.
extension OpenTaskTurn {
  /// Where another of the customer's orders is, asked in the middle of a task.
  private func otherOrder(_ conversation: inout Conversation) throws -> Reply? {
    guard namesOtherOrder, asks, TaskVerbs(line, desk.spoken).meant.isEmpty,
      let number = line.text(.orderNumber), let customer = conversation.customer,
      let order = try engine.shop.orders(of: customer).first(where: { $0.number == number })
    else { return nil }
    let report = OrderReport(desk: desk, language: conversation.language)
    let status = Reply(report.status(order, in: conversation), policy: "answer")
    return back(after: status, &conversation)
  }

  /// An answer to a question at "Shall I?", and one short way back.
  private func answered(_ conversation: inout Conversation) throws -> Reply? {
    if let reply = try answerAside(&conversation) { return reply }
    let unknown = Reply(desk.say(.notKnown, in: &conversation), policy: engine.policy)
    return back(after: unknown, &conversation)
  }

  /// The answer to what the line asks beside the task, and then what is still open.
  private func answerAside(_ conversation: inout Conversation) throws -> Reply? {
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
  private func aside(
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
  private func back(after reply: Reply, _ conversation: inout Conversation) -> Reply? {
    guard conversation.flow != nil else { return reply }
    if flow.awaiting == .confirmation, flow.plan != nil {
      var joined = reply
      joined.text += "\n" + desk.say(.confirmShort, in: &conversation)
      joined.awaiting = Flow.Slot.confirmation.rawValue
      return joined
    }
    return (try? engine.goOn(after: reply, line, in: &conversation)) ?? reply
  }

  private func drop(_ conversation: inout Conversation) throws -> Reply? {
    conversation.dropped = conversation.flow
    conversation.flow = conversation.suspended.popLast()
    let dropped = Reply(
      desk.say(.dropped, in: &conversation), policy: engine.policy, action: "dropped")
    guard conversation.flow != nil else { return dropped }
    conversation.flow?.plan = nil
    return try engine.goOn(after: dropped, line, in: &conversation)
  }

  /// Another task is done first; this one waits, unless the other takes its place.
  private func turn(to other: Task, _ conversation: inout Conversation) throws -> Reply? {
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
    let agrees = acts.isWholeAssent || acts.share(.assent) >= 0.6
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

extension Flow {
  /// Whether a slot has another value than in an earlier state.
  func isChanged(from earlier: Flow) -> Bool {
    task != earlier.task || order != earlier.order || lines != earlier.lines
      || variants != earlier.variants || method != earlier.method || reason != earlier.reason
      || parsedAddress != earlier.parsedAddress || description != earlier.description
      || quantity != earlier.quantity && lines != earlier.lines
  }
}

extension Interpretation {
  /// Whether the line does no more than give something, such as an order number.
  var onlyAnswers: Bool {
    acts.share(.answer) >= 0.6 && !asksInForm && !acts.has(.ask) && !acts.has(.request)
  }

  /// Whether the line has a digit.
  var hasDigit: Bool { utterance.text.contains(where: \.isNumber) }
}
