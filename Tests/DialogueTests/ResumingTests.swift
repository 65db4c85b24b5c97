import Dialogue
import Quantities
import Shop
import Testing
import Workspace

@Suite struct ResumingTests {
  @Test(
    "A kept conversation goes on where it stood",
    arguments: [
      (
        "I want to return the stoneware mug of order 10234", "Where shall the money go",
        "credit card", "Stoneware Mug", "yes"
      ),
      ("我要退订单10234的粗陶马克杯", "钱退到哪里", "信用卡", "粗陶马克杯", "可以"),
    ])
  func goesOn(
    opening: String, question: String, answer: String, item: String, yes: String
  ) throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    _ = try desk.say([opening], in: &conversation)
    var resumed = try Conversation(state: conversation.state)
    #expect(resumed.state == conversation.state)
    let reply = try #require(try desk.agent.takeUp(&resumed, today: FreshDesk.today))
    #expect(reply.text.contains(question))
    let plan = try desk.say([answer], in: &resumed)
    #expect(plan?.reply.awaiting == "confirmation" && plan?.reply.text.contains(item) == true)
    #expect(try desk.say([yes], in: &resumed)?.reply.action == "return_items")
  }

  @Test(
    "What a customer said of themselves is in no kept state",
    arguments: [
      ["where is order 10234", "mia.hartwell@example.org"],
      ["订单10234到哪了", "99999"],
    ])
  func keepsNoIdentity(lines: [String]) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    _ = try desk.say([lines[0]], in: &conversation)
    let before = conversation
    #expect(before.awaitsIdentity)
    _ = try desk.say([lines[1]], in: &conversation)
    #expect(conversation.heardIdentity(since: before))
    #expect(!conversation.state.contains(lines[1]))
    var resumed = try Conversation(state: conversation.state)
    // The tries go on counting, and the order asked about is still known.
    let reply = try desk.agent.takeUp(&resumed, today: FreshDesk.today)
    #expect(reply?.awaiting == "identity" && reply?.text.contains("10234") == true)
    #expect(resumed.state.contains(#""wrong_tries":1"#))
  }

  @Test("A customer who is gone is nobody when the conversation goes on") func forgetsTheGone()
    throws
  {
    let desk = try FreshDesk()
    var conversation = desk.known()
    _ = try desk.say(["return the stoneware mug of order 10234"], in: &conversation)
    _ = try desk.shop.forget("c0001", today: FreshDesk.today)
    #expect(try desk.agent.takeUp(&conversation, today: FreshDesk.today) == nil)
    #expect(conversation.customer == nil)
  }

  @Test(
    "The last thing done is taken back once, in the customer's language",
    arguments: [
      (["return the stoneware mug of order 10234", "credit card", "yes"], "Undone: order 10234"),
      (["我要退订单10234的粗陶马克杯", "信用卡", "可以"], "已经给您撤回，订单 10234"),
    ])
  func undoes(lines: [String], words: String) throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    #expect(try desk.say(lines, in: &conversation)?.reply.action == "return_items")
    let reply = try desk.agent.undoLast(in: &conversation, today: FreshDesk.today)
    #expect(reply.text.hasPrefix(words) && reply.action == "undo")
    #expect(try desk.shop.order("10234")?.status == .delivered)
    #expect(try desk.agent.undoLast(in: &conversation, today: FreshDesk.today).action == nil)
    var stranger = Conversation()
    #expect(try desk.agent.undoLast(in: &stranger, today: FreshDesk.today).action == nil)
  }

  @Test("For another customer a conversation begins anew") func isOneCustomers() throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    _ = try desk.say(["where is order 10234"], in: &conversation)
    conversation.identify(as: "c0002")
    #expect(conversation.customer == "c0002" && !conversation.state.contains("10234"))
  }
}

@Suite struct HandoverNoteTests {
  @Test(
    "The note says why, who, what, what was tried, the mood and the next step",
    arguments: [
      (
        ["where is order 10234", "I want to talk to a person, this is awful"],
        [
          "why: asked", "who: Mia Hartwell (c0001)", "order: 10234", "told where it is", "mood: ",
          "next: Greet",
        ]
      ),
      (
        ["订单10234到哪了", "我要找人工客服"],
        ["原因：要求人工服务", "顾客：Mia Hartwell（c0001）", "订单：10234", "告知了订单进度", "情绪：", "建议："]
      ),
    ])
  func tells(lines: [String], parts: [String]) throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    let turn = try desk.say(lines, in: &conversation)
    let handover = try #require(turn?.reply.handover)
    let note = desk.agent.note(on: handover, in: conversation)
    for part in parts { #expect(note.contains(part), "\(part) in \(note)") }
  }
}
