public import Quantities

/// What will happen when the customer says yes: every effect, nothing else.
public struct Plan: Hashable, Sendable, Codable {
  /// What was asked.
  public let request: Request
  /// Whose it is.
  public let customer: Customer.ID
  /// What happens, in the order in which a reply lists it.
  public let effects: [Effect]
  /// Whether it can be undone afterwards.
  public let isReversible: Bool

  package init(request: Request, customer: Customer.ID, effects: [Effect], isReversible: Bool) {
    self.request = request
    self.customer = customer
    self.effects = effects
    self.isReversible = isReversible
  }
}

extension Plan {
  /// The sums it names, in hundredths.
  public var sums: Set<Int> {
    Set(
      effects.compactMap { effect in
        switch effect {
        case .refund(_, let amount, _, _, _), .charge(_, let amount, _), .fee(let amount),
          .invoice(_, let amount):
          amount.hundredths
        default: nil
        }
      })
  }
}

/// One thing that a plan does.
public enum Effect: Hashable, Sendable, Codable {
  /// An order gets another status.
  case status(order: String, from: OrderStatus, to: OrderStatus)
  /// An order goes elsewhere.
  case address(order: String, from: Address, to: Address)
  /// Orders to come go elsewhere.
  case defaultAddress(from: Address, to: Address)
  /// An order is paid with something else.
  case payment(order: String, from: String, to: PaymentMethod)
  /// So many of a line become another variant; `difference` is for all of them, negative when cheaper.
  case item(order: String, line: Int, quantity: Int, from: String, to: String, difference: Money)
  /// Things are to be sent back.
  case sendBack(
    order: String, kind: ReturnRequest.Kind, items: [ReturnRequest.Line], by: Day?, reason: String?)
  /// Money goes to the customer, in so many days; `afterReturn` only once the things have arrived.
  case refund(
    order: String, amount: Money, to: PaymentMethod, days: ClosedRange<Int>?, afterReturn: Bool)
  /// Money comes from the customer.
  case charge(order: String, amount: Money, from: PaymentMethod)
  /// What the policy keeps of a refund; already taken off.
  case fee(Money)
  /// Pieces go back on the shelf, or leave it when negative.
  case stock(sku: String, by: Int)
  /// A person gets a ticket and answers in so many days.
  case ticket(order: String?, kind: String, text: String, answerDays: Int?)
  /// An invoice is sent to the customer's e-mail address.
  case invoice(order: String, total: Money)
}

/// What became of asking for a plan.
public enum Proposal: Hashable, Sendable {
  /// It can't be done.
  case refused(Refusal)
  /// It can be done, if the customer says yes.
  case planned(Plan)
  /// It was done before: the same request gets the same receipt.
  case done(Receipt)
}

/// What became of carrying out a plan.
public enum Outcome: Hashable, Sendable {
  /// It is done.
  case done(Receipt)
  /// The shop has changed since it was planned: nothing was done, and this is how it stands now.
  case changed(Proposal)
}

/// What was done, under which number.
public struct Receipt: Hashable, Sendable, Codable {
  /// The entry in the log of actions.
  public let action: Int
  /// The number of the return, ticket or invoice, such as `T-1004`.
  public let reference: String?
  /// The day it was done.
  public let day: Day
  /// What was done.
  public let plan: Plan
  /// Whether it had been done before and nothing happened now.
  public let isRepeated: Bool

  package init(action: Int, reference: String?, day: Day, plan: Plan, isRepeated: Bool) {
    self.action = action
    self.reference = reference
    self.day = day
    self.plan = plan
    self.isRepeated = isRepeated
  }
}
