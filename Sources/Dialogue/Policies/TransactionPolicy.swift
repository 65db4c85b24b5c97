import Entities
import Intents
import Knowledge
import Sentiment
import Shop
import Text

/// Opens what the customer came to have done.
struct TransactionPolicy: DialoguePolicy {
  let name = "transaction"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    if let done = conversation.lastDone,
      asksWhetherDone(interpretation, desk)
        || conversation.question == "done" && isShort(interpretation)
          && interpretation.asksIfHappened(desk.spoken)
    {
      return Reply(desk.text(.doneYes, in: conversation, ["list": done]), policy: name)
    }
    guard let task = task(interpretation, &conversation, desk),
      !isTalkOfGoods(task, interpretation, conversation)
    else { return nil }
    let article = self.article(for: task, interpretation, conversation, desk)
    let asksOnly = article != nil && interpretation.entities(.orderNumber).isEmpty
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
    if asksOnly, let article { return offer(article, interpretation, &conversation, desk) }
    guard var reply = try engine.advance(interpretation, in: &conversation) else { return nil }
    if reply.awaiting != nil, task.isOfTrouble || interpretation.sentiment.compound <= -0.5,
      conversation.said[Phrase.sorryFirst.rawValue] == nil
    {
      reply.text = desk.say(.sorryFirst, in: &conversation) + reply.text
    }
    return reply
  }

  /// Whether a line is sure enough to open a task: one that changes something needs its verb, an order, or a
  /// classifier that is nearly certain.
  private static func opens(_ task: Task, _ line: Interpretation, _ families: TaskVerbs) -> Bool {
    if !line.entities(.orderNumber).isEmpty && !isElliptic(task, line, families)
      || families.meant.contains(where: { $0.isSame(as: task) })
    {
      return true
    }
    let mayBeTold: [Task] = [
      .trackOrder, .trackRefund, .getRefund, .orderHistory, .complaint, .reportDamaged,
      .reportMissing, .reportWrong, .warranty,
    ]
    let isRequested = line.acts.acts.contains { $0.kind == .request && $0.confidence >= 0.8 }
    return line.confidence >= (mayBeTold.contains(task) || isRequested ? 0.6 : 0.85)
  }

  /// Whether a line names an order, asks for no change and is read as one for want of a verb: "and 16971?
  /// same postcode".
  private static func isElliptic(
    _ task: Task, _ line: Interpretation, _ families: TaskVerbs
  ) -> Bool {
    !task.isLookUp && line.utterance.tokens.count <= 16 && families.meant.isEmpty
      && families.negated.isEmpty && line.confidence < 0.85
      && line.acts.share(of: .request, .tell, .complain, .correct) < 0.35
  }

  /// Whether a line goes on with goods that were just shown: without an order or a plain request it opens
  /// nothing.
  private func isTalkOfGoods(
    _ task: Task, _ line: Interpretation, _ conversation: Conversation
  ) -> Bool {
    guard line.entities(.orderNumber).isEmpty,
      ["recommend", "stock", "product", "compare", "similar", "not_sold"].contains(
        conversation.lastAction ?? "")
    else { return false }
    return line.acts.share(.request) < 0.6 || line.confidence < 0.7
  }

  /// What the line asks to have done; with an order number and little else, what was done last, or where
  /// the order is.
  private func task(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Task? {
    let isSure = line.intents.decision == .intent
    let text = line.utterance.text.lowercased()
    if conversation.lastAction == "order_history", !line.entities(.ordinal).isEmpty,
      ["where", "哪", "到了"].contains(where: { text.holds($0) })
    {
      return .trackOrder
    }
    if conversation.customer != nil, isShort(line), let last = conversation.lastTask,
      last.needsOrder, MentionReader(line, desk.spoken).has(.otherOrder)
    {
      return last.isLookUp ? last : .trackOrder
    }
    // "When will it be here?", of the order just looked at.
    if line.intent == "delivery_period", conversation.customer != nil,
      conversation.lastTask == .trackOrder, refersToOrder(text)
    {
      return .trackOrder
    }
    let families = TaskVerbs(line, desk.spoken)
    if isSure, !line.saysOnlyNames, let task = line.intent.flatMap(Task.init),
      !line.onlyAnswers || line.confidence >= 0.95 || families.meant.contains(task),
      Self.opens(task, line, families)
    {
      guard var meant = families.settled(Self.meant(task, line, text, desk), line, desk) else {
        return nil
      }
      if line.confidence < 0.85, line.asksIfHappened(desk.spoken) { meant = meant.lookUp }
      if let told = families.told, meant.hasOutcome { meant = told.lookUp }
      conversation.lastTask = meant
      return meant
    }
    guard line.utterance.tokens.count <= 60 else { return nil }
    let namesOrder =
      !line.entities(.orderNumber).isEmpty
      || isShort(line) && line.numberInNoForm(isAsked: false) != nil
    let picksOrder =
      conversation.orders.count > 1 && !line.entities(.ordinal).isEmpty
      && (conversation.lastAction == "order_history"
        || conversation.products.count < 2 && isShort(line))
    if let told = families.told, namesOrder || line.intents.decision == .close {
      return told.lookUp
    }
    if !namesOrder, !picksOrder { return lookedUp(line) }
    if picksOrder { return .trackOrder }
    // "Oh wait, it's 10412", where the task could not be done with the number given first.
    if conversation.lastAction == "refused", namesOrder, isShort(line), families.meant.isEmpty,
      families.negated.isEmpty, let last = conversation.lastTask
    {
      return last
    }
    // An order and an address: it is to go there.
    if namesOrder, families.meant.isEmpty, families.negated.isEmpty,
      AddressFinder(places: desk.spoken.places).range(in: line) != nil
    {
      return .changeAddress
    }
    // "Cancel 10533, it is cheaper elsewhere" asks for the one and tells of the other.
    if isSure, !Asking.isQuestion(line), line.intent == "price_match",
      let task = families.meant.first
    {
      return task
    }
    let isProven = !line.entities(.email).isEmpty || !line.entities(.postcode).isEmpty
    if isShort(line), families.meant.isEmpty, line.acts.share(.request) < 0.5,
      line.confidence < 0.85, let last = conversation.lastTask, last.isLookUp
    {
      return last
    }
    if isSure, !line.saysOnlyNames, line.confidence >= 0.6, !isProven || families.meant.isEmpty,
      line.intent.map(Self.saysLittle) != true
    {
      return nil
    }
    if let task = families.meant.first {
      return line.asksIfHappened(desk.spoken) ? task.lookUp : task
    }
    if MentionReader(line, desk.spoken).has(.changesOption) { return .changeOrder }
    if families.negated.isEmpty == false { return .trackOrder }
    let spoken = MentionReader(line, desk.spoken)
    if spoken.has(.lacksBefore) || spoken.has(.lacksAfter), namesItem(line, desk),
      line.acts.share(of: .tell, .complain, .reject) >= 0.4
    {
      return .reportMissing
    }
    if line.onlyAnswers { return .trackOrder }
    let close = line.intents.scores.prefix(2).compactMap { Task(rawValue: $0.intent.rawValue) }
    if line.intents.decision == .close, let task = close.first { return task }
    return conversation.lastTask.flatMap { $0.isLookUp ? $0 : nil } ?? .trackOrder
  }

  /// Whether a line names a thing of the order whose number it has; which it is is told to nobody.
  private func namesItem(_ line: Interpretation, _ desk: Desk) -> Bool {
    guard let number = line.text(.orderNumber), let order = try? desk.shop?.order(number) else {
      return !line.entities(.product).isEmpty
    }
    return !ItemReader(line, order, desk, seeksMissing: true).lines(chosen: [], isAsked: true)
      .isEmpty
  }

  private func refersToOrder(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter }
    return words.contains("it") || words.contains("my")
      || ["它", "我的", "这单", "这个订单"].contains { text.holds($0) }
  }

  /// "Did that work?", after something was done.
  private func asksWhetherDone(_ line: Interpretation, _ desk: Desk) -> Bool {
    isShort(line) && line.entities(.orderNumber).isEmpty
      && MentionReader(line, desk.spoken).has(.whetherDone)
  }

  private func isShort(_ line: Interpretation) -> Bool { line.utterance.tokens.count <= 10 }

  /// An address in the line says which of the changes is meant, and so does "default".
  private static func meant(
    _ task: Task, _ line: Interpretation, _ text: String, _ desk: Desk
  ) -> Task {
    switch task {
    case .orderHistory
    where !line.entities(.orderNumber).isEmpty || line.numberInNoForm(isAsked: false) != nil:
      return .trackOrder
    case .changeOrder where AddressFinder(places: desk.spoken.places).range(in: line) != nil:
      return .changeAddress
    case .changeAddress
    where ["default", "默认", "future orders", "以后的订单"].contains { text.holds($0) }
      && line.entities(.orderNumber).isEmpty:
      return .setDefaultAddress
    default: return task
    }
  }

  /// Two readings that are close, where one only looks and who it is was said in the same breath.
  private func lookedUp(_ line: Interpretation) -> Task? {
    guard line.intents.decision == .close,
      !line.entities(.email).isEmpty || !line.entities(.postcode).isEmpty
    else { return nil }
    let close = line.intents.scores.prefix(2).compactMap { Task(rawValue: $0.intent.rawValue) }
    return close.contains(.orderHistory) ? .orderHistory : close.first { $0.isLookUp }
  }

  /// Whether an intent says nothing of what an order number beside it is for.
  static func saysLittle(_ intent: String) -> Bool { emptyIntents.contains(intent) }

  /// Intents that say nothing of what an order number is for.
  private static let emptyIntents: Set<String> = [
    "affirm", "deny", "stop", "greet", "thank", "help", "small_talk", "repeat", "out_of_scope",
    "place_order", "delivery_period", "gift_card",
  ]
}

extension Task {
  /// What is looked up when somebody asks whether it has been done.
  fileprivate var lookUp: Task {
    switch self {
    case .returnItem, .getRefund, .trackRefund: .trackRefund
    case .getInvoice, .orderHistory, .setDefaultAddress: self
    default: .trackOrder
    }
  }

  /// Whether what came of it can be looked up, or looking that up is all it does.
  fileprivate var hasOutcome: Bool {
    [.returnItem, .getRefund, .exchangeItem, .cancelOrder].contains(self) || isLookUp
  }

  /// Whether it is about something that went wrong, which calls for a word of regret first.
  fileprivate var isOfTrouble: Bool {
    // Asked for a complaint, the desk says so itself.
    [.reportDamaged, .reportMissing, .reportWrong].contains(self)
  }
}
