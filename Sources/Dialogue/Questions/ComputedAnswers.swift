import Entities
import Quantities
import Shop

/// Answers that are worked out from what a question is about: the order, its refund, what is planned or was
/// done, a colleague's task.
struct ComputedAnswers {
  let context: QuestionContext

  /// The answer to the fact of an id; `nil` where what it is about is not there.
  func answer(_ id: String) -> String? {
    guard let dot = id.firstIndex(of: ".") else { return nil }
    let name = id[id.index(after: dot)...]
    switch id[..<dot] {
    case "order":
      return context.order.flatMap { OrderAnswers(context: context, order: $0).answer(name) }
    case "refund":
      return context.order.flatMap { RefundAnswers(context: context, order: $0).answer(name) }
    case "plan":
      return (context.plan ?? context.receipt?.plan).flatMap {
        PlanAnswers(context: context, plan: $0).answer(name)
      }
    case "return", "receipt": return done(name)
    case "ticket": return ticket(name)
    case "handover" where context.line.entities(.orderNumber).isEmpty: return handover(name)
    default: return nil
    }
  }

  private func done(_ name: Substring) -> String? {
    if name == "post_by", let plan = context.plan {
      return PlanAnswers(context: context, plan: plan).answer(name)
    }
    if name == "post_by", context.receipt == nil, let day = context.openReturn?.sendBy {
      let days = context.desk.policy.returns.sendBackDays ?? (day - context.desk.today)
      return context.say(.answerPostBy, ["date": context.date(day), "days": "\(days)"])
    }
    if name == "done" {
      return context.conversation.lastDone.map { context.say(.doneYes, ["list": $0]) }
    }
    guard let receipt = context.receipt else { return nil }
    let answers = PlanAnswers(context: context, plan: receipt.plan)
    switch name {
    case "number":
      return receipt.reference.map { context.say(.answerReference, ["reference": $0]) }
    case "items":
      return context.conversation.receipts.suffix(3).compactMap {
        PlanAnswers(context: context, plan: $0.plan).answer("items")
      }.joined(separator: "\n").nilIfEmpty
    case "money_when": return answers.answer("when")
    default: return answers.answer(name)
    }
  }

  private func ticket(_ name: Substring) -> String? {
    guard let receipt = context.receipt else { return nil }
    for case .ticket(_, let kind, _, let days) in receipt.plan.effects {
      let values = ["days": days.map { context.say(.spanWithin, ["days": "\($0)"]) } ?? ""]
      switch name {
      case "when" where kind == "warranty": return context.say(.answerRepair)
      case "when": return days.map { context.say(.answerTicketDays, ["days": "\($0)"]) }
      case "what" where kind == "warranty": return context.say(.answerRepairOrReplace)
      case "what": return context.say(.answerTicketNext, values)
      case "read": return context.say(.answerTicketRead, values)
      default: return nil
      }
    }
    return nil
  }

  private func handover(_ name: Substring) -> String? {
    guard context.conversation.handover != nil else { return nil }
    return context.say(name == "when" ? .answerHandoverWhen : .answerHandoverSees)
  }

  /// What the answer to it speaks of.
  func topic(of id: String) -> Topic? {
    guard let order = context.order else { return nil }
    if id == "order.return_until" {
      return .article(id: "return-item", intents: [Task.returnItem.rawValue])
    }
    if id.hasPrefix("order.") { return .order(order.number) }
    if id.hasPrefix("refund.") { return .refund(order.number) }
    return nil
  }
}

extension ComputedAnswers {
  /// The kinds of facts that nothing here can answer: their chances are no other's rivals.
  var missing: Set<String> {
    var missing: Set<String> = []
    if context.receipt == nil {
      missing.formUnion(["receipt", "ticket"])
      if context.plan == nil {
        missing.insert("plan")
        if context.openReturn?.sendBy == nil { missing.insert("return") }
      }
    }
    if context.conversation.handover == nil { missing.insert("handover") }
    // Who is not known may ask of their order all the same, unless an article has just been given.
    if context.customer == nil, context.conversation.goesOnFromText {
      missing.formUnion(["order", "refund"])
    }
    return missing
  }
}

extension Conversation {
  /// Whether an article, a fact or that a person comes was said last, and nothing is being done.
  var goesOnFromText: Bool {
    guard flow?.isOffered ?? true else { return false }
    switch topics.recent.first {
    case .article, .handover: return true
    default: return false
    }
  }
}

extension String {
  fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
