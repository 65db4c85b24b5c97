public import Quantities

/// How far a refund is, and when the money should be there.
public struct RefundFacts: Hashable, Sendable {
  /// How far a refund is.
  public enum State: Hashable, Sendable {
    /// Promised, and nothing moves before the parcel has arrived and was checked.
    case waitsForParcel
    /// On its way to the customer.
    case onItsWay
    /// There.
    case arrived
  }

  /// The refund as it was written.
  public let payment: Payment
  /// The method it goes to, while the customer has it.
  public let method: PaymentMethod?
  /// How far it is.
  public let state: State
  /// The last day on which it should arrive; `nil` while it waits for a parcel, or when nobody can say.
  public let due: Day?
  /// The days it takes from the arrival of the parcel, for one that waits for it.
  public let daysAfterParcel: ClosedRange<Int>?
  /// Days past the due day; 0 when there is time, or when it arrived.
  public let daysOverdue: Int

  /// How much.
  public var amount: Money { payment.amount }
  /// Whether it should have arrived and has not.
  public var isOverdue: Bool { daysOverdue > 0 }

  /// The facts of a refund, as of a day.
  public init(payment: Payment, method: PaymentMethod?, policy: Policy, today: Day) {
    self.payment = payment
    self.method = method
    let days = method.flatMap { policy.refundDays(for: $0.kind) }
    switch payment.status {
    case .waiting: state = .waitsForParcel
    case .pending: state = .onItsWay
    case .paid: state = .arrived
    }
    let counted = payment.opened.flatMap { opened in days.map { opened + $0.upperBound } }
    let due = payment.status == .waiting ? nil : payment.due ?? counted
    self.due = due
    daysAfterParcel =
      payment.status == .waiting
      ? days.map { $0.lowerBound...$0.upperBound + (policy.returns.checkDays ?? 0) } : nil
    daysOverdue = payment.status == .pending ? due.map { max(0, today - $0) } ?? 0 : 0
  }
}
