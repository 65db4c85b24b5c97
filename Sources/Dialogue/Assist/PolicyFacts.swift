import Intents
import Quantities
import Shop
import Text

extension Agent {
  /// What the shop's policy says on what a line is about, with the order's own days where one is known.
  func facts(
    on line: Interpretation, before: Conversation, after: Conversation, today: Day
  ) throws -> [String] {
    var desk = desk
    desk.today = today
    let intent = line.intents.decision == .outOfScope ? nil : line.intent
    let task = after.flow?.task ?? before.flow?.task ?? intent.flatMap(Self.task)
    let number = after.flow?.order ?? before.flow?.order ?? after.order
    var order: Order?
    if let customer = after.customer, let number, let shop = desk.shop {
      order = try shop.orders(of: customer).first { $0.number == number }
    }
    return PolicyFacts(desk: desk, conversation: after, order: order).facts(on: task)
  }

  /// The task that an intent asks for or asks about.
  private static func task(_ intent: String) -> Task? {
    switch intent {
    case "check_refund_policy", "check_return_policy": .returnItem
    case "check_cancellation_fee": .cancelOrder
    case "delivery_period": .trackOrder
    default: Task(rawValue: intent)
    }
  }
}

/// The rules that decide a task, in the words an agent can glance at.
struct PolicyFacts {
  let desk: Desk
  let conversation: Conversation
  let order: Order?

  private var policy: Policy { desk.policy }
  private var language: Language { conversation.language }

  func facts(on task: Task?) -> [String] {
    guard let task else { return identity(nil) }
    return identity(task) + rules(task)
  }

  private func rules(_ task: Task) -> [String] {
    switch task {
    case .returnItem, .getRefund: window(policy.returns.windowDays) + excluded() + targets()
    case .exchangeItem: window(policy.exchanges.windowDays)
    case .cancelOrder: statuses(policy.cancellation.statuses)
    case .changeOrder: statuses(policy.changes.statuses) + itemChanges()
    case .changeAddress, .changePayment: statuses(policy.changes.statuses)
    case .trackRefund: refundDays()
    case .trackOrder: due()
    case .reportDamaged, .reportMissing, .reportWrong:
      policy.damageReportDays.map { window($0) } ?? []
    case .warranty: [warranty()]
    case .complaint:
      policy.complaintAnswerDays.map { [say(.factAnswerDays, ["days": "\($0)"])] } ?? []
    case .orderHistory, .setDefaultAddress, .getInvoice: []
    }
  }

  private func identity(_ task: Task?) -> [String] {
    guard conversation.customer == nil, task != nil || conversation.wrongTries > 0 else {
      return []
    }
    let attempts = policy.identification.attempts
    return [
      say(
        .factUnidentified,
        ["left": "\(max(0, attempts - conversation.wrongTries))", "attempts": "\(attempts)"])
    ]
  }

  private func window(_ days: Int?) -> [String] {
    guard let days else { return [say(.factNoWindow)] }
    guard let order, let delivered = order.delivered else {
      return [say(.factWindow, ["days": "\(days)"])]
    }
    let end = delivered + days
    return [
      say(
        end < desk.today ? .factWindowOver : .factWindowOpen,
        [
          "days": "\(days)", "order": order.number, "date": desk.date(end, in: language),
          "left": "\(end - desk.today)",
        ])
    ]
  }

  private func excluded() -> [String] {
    let names = policy.returns.excludedCategories.map { id in
      desk.assortment.categories.first { $0.id == id }?.name[language] ?? id
    }
    return names.isEmpty ? [] : [say(.factExcluded, ["list": list(names)])]
  }

  private func targets() -> [String] {
    let names = policy.returns.refundTo.map { target in
      switch target {
      case .original: say(.targetOriginal)
      case .giftCard: say(.paymentGiftCard)
      case .any: say(.targetAny)
      }
    }
    return names.isEmpty ? [] : [say(.factRefundTo, ["list": list(names)])]
  }

  private func statuses(_ statuses: [OrderStatus]) -> [String] {
    let report = OrderReport(desk: desk, language: language)
    let names = desk.list(
      statuses.map { report.statusWord($0, in: conversation) }, in: language)
    guard let order else { return [say(.factStatuses, ["list": names])] }
    return [
      say(
        .factStatusesOrder,
        [
          "list": names, "order": order.number,
          "status": report.statusWord(order.status, in: conversation),
        ])
    ]
  }

  private func itemChanges() -> [String] {
    guard let most = policy.changes.itemChanges else { return [] }
    return [
      say(.factItemChanges, ["most": "\(most)", "used": "\(order?.itemChanges ?? 0)"])
    ]
  }

  private func refundDays() -> [String] {
    let kinds = policy.refundDays.keys.sorted()
    let parts = kinds.compactMap { name -> String? in
      let kind = PaymentMethod.Kind(rawValue: name)
      guard let days = policy.refundDays(for: kind) else { return nil }
      let text =
        days.lowerBound == days.upperBound
        ? "\(days.lowerBound)" : "\(days.lowerBound)–\(days.upperBound)"
      return say(.factDays, ["method": desk.name(of: kind, in: language), "days": text])
    }
    return parts.isEmpty ? [] : [say(.factRefundDays, ["list": list(parts)])]
  }

  private func due() -> [String] {
    guard let order, order.delivered == nil, order.status != .cancelled, let due = order.due
    else { return [] }
    let date = desk.date(due, in: language)
    return due < desk.today
      ? [say(.factLate, ["date": date, "days": "\(desk.today - due)"])]
      : [say(.factDue, ["date": date])]
  }

  private func warranty() -> String {
    policy.warrantyMonths.map { say(.factWarranty, ["months": "\($0)"]) } ?? say(.factNoWarranty)
  }

  private func list(_ items: [String]) -> String {
    items.joined(separator: language == .chinese ? "、" : ", ")
  }

  private func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
    desk.text(phrase, in: conversation, values)
  }
}
