import FoundationEssentials

extension Request {
  /// A key under which the same request of the same customer is found again; tells nothing of either.
  package func key(customer: Int64) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(normalized), as: UTF8.self)
    return Key.digest(text + "#\(customer)")
  }

  /// The request with its order number in one spelling.
  private var normalized: Request {
    func key(_ number: String) -> String { OrderNumber.key(number) }
    return switch self {
    case .cancel(let order, let reason): .cancel(order: key(order), reason: reason)
    case .changeAddress(let order, let address): .changeAddress(order: key(order), to: address)
    case .changePayment(let order, let method): .changePayment(order: key(order), to: method)
    case .changeItems(let order, let changes, let payment):
      .changeItems(order: key(order), changes: changes, payment: payment)
    case .returnItems(let order, let items, let target, let reason):
      .returnItems(order: key(order), items: items, refundTo: target, reason: reason)
    case .exchangeItems(let order, let changes, let payment, let reason):
      .exchangeItems(order: key(order), changes: changes, payment: payment, reason: reason)
    // The same report with another wish is no second one.
    case .reportProblem(let order, let items, let problem, _):
      .reportProblem(order: key(order), items: items, problem: problem)
    case .claimWarranty(let order, let items, let text):
      .claimWarranty(order: key(order), items: items, text: text)
    case .complain(let order, let text): .complain(order: order.map(key), text: text)
    case .sendInvoice(let order): .sendInvoice(order: key(order))
    case .setDefaultAddress: self
    }
  }
}
