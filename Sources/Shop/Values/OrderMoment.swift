public import Quantities

/// What is known of an order on one day: the features from which the desk guesses why its customer writes.
///
/// The same struct is fitted on `contacts.csv` and asked when a customer is known.
public struct OrderMoment: Hashable, Sendable {
  /// Where the order stood.
  public let status: OrderStatus
  /// Days since it was placed.
  public let sincePlaced: Int
  /// Days since it left, or `nil`.
  public let sinceShipped: Int?
  /// Days past the day it was due, negative while there is time; `nil` once it arrived or without a day.
  public let overdue: Int?
  /// Days since it arrived, or `nil`.
  public let sinceDelivered: Int?
  /// Days since a return was opened, or `nil`.
  public let sinceReturn: Int?
  /// Days since a refund was promised that has not arrived, or `nil`.
  public let sinceRefund: Int?

  /// Creates the features of an order of which all of this is known.
  public init(
    status: OrderStatus, sincePlaced: Int, sinceShipped: Int? = nil, overdue: Int? = nil,
    sinceDelivered: Int? = nil, sinceReturn: Int? = nil, sinceRefund: Int? = nil
  ) {
    self.status = status
    self.sincePlaced = sincePlaced
    self.sinceShipped = sinceShipped
    self.overdue = overdue
    self.sinceDelivered = sinceDelivered
    self.sinceReturn = sinceReturn
    self.sinceRefund = sinceRefund
  }

  /// The features of an order today.
  public init(_ order: Order, on today: Day) {
    let open = order.status != .cancelled && order.delivered == nil
    let waiting = order.refunds.last { $0.status != .paid }
    let active = order.returns.last { $0.status != .closed }
    self.init(
      status: order.status, sincePlaced: order.placed.map { today - $0 } ?? 0,
      sinceShipped: order.shipped.map { today - $0 },
      overdue: open ? order.due.map { today - $0 } : nil,
      sinceDelivered: order.delivered.map { today - $0 },
      sinceReturn: active?.opened.map { today - $0 },
      sinceRefund: waiting?.opened.map { today - $0 })
  }
}

extension OrderMoment {
  /// The columns of a row, after which `contacts.csv` holds the intent.
  public static let columns = [
    "status", "since_placed", "since_shipped", "overdue", "since_delivered", "since_return",
    "since_refund",
  ]

  /// The fields of a row in the order of `columns`; what is not known is empty.
  public var fields: [String] {
    [status.rawValue, String(sincePlaced)]
      + [sinceShipped, overdue, sinceDelivered, sinceReturn, sinceRefund].map {
        $0.map(String.init) ?? ""
      }
  }

  /// The moment that a row's fields describe, in the order of `columns`, or `nil`.
  public init?(fields: [String]) {
    guard fields.count == Self.columns.count, let status = OrderStatus(rawValue: fields[0]),
      let sincePlaced = Int(fields[1])
    else { return nil }
    for field in fields.dropFirst(2) where !field.isEmpty && Int(field) == nil { return nil }
    self.init(
      status: status, sincePlaced: sincePlaced, sinceShipped: Int(fields[2]),
      overdue: Int(fields[3]), sinceDelivered: Int(fields[4]), sinceReturn: Int(fields[5]),
      sinceRefund: Int(fields[6]))
  }

  /// The names of the numbers in `vector`.
  public static let featureNames =
    OrderStatus.allCases.map { "status " + $0.rawValue } + [
      "placed today or yesterday", "waits more than three days to be sent", "late",
      "days late", "due today or tomorrow", "arrived today or yesterday",
      "arrived within a week", "arrived within a month", "arrived longer ago", "return open",
      "return open for more than five days", "refund under way",
      "refund under way for more than three days", "constant",
    ]

  /// The moment as numbers in 0…1, one for each of `featureNames`.
  public var vector: [Double] {
    func one(_ condition: Bool) -> Double { condition ? 1 : 0 }
    let late = max(0, overdue ?? 0)
    let arrived = sinceDelivered ?? -1
    return OrderStatus.allCases.map { one($0 == status) } + [
      one(sincePlaced <= 1), one(sinceShipped == nil && sincePlaced > 3), one(late > 0),
      Double(min(late, 10)) / 10, one(overdue.map { (-1...0).contains($0) } ?? false),
      one((0...1).contains(arrived)), one((0...7).contains(arrived)),
      one((0...30).contains(arrived)), one(arrived > 30), one(sinceReturn != nil),
      one((sinceReturn ?? 0) > 5), one(sinceRefund != nil), one((sinceRefund ?? 0) > 3), 1,
    ]
  }
}
