public import Quantities
import Shop

/// What the desk opens with when it knows who is there.
public struct Opening: Hashable, Sendable {
  /// The words.
  public let text: String
  /// The order it is about, or `nil` for a mere greeting.
  public let order: String?
  /// What made it speak, or what it thought and kept to itself.
  public let guess: ContactModel.Guess?
  /// Whether it was sure enough to speak of the order.
  public let isSure: Bool
}

extension Agent {
  /// Opens a conversation with a customer who is known: with what probably brings them, when the model
  /// is sure of it, else with a greeting. `nil` when nobody is known or the book is closed.
  public func opening(in conversation: inout Conversation, today: Day) throws -> Opening? {
    guard let id = conversation.customer, let shop = desk.shop,
      let customer = try shop.customer(id)
    else { return nil }
    var desk = desk
    desk.today = today
    // Before a word was said, the language is the one the customer is written to in.
    if conversation.turn == 0 {
      conversation.language =
        conversation.preferredLanguage ?? customer.language ?? conversation.language
    }
    let greeting = desk.text(.openingGreeting, in: conversation, ["name": customer.name])
    let best = try likeliest(shop.orders(of: id), on: today)
    guard let (order, guess) = best, guess.probability >= (desk.contacts?.threshold ?? 2),
      let said = say(guess.intent, of: order, customer, conversation, desk)
    else {
      return Opening(text: greeting, order: nil, guess: best?.1, isSure: false)
    }
    conversation.order = order.number
    let text = greeting + desk.text(.openingOrder, in: conversation) + said
    conversation.lastReply = text
    return Opening(text: text, order: order.number, guess: guess, isSure: true)
  }

  /// The order that most probably brings the customer, among those with something open or just done.
  private func likeliest(
    _ orders: [Order], on today: Day
  ) throws -> (Order, ContactModel.Guess)? {
    guard let model = desk.contacts else { return nil }
    let fresh = orders.compactMap { order -> (Order, ContactModel.Guess)? in
      let moment = OrderMoment(order, on: today)
      let isOpen =
        moment.overdue.map { $0 > -2 } == true || (0...3).contains(moment.sinceDelivered ?? -1)
        || moment.sinceReturn != nil || moment.sinceRefund != nil
      return isOpen ? model.guess(moment).map { (order, $0) } : nil
    }
    return fresh.max { ($0.1.probability, $1.0.number) < ($1.1.probability, $0.0.number) }
  }

  /// What there is to say on an intent; `nil` when only the customer can.
  private func say(
    _ intent: String, of order: Order, _ customer: Customer, _ conversation: Conversation,
    _ desk: Desk
  ) -> String? {
    let report = OrderReport(desk: desk, language: conversation.language)
    switch intent {
    case "track_order", "delivery_period", "exchange_item", "return_item":
      return report.status(order, in: conversation)
    case "track_refund" where !order.refunds.isEmpty:
      return report.refunds(order, of: customer, in: conversation)
    default: return nil
    }
  }
}
