public import Quantities

/// When an order comes, or came: from its own dates, else from the policy's days.
public struct DeliveryFacts: Hashable, Sendable {
  /// The days between which it is expected; one day when the order names it. `nil` when nobody can say, or
  /// when it was cancelled.
  public let expected: ClosedRange<Day>?
  /// Whether the order names the day; otherwise the policy's days were counted.
  public let isNamed: Bool
  /// When it arrived.
  public let arrived: Day?
  /// Days past the last expected day, until it arrived or until today; never negative.
  public let daysLate: Int
  /// Whether it is late by so many days that the policy counts it as lost.
  public let isCountedAsLost: Bool
  /// Days until the last expected day; `nil` once it arrived, is late, or without such a day.
  public let daysLeft: Int?

  /// Whether it has not arrived and should have.
  public var isLate: Bool { arrived == nil && daysLate > 0 }
  /// Whether it arrived after it should have.
  public var wasLate: Bool { arrived != nil && daysLate > 0 }
  /// The last day on which it is expected.
  public var latest: Day? { expected?.upperBound }

  /// The delivery of an order, as of a day.
  public init(order: Order, policy: Policy, today: Day) {
    let named = order.due.map { $0...$0 }
    let counted = policy.delivery.days(for: order).flatMap { days in
      (order.shipped ?? order.placed).map { $0 + days.lowerBound...$0 + days.upperBound }
    }
    let isCancelled = order.status == .cancelled
    expected = isCancelled ? nil : named ?? counted
    isNamed = !isCancelled && named != nil
    arrived = order.delivered
    let isOnItsWay = [.pending, .processed, .shipped].contains(order.status)
    // Without a day of arrival, an order that did arrive was late for nobody knows how long.
    let counts = order.delivered != nil || isOnItsWay
    let end = order.delivered ?? today
    let late = counts ? expected.map { max(0, end - $0.upperBound) } ?? 0 : 0
    daysLate = late
    isCountedAsLost =
      isOnItsWay && order.shipped != nil && policy.delivery.lostAfterDays.map { late > $0 } ?? false
    daysLeft =
      isOnItsWay && late == 0 ? expected.map { $0.upperBound - today } : nil
  }
}

extension Policy {
  /// How long parcels take.
  public struct Delivery: Hashable, Sendable {
    /// Days within the shop's own country.
    public internal(set) var standardDays: ClosedRange<Int>?
    /// Days of the faster delivery.
    public internal(set) var expressDays: ClosedRange<Int>?
    /// What the faster delivery costs; by that an order shows which it has.
    public internal(set) var expressPrice: Money?
    /// Days to other countries.
    public internal(set) var internationalDays: ClosedRange<Int>?
    /// The other countries.
    public internal(set) var internationalCountries: [Country] = []
    /// Days past the expected one after which a parcel counts as lost.
    public internal(set) var lostAfterDays: Int?

    /// The days that the parcel of an order takes.
    public func days(for order: Order) -> ClosedRange<Int>? {
      let country = Key.folded(order.address.country)
      if internationalCountries.contains(where: { $0.keys.contains(country) }) {
        return internationalDays ?? standardDays
      }
      if let expressPrice, order.shipping == expressPrice { return expressDays ?? standardDays }
      return standardDays
    }
  }
}
