import Quantities
import Shop
import Text

/// Answers about the order that is spoken of, from its own dates and sums.
struct OrderAnswers {
  let context: QuestionContext
  let order: Order

  /// The answer to the part of a fact's name after `order.`; `nil` where somebody else answers better.
  func answer(_ name: Substring) -> String? {
    switch name {
    case "status": context.report.status(order, in: context.conversation)
    case "arrival": arrival
    case "carrier": carrier
    case "tracking": tracking
    case "shipped_on": shippedOn
    case "placed_on": order.placed.map { say(.answerPlaced, ["date": context.date($0)]) }
    case "packed": packed
    case "late_by": lateBy
    case "delivered_on": deliveredOn
    case "items": say(.answerItems, ["items": context.report.items(order)])
    case "total": total
    case "payment": say(.answerPayment, ["method": context.method(order.paymentMethod)])
    case "address": say(.answerAddress, ["address": order.address.oneLine])
    case "no_news": noNews
    case "return_until": returnUntil
    case "cancel_possible":
      isOpen ? nil : order.delivered == nil ? tooLate(.answerCannotCancel) : returnUntil
    case "change_possible": isOpen ? nil : tooLate(.answerCannotChange)
    case "refuse_parcel": refuseParcel
    case "others": others
    default: nil
    }
  }

  private var desk: Desk { context.desk }
  private var today: Day { context.desk.today }
  private var isOpen: Bool { desk.policy.changes.statuses.contains(order.status) }
  private var isLate: Bool { order.status == .shipped && order.daysLate(on: today) > 0 }

  private func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
    var known = ["order": order.number, "carrier": order.carrier ?? "…"]
    known["tracking"] = order.tracking ?? "…"
    if let due = order.due { known["date"] = context.date(due) }
    return context.say(phrase, known.merging(values) { $1 })
  }

  private var arrival: String {
    if let delivered = order.delivered {
      return say(.answerDelivered, ["date": context.date(delivered)])
    }
    guard order.status != .cancelled, order.due != nil else {
      return context.report.status(order, in: context.conversation)
    }
    if isLate { return say(.answerLate) }
    return say(order.shipped == nil ? .answerArrivalUnshipped : .answerArrival)
  }

  private var carrier: String {
    guard order.carrier != nil else { return say(.answerNoCarrier) }
    return say(order.tracking == nil ? .answerCarrierAlone : .answerCarrier)
  }

  private var tracking: String {
    order.tracking == nil ? say(.answerNoCarrier) : say(.answerTracking)
  }

  private var shippedOn: String {
    guard let shipped = order.shipped else {
      return order.due == nil ? say(.answerNoCarrier) : say(.answerArrivalUnshipped)
    }
    return say(.answerShipped, ["date": context.date(shipped)])
  }

  /// Whether it is packed; only while it has not left.
  private var packed: String? {
    switch order.status {
    case .pending: say(.answerNotPacked)
    case .processed: say(.answerPacked)
    case .shipped: shippedOn
    default: nil
    }
  }

  /// Whether it is late, and by how many days.
  private var lateBy: String? {
    guard let due = order.due, order.status != .cancelled else { return nil }
    guard isLate else { return order.delivered == nil ? arrival : deliveredOn }
    return say(.answerLateBy, ["days": context.span(today - due)])
  }

  private var deliveredOn: String {
    guard let delivered = order.delivered else { return arrival }
    return say(
      .answerDeliveredAgo,
      ["date": context.date(delivered), "days": context.span(today - delivered)])
  }

  private var total: String {
    say(
      order.shipping.hundredths == 0 ? .answerTotalFree : .answerTotal,
      ["amount": order.total.display, "shipping": order.shipping.display])
  }

  private var noNews: String? {
    switch order.status {
    case .shipped: isLate ? say(.answerSearch) : say(.answerOnTime)
    case .pending, .processed: order.due == nil ? nil : say(.answerArrivalUnshipped)
    default: nil
    }
  }

  private var returnUntil: String? {
    guard let window = desk.policy.returns.windowDays else { return nil }
    guard let delivered = order.delivered else {
      return order.status == .cancelled ? nil : say(.answerReturnLater, ["days": "\(window)"])
    }
    let until = delivered + window
    let values = [
      "date": context.date(delivered), "until": context.date(until), "days": "\(window)",
    ]
    return say(until < today ? .answerReturnOver : .answerReturnUntil, values)
  }

  private func tooLate(_ phrase: Phrase) -> String? {
    switch order.status {
    case .shipped: say(phrase)
    case .processed: say(.answerPacked)
    default: nil
    }
  }

  private var refuseParcel: String? {
    guard order.delivered == nil, order.status != .cancelled else { return nil }
    let kind = context.customer?.paymentMethod(order.paymentMethod)?.kind
    return say(
      .answerRefuse,
      [
        "method": context.method(order.paymentMethod),
        "days": context.days(kind.flatMap { desk.policy.refundDays(for: $0) }),
      ])
  }

  private var others: String? {
    guard let customer = context.customer, let orders = try? desk.shop?.orders(of: customer.id)
    else { return nil }
    // Other than the one spoken of, which "my other order" does not mean.
    let spoken = context.conversation.order ?? order.number
    let open = orders.filter {
      $0.number != spoken && [.pending, .processed, .shipped].contains($0.status)
    }
    if open.isEmpty { return say(.answerNoOthers) }
    return open.map { context.report.status($0, in: context.conversation) }.joined(separator: "\n")
  }
}
