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
      engine: FlowEngine(desk: desk, shop: shop, policy: name))
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

  private var desk: Desk { engine.desk }
  private var acts: LineActs { line.acts }

  /// Whether the line asks something, rather than gives, changes or agrees.
  private var asks: Bool {
    let asking = max(
      acts.share(.ask),
      acts.acts.filter { $0.kind == .ask }.map(\.confidence).max() ?? 0)
    if line.hasQuestionMark { return asking > 0.2 }
    return asking >= (line.isQuestionShaped(desk.spoken) ? 0.4 : 0.8)
  }

  /// Whether the line asks for another task, and is sure of it.
  private var otherTask: Task? {
    guard line.intents.decision == .intent, line.confidence >= 0.6,
      let task = line.intent.flatMap(Task.init), !task.isSame(as: flow.task),
      // "Not black, the cream one" answers which; it reports nothing.
      flow.awaiting != .variant || line.entities(.color).isEmpty && line.entities(.size).isEmpty,
      acts.share(of: .request, .ask, .tell, .complain, .correct, .stop) >= 0.3
    else { return nil }
    return task
  }
}

// At "Shall I?".
extension OpenTaskTurn {
  /// What a line does to a plan that waits for a yes. Only agreement that explains the whole line carries
  /// it out; whatever changes a slot shows the plan anew.
  func confirmation(_ conversation: inout Conversation) throws -> Reply? {
    if agrees {
      guard flow.isUnsettled else {
        return try engine.advance(line.silent, in: &conversation, isAgreed: true)
      }
      conversation.flow?.isUnsettled = false
      return try shownAgain(&conversation)
    }
    let reply = try decided(&conversation)
    // What was named beside the plan and not understood must not be lost in the next yes.
    if namesOther(conversation), !asks, let open = conversation.flow,
      open.plan == flow.plan
    {
      conversation.flow?.isUnsettled = true
    }
    return reply
  }

  /// What a line that does not agree does to the plan.
  private func decided(_ conversation: inout Conversation) throws -> Reply? {
    if acts.share(.undo) >= 0.5, !conversation.receipts.isEmpty {
      let undone = try Undoing(desk: desk).reply(in: &conversation)
      return back(after: undone, &conversation)
    }
    if acts.share(.ask) >= 0.15 || line.isQuestionShaped(desk.spoken) && acts.share(.assent) < 0.5,
      let answer = plain(conversation), answer.score >= 0.6
    {
      return answered(answer, &conversation)
    }
    if let other = otherTask, acts.share(.request) >= 0.4, !asks {
      return try turn(to: other, &conversation)
    }
    if leavesOthersBe {
      conversation.flow?.plan = nil
      conversation.flow?.awaiting = nil
      return try engine.advance(line.silent, in: &conversation)
    }
    let letsBe = MentionReader(line, desk.spoken).has(.leaveIt)
    if letsBe, !asks, acts.share(of: .stop, .refuse, .hesitate) >= 0.5 {
      return try drop(&conversation)
    }
    if !asks || acts.share(.correct) >= 0.35, let changed = try changed(&conversation) {
      return changed
    }
    if asks { return try answered(&conversation) }
    if line.hasQuestionMark, acts.share(.hesitate) >= 0.3, let plan = flow.plan {
      let context = QuestionContext(line, conversation, desk)
      let text = PlanAnswers(context: context, plan: plan).answer("what") ?? ""
      return back(after: Reply(text, policy: "answer"), &conversation)
    }
    if letsBe, acts.share(.assent) < 0.5 {
      return try drop(&conversation)
    }
    let declining = acts.share(of: .refuse, .stop, .undo, .reject)
    if declining >= 0.5, declining > acts.share(.hesitate) { return try drop(&conversation) }
    if acts.share(.repeat) >= 0.3 { return try shownAgain(&conversation) }
    if acts.has(.ask), let answer = plain(conversation) { return answered(answer, &conversation) }
    if acts.share(.hesitate) >= 0.3 { return wait(&conversation) }
    if acts.has(.person) { return nil }
    if acts.share(.complain) >= 0.5 { return sorry(&conversation) }
    if isOther || acts.share(of: .complain, .tell, .ask) >= 0.5,
      let aside = try answerAside(&conversation)
    {
      return aside
    }
    // Put right, and it is not clear what: the plan is shown again, so that no yes means the old one
    // unawares.
    if acts.share(.correct) >= 0.4 { return try shownAgain(&conversation) }
    return Reply(
      desk.say(.confirmAgain, in: &conversation), policy: engine.policy,
      awaiting: Flow.Slot.confirmation.rawValue)
  }

