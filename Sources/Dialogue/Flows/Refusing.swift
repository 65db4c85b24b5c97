import Quantities
import Shop
import Text

// Why something can't be done, and what can be instead.
extension FlowVisit {
  /// Says why; where another answer would do, asks for it.
  mutating func refuse(_ refusal: Refusal, _ order: Order?, _ line: Interpretation) -> Reply {
    if flow.task == .exchangeItem, let order, order.status == .exchangeRequested {
      // What is exchanged already is asked after, not exchanged again.
      return done(report.status(order, in: conversation), "track_order")
    }
    flow.objections += 1
    let language = conversation.language
    func day(_ day: Day) -> String { desk.date(day, in: language) }
    switch refusal {
    case .unknownOrder:
      let number = flow.order ?? ""
      flow.order = nil
      return ask(.orderNotFound, awaiting: .order, ["order": number, "list": ""])
    case .noItems, .unknownLine:
      flow.lines = []
      return ask(.askItems, awaiting: .items, ["list": order.map { itemList($0) } ?? ""])
    case .badQuantity(let place, let most):
      flow.products = order?.item(place).map { [$0.product] } ?? flow.products
      flow.lines = []
      flow.quantity = nil
      flow.asksQuantity = true
      return ask(.refusedQuantity, awaiting: .items, ["most": "\(most)"])
    case .reasonNotAccepted(let accepted):
      flow.reason = nil
      let names = accepted.map { desk.reasonWords($0, in: language)[0] }
      return ask(
        .askCancelReason, awaiting: .reason, ["list": desk.list(names, in: language)])
    case .badAddress(let field):
      flow.address = nil
      flow.addressParts = AddressParts()
      flow.parsedAddress = nil
      return ask(.refusedAddress, awaiting: .address, ["field": desk.field(field, language)])
    case .giftCardTooLow(let balance, let needed):
      return tooLow(balance, needed, order)
    case .unknownPaymentMethod: return other(.refusedMethod)
    case .refundNotThere: return other(.refusedRefundThere)
    case .outOfStock(let sku, let left):
      let title = desk.assortment.title(sku: sku, language: language)
      flow.variants = [:]
      flow.options = []
      return ask(.refusedStock, awaiting: .variant, ["item": title, "count": "\(left)"])
    case .sameVariant, .unknownVariant, .otherProduct:
      flow.variants = [:]
      flow.options = []
      return ask(.refusedVariant, awaiting: .variant)
    case .noText: return ask(.askComplaint, awaiting: .description)
    case .wrongStatus(let status, _) where flow.task.isUnderWay(at: status):
      return order.map { done(report.refunds($0, of: customer, in: conversation), "track_refund") }
        ?? end(.refusedStatus)
    case .wrongStatus(let status, _):
      let isEarly = status == .pending || status == .processed || status == .shipped
      let reply = end(
        isEarly && flow.task.followsDelivery ? .refusedStatusEarly : .refusedStatus,
        [
          "order": flow.order ?? "", "status": report.statusWord(status, in: conversation),
        ])
      return offering(instead: order, after: reply)
    case .windowOver(let days, let ended):
      let reply = end(.refusedWindow, ["days": "\(days)", "date": day(ended)])
      return offering(instead: order, after: reply)
    case .warrantyOver(let months, let ended):
      return end(.refusedWarranty, ["months": "\(months)", "date": day(ended)])
    case .excluded(let lines):
      let names = lines.compactMap { order?.item($0) }.map {
        desk.assortment.title(sku: $0.sku, language: language)
      }
      let values = ["items": desk.list(names, in: language, or: false)]
      let others = order?.items.filter { !lines.contains($0.line) } ?? []
      guard !others.isEmpty else { return end(.refusedExcluded, values) }
      // The rest of the order may still come back: the task stays open for it.
      flow.rejected.formUnion(lines)
      flow.lines.removeAll { lines.contains($0.line) }
      flow.isRefused = flow.lines.isEmpty
      return ask(.refusedExcluded, awaiting: .items, values)
    case .itemsAlreadyChanged, .closedByItemChange, .alreadyExchanged:
      return end(.refusedChangedOnce, ["order": flow.order ?? ""])
    case .samePaymentMethod: return end(.refusedSameMethod)
    case .sameAddress: return end(.refusedSameAddress)
    case .countryNotServed(let country): return end(.refusedCountry, ["country": country])
    case .noWarranty: return end(.refusedNoWarranty)
    case .deliveryDayUnknown: return end(.refusedNoDeliveryDay)
    }
  }

