import Entities
import Knowledge
import Quantities
import Shop
import Text

/// One step of a task for a customer who is known.
struct FlowVisit {
  let desk: Desk
  let shop: any ShopStore
  let policy: String
  let customer: Customer
  /// The task as it stands.
  var flow: Flow
  /// The conversation as it stands.
  var conversation: Conversation
  /// Set when the line agrees, whole, to what was proposed: nothing is carried out without.
  var isAgreed = false
  /// Set when nothing is open any more.
  var isDone = false
  /// What the refusal of a task offers in its place.
  var offered: Flow?

  var report: OrderReport { OrderReport(desk: desk, language: conversation.language) }

  /// Does what can be done and says so, or asks for what lacks.
  mutating func step(_ line: Interpretation) throws -> Reply {
    if flow.task == .orderHistory { return try history() }
    guard flow.task.needsOrder else { return try transact(nil, line) }
    switch try order(line) {
    case .found(let order): return try about(order, line)
    case .reply(let reply): return reply
    }
  }

  private mutating func about(_ order: Order, _ line: Interpretation) throws -> Reply {
    flow.order = order.number
    conversation.order = order.number
    if !conversation.orders.contains(order.number) {
      conversation.orders = (conversation.orders + [order.number]).suffix(8).map(\.self)
    }
    let isOfMoney = flow.task == .trackRefund || flow.task == .getRefund && !order.refunds.isEmpty
    conversation.topics.note(isOfMoney ? .refund(order.number) : .order(order.number))
    suit(order, line)
    switch flow.task {
    case .trackOrder:
      let text = asked(of: order, line) ?? report.status(order, in: conversation)
      return done(text, "track_order")
    case .trackRefund where order.refunds.isEmpty && !speaksOfMoney(line):
      return done(report.status(order, in: conversation), "track_order")
    case .trackRefund:
      return done(report.refunds(order, of: customer, in: conversation), "track_refund")
    case .getRefund where order.status == .shipped && order.daysLate(on: desk.today) > 0:
      // Nothing goes back before it is known where the parcel is.
      let context = QuestionContext(line, conversation, desk)
      let text = OrderAnswers(context: context, order: order).answer("no_news")
      return done(text ?? report.status(order, in: conversation), "track_order")
    case .getRefund where !order.refunds.isEmpty:
      return done(report.refunds(order, of: customer, in: conversation), "track_refund")
    default: return try transact(order, line)
    }
  }

  /// Whether the line, or what was said before the order was known, speaks of money or of a return.
  private func speaksOfMoney(_ line: Interpretation) -> Bool {
    ([line] + flow.told.map { .of($0, conversation.language) }).contains { line in
      let mentions = MentionReader(line, desk.spoken)
      return mentions.has(.verbRefund) || mentions.has(.doReturn)
        || MethodReader(line, desk).namesAny
    }
  }

  /// Customers say "exchange" and "change" for the same thing; which of them it is the order decides.
  private mutating func suit(_ order: Order, _ line: Interpretation) {
    let reports: [Task] = [.reportDamaged, .reportMissing, .reportWrong]
    if reports.contains(flow.task), [.pending, .processed, .shipped].contains(order.status) {
      // Nothing that has not arrived can be reported: another colour is wanted, or where the parcel is.
      let wantsOther =
        MentionReader(line, desk.spoken).has(.changesOption)
        || !(line.entities(.color) + line.entities(.size)).isEmpty
      flow.task = wantsOther ? .changeOrder : .trackOrder
    }
    let canChange = desk.policy.changes.statuses.contains(order.status)
    let canExchange = desk.policy.exchanges.statuses.contains(order.status)
    if flow.task == .exchangeItem, canChange, !canExchange { flow.task = .changeOrder }
    if flow.task == .changeOrder, canExchange, !canChange, !flow.wantsMore {
      flow.task = .exchangeItem
    }
  }

