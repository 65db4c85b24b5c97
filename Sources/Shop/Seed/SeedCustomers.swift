import Diagnostics
import Formats
import Text

/// `customers.json`: a list of customers.
extension SeedReader {
  mutating func customer(_ node: JSONNode) {
    var record = RecordReader(node, context)
    let methods = record.list("payment_methods").map { node in
      var method = RecordReader(node, context)
      let read = PaymentMethod(
        id: method.text("id"), kind: PaymentMethod.Kind(rawValue: method.text("type")),
        lastFour: method.optionalText("last_four"), balance: method.optionalMoney("balance"))
      record.faults += method.faults
      return read
    }
    let customer = Customer(
      id: record.text("id"), name: record.text("name"), email: record.email("email"),
      phone: record.optionalText("phone"),
      language: record.value("language") == nil
        ? nil : record.choice("language", of: Language.self, default: .english),
      address: record.address("address"), paymentMethods: methods)
    if record.faults.isEmpty { add(customer, node) } else { skip(record.faults) }
  }
}

extension RecordReader {
  /// An e-mail address: something, an at sign, something.
  mutating func email(_ key: String) -> String {
    let text = text(key)
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    if !text.isEmpty, parts.count != 2 || parts.contains(where: \.isEmpty) {
      faults.append((value(key) ?? node).fault("\"\(key)\" must be an e-mail address"))
    }
    return text
  }

  /// An address object.
  mutating func address(_ key: String) -> Address {
    guard let value = value(key) else {
      if case .object = node.content { faults.append(node.fault("\"\(key)\" is missing")) }
      return Address(line1: "", city: "", postcode: "", country: "")
    }
    var record = RecordReader(value, context)
    defer { faults += record.faults }
    return Address(
      line1: record.text("line1"), line2: record.optionalText("line2"), city: record.text("city"),
      state: record.optionalText("state"), postcode: record.text("postcode"),
      country: record.optionalText("country") ?? "")
  }
}