  /// A refusal that ends the task; a person may make an exception.
  mutating func end(_ phrase: Phrase, _ values: [String: String] = [:]) -> Reply {
    let refusal = flow.task.rawValue + " " + (flow.order ?? "")
    if conversation.refusal == refusal, conversation.handover == nil {
      // Asked again for what our rules forbid: only a person may make an exception.
      isDone = true
      return conversation.handOver(
        .policy, request: Interpretation.nothing(conversation.language), at: desk, policy: policy)
    }
    conversation.refusal = refusal
    var reply = done(desk.text(phrase, in: conversation, values), "refused")
    reply.alternatives = [desk.text(.handoverPolicy, in: conversation)]
    return reply
  }

  /// A gift card that holds too little, and what is left besides it.
  private mutating func tooLow(_ balance: Money, _ needed: Money, _ order: Order?) -> Reply {
    let values = ["balance": balance.display, "amount": needed.display]
    let others = customer.paymentMethods.filter { method in
      method.id != flow.method
        && (method.kind != .giftCard || (method.balance?.hundredths ?? 0) >= needed.hundredths)
        && !(flow.task == .changePayment && method.id == order?.paymentMethod)
    }
    if others.isEmpty { return end(.refusedGiftCardOnly, values) }
    return other(.refusedGiftCard, values, among: others)
  }

  /// What can be done with the order instead of what was refused, offered in the same breath.
  private mutating func offering(instead order: Order?, after refused: Reply) -> Reply {
    guard let order, refused.handover == nil, conversation.suspended.isEmpty else { return refused }
    var reply = refused
    let all = order.items.map { ItemCount(line: $0.line, quantity: $0.quantity) }
    switch flow.task {
    case .returnItem, .getRefund:
      guard desk.policy.cancellation.statuses.contains(order.status) else { return refused }
      offered = Flow(.cancelOrder)
      reply.text += desk.text(.hintCancel, in: conversation)
    case .cancelOrder where order.status == .shipped || order.status == .processed:
      if desk.policy.returns.windowDays != nil {
        reply.text += desk.text(.hintSendBack, in: conversation)
      }
      return reply
    case .cancelOrder, .changeOrder, .reportDamaged, .reportWrong, .reportMissing:
      let request = Request.returnItems(
        order: order.number, items: all, refundTo: order.paymentMethod, reason: nil)
      let proposal = try? shop.propose(
        request, for: customer.id, policy: desk.policy, today: desk.today)
      switch proposal {
      case .planned, .refused(.excluded): break
      default: return refused
      }
      offered = Flow(.returnItem)
      offered?.lines = flow.lines
      offered?.products = flow.products
      reply.text += desk.text(.hintReturn, in: conversation)
    default: return refused
    }
    offered?.order = order.number
    offered?.isOffered = true
    offered?.awaiting = .confirmation
    reply.awaiting = Flow.Slot.confirmation.rawValue
    return reply
  }

  /// Another payment method is asked for.
  mutating func other(
    _ phrase: Phrase, _ values: [String: String] = [:], among others: [PaymentMethod]? = nil
  ) -> Reply {
    flow.method = nil
    flow.money = nil
    let methods = (others ?? customer.paymentMethods).map { report.method($0.id, of: customer) }
    let slot: Flow.Slot =
      flow.task == .returnItem || flow.task == .getRefund ? .refundTo : .paymentMethod
    return ask(
      phrase, awaiting: slot,
      values.merging(["list": desk.list(methods, in: conversation.language)]) { $1 })
  }
}

extension Desk {
  /// What a reason for cancelling is called, and the words it is known by.
  func reasonWords(_ reason: String, in language: Language) -> [String] {
    let spelled = reason.split(separator: "_").joined(separator: " ")
    guard let phrase = Phrase(rawValue: "cancel_reason_" + reason) else { return [spelled] }
    return phrases.wordings(phrase, in: language) + [spelled]
  }

  /// A part of an address, by name.
  func field(_ name: String, _ language: Language) -> String {
    guard let phrase = Phrase(rawValue: "field_" + name) else { return name }
    return phrases.text(phrase, in: language)
  }
}

extension Refusal {
  /// Whether no other answer of the customer could change it.
  var isFinal: Bool {
    switch self {
    case .wrongStatus, .windowOver, .warrantyOver, .noWarranty, .deliveryDayUnknown,
      .itemsAlreadyChanged, .closedByItemChange, .alreadyExchanged:
      true
    default: false
    }
  }
}
