public import Quantities

/// What is said while the shop cannot be looked into.
extension Agent {
  /// The reply to a line without the shop: an article where one answers, or that the orders cannot be looked
  /// at. What is being done stays as it was, for the shop may be back at the next line.
  public func replyWithoutShop(
    to text: String, in conversation: inout Conversation, today: Day
  ) throws -> Turn {
    var desk = desk
    desk.shop = nil
    let closed = Agent(interpreter: interpreter, desk: desk, policies: policies)
    let isBusy = conversation.flow != nil
    var aside = conversation
    aside.flow = nil
    aside.waiting = []
    let turn = try closed.reply(to: text, in: &aside, today: today)
    conversation.turn += 1
    var reply = turn.reply
    // Whatever answers an open task is no question of its own.
    if isBusy, reply.article == nil, !reply.isFact {
      reply = Reply(
        desk.text(.shopClosedBook, in: conversation), policy: turn.reply.policy,
        action: "book_closed")
    }
    return Turn(number: conversation.turn, interpretation: turn.interpretation, reply: reply)
  }
}
