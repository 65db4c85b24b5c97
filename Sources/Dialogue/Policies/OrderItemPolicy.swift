import Entities
import Shop
import Shopping
import Text

/// Answers what is asked of a thing in the order that is spoken of: the customer's own, with its options and
/// the price they paid, before any other thing of the shop; while an exchange is open, of what is to be had
/// instead.
struct OrderItemPolicy: DialoguePolicy {
  let name = "answer"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard let shop = desk.shop, conversation.handover == nil, conversation.choice == nil else {
      return nil
    }
    let asking = ItemQuestion(interpretation, conversation, desk)
    guard let answer = try asking.answer() else { return nil }
    conversation.shopping = answer.talk
    conversation.item = answer.item
    conversation.products = [answer.product]
    var reply = Reply(answer.text, policy: name)
    guard let flow = conversation.flow, !flow.isOffered else {
      conversation.flow = nil
      return reply
    }
    if flow.awaiting == .confirmation, flow.plan != nil {
      reply.text += "\n" + desk.say(.confirmShort, in: &conversation)
      reply.awaiting = Flow.Slot.confirmation.rawValue
      return reply
    }
    let engine = FlowEngine(desk: desk, shop: shop, policy: TransactionPolicy().name)
    return try engine.goOn(after: reply, interpretation, in: &conversation) ?? reply
  }
}
