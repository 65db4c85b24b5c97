import Entities
import Intents
import Quantities
import Shop
import Text

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
    if wishes, let changed = try changed(&conversation) { return changed }
    if let methods = waysToPayInstead(conversation) {
      let report = OrderReport(desk: desk, language: conversation.language)
      let customer = try conversation.customer.flatMap { try engine.shop.customer($0) }
      let names = methods.compactMap { method in customer.map { report.method(method.id, of: $0) } }
      let list = desk.list(names, in: conversation.language)
      let refused = Reply(
        desk.say(.refusedMethod, in: &conversation, ["list": list]), policy: engine.policy)
      return back(after: refused, &conversation)
    }
    if namesOther(conversation), !namesOtherOrder, !line.asksInForm,
      acts.has(anyOf: .correct, .reject, .request),
      let changed = try changed(&conversation)
    {
      return changed
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
    if repeatsPlan(conversation) { return reassured(&conversation) }
    let letsBe = MentionReader(line, desk.spoken).has(.leaveIt)
    if letsBe, !asks, acts.has(anyOf: .stop, .refuse, .hesitate) {
      // “算了，粉的太俗，要白的” and “钱包留着，只退音箱” let go of the one for the other.
      if namesOther(conversation) || namesItem, let changed = try changed(&conversation) {
        return changed
      }
      return try drop(&conversation)
    }
    if !asks || acts.share(.correct) >= 0.35 || mendsAddress,
      let changed = try changed(&conversation)
    {
      return changed
    }
    if asks { return try answered(&conversation) }
    // "Only if I get all of it back" is for the plan to answer.
    let depends = MentionReader(line, desk.spoken).has(.conditions)
    if line.asksInForm || depends, acts.share(.hesitate) >= 0.3,
      let reply = reassured(&conversation)
    {
      return reply
    }
    if letsBe, acts.share(.assent) < 0.5 {
      return try drop(&conversation)
    }
    let declining = acts.share(of: .refuse, .stop, .undo, .reject)
    if declining >= 0.5, declining > acts.share(.hesitate), !line.asksInForm, !wantsMore {
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
      desk.say(.confirmAgain, in: &conversation, ["list": planned(in: conversation)]),
      policy: engine.policy, awaiting: Flow.Slot.confirmation.rawValue)
  }

  /// What the plan would do, line by line.
  private func planned(in conversation: Conversation) -> String {
    guard let plan = flow.plan, let id = conversation.customer,
      let customer = try? engine.shop.customer(id)
    else { return "" }
    return EffectText(desk: desk, conversation: conversation, customer: customer)
      .list(plan.effects)
  }

  private func plain(_ conversation: Conversation) -> QuestionAnswerer.Answer? {
    QuestionAnswerer(desk: desk).answer(to: line, in: conversation)
  }

  func answered(
    _ answer: QuestionAnswerer.Answer, _ conversation: inout Conversation
  ) -> Reply? {
    back(
      after: QuestionPolicy.reply(with: answer, in: &conversation, at: desk), &conversation)
  }

  func sorry(_ conversation: inout Conversation) -> Reply? {
    let sorry = Reply(desk.say(.sorryUpset, in: &conversation), policy: engine.policy)
    return back(after: sorry, &conversation)
  }

  /// Whether a line at "Shall I?" names a way to pay and hardly more: what was said of paying is in the plan
  /// then, which is shown with it.
  private var namesMethodAlone: Bool {
    line.utterance.tokens.count <= 5 && MethodReader(line, desk).namesAny
      && !line.isQuestionShaped(desk.spoken) && acts.share(of: .ask, .stop, .refuse) < 0.5
  }

  func shownAsItIs(_ conversation: inout Conversation) throws -> Reply? {
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
    var trial = conversation
    var reply = try movedToOtherOrder(&trial)
    if reply == nil {
      engine.fill(from: line, in: &trial)
      reply = try engine.advance(line, in: &trial)
    }
    guard let changed = trial.flow, changed.isChanged(from: flow), let reply else { return nil }
    if changed.order != flow.order, !namesOtherOrder, isAssurance {
      return reassured(&conversation)
    }
    conversation = trial
    return reply
  }

  /// Whether the line wants to hear what is not done, rather than have something else done: "but you're not
  /// touching the kettle order, right?"
  private var isAssurance: Bool {
    let reader = MentionReader(line, desk.spoken)
    if reader.has(.means) { return false }
    if line.asksInForm || line.isQuestionShaped(desk.spoken) { return true }
    // "No, sorry" only begins to put something right; a denial says of what.
    let denials = reader.negations(.negatesBefore) + reader.negations(.negatesAfter)
    return Clauses.ranges(in: line.utterance).contains { clause in
      denials.contains { $0.overlaps(clause) }
        && line.utterance.tokens.count {
          $0.range.overlaps(clause) && ($0.kind == .word || $0.kind == .han)
        } > Self.mostInReaction
    }
  }

  /// So many words a mere "ah no sorry" has.
  private static let mostInReaction = 3

  /// What is planned, and that it is all.
  private func reassured(_ conversation: inout Conversation) -> Reply? {
    guard let plan = flow.plan else { return nil }
    let context = QuestionContext(line, conversation, desk)
    let text = PlanAnswers(context: context, plan: plan).answer("what") ?? ""
    return back(after: Reply(text, policy: "answer"), &conversation)
  }

  /// Whether the line puts a part of the planned address right.
  private var mendsAddress: Bool {
    guard let address = flow.parsedAddress, !line.asksInForm else { return false }
    return AddressPatch.patched(address, by: line) != nil
  }

  func wait(_ conversation: inout Conversation) -> Reply {
    Reply(
      desk.say(.takeYourTime, in: &conversation), policy: engine.policy,
      awaiting: flow.awaiting?.rawValue)
  }
}
