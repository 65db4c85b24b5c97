import Dialogue
import Testing

/// What customers tell of as asked for before is looked up, and not asked for anew.
@Suite struct NarrationTests {
  @Test(
    "A return that was asked for is looked up",
    arguments: [
      "I asked for a return last week, order 10466. What about my money?",
      "I requested a refund for order 10466 ten days ago and heard nothing",
      "我上周申请了退货，订单10466，钱呢", "订单10466早就申请退货了，怎么还没退钱", "10466 的退款我申请过了，什么时候到账",
    ])
  func looksReturnsUp(line: String) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    conversation.identify(as: "c0002")
    let turn = try desk.say([line], in: &conversation)
    #expect(
      turn?.reply.action == "track_refund" || turn?.reply.policy == "answer",
      "\(turn?.reply.text ?? "")")
    #expect(!conversation.isBusy)
  }

  @Test(
    "What is asked for anew is a request",
    arguments: [
      "I'd like to request a return of the stoneware mug of order 10234",
      "我想申请退货，订单10234的粗陶马克杯", "上次申请了换货，现在我要退订单10234的粗陶马克杯",
    ])
  func opensRequests(line: String) throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    let turn = try desk.say([line], in: &conversation)
    #expect(turn?.reply.awaiting == "refund_to", "\(turn?.reply.text ?? "")")
  }
}
