import Diagnostics
import Formats
import Quantities

/// `orders.json`: a list of orders.
extension SeedReader {
  mutating func order(_ node: JSONNode) {
    var record = RecordReader(node, context)
    let items = record.orderItems { line, item in
      OrderItem(
        line: line, product: item.text("product"), sku: item.text("sku"),
        quantity: item.optionalInteger("quantity", in: 1...100_000) ?? 1,
        price: item.money("price"))
    }
    if record.value("items") != nil, items.isEmpty {
      record.faults.append(node.fault("\"items\" must hold at least one item"))
    }
    let placed = record.optionalDay("placed")
    let method = record.text("payment_method")
    let shipping =
      record.optionalMoney("shipping") ?? Money(hundredths: 0, currency: context.currency)
    // A hostile file may name sums that overflow: adding stops where no order can be.
    let most = 100_000_000_000_000
    let sum = items.reduce(shipping.hundredths) {
      min(most + 1, $0 + $1.price.hundredths * $1.quantity)
    }
    if sum > most { record.faults.append(node.fault("the order costs more than any can")) }
    let paid = Payment(
      kind: .charge, amount: Money(hundredths: sum, currency: context.currency),
      method: method, opened: placed, due: nil, status: .paid)
    let order = Order(
      number: record.text("number"), customer: record.text("customer"),
      status: record.choice("status", of: OrderStatus.self, default: .pending),
      placed: placed, shipped: record.optionalDay("shipped"), due: record.optionalDay("due"),
      delivered: record.optionalDay("delivered"), items: items,
      shipping: shipping,
      address: record.address("address"), paymentMethod: method,
      carrier: record.optionalText("carrier"), tracking: record.optionalText("tracking"),
      cancelReason: record.optionalText("cancel_reason"),
      itemChanges: record.optionalInteger("item_changes", in: 0...1000) ?? 0,
      returns: record.returnRequests(of: items), payments: [paid] + record.refunds(method: method))
    if record.value("status") == nil {
      record.faults.append(node.fault("\"status\" is missing"))
    }
    if record.faults.isEmpty { add(order, node) } else { skip(record.faults) }
  }
}

extension RecordReader {
  /// What `read` makes of each record of `"items"` and its line, from 1.
  mutating func orderItems(
    _ read: (_ line: Int, _ item: inout RecordReader) -> OrderItem
  ) -> [OrderItem] {
    var items: [OrderItem] = []
    for (place, node) in list("items", required: true).enumerated() {
      var item = RecordReader(node, context)
      items.append(read(place + 1, &item))
      faults += item.faults
    }
    return items
  }

  /// `"return": {"kind"?, "opened", "status", "send_by"?, "reason"?, "items": [{"line", "quantity", "new_sku"?}]}`.
  fileprivate mutating func returnRequests(of items: [OrderItem]) -> [ReturnRequest] {
    guard let value = value("return") else { return [] }
    var record = RecordReader(value, context)
    defer { faults += record.faults }
    var lines: [ReturnRequest.Line] = []
    for node in record.list("items", required: true) {
      var line = RecordReader(node, context)
      let number = line.optionalInteger("line", in: 1...max(1, items.count)) ?? 1
      let bought = number <= items.count ? items[number - 1].quantity : 1
      lines.append(
        ReturnRequest.Line(
          line: number, quantity: line.optionalInteger("quantity", in: 1...bought) ?? bought,
          newSKU: line.optionalText("new_sku")))
      record.faults += line.faults
    }
    return [
      ReturnRequest(
        kind: record.choice("kind", of: ReturnRequest.Kind.self, default: .return),
        status: record.choice("status", of: ReturnRequest.Status.self, default: .open),
        opened: record.optionalDay("opened"), sendBy: record.optionalDay("send_by"),
        reason: record.optionalText("reason"), items: lines)
    ]
  }

  /// `"refund": {"amount", "method"?, "opened", "due"?, "status"}`.
  fileprivate mutating func refunds(method: String) -> [Payment] {
    guard let value = value("refund") else { return [] }
    var record = RecordReader(value, context)
    defer { faults += record.faults }
    return [
      Payment(
        kind: .refund, amount: record.money("amount"),
        method: record.optionalText("method") ?? method, opened: record.optionalDay("opened"),
        due: record.optionalDay("due"),
        status: record.choice("status", of: Payment.Status.self, default: .pending))
    ]
  }
}