  /// Whether the line agrees, whole, to this plan: a verb of its own may stand in it, another's may not, and
  /// nothing that denies or makes it depend on something.
  private var agrees: Bool {
    let mentions = MentionReader(line, desk.spoken)
    let agreement = mentions.ranges(.agreement)
    let own = mentions.ranges(flow.task.verbs)
    func isApart(_ range: Range<Int>) -> Bool {
      !(agreement + own).contains { $0.overlaps(range) }
    }
    let foreign = SpokenPhrases.List.verbs.filter { $0 != flow.task.verbs }
      .flatMap { mentions.ranges($0) }.filter(isApart)
    guard foreign.isEmpty, !mentions.ranges(.negatesBefore).contains(where: isApart),
      !mentions.has(.conditions), !line.hasQuestionMark,
      // A way to pay in the same breath may be another than the plan's: it is shown again.
      !MethodReader(line, desk).namesAny
    else { return false }
    let asksForMore = acts.acts.contains { $0.kind == .request && $0.confidence >= 0.6 }
    if acts.isWholeAssent { return !asksForMore || !own.isEmpty }
    let repeated = own + planned
    guard !repeated.isEmpty, acts.share(.ask) < 0.2,
      acts.share(of: .hesitate, .refuse, .correct) < 0.35,
      acts.share(of: .assent, .request, .answer, .stop) >= 0.5
    else { return false }
    let known = repeated + agreement + mentions.ranges(.courtesy)
    return acts.agreement?.explain(line, besides: known) == true
  }

  /// “茶具可别动啊”: what is to stay as it is and is not in the plan anyway; nothing of the plan is let go.
  private var leavesOthersBe: Bool {
    guard acts.share(.ask) < 0.3, let order = flow.order.flatMap({ try? engine.shop.order($0) })
    else {
      return false
    }
    let read = ItemReader(line, order, desk).lines(chosen: flow.lines, isAsked: false)
    let planned = flow.lines.map(\.line)
    return !planned.isEmpty && !read.excluded.isEmpty
      && !read.excluded.contains(where: planned.contains)
      && read.meant.allSatisfy(planned.contains)
  }

