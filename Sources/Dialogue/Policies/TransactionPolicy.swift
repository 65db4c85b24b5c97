import Sentiment
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
    if !namesOrder, !picksOrder { return lookedUp(line) }
    if picksOrder { return .trackOrder }
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
    if line.onlyAnswers { return .trackOrder }
    let close = line.intents.scores.prefix(2).compactMap { Task(rawValue: $0.intent.rawValue) }
    if line.intents.decision == .close, let task = close.first { return task }
    return conversation.lastTask.flatMap { $0.isLookUp ? $0 : nil } ?? .trackOrder
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

  /// The article that answers a line which only asks: how something is done, or what is done when a case
  /// of its own has come up, such as a courier who found nobody at home.
  private func article(
    for task: Task, _ line: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Article? {
    let text = line.utterance.text.lowercased()
    let articles = desk.knowledge.articles(for: task.rawValue, language: conversation.language)
    let name = task.rawValue.split(separator: "_").joined(separator: "-")
    let own = articles.first { article in
      // Single words such as "late" stand in many a line; phrases tell the case.
      article.id != name
        && article.keywords.contains { keyword in
          (keyword.contains(" ") || keyword.utf8.count >= 9) && text.holds(keyword.lowercased())
        }
    }
    if let own, task.isLookUp || task == .reportMissing { return own }
    if isConcrete(task, line, conversation, desk) { return nil }
    let asksHow = Self.howWords.contains { text.holds($0) }
    let asks = Asking.isQuestion(line) || line.acts.share(.ask) >= 0.6
    guard asksHow || task.hasArticle && asks else { return nil }
    return task.isLookUp
      ? articles.first { $0.id == name } ?? articles.first
      : desk.article(for: task.rawValue, line, conversation)
  }

  /// Whether a line speaks of a thing in the order that is spoken of: "can I swap the mug for a green one"
  /// is to be done, not explained.
  private func isConcrete(
    _ task: Task, _ line: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Bool {
    guard [.exchangeItem, .changeOrder].contains(task) || line.acts.share(.request) >= 0.35,
      conversation.customer != nil, let number = conversation.order,
      let order = try? desk.shop?.order(number)
    else { return false }
    let names = ItemNames(desk: desk)
    return SlotFiller.means(line, in: order, conversation, desk)
      || order.items.contains { item in
        names.mentions(of: item.product, in: line.utterance).contains { $0.score >= 1 }
      }
  }

  private static let howWords = [
    "how do i ", "how can i ", "how to ", "how would i ", "where can i see", "where do i see", "如何",
    "怎么查", "怎么看", "怎样查", "在哪里看", "在哪看", "怎么投诉", "怎样投诉",
  ]

  /// The article first, and the doing offered.
  func offer(
    _ article: Article, _ interpretation: Interpretation, _ conversation: inout Conversation,
    _ desk: Desk
  ) -> Reply {
    let knowsWho = conversation.customer != nil
    let isLookUp = conversation.flow?.task.isLookUp == true
    let answer = desk.answer(article, to: interpretation, in: &conversation)
    conversation.flow?.awaiting = knowsWho ? .confirmation : .orderNumber
    return Reply(
      answer
        + desk.text(knowsWho ? .offerHere : isLookUp ? .offerLook : .offerOrder, in: conversation),
      policy: "knowledge", article: article.id,
      awaiting: conversation.flow?.awaiting?.rawValue,
      alternatives: desk.alternatives(to: article, interpretation, conversation))
  }
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

  /// Whether it is about something that went wrong, which calls for a word of regret first.
  fileprivate var isOfTrouble: Bool {
    [.reportDamaged, .reportMissing, .reportWrong, .complaint].contains(self)
  }
}