  /// The answer to what was asked of an order before it was known which: its total, its address.
  private func asked(of order: Order, _ line: Interpretation) -> String? {
    guard let index = desk.facts[conversation.language] else { return nil }
    let context = QuestionContext(line, conversation, desk)
    let answers = OrderAnswers(context: context, order: order)
    // Who gives a postcode asks for nothing by it.
    let isProof =
      !line.acts.has(.ask) && !(line.entities(.postcode) + line.entities(.email)).isEmpty
    let texts = (isProof ? [] : [line.utterance.text]) + flow.told.reversed()
    for text in texts where !text.isEmpty {
      let utterance = Tokenizer().utterance(text, fallback: conversation.language)
      let best = index.matches(for: utterance, topics: ["order": 1], limit: 1).first
      guard let best, best.similarity >= 0.5, best.fact.id.hasPrefix("order.") else { continue }
      let name = best.fact.id.dropFirst("order.".count)
      guard Self.apart.contains(String(name)) else { continue }
      if let answer = answers.answer(name) { return answer }
    }
    return nil
  }

  /// What an order's status does not say.
  private static let apart: Set<String> = [
    "total", "payment", "address", "return_until", "delivered_on", "shipped_on",
  ]

  private mutating func history() throws -> Reply {
    let orders = try shop.orders(of: customer.id)
    if orders.isEmpty { return done(desk.text(.noOrders, in: conversation), "order_history") }
    conversation.orders = orders.prefix(8).map(\.number)
    let lines = orders.prefix(8).map { report.line($0, in: conversation) }
    return done(lines.joined(separator: "\n"), "order_history")
  }

  /// A question; the task waits.
  mutating func ask(
    _ phrase: Phrase, awaiting slot: Flow.Slot, _ values: [String: String] = [:]
  ) -> Reply {
    flow.awaiting = slot
    return Reply(
      desk.say(phrase, in: &conversation, values), policy: policy, awaiting: slot.rawValue)
  }

  /// The last word of a task.
  mutating func done(_ text: String, _ action: String) -> Reply {
    isDone = true
    conversation.tried.append(action + (flow.order.map { " of order \($0)" } ?? ""))
    return Reply(text, policy: policy, action: action)
  }
}

// Which order.
extension FlowVisit {
  private enum Search {
    case found(Order)
    case reply(Reply)
  }

  private mutating func order(_ line: Interpretation) throws -> Search {
    let orders = try shop.orders(of: customer.id).filter {
      $0.number != flow.otherThan || $0.number == flow.order
    }
    if let number = flow.order {
      // The look-up is among the customer's own: another's order is as good as none.
      let key = number.filter(\.isNumber)
      if let order = orders.first(where: {
        $0.number == number || $0.number.filter(\.isNumber) == key
      }) {
        return .found(order)
      }
      flow.order = nil
      flow.deniedOrder = number
      if let email = line.text(.email), email.lowercased() != customer.email.lowercased() {
        return .reply(done(desk.text(.oneCustomerOnly, in: conversation), "refused"))
      }
      let list = desk.list(
        orders.prefix(5).map(\.number), in: conversation.language, or: false)
      return .reply(ask(.orderNotFound, awaiting: .order, ["order": number, "list": list]))
    }
    let finder = OrderFinder(desk: desk, conversation: conversation, orders: orders)
    if let denied = flow.deniedOrder {
      if let named = finder.named(in: line) {
        flow.deniedOrder = nil
        return .found(named)
      }
      let list = desk.list(orders.prefix(5).map(\.number), in: conversation.language, or: false)
      return .reply(ask(.orderNotFound, awaiting: .order, ["order": denied, "list": list]))
    }
    if let last = lastOrder(line, among: orders) { return .found(last) }
    if orders.isEmpty { return .reply(done(desk.text(.noOrders, in: conversation), "no_orders")) }
    if flow.awaiting == .order, let named = finder.named(in: line) { return .found(named) }
    if flow.awaiting == .order {
      let pool = orders.filter { conversation.orders.contains($0.number) }
      let orders = pool.isEmpty ? orders : pool
      let labels = orders.map { [$0.number, report.items($0)] }
      if case .chosen(let places) = Choosing.choose(line, among: labels), let place = places.first {
        return .found(orders[place])
      }
    }
    let fitting = candidates(orders)
    if fitting.count == 1 { return .found(fitting[0]) }
    if flow.task == .trackOrder, (2...3).contains(fitting.count) {
      // Few enough to tell of each, which is shorter than to ask which.
      conversation.orders = fitting.map(\.number)
      let texts = fitting.map { report.status($0, in: conversation) }
      return .reply(done(texts.joined(separator: "\n"), "track_order"))
    }
    let shown = (fitting.isEmpty ? orders : fitting).prefix(5)
    conversation.orders = shown.map(\.number)
    let list = desk.list(
      shown.map { report.line($0, in: conversation) }, in: conversation.language)
    return .reply(ask(.chooseOrder, awaiting: .order, ["list": list]))
  }

