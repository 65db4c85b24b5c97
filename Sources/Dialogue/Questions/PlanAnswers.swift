import Quantities
import Shop
import Text

/// Answers about what is planned, or was just done, from the plan's own effects.
struct PlanAnswers {
  let context: QuestionContext
  let plan: Plan

  /// The answer to a part of a fact's name; `nil` where the plan says nothing of it.
  func answer(_ name: Substring) -> String? {
    switch name {
    case "fee": fee
    case "amount": amount
    case "when": when
    case "where": target
    case "what": context.say(.answerPlan, ["list": effects])
    case "post_by": postBy
    case "items": items
    default: nil
    }
  }

  private var effects: String {
    guard let customer = context.customer else { return "" }
    return EffectText(
      desk: context.desk, conversation: context.conversation, customer: customer
    ).list(plan.effects)
  }

  private struct Refund {
    let amount: Money
    let method: PaymentMethod
    let days: ClosedRange<Int>?
    let afterReturn: Bool
  }

  private var refunds: [Refund] {
    plan.effects.compactMap {
      guard case .refund(_, let amount, let method, let days, let afterReturn) = $0 else {
        return nil
      }
      return Refund(amount: amount, method: method, days: days, afterReturn: afterReturn)
    }
  }

  private var charges: [(amount: Money, method: PaymentMethod)] {
    plan.effects.compactMap {
      if case .charge(_, let amount, let method) = $0 { (amount, method) } else { nil }
    }
  }

  private var fee: String {
    for case .fee(let fee) in plan.effects where fee.hundredths > 0 {
      return context.say(.answerFee, ["amount": fee.display])
    }
    let sendsBack = plan.effects.contains {
      if case .sendBack = $0 { true } else { false }
    }
    return context.say(sendsBack ? .answerNoFeeReturn : .answerNoFee)
  }

  private var amount: String? {
    var sentences = refunds.map { context.say(.answerGetBack, values(of: $0)) }
    sentences += charges.map {
      context.say(
        .answerCharged, ["amount": $0.amount.display, "method": context.method($0.method.id)])
    }
    if sentences.isEmpty { return context.say(.answerNoMoney) }
    return sentences.joined(separator: " ")
  }

  private var when: String? {
    let sentences = refunds.map { refund in
      context.say(
        refund.afterReturn ? .answerMoneyAfterReturn : .answerMoneyWhen, values(of: refund))
    }
    if !sentences.isEmpty { return sentences.joined(separator: " ") }
    for case .ticket(_, _, _, let days?) in plan.effects {
      return context.say(.answerTicketDays, ["days": "\(days)"])
    }
    for case .sendBack(_, .exchange, _, _, _) in plan.effects {
      return context.say(.answerExchangeWhen)
    }
    if let number = plan.request.order, let order = try? context.desk.shop?.order(number) {
      return OrderAnswers(context: context, order: order).answer("arrival")
    }
    return nil
  }

  private var target: String? {
    if let refund = refunds.first { return context.say(.answerMoneyTo, values(of: refund)) }
    return charges.first.map { charge in
      context.say(
        .answerMoneyTo,
        ["amount": charge.amount.display, "method": context.method(charge.method.id)])
    }
  }

  private func values(of refund: Refund) -> [String: String] {
    [
      "amount": refund.amount.display, "method": context.method(refund.method.id),
      "days": context.days(
        refund.days ?? context.desk.policy.refundDays(for: refund.method.kind)),
    ]
  }

  private var postBy: String? {
    for case .sendBack(_, _, _, let day?, _) in plan.effects {
      let days = context.desk.policy.returns.sendBackDays ?? (day - context.desk.today)
      return context.say(
        .answerPostBy, ["date": context.date(day), "days": "\(days)"])
    }
    return nil
  }

  private var items: String? {
    let sends = plan.effects.filter { if case .sendBack = $0 { true } else { false } }
    guard !sends.isEmpty, let customer = context.customer else { return nil }
    return EffectText(
      desk: context.desk, conversation: context.conversation, customer: customer
    ).list(sends)
  }
}
