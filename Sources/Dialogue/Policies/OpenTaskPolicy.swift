import Entities
import Intents
import Quantities
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
  var asks: Bool {
    let asking = max(
      acts.share(.ask),
      acts.acts.filter { $0.kind == .ask }.map(\.confidence).max() ?? 0)
    if line.asksInForm { return asking > 0.2 }
    return asking >= (line.isQuestionShaped(desk.spoken) ? 0.25 : 0.8)
  }

  /// Whether the line denies only that something is all: “别只换一个” wants more of the task, not less.
  var wantsMore: Bool {
    let mentions = MentionReader(line, desk.spoken)
    return mentions.has(.notOnly) && mentions.negations(.negatesBefore).isEmpty
      && mentions.negations(.negatesAfter).isEmpty && !mentions.has(.leaveIt)
  }

  /// Whether the line says what is wanted for what is being reported: "a new one please" asks for no exchange.
  var wishes: Bool {
    flow.task.problem != nil && MentionReader(line, desk.spoken).has(.wishes)
      && acts.share(of: .request, .answer, .correct, .refuse, .tell) >= 0.5
      && !line.namesOption(desk) && !line.givesProof
  }

  /// Whether the line asks for another task, and is sure of it.
  var otherTask: Task? {
    guard line.intents.decision == .intent, line.confidence >= 0.6,
      let task = line.intent.flatMap(Task.init), !task.isSame(as: flow.task),
      // "Not black, the cream one" answers which; it reports nothing.
      flow.awaiting != .variant || line.entities(.color).isEmpty && line.entities(.size).isEmpty,
      !wishes, !task.answers(flow.awaiting), !TaskVerbs(line, desk.spoken).rulesOut(task),
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
      verbs.rulesOut(flow.task), verbs.denied.contains(where: { $0.isSame(as: flow.task) })
    else { return nil }
    if deniesOthers {
      return flow.awaiting == .confirmation ? try shownAsItIs(&conversation) : nil
    }
    let read = line.intent.flatMap(Task.init)
    let namesOption = line.namesOption(desk)
    let wanted =
      verbs.meant.first ?? read
      ?? (namesOption || MentionReader(line, desk.spoken).has(.changesOption) ? .changeOrder : nil)
    if let wanted, wanted.isAlternative(to: flow.task) || wanted == .exchangeItem && namesOption,
      !wanted.isSame(as: flow.task), !verbs.rulesOut(wanted), acts.share(of: .stop, .undo) < 0.9
    {
      // Which of the two it can be is seen when the order is visited (`FlowVisit.suit`).
      return try turn(to: wanted == .exchangeItem ? .changeOrder : wanted, &conversation)
    }
    return try drop(&conversation)
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

  /// Whether the line has what shows who the customer is: an order's number, an address, a postcode.
  var givesProof: Bool {
    entities.contains { [.orderNumber, .email, .postcode, .phone].contains($0.kind) }
  }

  /// Whether the line has a digit.
  var hasDigit: Bool { utterance.text.contains(where: \.isNumber) }
}
