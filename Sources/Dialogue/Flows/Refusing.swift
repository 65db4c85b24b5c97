import Quantities
import Shop
import Text

// Why something can't be done, and what can be instead.
extension FlowVisit {
  /// Says why; where another answer would do, asks for it.
  mutating func refuse(_ refusal: Refusal, _ order: Order?, _ line: Interpretation) -> Reply {
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
      flow.parsedAddress = nil
      return ask(.refusedAddress, awaiting: .address, ["field": desk.field(field, language)])
    case .giftCardTooLow(let balance, let needed):
      return other(
        .refusedGiftCard, ["balance": balance.display, "amount": needed.display])
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
    case .wrongStatus(let status, _):
      return end(
        .refusedStatus,
        [
          "order": flow.order ?? "", "status": report.statusWord(status, in: conversation),
        ])
    case .windowOver(let days, let ended):
      return end(.refusedWindow, ["days": "\(days)", "date": day(ended)])
    case .warrantyOver(let months, let ended):
      return end(.refusedWarranty, ["months": "\(months)", "date": day(ended)])
    case .excluded(let lines):
      let names = lines.compactMap { order?.item($0) }.map {
        desk.assortment.title(sku: $0.sku, language: language)
      }
      return end(.refusedExcluded, ["items": desk.list(names, in: language, or: false)])
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
  private mutating func end(_ phrase: Phrase, _ values: [String: String] = [:]) -> Reply {
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

  /// Another payment method is asked for.
  private mutating func other(_ phrase: Phrase, _ values: [String: String] = [:]) -> Reply {
    flow.method = nil
    let methods = customer.paymentMethods.map { report.method($0.id, of: customer) }
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