  /// "Still nothing?", "cancel it": the order spoken of last, where the task can be about it, nothing else
  /// was named and no choice of orders was asked for.
  private func lastOrder(_ line: Interpretation, among orders: [Order]) -> Order? {
    guard flow.awaiting != .order, flow.products.isEmpty,
      !MentionReader(line, desk.spoken).has(.otherOrder), let last = conversation.order,
      named(orders).isEmpty || named(orders).contains(where: { $0.number == last })
    else { return nil }
    let fitting = candidates(orders)
    if let fitting = fitting.first(where: { $0.number == last }) { return fitting }
    // None can be meant more than this one: why not is said of it.
    if fitting.isEmpty, conversation.question != nil { return orders.first { $0.number == last } }
    // "And could I have it in black?", of the order just told of: why not is said of that one.
    let goesOn = conversation.question == "answer" && line.utterance.tokens.count <= 10
    let isOfOne: [Task] = [.cancelOrder, .changeOrder, .changeAddress, .changePayment]
    return goesOn && isOfOne.contains(flow.task) ? orders.first { $0.number == last } : nil
  }

  /// The orders that hold what was named so far, the latest words first.
  private func named(_ orders: [Order]) -> [Order] {
    let byName = orders.filter { order in
      order.items.contains { flow.products.contains($0.product) }
    }
    if !byName.isEmpty { return byName }
    let finder = OrderFinder(desk: desk, conversation: conversation, orders: orders)
    for text in flow.told.reversed() {
      let found = finder.holding(.of(text, conversation.language))
      if !found.isEmpty, found.count < orders.count { return found }
    }
    return []
  }

  /// The orders the task may be about: those that hold what was named, in a state that fits.
  private func candidates(_ orders: [Order]) -> [Order] {
    let named = named(orders)
    let pool = named.isEmpty ? orders : named
    let fitting = pool.filter { order in
      switch flow.task {
      case .trackOrder: [.pending, .processed, .shipped].contains(order.status)
      case .cancelOrder: desk.policy.cancellation.statuses.contains(order.status)
      case .changeAddress, .changePayment:
        desk.policy.changes.statuses.contains(order.status)
      case .returnItem: desk.policy.returns.statuses.contains(order.status)
      case .exchangeItem, .changeOrder:
        // Customers say either for both; which it is the order decides.
        desk.policy.exchanges.statuses.contains(order.status)
          || desk.policy.changes.statuses.contains(order.status)
      case .trackRefund, .getRefund:
        !order.refunds.isEmpty || [.returnRequested, .returned].contains(order.status)
      case .reportDamaged, .reportMissing, .reportWrong, .warranty: order.status == .delivered
      default: true
      }
    }
    return fitting.isEmpty ? (pool.count == 1 ? pool : []) : fitting
  }
}
