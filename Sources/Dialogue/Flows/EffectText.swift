import Quantities
import Shop
import Text

/// Effects in words: what a plan will do, line by line.
struct EffectText {
  let desk: Desk
  let conversation: Conversation
  let customer: Customer

  /// The list; what a customer need not know is left out.
  func list(_ effects: [Effect]) -> String {
    effects.compactMap(text).map { "– " + $0 }.joined(separator: "\n")
  }

  private func text(_ effect: Effect) -> String? {
    let report = OrderReport(desk: desk, language: conversation.language)
    switch effect {
    case .status(let order, _, .cancelled): return say(.effectCancelled, ["order": order])
    case .status, .stock: return nil
    case .address(let order, _, let to):
      return say(.effectAddress, ["order": order, "address": to.oneLine])
    case .defaultAddress(_, let to): return say(.effectDefaultAddress, ["address": to.oneLine])
    case .payment(let order, _, let to):
      return say(.effectPayment, ["order": order, "method": report.method(to.id, of: customer)])
    case .item(_, _, let quantity, let from, let to, let difference):
      return say(
        difference.hundredths == 0 ? .effectItem : .effectItemDifference,
        [
          "count": "\(quantity)", "from": title(from), "to": title(to),
          "amount": (difference.hundredths > 0 ? "+" : "") + difference.display,
        ])
    case .sendBack(let order, let kind, let items, let day, _):
      return sendBack(order, kind, items, day)
    case .refund(_, let amount, let method, let days, let afterReturn):
      var values = [
        "amount": amount.display, "method": report.method(method.id, of: customer),
      ]
      values["days"] =
        days.map {
          // What waits for a parcel is not there at once.
          $0.upperBound == 0
            ? afterReturn ? "" : say(.daysAtOnce)
            : say(.daysWithin, ["days": "\($0.upperBound)"])
        } ?? ""
      return say(afterReturn ? .effectRefundLater : .effectRefund, values)
    case .charge(_, let amount, let method):
      return say(
        .effectCharge,
        ["amount": amount.display, "method": report.method(method.id, of: customer)])
    case .fee(let fee): return fee.hundredths == 0 ? nil : say(.effectFee, ["amount": fee.display])
    case .ticket(let order, let kind, let text, let days):
      return ticket(order, kind, text, days)
    case .invoice(let order, let total):
      return say(
        .effectInvoice, ["order": order, "amount": total.display, "email": customer.email])
    }
  }

  private func sendBack(
    _ order: String, _ kind: ReturnRequest.Kind, _ lines: [ReturnRequest.Line], _ day: Day?
  ) -> String {
    let known = (try? desk.shop?.order(order)) ?? nil
    let names = lines.map { line in
      let name = known?.item(line.line).map { title($0.sku) } ?? "\(line.line)"
      return line.quantity > 1 ? name + " × \(line.quantity)" : name
    }
    var values = ["items": desk.list(names, in: conversation.language, or: false), "order": order]
    values["by"] =
      day.map {
        say(.sendBy, ["date": desk.date($0, in: conversation.language)])
      } ?? ""
    return say(kind == .return ? .effectReturn : .effectExchange, values)
  }

  /// What a colleague is told, and when they answer.
  private func ticket(_ order: String?, _ kind: String, _ text: String, _ days: Int?) -> String {
    let answer = days.map { say(.effectTicketDays, ["days": "\($0)"]) } ?? say(.effectTicket)
    guard let order else {
      return kind == "complaint" ? say(.ticketComplaintAlone) + answer : answer
    }
    guard let phrase = Phrase(rawValue: "ticket_" + kind) else { return answer }
    // `1 × TBL-101-1, 2 × TEA-103-1: what happened`
    let items = text.split(separator: ":").first?.split(separator: ", ").compactMap { part in
      part.split(separator: " ").last.map { title(String($0)) }
    }
    let named = kind == "complaint" ? [] : items ?? []
    let report = say(
      phrase, ["order": order, "items": desk.list(named, in: conversation.language, or: false)])
    let isReport = Request.Problem(rawValue: kind) != nil
    guard isReport, let wish = text.split(separator: ": ", maxSplits: 1).dropFirst().first else {
      return report + answer
    }
    return report + say(.ticketWish, ["wish": String(wish)]) + answer
  }

  private func title(_ sku: String) -> String {
    desk.assortment.title(sku: sku, language: conversation.language)
  }

  private func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
    desk.text(phrase, in: conversation, values)
  }
}
