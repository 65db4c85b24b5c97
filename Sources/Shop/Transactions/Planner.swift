package import Quantities

/// Decides by the policy alone whether a request can be done, and what that means; changes nothing.
package struct Planner {
  let policy: Policy
  let today: Day
  let customer: Customer
  /// The order the request is about, when it is the customer's.
  let order: Order?
  /// The variants of the order and of the request, by stock-keeping unit.
  let variants: [String: Variant]
  /// Categories, by product.
  let categories: [String: String]

  package init(
    policy: Policy, today: Day, customer: Customer, order: Order?, variants: [String: Variant],
    categories: [String: String]
  ) {
    self.policy = policy
    self.today = today
    self.customer = customer
    self.order = order
    self.variants = variants
    self.categories = categories
  }

  /// The plan of a request, or why it cannot be done.
  package func proposal(for request: Request) -> Proposal {
    do throws(Refused) {
      return .planned(
        Plan(
          request: request, customer: customer.id, effects: try effects(of: request),
          isReversible: Self.isReversible(request)))
    } catch {
      return .refused(error.refusal)
    }
  }

  /// A person was told of the rest: that can't be taken back.
  private static func isReversible(_ request: Request) -> Bool {
    switch request {
    case .cancel, .changeAddress, .changePayment, .changeItems, .returnItems, .exchangeItems,
      .setDefaultAddress:
      true
    case .reportProblem, .claimWarranty, .complain, .sendInvoice: false
    }
  }

  private func effects(of request: Request) throws(Refused) -> [Effect] {
    switch request {
    case .cancel(_, let reason): try cancel(reason)
    case .changeAddress(_, let address): try changeAddress(address)
    case .changePayment(_, let method): try changePayment(method)
    case .changeItems(_, let changes, let payment): try changeItems(changes, payment)
    case .returnItems(_, let items, let target, let reason):
      try returnItems(items, target, reason)
    case .exchangeItems(_, let changes, let payment, let reason):
      try exchangeItems(changes, payment, reason)
    case .reportProblem(_, let items, let problem, let wish):
      try reportProblem(items, problem, wish)
    case .claimWarranty(_, let items, let text): try claimWarranty(items, text)
    case .complain(let number, let text): try complain(number, text)
    case .sendInvoice: try sendInvoice()
    case .setDefaultAddress(let address): try setDefaultAddress(address)
    }
  }
}

/// A refusal, thrown within the planner.
struct Refused: Error {
  let refusal: Refusal
}

// What several requests check.
extension Planner {
  func refuse(_ refusal: Refusal) -> Refused { Refused(refusal: refusal) }

  func zero() -> Money { Money(hundredths: 0, currency: policy.currency) }

  func knownOrder() throws(Refused) -> Order {
    guard let order else { throw refuse(.unknownOrder) }
    return order
  }

  func order(in statuses: [OrderStatus]) throws(Refused) -> Order {
    let order = try knownOrder()
    guard statuses.contains(order.status) else {
      throw refuse(.wrongStatus(order.status, allowed: statuses))
    }
    return order
  }

  /// Throws when more than `days` have passed since the delivery; without days there is no check.
  func check(window days: Int?, of order: Order) throws(Refused) {
    guard let days else { return }
    guard let delivered = order.delivered else { throw refuse(.deliveryDayUnknown) }
    let ended = delivered + days
    if today > ended { throw refuse(.windowOver(days: days, ended: ended)) }
  }

  /// The counts with each line once, all of them lines of the order and no more than was bought; with
  /// `keptOnly` no more than is neither returned nor exchanged.
  func checked(
    _ items: [ItemCount], of order: Order, keptOnly: Bool = false
  ) throws(Refused) -> [(item: OrderItem, quantity: Int)] {
    var totals: [Int: Int] = [:]
    for item in items {
      guard let bought = order.item(item.line) else { throw refuse(.unknownLine(item.line)) }
      let most = keptOnly ? order.remaining(of: bought) : bought.quantity
      if most == 0 { throw refuse(.wrongStatus(order.status, allowed: [])) }
      let (total, overflow) = totals[item.line, default: 0].addingReportingOverflow(item.quantity)
      guard item.quantity > 0, !overflow, total <= most else {
        throw refuse(.badQuantity(line: item.line, most: most))
      }
      totals[item.line] = total
    }
    let chosen = order.items.compactMap { item in
      totals[item.line].map { (item: item, quantity: $0) }
    }
    guard !chosen.isEmpty else { throw refuse(.noItems) }
    return chosen
  }

  func paymentMethod(_ id: String) throws(Refused) -> PaymentMethod {
    guard let method = customer.paymentMethod(id),
      policy.paymentMethods.isEmpty || policy.paymentMethods.contains(method.kind)
    else { throw refuse(.unknownPaymentMethod) }
    return method
  }

  func check(_ address: Address) throws(Refused) {
    let fields: [(name: String, text: String?, isNeeded: Bool)] = [
      ("line1", address.line1, true), ("line2", address.line2, false),
      ("city", address.city, true), ("state", address.state, false),
      ("postcode", address.postcode, true), ("country", address.country, false),
    ]
    for field in fields {
      let text = field.text ?? ""
      let isBlank = text.allSatisfy(\.isWhitespace)
      let hasControls = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
      if field.isNeeded && isBlank || hasControls || text.unicodeScalars.count > 200 {
        throw refuse(.badAddress(field: field.name))
      }
    }
    if !policy.delivers(to: address.country) {
      throw refuse(.countryNotServed(address.country))
    }
  }
}
