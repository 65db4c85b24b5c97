import Diagnostics
import Formats
import Quantities
import Shop

/// An order of the sample shop as the days of its life, relative to the day of seeding.
struct SampleOrder {
  var number = ""
  var person = 0
  var items: [(product: Int, variant: Variant, quantity: Int)] = []
  var shipping = 0
  var method = ""
  var placed = 0
  var packed: Int?
  var shipped: Int?
  var due = 0
  var delivered: Int?
  var cancelled: Int?
  var cancelReason: String?
  var returned: (opened: Int, received: Int?, kind: ReturnRequest.Kind, lines: [Int])?
  var returnReason = ""
  var refund: (opened: Int, due: Int, paid: Bool)?
  var newSKU: String?
  var carrier = ""
  var tracking = ""

  var subtotal: Int { items.reduce(0) { $0 + $1.variant.price.hundredths * $1.quantity } }

  /// What the returned lines cost, or all of it when it was cancelled.
  var refundAmount: Int {
    guard let returned else { return subtotal + shipping }
    return returned.lines.reduce(0) {
      $0 + items[$1 - 1].variant.price.hundredths * items[$1 - 1].quantity
    }
  }

  /// Where the order stood on a day.
  func status(on day: Int) -> OrderStatus {
    if let cancelled, day >= cancelled { return .cancelled }
    if let returned, day >= returned.opened {
      if returned.kind == .exchange { return .exchangeRequested }
      if let received = returned.received, day >= received { return .returned }
      return .returnRequested
    }
    if let delivered, day >= delivered { return .delivered }
    if let shipped, day >= shipped { return .shipped }
    if let packed, day >= packed { return .processed }
    return .pending
  }

  /// What was known of the order on a day.
  func moment(on day: Int) -> OrderMoment {
    func since(_ event: Int?) -> Int? { event.flatMap { $0 <= day ? day - $0 : nil } }
    let status = status(on: day)
    let isOpen = status != .cancelled && since(delivered) == nil
    let isPaid = refund.map { $0.paid && day >= $0.due } ?? true
    let isClosed = returned.flatMap(\.received).map { $0 <= day && isPaid } ?? false
    return OrderMoment(
      status: status, sincePlaced: day - placed, sinceShipped: since(shipped),
      overdue: isOpen ? day - due : nil, sinceDelivered: since(delivered),
      sinceReturn: isClosed ? nil : since(returned?.opened),
      sinceRefund: isPaid ? nil : since(refund?.opened))
  }

  func json(_ people: [SamplePerson]) -> JSON {
    let status = status(on: 0)
    func day(_ number: Int) -> JSON { .string(number > 0 ? "+\(number)d" : "\(number)d") }
    func money(_ hundredths: Int) -> JSON {
      .string(Money(hundredths: hundredths, currency: "").amount)
    }
    var members: [(key: String, value: JSON)] = [
      ("number", .string(number)), ("customer", .string(people[person].id)),
      ("placed", day(placed)), ("status", .string(status.rawValue)),
    ]
    if let shipped { members.append(("shipped", day(shipped))) }
    if cancelled == nil { members.append(("due", day(due))) }
    if let delivered { members.append(("delivered", day(delivered))) }
    members.append(
      (
        "items",
        .array(
          items.map {
            [
              "product": .string($0.variant.product), "sku": .string($0.variant.sku),
              "quantity": .integer($0.quantity), "price": money($0.variant.price.hundredths),
            ]
          })
      ))
    members += [
      ("shipping", money(shipping)), ("address", people[person].address),
      ("payment_method", .string(method)),
    ]
    if shipped != nil {
      members += [("carrier", .string(carrier)), ("tracking", .string(tracking))]
    }
    if let cancelReason { members.append(("cancel_reason", .string(cancelReason))) }
    if let returned {
      let lines = returned.lines.map { line -> JSON in
        var line: [(key: String, value: JSON)] = [
          ("line", .integer(line)), ("quantity", .integer(items[line - 1].quantity)),
        ]
        if let newSKU { line.append(("new_sku", .string(newSKU))) }
        return .object(line)
      }
      let state = returned.received == nil ? "open" : refund?.paid == true ? "closed" : "received"
      members.append(
        (
          "return",
          [
            "kind": .string(returned.kind.rawValue), "status": .string(state),
            "opened": day(returned.opened), "send_by": day(returned.opened + 14),
            "reason": .string(returnReason), "items": .array(lines),
          ]
        ))
    }
    if let refund {
      members.append(
        (
          "refund",
          [
            "amount": money(refundAmount), "method": .string(method), "opened": day(refund.opened),
            "due": day(refund.due), "status": .string(refund.paid ? "paid" : "pending"),
          ]
        ))
    }
    return .object(members)
  }
}
