import Quantities
import Shop
import Text

/// Says where an order stands, from its own dates.
struct OrderReport {
  let desk: Desk
  let language: Language

  /// What was bought: `Stovetop Kettle (blue) × 2, Green Tea`.
  func items(_ order: Order) -> String {
    let names = order.items.map { item in
      desk.assortment.title(sku: item.sku, language: language)
        + (item.quantity > 1 ? " × \(item.quantity)" : "")
    }
    return names.joined(separator: language == .chinese ? "、" : ", ")
  }

  /// Where it stands.
  func status(_ order: Order, in conversation: Conversation) -> String {
    let isLate = order.status == .shipped && order.due.map { $0 < desk.today } == true
    let phrase: Phrase =
      switch order.status {
      case .pending: .statusPending
      case .processed: .statusProcessed
      case .shipped: isLate ? .statusLate : .statusShipped
      case .delivered: .statusDelivered
      case .cancelled: .statusCancelled
      case .returnRequested: .statusReturnRequested
      case .returned: .statusReturned
      case .exchangeRequested: .statusExchangeRequested
      }
    let day = isLate ? order.due : order.delivered ?? order.due
    var values = [
      "order": order.number, "items": items(order),
      "date": day.map { desk.date($0, in: language) } ?? "", "due": "", "tracking": "",
    ]
    if let due = order.due, !isLate, due >= desk.today {
      values["due"] = desk.text(.due, in: conversation, ["date": desk.date(due, in: language)])
    }
    if let carrier = order.carrier, let tracking = order.tracking {
      values["tracking"] = desk.text(
        .tracking, in: conversation, ["carrier": carrier, "tracking": tracking])
    }
    if order.status == .delivered, day == nil {
      return desk.text(.statusDeliveredUndated, in: conversation, values)
    }
    return desk.text(phrase, in: conversation, values)
  }

  /// Where its refunds stand; one line each.
  func refunds(_ order: Order, of customer: Customer, in conversation: Conversation) -> String {
    let refunds = order.refunds
    if refunds.isEmpty, [.returnRequested, .returned].contains(order.status) {
      return status(order, in: conversation)
    }
    if refunds.isEmpty {
      return desk.text(.refundNone, in: conversation, ["order": order.number])
    }
    return refunds.map { refund in
      let phrase: Phrase =
        switch refund.status {
        case .paid: .refundPaid
        case .pending where refund.due.map { $0 < desk.today } == true: .answerRefundOverdue
        case .pending: .refundOnItsWay
        case .waiting: .refundWaits
        }
      return desk.text(
        phrase, in: conversation,
        [
          "order": order.number, "amount": refund.amount.display,
          "method": method(refund.method, of: customer),
          "date": refund.due.map { desk.date($0, in: language) } ?? "…",
        ])
    }.joined(separator: "\n")
  }

  /// A payment method for a reader: `credit card ending in 4242`.
  func method(_ id: String, of customer: Customer) -> String {
    guard let method = customer.paymentMethod(id) else { return id }
    let name = desk.name(of: method.kind, in: language)
    guard let digits = method.lastFour else { return name }
    return language == .chinese ? "\(name)（尾号 \(digits)）" : "\(name) ending in \(digits)"
  }

  /// One line of a list of orders: `10234 (delivered, Stovetop Kettle)`.
  func line(_ order: Order, in conversation: Conversation) -> String {
    desk.text(
      .orderLine, in: conversation,
      [
        "order": order.number, "status": statusWord(order.status, in: conversation),
        "items": items(order),
      ])
  }

  /// A status in a word.
  func statusWord(_ status: OrderStatus, in conversation: Conversation) -> String {
    let phrase: Phrase =
      switch status {
      case .pending: .wordPending
      case .processed: .wordProcessed
      case .shipped: .wordShipped
      case .delivered: .wordDelivered
      case .cancelled: .wordCancelled
      case .returnRequested: .wordReturnRequested
      case .returned: .wordReturned
      case .exchangeRequested: .wordExchangeRequested
      }
    return desk.text(phrase, in: conversation)
  }
}

extension PaymentMethod.Kind {
  /// The spelling with blanks, for want of a name in the policy.
  var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}

extension Desk {
  /// A kind of payment method, by name.
  func name(of kind: PaymentMethod.Kind, in language: Language) -> String {
    guard let phrase = Phrase(rawValue: "payment_" + kind.rawValue) else { return kind.words }
    return phrases.text(phrase, in: language)
  }
}
