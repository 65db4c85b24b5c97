import Quantities
import Shop

/// Carries out the effects of a plan, in order, within one transaction.
struct EffectWriter {
  private var writer: ActionWriter
  let rows: Rows
  let customer: Int64
  /// The row of the order that the plan is about.
  let order: Int64?
  let today: Day
  /// The number of what was made, such as a ticket.
  private(set) var reference: String?
  /// The variants that are known, and locked, with their stock as it is by now.
  private var stocks: [String: (row: Int64, count: Int)]

  init(
    writer: ActionWriter, rows: Rows, customer: Int64, order: Int64?,
    variants: [String: StoredVariant], today: Day
  ) {
    self.writer = writer
    stocks = variants.mapValues { ($0.row, $0.variant.stock) }
    self.rows = rows
    self.customer = customer
    self.order = order
    self.today = today
  }

  mutating func apply(_ plan: Plan) throws {
    for effect in plan.effects { try apply(effect, of: plan.request) }
    if case .cancel(_, let reason?) = plan.request, let order {
      try writer.update("orders", row: order, [("cancel_reason", .text(reason))])
    }
    if case .changeItems = plan.request, let order {
      let made = try rows.row("SELECT item_changes FROM orders WHERE id = ?", [.integer(order)])
      let count: Int = try made?.optional("item_changes", of: "orders") ?? 0
      try writer.update("orders", row: order, [("item_changes", .number(count + 1))])
    }
    try writer.writeLog()
  }

  private mutating func apply(_ effect: Effect, of request: Request) throws {
    switch effect {
    case .fee: return
    case .status(_, _, let to):
      try writer.update("orders", row: known(order), [("status", .text(to.rawValue))])
    case .address(_, _, let to):
      try writer.update("orders", row: known(order), columns(of: to))
    case .defaultAddress(_, let to):
      try writer.update("customers", row: customer, columns(of: to))
    case .payment(_, _, let to):
      try writer.update("orders", row: known(order), [("payment_method", .text(to.id))])
    case .item(_, let line, let quantity, _, let sku, _):
      if case .changeItems = request { try change(line, quantity, to: sku) }
    case .sendBack(_, let kind, let items, let by, let reason):
      try sendBack(kind, items, by: by, reason: reason)
    case .refund(_, let amount, let to, let days, let afterReturn):
      try refund(amount, to: to, days: days, afterReturn: afterReturn)
    case .charge(_, let amount, let from):
      try move(amount, .charge, from, due: nil, status: .paid)
      try addToBalance(of: from, -amount.hundredths)
    case .stock(let sku, let count): try addToStock(of: sku, count)
    case .ticket(_, let kind, let text, _): try openTicket(kind, text)
    case .invoice: try sendInvoice()
    }
  }

  private mutating func addToStock(of sku: String, _ count: Int) throws {
    let read =
      try stocks[sku]
      ?? rows.variant(sku, locked: true).map { (row: $0.id, count: $0.variant.stock) }
    guard let read else { throw gone("variant \(sku)") }
    try writer.update("variants", row: read.row, [("stock", .number(read.count + count))])
    stocks[sku] = (read.row, read.count + count)
  }

  private func known(_ row: Int64?) throws -> Int64 {
    guard let row else { throw gone("the order") }
    return row
  }

  private func gone(_ what: String) -> MissingRow { MissingRow(what: what) }

  private func columns(of address: Address) -> [(column: String, value: SQLValue)] {
    [
      ("line1", .text(address.line1)), ("line2", .text(address.line2)),
      ("city", .text(address.city)), ("state", .text(address.state)),
      ("postcode", .text(address.postcode)),
      ("postcode_key", .text(Key.postcode(address.postcode))), ("country", .text(address.country)),
    ]
  }

