public import Quantities

/// What a customer has to know of a return or an exchange that was opened.
public struct ReturnFacts: Hashable, Sendable {
  /// The return as it was written.
  public let request: ReturnRequest
  /// What comes back, by line, and how many.
  public let items: [Line]
  /// The last day to post the parcel; `nil` when the policy sets none.
  public let postBy: Day?
  /// Days left to post it; `nil` once it has arrived, or without such a day. Negative when they are over.
  public let daysLeft: Int?
  /// What to put on the parcel, such as a prepaid label; `nil` when the policy doesn't say.
  public let label: LocalizedText?
  /// What to pack the things in; `nil` when the policy doesn't say.
  public let box: LocalizedText?
  /// What it costs the customer: nothing is zero.
  public let cost: Money

  /// So many of a line.
  public struct Line: Hashable, Sendable {
    /// The line of the order.
    public let item: OrderItem
    /// How many come back.
    public let quantity: Int
    /// The variant wanted instead, in an exchange.
    public let newSKU: String?
  }

  /// Whether the parcel should have been posted, and the shop does not have it yet.
  public var isOverdue: Bool { daysLeft.map { $0 < 0 } ?? false }
  /// What the things cost that come back.
  public var worth: Money {
    items.reduce(Money(hundredths: 0, currency: cost.currency)) {
      $0 + $1.item.price * $1.quantity
    }
  }

  /// The facts of a return of an order, as of a day.
  public init(request: ReturnRequest, order: Order, policy: Policy, today: Day) {
    self.request = request
    items = request.items.compactMap { line in
      order.item(line.line).map {
        Line(item: $0, quantity: line.quantity, newSKU: line.newSKU)
      }
    }
    let days =
      request.kind == .exchange ? policy.exchanges.sendBackDays : policy.returns.sendBackDays
    let postBy = request.sendBy ?? request.opened.flatMap { opened in days.map { opened + $0 } }
    self.postBy = postBy
    daysLeft = request.status == .open ? postBy.map { $0 - today } : nil
    label = policy.returns.label
    box = policy.returns.box
    let fee = request.kind == .exchange ? policy.exchanges.fee : policy.returns.fee
    cost = fee ?? Money(hundredths: 0, currency: order.shipping.currency)
  }
}

/// Until when an order can be sent back.
public struct ReturnWindow: Hashable, Sendable {
  /// The last day; `nil` without a window, or before the delivery.
  public let lastDay: Day?
  /// Whether something of it can be sent back today, as far as days and status tell.
  public let isOpen: Bool
  /// Days left; negative when they are over, `nil` without a last day.
  public let daysLeft: Int?
  /// How many of each line are neither returned nor exchanged, by line.
  public let remaining: [ItemCount]

  /// The window of an order, as of a day.
  public init(order: Order, policy: Policy, today: Day) {
    let last = order.delivered.flatMap { delivered in
      policy.returns.windowDays.map { delivered + $0 }
    }
    let remaining = order.items.compactMap { item -> ItemCount? in
      let count = order.remaining(of: item)
      return count > 0 ? ItemCount(line: item.line, quantity: count) : nil
    }
    let isKnown = policy.returns.windowDays == nil || last != nil
    lastDay = last
    daysLeft = last.map { $0 - today }
    self.remaining = remaining
    isOpen =
      policy.returns.statuses.contains(order.status) && isKnown && !remaining.isEmpty
      && last.map { today <= $0 } ?? true
  }
}
