public import Diagnostics
public import Quantities

/// What a customer has to know of a ticket that is open.
public struct TicketFacts: Hashable, Sendable {
  /// The ticket.
  public let ticket: Ticket
  /// The day by which a person answers; `nil` when the policy doesn't say.
  public let answerBy: Day?
  /// Days left until then; negative when the answer is late.
  public let daysLeft: Int?

  /// Whether the answer is late.
  public var isOverdue: Bool { daysLeft.map { $0 < 0 } ?? false }

  /// The facts of an open ticket, as of a day.
  public init(ticket: Ticket, policy: Policy, today: Day) {
    self.ticket = ticket
    let answerBy = policy.answerDays(toTicketOf: ticket.kind).map { ticket.opened + $0 }
    self.answerBy = answerBy
    daysLeft = answerBy.map { $0 - today }
  }
}

extension Policy {
  /// The days that the answer to a ticket takes, by its kind; `nil` when the policy doesn't say.
  public func answerDays(toTicketOf kind: String) -> Int? {
    let isProblem = Request.Problem(rawValue: kind) != nil
    return isProblem ? damageAnswerDays ?? complaintAnswerDays : complaintAnswerDays
  }
}

extension ShopStore {
  /// A customer's open tickets with the days by which they are answered, the first first.
  public func openTicketFacts(
    of customer: Customer.ID, policy: Policy, today: Day
  ) throws(Fault) -> [TicketFacts] {
    try openTickets(of: customer).map { TicketFacts(ticket: $0, policy: policy, today: today) }
  }
}