  private mutating func change(_ line: Int, _ quantity: Int, to sku: String) throws {
    let order = try known(order)
    guard
      let item = try rows.row(
        #"SELECT * FROM order_items WHERE "order" = ? AND line = ?"#,
        [.integer(order), .number(line)]),
      let variant = try rows.variant(sku)?.variant
    else { throw gone("line \(line)") }
    let price = SQLValue.number(variant.price.hundredths)
    let bought: Int = try item.known("quantity", of: "order_items")
    let row: Int64 = try item.known("id", of: "order_items")
    let left = bought - quantity
    if left == 0 {
      try writer.update("order_items", row: row, [("sku", .text(sku)), ("price", price)])
      return
    }
    let last = try rows.row(
      #"SELECT max(line) AS line FROM order_items WHERE "order" = ?"#, [.integer(order)])
    let lastLine: Int = try last?.optional("line", of: "order_items") ?? line
    try writer.update("order_items", row: row, [("quantity", .number(left))])
    try writer.insert(
      "order_items",
      [
        ("order", .number(order)), ("line", .number(lastLine + 1)),
        ("sku", .text(sku)), ("product", .text(variant.product)),
        ("quantity", .number(quantity)), ("price", price),
      ])
  }

  private mutating func sendBack(
    _ kind: ReturnRequest.Kind, _ items: [ReturnRequest.Line], by day: Day?, reason: String?
  ) throws {
    let row = try writer.insert(
      "returns",
      [
        ("order", .number(try known(order))), ("kind", .text(kind.rawValue)),
        ("status", .text(ReturnRequest.Status.open.rawValue)), ("opened", .day(today)),
        ("send_by", .day(day)), ("reason", .text(reason)),
      ])
    for item in items {
      try writer.insert(
        "return_items",
        [
          ("return", .number(row)), ("line", .number(item.line)),
          ("quantity", .number(item.quantity)), ("new_sku", .text(item.newSKU)),
        ])
    }
    reference = (kind == .exchange ? "X-" : "R-") + String(1000 + row)
  }

  private mutating func refund(
    _ amount: Money, to method: PaymentMethod, days: ClosedRange<Int>?, afterReturn: Bool
  ) throws {
    let isInstant = !afterReturn && days?.upperBound == 0
    try move(
      amount, .refund, method,
      due: afterReturn ? nil : days.map { today + $0.upperBound },
      status: afterReturn ? .waiting : isInstant ? .paid : .pending)
    if !afterReturn { try addToBalance(of: method, amount.hundredths) }
  }

  private mutating func move(
    _ amount: Money, _ kind: Payment.Kind, _ method: PaymentMethod, due: Day?,
    status: Payment.Status
  ) throws {
    try writer.insert(
      "payments",
      [
        ("order", .number(try known(order))), ("kind", .text(kind.rawValue)),
        ("amount", .number(amount.hundredths)), ("method", .text(method.id)),
        ("opened", .day(today)), ("due", .day(due)), ("status", .text(status.rawValue)),
      ])
  }

  /// Only gift cards have a balance that the shop keeps.
  private mutating func addToBalance(of method: PaymentMethod, _ hundredths: Int) throws {
    guard method.kind == .giftCard,
      let row = try rows.row(
        "SELECT id, balance FROM payment_methods WHERE customer = ? AND key = ?",
        [.integer(customer), .text(method.id)])
    else { return }
    // The table lets no balance fall below nothing: what a card does not hold cannot be spent.
    let balance: Int = try row.optional("balance", of: "payment_methods") ?? 0
    try writer.update(
      "payment_methods", row: try row.known("id", of: "payment_methods"),
      [("balance", .number(balance + hundredths))])
  }

  private mutating func openTicket(_ kind: String, _ text: String) throws {
    let row = try rows.db.nextRow(of: "tickets")
    let number = "T-\(1000 + row)"
    try writer.insert(
      "tickets", numbered: row,
      [
        ("number", .text(number)), ("customer", .number(customer)),
        ("order", order.map { .number($0) } ?? .null), ("kind", .text(kind)), ("text", .text(text)),
        ("opened", .day(today)), ("status", .string("open")),
      ])
    reference = number
  }

  private mutating func sendInvoice() throws {
    let row = try rows.db.nextRow(of: "invoices")
    let number = "I-\(1000 + row)"
    try writer.insert(
      "invoices", numbered: row,
      [
        ("number", .text(number)), ("order", .number(try known(order))), ("sent", .day(today)),
      ])
    reference = number
  }
}