  /// Where the line repeats what the plan is about: the order's number, its things, its sums.
  private var planned: [Range<Int>] {
    guard let plan = flow.plan, let number = flow.order,
      let order = try? engine.shop.order(number)
    else { return [] }
    let names = ItemNames(desk: desk)
    var found: [Range<Int>] = []
    for item in order.items where flow.lines.contains(where: { $0.line == item.line }) {
      found += names.mentions(of: item.product, in: line.utterance).filter { $0.score >= 1 }
        .map(\.range)
    }
    for entity in line.entities {
      switch entity.value {
      case .text(let text) where entity.kind == .orderNumber && text == number:
        found.append(entity.range)
      case .money(let amount) where plan.sums.contains(amount.hundredths):
        found.append(entity.range)
      case .number(let value) where plan.sums.contains(Int((min(abs(value), 1e9) * 100).rounded())):
        found.append(entity.range)
      default: break
      }
    }
    return found
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

  private func shownAgain(_ conversation: inout Conversation) throws -> Reply? {
    conversation.flow?.plan = nil
    conversation.flow?.awaiting = nil
    guard var reply = try engine.advance(line.silent, in: &conversation) else { return nil }
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
    engine.fill(from: line, in: &trial)
    let reply = try engine.advance(line, in: &trial)
    guard let changed = trial.flow, changed.isChanged(from: flow), let reply else { return nil }
    conversation = trial
    return reply
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

  /// Whether the line names another order than the one the task is about.
  private var namesOtherOrder: Bool {
    line.entities(.orderNumber).contains { entity in
      if case .text(let text) = entity.value { text != flow.order } else { false }
    }
  }

  /// Whether the line names something that the plan may have otherwise.
  private func namesOther(_ conversation: Conversation) -> Bool {
    namesOtherOrder || namesOtherOption || countsOthers || namesOtherMethod(conversation)
  }

  /// Whether the line says "both" and the plan holds something else than what that may mean.
  private var countsOthers: Bool {
    guard !flow.lines.isEmpty, let order = flow.order.flatMap({ try? engine.shop.order($0) }) else {
      return false
    }
    let reader = ItemReader(line, order, desk)
    guard reader.countsTogether else { return false }
    return reader.lines(chosen: flow.lines, isAsked: true).meant != flow.lines.map(\.line)
  }

  /// Whether the line names a way to pay that is not the plan's.
  private func namesOtherMethod(_ conversation: Conversation) -> Bool {
    let reader = MethodReader(line, desk)
    guard reader.namesAny, let id = conversation.customer,
      let customer = try? engine.shop.customer(id)
    else { return false }
    let order = flow.order.flatMap { try? engine.shop.order($0) }
    let said = reader.choice(
      among: customer.paymentMethods, original: order?.paymentMethod)
    let planned = flow.method ?? order?.paymentMethod
    return !said.methods.contains { $0 == planned }
  }

  /// Whether the line names a colour, a size or the like that the planned thing comes in and is not to be.
  private var namesOtherOption: Bool {
    flow.variants.values.contains { sku in
      guard let planned = desk.assortment.variant(sku),
        let product = desk.assortment.products.first(where: { product in
          product.variants.contains { $0.sku == sku }
        })
      else { return false }
      let said = OptionReader(line, desk).options(of: product.variants)
      return !said.meant.subtracting(planned.options.map(\.value)).isEmpty
    }
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
      flow.awaiting != .description, flow.awaiting != .address || !line.hasDigit,
      !["affirm", "deny", "stop", "out_of_scope", "repeat"].contains(intent)
    else { return false }
    return Task(rawValue: intent).map { !$0.isSame(as: flow.task) } ?? true
  }
}

// Answers in between, and ends.
extension OpenTaskTurn {
  /// An answer to a question at "Shall I?", and one short way back.
  private func answered(_ conversation: inout Conversation) throws -> Reply? {
    if let reply = try answerAside(&conversation) { return reply }
    let unknown = Reply(desk.say(.notKnown, in: &conversation), policy: engine.policy)
    return back(after: unknown, &conversation)
  }

  /// The answer to what the line asks beside the task, and then what is still open.
  private func answerAside(_ conversation: inout Conversation) throws -> Reply? {
    if let answer = QuestionAnswerer(desk: desk).answer(to: line, in: conversation) {
      let reply = QuestionPolicy.reply(with: answer, in: &conversation, at: desk)
      return back(after: reply, &conversation)
    }
    let open = conversation.flow
    conversation.flow = nil
    for policy in [ShoppingPolicy(turn: .aside) as any DialoguePolicy, KnowledgePolicy()] {
      var next = conversation
      if let reply = try policy.reply(to: line, in: &next, at: desk) {
        conversation = next
        conversation.flow = open
        return back(after: reply, &conversation)
      }
    }
    conversation.flow = open
    return nil
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
  /// Whether the line has a question mark.
  var hasQuestionMark: Bool { utterance.text.contains { $0 == "?" || $0 == "？" } }

  /// Whether the line has the form of a question: a question mark or word, or a Chinese verb with “不” or
  /// “没” behind it.
  func isQuestionShaped(_ spoken: SpokenPhrases) -> Bool {
    if hasQuestionMark || MentionReader(self, spoken).has(.asks) { return true }
    let last = utterance.text.last { $0.isLetter || $0.isNumber }
    return utterance.language == .chinese && last.map { "不没么否".contains($0) } == true
  }

  /// Whether the line does no more than give something, such as an order number.
  var onlyAnswers: Bool {
    acts.share(.answer) >= 0.6 && !hasQuestionMark && !acts.has(.ask) && !acts.has(.request)
  }

  /// Whether the line has a digit.
  var hasDigit: Bool { utterance.text.contains(where: \.isNumber) }
}

extension Task {
  /// The words in which a yes may repeat what is done.
  var verbs: SpokenPhrases.List {
    switch self {
    case .cancelOrder: .doCancel
    case .returnItem, .getRefund: .doReturn
    case .exchangeItem: .doExchange
    case .changeOrder, .changeAddress, .changePayment, .setDefaultAddress: .doChange
    default: .doSubmit
    }
  }
}

extension SpokenPhrases.List {
  /// The lists of verbs.
  static let verbs: [SpokenPhrases.List] = [
    .doCancel, .doReturn, .doExchange, .doChange, .doSubmit,
  ]
}
