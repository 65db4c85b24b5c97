import Diagnostics
import Formats
import Quantities

/// The form of the tau2 retail shop: one object with `products`, `users` and `orders`, each by id.
extension SeedReader {
  mutating func readTau2(_ node: JSONNode) throws(Fault) {
    guard let products = node["products"], let users = node["users"], let orders = node["orders"]
    else {
      throw node.fault(
        "no shop's form is known with these keys; wanted are \"products\", \"users\" and \"orders\""
      )
    }
    for member in try products.object("products") { tau2Product(member.value) }
    for member in try users.object("users") { tau2User(member.value) }
    for member in try orders.object("orders") { tau2Order(member.value) }
  }

  private mutating func tau2Product(_ node: JSONNode) {
    var record = RecordReader(node, context)
    let id = record.text("product_id")
    let name = record.text("name")
    var variants: [Variant] = []
    var nodes: [JSONNode] = []
    for member in record.members("variants") {
      var item = RecordReader(member.value, context)
      let options = item.members("options").map { option in
        var value = RecordReader(item.value("options") ?? node, context)
        return Variant.Option(name: option.key, value: value.optionalText(option.key) ?? "")
      }
      // The form says only whether an item is to be had, so a thousand pieces stand for "available".
      let available = item.value("available").map { $0.content == .bool(true) } ?? true
      variants.append(
        Variant(
          sku: item.text("item_id"), product: id, options: options, price: item.money("price"),
          stock: available ? 1_000 : 0))
      nodes.append(member.value)
      record.faults += item.faults
    }
    guard let price = variants.map(\.price).min(), record.faults.isEmpty else {
      return skip(record.faults.isEmpty ? [node.fault("holds no variants")] : record.faults)
    }
    let empty = LocalizedText(english: "", chinese: "")
    add(
      Product(
        id: id, name: LocalizedText(english: name, chinese: name), aliases: [:], brand: nil,
        category: "", description: empty, price: price, rating: nil, variants: variants),
      nodes, node)
  }

  private mutating func tau2User(_ node: JSONNode) {
    var record = RecordReader(node, context)
    var name = RecordReader(record.value("name") ?? node, context)
    let methods = record.members("payment_methods").map { member in
      var method = RecordReader(member.value, context)
      let read = PaymentMethod(
        id: method.text("id"), kind: PaymentMethod.Kind(rawValue: method.text("source")),
        lastFour: method.optionalText("last_four"), balance: method.optionalMoney("balance"))
      record.faults += method.faults
      return read
    }
    let customer = Customer(
      id: record.text("user_id"), name: name.text("first_name") + " " + name.text("last_name"),
      email: record.email("email"), phone: nil, language: nil,
      address: record.tau2Address(), paymentMethods: methods)
    record.faults += name.faults
    if record.faults.isEmpty { add(customer, node) } else { skip(record.faults) }
  }

  private mutating func tau2Order(_ node: JSONNode) {
    var record = RecordReader(node, context)
    let items = record.orderItems { line, item in
      OrderItem(
        line: line, product: item.text("product_id"), sku: item.text("item_id"), quantity: 1,
        price: item.money("price"))
    }
    let number = record.text("order_id")
    let (status, changes) = tau2Status(&record)
    var payments: [(isRefund: Bool, amount: Money, method: String)] = []
    for node in record.list("payment_history", required: true) {
      var payment = RecordReader(node, context)
      payments.append(
        (
          payment.text("transaction_type") == "refund", payment.money("amount"),
          payment.text("payment_method_id")
        ))
      record.faults += payment.faults
    }
    if payments.isEmpty, record.faults.isEmpty {
      record.faults.append(node.fault("\"payment_history\" must hold at least one payment"))
    }
    let tracking = record.list("fulfillments").first.flatMap { node -> String? in
      if case .array(let ids)? = node["tracking_id"]?.content,
        case .string(let id)? = ids.first?
          .content
      {
        return id
      }
      return nil
    }
    let order = Order(
      number: number, customer: record.text("user_id"), status: status, placed: nil, shipped: nil,
      due: nil, delivered: nil, items: items,
      shipping: Money(hundredths: 0, currency: context.currency), address: record.tau2Address(),
      paymentMethod: payments.first?.method ?? "", carrier: nil, tracking: tracking,
      cancelReason: record.optionalText("cancel_reason"), itemChanges: changes, returns: [],
      payments: payments.map {
        Payment(
          kind: $0.isRefund ? .refund : .charge, amount: $0.amount, method: $0.method, opened: nil,
          due: nil, status: .paid)
      })
    if record.faults.isEmpty { add(order, node) } else { skip(record.faults) }
  }

  private func tau2Status(_ record: inout RecordReader) -> (OrderStatus, itemChanges: Int) {
    let text = record.text("status")
    switch text {
    case "pending (item modified)", "pending (items modified)", "pending (items modifed)":
      return (.pending, 1)
    case "return requested": return (.returnRequested, 0)
    case "exchange requested": return (.exchangeRequested, 0)
    default: return (record.choice("status", of: OrderStatus.self, default: .pending), 0)
    }
  }
}

extension RecordReader {
  /// The members of an object under a key; none, and a fault, when it is none.
  fileprivate mutating func members(_ key: String) -> [JSONNode.Member] {
    guard let value = value(key) else {
      faults.append(node.fault("\"\(key)\" is missing"))
      return []
    }
    return attempt { () throws(Fault) in try value.object(key) } ?? []
  }

  fileprivate mutating func tau2Address() -> Address {
    guard let value = value("address") else {
      faults.append(node.fault("\"address\" is missing"))
      return Address(line1: "", city: "", postcode: "", country: "")
    }
    var record = RecordReader(value, context)
    defer { faults += record.faults }
    let line2 = record.optionalText("address2")
    return Address(
      line1: record.text("address1"), line2: line2?.isEmpty == true ? nil : line2,
      city: record.text("city"), state: record.optionalText("state"), postcode: record.text("zip"),
      country: record.optionalText("country") ?? "")
  }
}
