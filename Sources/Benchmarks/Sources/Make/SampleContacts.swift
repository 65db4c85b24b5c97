import Computing
import Quantities
import Shop

/// `contacts.csv`: on which day of an order's life its customer wrote, and why.
enum SampleContacts {
  static let count = 1_500
  /// How far back the desk remembers.
  private static let memory = 240

  static func make(
    _ orders: [SampleOrder], _ people: [SamplePerson], _ random: inout SeededGenerator
  ) -> String {
    var moments: [(order: SampleOrder, day: Int, moment: OrderMoment, urge: Double)] = []
    for order in orders {
      for day in max(order.placed, -memory)...0 {
        let moment = order.moment(on: day)
        moments.append((order, day, moment, urge(moment)))
      }
    }
    let rate = Double(count) / moments.reduce(0) { $0 + $1.urge }
    var rows: [(day: Int, text: String)] = []
    for (order, day, moment, urge) in moments where random.unit() < urge * rate {
      let reasons = reasons(moment)
      let intent = reasons[random.place(in: reasons.map(\.share))].intent
      let fields = [people[order.person].id, order.number, "\(day)d"] + moment.fields + [intent]
      rows.append((day, fields.joined(separator: ",")))
    }
    rows.sort { ($0.day, $0.text) < ($1.day, $1.text) }
    let header = ["customer", "order", "day"] + OrderMoment.columns + ["intent"]
    return ([header.joined(separator: ",")] + rows.map(\.text)).joined(separator: "\n") + "\n"
  }

  /// How much a customer feels like writing on such a day.
  private static func urge(_ moment: OrderMoment) -> Double {
    if let overdue = moment.overdue, overdue > 0 { return 6 + Double(min(overdue, 6)) }
    if let days = moment.sinceRefund { return 3 + Double(min(days, 8)) / 2 }
    if let days = moment.sinceReturn { return 2 + Double(min(days, 10)) / 3 }
    if let days = moment.sinceDelivered { return days <= 1 ? 3 : days <= 14 ? 1 : 0.06 }
    return moment.status == .cancelled ? 0.05 : 2
  }

  private static func reasons(_ moment: OrderMoment) -> [(intent: String, share: Double)] {
    switch moment.status {
    case .cancelled:
      return moment.sinceRefund == nil
        ? [("place_order", 4), ("track_refund", 3), ("cancel_order", 2), ("product_question", 1)]
        : [("track_refund", 91), ("cancel_order", 5), ("complaint", 4)]
    case .returned, .returnRequested:
      if moment.sinceRefund != nil { return [("track_refund", 93), ("complaint", 7)] }
      if let days = moment.sinceReturn {
        return days > 5
          ? [("track_refund", 90), ("return_item", 5), ("complaint", 5)]
          : [("track_refund", 66), ("return_item", 24), ("exchange_item", 10)]
      }
      return [("product_question", 4), ("place_order", 3), ("get_invoice", 2), ("complaint", 1)]
    case .exchangeRequested:
      return [("exchange_item", 80), ("track_order", 12), ("complaint", 8)]
    case .delivered: return afterDelivery(moment.sinceDelivered ?? 0)
    case .shipped, .processed, .pending: return onTheWay(moment)
    }
  }

  private static func onTheWay(_ moment: OrderMoment) -> [(intent: String, share: Double)] {
    let overdue = moment.overdue ?? -5
    if overdue > 3 { return [("track_order", 88), ("complaint", 8), ("cancel_order", 4)] }
    if overdue > 0 { return [("track_order", 94), ("complaint", 3), ("cancel_order", 3)] }
    if moment.status == .shipped {
      return [("track_order", 86), ("delivery_period", 8), ("change_shipping_address", 6)]
    }
    if moment.sincePlaced > 1 {
      return [("track_order", 62), ("cancel_order", 22), ("change_shipping_address", 16)]
    }
    return [
      ("cancel_order", 32), ("change_order", 22), ("change_shipping_address", 22),
      ("delivery_period", 14), ("change_payment_method", 10),
    ]
  }

  private static func afterDelivery(_ days: Int) -> [(intent: String, share: Double)] {
    if days <= 1 {
      return [
        ("report_damaged_item", 34), ("report_missing_item", 18), ("return_item", 24),
        ("report_wrong_item", 12), ("product_question", 12),
      ]
    }
    if days <= 30 {
      return [
        ("return_item", 58), ("exchange_item", 20), ("product_question", 12), ("get_invoice", 10),
      ]
    }
    return [
      ("product_question", 32), ("warranty", 28), ("get_invoice", 20), ("return_item", 20),
    ]
  }
}
