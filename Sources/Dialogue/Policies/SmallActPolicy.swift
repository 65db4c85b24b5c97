import Entities
import Intents
import Knowledge
import Shop
import Text

/// What needs no task and no article: taking back what was done, agreeing to nothing, waiting, saying it
/// again.
struct SmallActPolicy: DialoguePolicy {
  let name = "small_act"

  /// From here on a line's intent is plain.
  private static let leastClear = 0.6

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    let acts = interpretation.acts
    let mentions = MentionReader(interpretation, desk.spoken)
    let isAsBefore = conversation.question == "done" && mentions.has(.asBefore)
    let takesBack = acts.share(.undo) >= 0.5 || conversation.question == "done" && acts.has(.undo)
    // A word of agreement takes nothing back, however the rest is read.
    let isPlain =
      mentions.agreeing.isEmpty || acts.share(.undo) >= 0.8
      || acts.acts.contains { act in
        act.kind == .undo && act.confidence >= 0.8
          && !mentions.agreeing.contains { $0.overlaps(act.range) }
      }
    // "Can that still be undone?"
    if takesBack, acts.share(.undo) < 0.8, interpretation.isQuestionShaped(desk.spoken),
      let customer = conversation.customer,
      try desk.shop?.lastReversibleAction(of: customer) != nil
    {
      return Reply(desk.say(.undoPossible, in: &conversation), policy: name)
    }
    // "Yes, undo it", when it just was.
    if conversation.lastAction == "undo", let done = conversation.lastDone, !acts.has(.ask),
      acts.isWholeAssent || acts.has(.undo)
    {
      return Reply(desk.text(.doneYes, in: conversation, ["list": done]), policy: name)
    }
    if takesBack && isPlain || isAsBefore, conversation.customer != nil, !acts.has(.ask),
      !mentions.has(.whetherDone),
      acts.share(.undo) >= 0.8 || !interpretation.isQuestionShaped(desk.spoken)
    {
      return try undo(interpretation, &conversation, desk)
    }
    if let assured = assured(interpretation, mentions, conversation, desk) { return assured }
    if let again = try takenUp(interpretation, mentions, &conversation, desk) { return again }
    if leavesOrderBe(interpretation, mentions, conversation, desk)
      || wantsNoTask(interpretation, conversation, desk)
    {
      return Reply(desk.say(.nothingToDrop, in: &conversation), policy: name)
    }
    if interpretation.intent == "small_talk", mentions.has(.trouble), conversation.flow == nil {
      return Reply(desk.say(.sympathy, in: &conversation), policy: name)
    }
    if let greeting = greeting(interpretation, conversation, desk) { return greeting }
    if let noted = phone(interpretation, &conversation, desk) { return noted }
    guard conversation.choice == nil else { return nil }
    if let again = try corrected(interpretation, &conversation, desk) { return again }
    if acts.share(.complain) >= 0.6, conversation.handover == nil,
      conversation.question != nil || conversation.turn > 1
    {
      return sorry(interpretation, &conversation, desk)
    }
    let isBare = interpretation.entities.allSatisfy { $0.kind == .yesNo }
    if conversation.handover != nil, isBare, !acts.has(.ask), !acts.has(.request),
      acts.share(of: .assent, .hesitate, .tell, .answer, .chat) >= 0.6
        || acts.has(.assent) && acts.share(of: .assent, .person, .complain) >= 0.8,
      acts.share(.thank) < 0.3, interpretation.intent != "thank",
      interpretation.utterance.tokens.count <= 12
    {
      return Reply(desk.say(.handoverWaiting, in: &conversation), policy: name, action: "handover")
    }
    if isBare, acts.isWholeAssent, acts.share(.thank) < 0.5 {
      // A second yes to what is done already.
      if conversation.question == "done", let done = conversation.lastDone {
        return Reply(desk.text(.doneYes, in: conversation, ["list": done]), policy: name)
      }
      return Reply(desk.say(.nothingPending, in: &conversation), policy: name)
    }
    if isBare, !interpretation.asksInForm, acts.share(of: .hesitate, .refuse, .stop) >= 0.6,
      acts.share(.hesitate) >= 0.4, !acts.has(.ask), interpretation.utterance.tokens.count <= 8,
      conversation.question == "done" || conversation.question == "answer"
    {
      return Reply(desk.say(.takeYourTime, in: &conversation), policy: name)
    }
    if conversation.question == "done", let done = conversation.lastDone, !acts.has(.ask),
      !interpretation.asksInForm, acts.share(.assent) >= 0.6, acts.share(.thank) < 0.3,
      interpretation.entities(.orderNumber).isEmpty, interpretation.intent == "affirm",
      interpretation.utterance.tokens.count > 2
    {
      return Reply(desk.text(.doneYes, in: conversation, ["list": done]), policy: name)
    }
    let isOfGoods = conversation.question == "list" && interpretation.utterance.tokens.count > 2
    let isWeak =
      interpretation.intents.decision != .intent || interpretation.confidence < Self.leastClear
    if isBare, !isOfGoods, !interpretation.asksInForm, !acts.has(.ask),
      acts.share(of: .refuse, .stop) >= 0.7
        || isWeak && acts.share(of: .refuse, .stop) >= 0.3
          && acts.share(of: .refuse, .stop, .assent) >= 0.8
    {
      return Reply(desk.say(.nothingToDrop, in: &conversation), policy: name)
    }
    return nil
  }

  /// "So it's sage now, yeah?", "and the order itself isn't cancelled, right?": what was just done, or how the
  /// order stands where another task's verb is named.
  private func assured(
    _ line: Interpretation, _ mentions: MentionReader, _ conversation: Conversation, _ desk: Desk
  ) -> Reply? {
    guard conversation.question == "done", conversation.flow == nil,
      let done = conversation.lastDone, line.utterance.tokens.count <= 16,
      mentions.seeksAssurance, !supposesMore(line, mentions, than: done),
      line.intents.decision != .intent || line.confidence < Self.leastClear
        || line.intent.flatMap(Task.init) != nil
        || line.intent.map(TransactionPolicy.saysLittle) == true
    else { return nil }
    let verbs = TaskVerbs(line, desk.spoken)
    let task = conversation.receipts.last.flatMap { Task(rawValue: $0.plan.request.intent) }
    let isOfOther = (verbs.meant + verbs.negated).contains { verb in
      task.map { !$0.isSame(as: verb) && !$0.isAlternative(to: verb) } ?? false
        || verb == .cancelOrder && task == .changeOrder
    }
    if isOfOther, let number = conversation.order, let order = try? desk.shop?.order(number),
      order.customer == conversation.customer
    {
      let report = OrderReport(desk: desk, language: conversation.language)
      return Reply(report.status(order, in: conversation), policy: "answer")
    }
    return Reply(desk.text(.doneYes, in: conversation, ["list": done]), policy: name)
  }

  /// "So the mug goes back too, right?", when only the kettle does: a yes would be false.
  private func supposesMore(
    _ line: Interpretation, _ mentions: MentionReader, than done: String
  ) -> Bool {
    let denials = [SpokenPhrases.List.negatesBefore, .negatesAfter, .lacksBefore]
    if denials.contains(where: { !mentions.ranges($0).isEmpty }) { return false }
    let told = Normalizer.fold(done)
    let named: Set<Entity.Kind> = [.product, .color, .size, .money, .number, .quantity]
    return line.entities.contains { entity in
      named.contains(entity.kind)
        && !told.holds(Normalizer.fold(String(line.utterance[entity.range])))
    }
  }

  /// "Don't touch 14083": nothing is to be done with an order, whatever was done with another.
  private func leavesOrderBe(
    _ line: Interpretation, _ mentions: MentionReader, _ conversation: Conversation, _ desk: Desk
  ) -> Bool {
    conversation.flow == nil && !line.entities(.orderNumber).isEmpty
      && (mentions.has(.leaveIt) || !mentions.negations(.negatesAfter).isEmpty)
      && line.acts.share(.ask) < 0.4 && !line.acts.has(.request)
      && TaskVerbs(line, desk.spoken).meant.isEmpty
  }

  /// "I never said I wanted a refund", "not sending anything back, just asking": a task is named only to say
  /// that it is not wanted, and nothing else is.
  private func wantsNoTask(
    _ line: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Bool {
    guard conversation.flow == nil, conversation.turn > 1, line.utterance.tokens.count <= 16,
      line.acts.share(of: .ask, .undo) < 0.4, !line.acts.has(.ask),
      !line.isQuestionShaped(desk.spoken), !MentionReader(line, desk.spoken).has(.cannot),
      line.entities(.orderNumber).isEmpty
    else { return false }
    let verbs = TaskVerbs(line, desk.spoken)
    guard verbs.meant.isEmpty, !verbs.denied.isEmpty else { return false }
    guard line.intents.decision == .intent, line.confidence >= Self.leastClear else { return true }
    guard let task = line.intent.flatMap(Task.init) else {
      return line.intent.map { ["deny", "stop", "affirm"].contains($0) } ?? true
    }
    return verbs.rulesOut(task)
  }

  /// What was let go is taken up again by its verb: “还是取消掉吧”.
  private func takenUp(
    _ line: Interpretation, _ mentions: MentionReader, _ conversation: inout Conversation,
    _ desk: Desk
  ) throws -> Reply? {
    guard let dropped = conversation.dropped, conversation.flow?.isOffered ?? true,
      let shop = desk.shop,
      mentions.has(dropped.task.verbs), mentions.ranges(.negatesBefore).isEmpty,
      line.acts.share(.ask) < 0.4, line.utterance.tokens.count <= 14,
      line.entities(.orderNumber).isEmpty
    else { return nil }
    conversation.dropped = nil
    conversation.flow = dropped
    conversation.flow?.plan = nil
    conversation.flow?.awaiting = nil
    let engine = FlowEngine(desk: desk, shop: shop, policy: TransactionPolicy().name)
    return try engine.advance(line.silent, in: &conversation)
  }

  /// "Heyy": a word that nobody has written down and that can only greet.
  private func greeting(
    _ line: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Reply? {
    guard conversation.flow == nil, line.intents.decision != .intent,
      line.utterance.tokens.count <= 3, line.acts.share(.greet) >= 0.8,
      let article = desk.knowledge.articles(for: "greet", language: conversation.language).first
    else { return nil }
    return Reply(desk.text(of: article), policy: name, article: article.id)
  }

  /// A telephone number for the colleague who takes over.
  private func phone(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    guard conversation.handover != nil, !line.entities(.phone).isEmpty else { return nil }
    return Reply(desk.say(.notedPhone, in: &conversation), policy: name)
  }

  /// What was just done is put right: the task is opened anew with what the line brings.
  private func corrected(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) throws -> Reply? {
    guard conversation.question == "done" || MentionReader(line, desk.spoken).has(.fromNowOn),
      line.acts.share(of: .correct, .answer, .tell, .request) >= 0.5,
      let receipt = conversation.receipts.last, let task = Task(receipt.plan.request),
      line.entities(.orderNumber).isEmpty, let shop = desk.shop
    else { return nil }
    var next = conversation
    let isForAll = task == .changeAddress && MentionReader(line, desk.spoken).has(.fromNowOn)
    var flow = Flow(isForAll ? .setDefaultAddress : task)
    flow.order = receipt.plan.request.order
    flow.lines = receipt.plan.request.lines
    if isForAll {
      flow.parsedAddress = receipt.plan.request.address
    } else if let address = receipt.plan.request.address {
      guard let patched = AddressPatch.patched(address, by: line) else { return nil }
      flow.parsedAddress = patched
    }
    next.flow = flow
    let engine = FlowEngine(desk: desk, shop: shop, policy: TransactionPolicy().name)
    engine.fill(from: line, in: &next)
    guard let reply = try engine.advance(line, in: &next) else { return nil }
    conversation = next
    return reply
  }

  /// Dissatisfaction with nothing to act on: an apology, what is known of the order that is late, and a
  /// person.
  private func sorry(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    // Whoever says clearly what they want is helped by that, whatever the tone.
    let isClear =
      line.intents.decision == .intent && line.confidence >= Self.leastClear
      && line.intent.map(TransactionPolicy.saysLittle) != true
    guard !isClear, line.intents.decision != .intent || line.intent.flatMap(Task.init) == nil
    else { return nil }
    return Reply(desk.say(.sorryOffer, in: &conversation), policy: name)
  }

  /// Takes back the last thing done that can be taken back, and says so.
  private func undo(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) throws -> Reply? {
    guard !conversation.receipts.isEmpty || line.acts.share(.undo) >= 0.8 else { return nil }
    return try Undoing(desk: desk).reply(in: &conversation)
  }
}

extension Task {
  /// The task that a request came from; `nil` for what cannot be put right.
  init?(_ request: Request) {
    switch request {
    case .changeAddress: self = .changeAddress
    case .setDefaultAddress: self = .setDefaultAddress
    case .changePayment: self = .changePayment
    case .changeItems: self = .changeOrder
    case .exchangeItems: self = .exchangeItem
    default: return nil
    }
  }
}

extension Request {
  /// The address that was set.
  var address: Address? {
    switch self {
    case .changeAddress(_, let address), .setDefaultAddress(let address): address
    default: nil
    }
  }

  /// The lines that a change or an exchange was about.
  fileprivate var lines: [Flow.Line] {
    switch self {
    case .changeItems(_, let changes, _), .exchangeItems(_, let changes, _, _):
      changes.map { Flow.Line(line: $0.line, quantity: $0.quantity) }
    default: []
    }
  }
}
