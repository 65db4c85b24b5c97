import Entities
import Intents
import Quantities
import Shop
import Text

// At a question for a slot.
extension OpenTaskTurn {
  /// What a line does to the question that is open.
  func slot(_ conversation: inout Conversation) throws -> Reply? {
    if flow.isRefused, !asks {
      guard namesRest else {
        conversation.flow = nil
        return nil
      }
      conversation.flow?.isRefused = false
    }
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
    if var reply = try engine.advance(line, in: &trial),
      trial.flow?.awaiting != flow.awaiting || trial.flow?.isAhead(of: flow) == true
        || trial.customer != conversation.customer || trial.wrongTries != conversation.wrongTries
        || trial.clues != conversation.clues
    {
      if let number = trial.flow?.order, let before = flow.order, number != before,
        trial.customer == conversation.customer, !reply.text.holds(number)
      {
        reply.text = desk.say(.orderNoted, in: &trial, ["order": number]) + reply.text
      }
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
    if acts.share(of: .stop, .refuse, .undo) >= 0.5, flow.awaiting != .description,
      !wantsMore
    {
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

  /// Whether the line names what is left of an order of which something was refused.
  private var namesRest: Bool {
    guard let order = flow.order.flatMap({ try? engine.shop.order($0) }) else { return false }
    let read = ItemReader(line, order, desk).lines(chosen: [], isAsked: true)
    return read.meant.contains { !flow.rejected.contains($0) }
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
  var isOther: Bool {
    guard line.intents.decision == .intent, line.confidence >= 0.5, let intent = line.intent,
      intent != flow.task.rawValue,
      flow.awaiting != .description,
      flow.awaiting != .address || !line.hasDigit && acts.share(.answer) < 0.5,
      !["affirm", "deny", "stop", "out_of_scope", "repeat"].contains(intent)
    else { return false }
    return Task(rawValue: intent).map { !$0.isSame(as: flow.task) } ?? true
  }
}
