import Quantities
import Shop
import Text

// From what the customer said to something done: ask for what lacks, say what will happen, wait for yes.
extension FlowVisit {
  /// The next step of a task that changes the shop.
  mutating func transact(_ order: Order?, _ line: Interpretation) throws -> Reply {
    if flow.awaiting == .confirmation, let plan = flow.plan, isAgreed { return try carryOut(plan) }
    if let order, flow.awaiting != .confirmation, let refused = try early(order, line) {
      return refused
    }
    if let question = try details(order, line) { return question }
    guard let request = request(order) else {
      isDone = true
      return Reply(desk.say(.nothingToDrop, in: &conversation), policy: policy)
    }
    let proposal = try shop.propose(
      request, for: customer.id, policy: desk.policy, today: desk.today)
    return try answer(proposal, order, line)
  }

  /// What no answer could change is said before anything is asked: an order that is on its way cannot be
  /// cancelled for any reason.
  private mutating func early(_ order: Order, _ line: Interpretation) throws -> Reply? {
    let all = order.items.map { ItemCount(line: $0.line, quantity: $0.quantity) }
    let number = order.number
    let request: Request
    switch flow.task {
    case .cancelOrder:
      let reasons = desk.policy.cancellation.reasons
      for reason in reasons {
        let again = try shop.propose(
          .cancel(order: number, reason: reason), for: customer.id, policy: desk.policy,
          today: desk.today)
        if case .done = again { return try answer(again, order, line) }
      }
      request = .cancel(order: number, reason: reasons.first)
    case .changeAddress: request = .changeAddress(order: number, to: order.address)
    case .changePayment:
      request = .changePayment(order: number, to: order.paymentMethod)
    case .returnItem, .getRefund:
      request = .returnItems(
        order: number, items: all, refundTo: order.paymentMethod, reason: nil)
    case .exchangeItem:
      request = .exchangeItems(order: number, changes: [], payment: nil, reason: nil)
    case .changeOrder: request = .changeItems(order: number, changes: [], payment: nil)
    case .reportDamaged, .reportMissing, .reportWrong:
      guard let problem = flow.task.problem else { return nil }
      request = .reportProblem(order: number, items: all, problem: problem)
    case .warranty: request = .claimWarranty(order: number, items: all, text: "")
    default: return nil
    }
    let proposal = try shop.propose(
      request, for: customer.id, policy: desk.policy, today: desk.today)
    switch proposal {
    case .refused(let refusal) where refusal.isFinal: return refuse(refusal, order, line)
    default: return nil
    }
  }

  private mutating func answer(
    _ proposal: Proposal, _ order: Order?, _ line: Interpretation
  ) throws -> Reply {
    switch proposal {
    case .refused(let refusal): return refuse(refusal, order, line)
    case .done(let receipt):
      isDone = true
      return done(
        desk.text(.alreadyDone, in: conversation, ["list": effects(receipt)]),
        receipt.plan.request.kind)
    case .planned(let plan):
      let isAgain = flow.plan == plan && flow.awaiting == .confirmation
      flow.plan = plan
      if isAgain {
        return ask(.confirmAgain, awaiting: .confirmation, ["list": effects(plan)])
      }
      return ask(.confirm, awaiting: .confirmation, ["list": effects(plan)])
    }
  }

  private mutating func carryOut(_ plan: Plan) throws -> Reply {
    switch try shop.carryOut(plan, policy: desk.policy, today: desk.today) {
    case .done(let receipt):
      conversation.lastDone = effects(receipt)
      conversation.note(receipt)
      return done(
        desk.text(.done, in: conversation, ["list": effects(receipt)]), plan.request.kind)
    case .changed(let proposal):
      // Somebody else changed the order meanwhile: the new state is told, nothing was done.
      flow.plan = nil
      return try answer(proposal, nil, Interpretation.nothing(conversation.language))
    }
  }

  private func effects(_ plan: Plan) -> String {
    EffectText(desk: desk, conversation: conversation, customer: customer).list(plan.effects)
  }

  private func effects(_ receipt: Receipt) -> String {
    let text = effects(receipt.plan)
    guard let reference = receipt.reference else { return text }
    return text + "\n" + desk.text(.reference, in: conversation, ["reference": reference])
  }

  /// The request, complete as far as the customer has said.
  private func request(_ order: Order?) -> Request? {
    let number = order?.number ?? ""
    let items = flow.lines.map { ItemCount(line: $0.line, quantity: $0.quantity) }
    let changes = flow.lines.compactMap { line in
      flow.variants[line.line].map {
        ItemChange(line: line.line, quantity: line.quantity, sku: $0)
      }
    }
    switch flow.task {
    case .cancelOrder: return .cancel(order: number, reason: flow.reason)
    case .changeAddress:
      return flow.parsedAddress.map { .changeAddress(order: number, to: $0) }
    case .setDefaultAddress: return flow.parsedAddress.map { .setDefaultAddress($0) }
    case .changePayment: return flow.method.map { .changePayment(order: number, to: $0) }
    case .changeOrder: return .changeItems(order: number, changes: changes, payment: flow.method)
    case .returnItem, .getRefund:
      return .returnItems(order: number, items: items, refundTo: flow.method, reason: flow.reason)
    case .exchangeItem:
      return .exchangeItems(order: number, changes: changes, payment: flow.method, reason: nil)
    case .reportDamaged, .reportMissing, .reportWrong:
      return flow.task.problem.map {
        .reportProblem(
          order: number, items: items, problem: $0, wish: flow.description ?? "")
      }
    case .getInvoice: return .sendInvoice(order: number)
    case .warranty:
      return .claimWarranty(order: number, items: items, text: flow.description ?? "")
    case .complaint: return .complain(order: flow.order, text: flow.description ?? "")
    case .trackOrder, .orderHistory, .trackRefund: return nil
    }
  }
}
