import Quantities
import Shop
import Text

/// Answers about the money that comes back for the order that is spoken of.
struct RefundAnswers {
  let context: QuestionContext
  let order: Order

  /// The answer to the part of a fact's name after `refund.`; `nil` where there is no refund.
  func answer(_ name: Substring) -> String? {
    guard let refund = order.refunds.last else { return nil }
    let values = [
      "order": order.number, "amount": refund.amount.display,
      "method": context.method(refund.method),
      "date": refund.due.map { context.date($0) } ?? "…",
    ]
    func say(_ phrase: Phrase) -> String { context.say(phrase, values) }
    let isOverdue = refund.status == .pending && refund.due.map { $0 < context.desk.today } == true
    switch name {
    case "when":
      switch refund.status {
      case .paid: return say(.answerRefundPaid)
      case .waiting: return say(.answerRefundWaits)
      case .pending: return say(isOverdue ? .answerRefundOverdue : .answerRefundBy)
      }
    case "amount": return say(.answerRefundAmount)
    case "where": return say(.answerRefundWhere)
    case "change_target": return say(refund.status == .waiting ? .answerRefundFixed : .answerRefundUnderWay)
    case "overdue": return say(isOverdue ? .answerRefundOverdue : .answerRefundIfLate)
    default: return nil
    }
  }
}
