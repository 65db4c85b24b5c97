/// What a customer wants done: complete, not yet checked.
public enum Request: Hashable, Sendable, Codable {
  /// Cancel an order; the policy may want a reason of its list.
  case cancel(order: String, reason: String?)
  /// Send an order somewhere else.
  case changeAddress(order: String, to: Address)
  /// Pay an order with another of the customer's methods.
  case changePayment(order: String, to: String)
  /// Put other variants in place before an order is sent; `payment` settles the difference.
  case changeItems(order: String, changes: [ItemChange], payment: String?)
  /// Send things back; `refundTo` is a payment method, the original one when `nil`.
  case returnItems(order: String, items: [ItemCount], refundTo: String?, reason: String?)
  /// Get other variants for what arrived; `payment` settles the difference.
  case exchangeItems(order: String, changes: [ItemChange], payment: String?, reason: String?)
  /// Something arrived damaged, wrong or not at all; `wish` is what the customer would like done about it,
  /// in their words.
  case reportProblem(order: String, items: [ItemCount], problem: Problem, wish: String = "")
  /// Repair of something that broke; `text` says how.
  case claimWarranty(order: String, items: [ItemCount], text: String)
  /// A complaint, about an order or in general; `text` should be masked.
  case complain(order: String?, text: String)
  /// Send an invoice.
  case sendInvoice(order: String)
  /// The address for orders to come.
  case setDefaultAddress(Address)

  /// What arrived wrong.
  public enum Problem: String, Hashable, Sendable, Codable, CaseIterable {
    case damaged, missing, wrong
  }

  /// The order it is about.
  public var order: String? {
    switch self {
    case .cancel(let order, _), .changeAddress(let order, _), .changePayment(let order, _),
      .changeItems(let order, _, _), .returnItems(let order, _, _, _),
      .exchangeItems(let order, _, _, _), .reportProblem(let order, _, _, _),
      .claimWarranty(let order, _, _), .sendInvoice(let order):
      order
    case .complain(let order, _): order
    case .setDefaultAddress: nil
    }
  }

  /// The kind, as the log of actions writes it.
  public var kind: String {
    switch self {
    case .cancel: "cancel"
    case .changeAddress: "change_address"
    case .changePayment: "change_payment"
    case .changeItems: "change_items"
    case .returnItems: "return_items"
    case .exchangeItems: "exchange_items"
    case .reportProblem(_, _, let problem, _): "report_" + problem.rawValue
    case .claimWarranty: "warranty"
    case .complain: "complaint"
    case .sendInvoice: "invoice"
    case .setDefaultAddress: "default_address"
    }
  }
}

extension Request {
  /// The kinds that change what an order is worth or how it is paid.
  package static let kindsOfMoney: Set<String> = [
    "cancel", "change_payment", "change_items", "return_items", "exchange_items",
  ]
}

/// So many of a line.
public struct ItemCount: Hashable, Sendable, Codable {
  /// The line of the order, from 1.
  public let line: Int
  /// How many.
  public let quantity: Int

  /// Creates a count.
  public init(line: Int, quantity: Int) {
    self.line = line
    self.quantity = quantity
  }
}

/// So many of a line as another variant.
public struct ItemChange: Hashable, Sendable, Codable {
  /// The line of the order, from 1.
  public let line: Int
  /// How many.
  public let quantity: Int
  /// The variant wanted.
  public let sku: String

  /// Creates a change.
  public init(line: Int, quantity: Int, sku: String) {
    self.line = line
    self.quantity = quantity
    self.sku = sku
  }
}
