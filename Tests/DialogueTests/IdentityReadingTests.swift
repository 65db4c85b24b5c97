import Dialogue
import Testing
import Text

/// Who is there, in the words in which people say it.
@Suite struct IdentityReadingTests {
  @Test(
    "Digits that are read out, labels or none, any order: the customer is known",
    arguments: [
      (["查一下订单一零五三三，邮编二零零零四零"], "c0002"),
      (["订单幺零五三三到哪了", "邮编二〇〇〇四〇"], "c0002"),
      (["where is my parcel", "10377, 97205"], "c0001"),
      (["where is order 10377", "postcode 97205"], "c0001"),
      (["show me my orders", "Mia Hartwell, 97205, mia.hartwell@example.com"], "c0001"),
      (
        ["show me my orders", "97205 mia.hartwell@example.com and my name is Mia Hartwell"], "c0001"
      ),
      (
        [
          "show me my orders",
          "name: mia hartwell, zip: 97205, e-mail: mia.hartwell@example.com",
        ], "c0001"
      ),
      (["show me my orders", "mia.hartwell@example.com", "97205", "Mia Hartwell"], "c0001"),
      (["我有哪些订单", "林晓雨 200040 lin.xiaoyu@example.org"], "c0002"),
      (["我有哪些订单", "邮编200040，我叫林晓雨，邮箱lin.xiaoyu@example.org"], "c0002"),
      (["我有哪些订单", "lin.xiaoyu@example.org", "姓名林晓雨 邮编200040"], "c0002"),
      (["我有哪些订单", "lin.xiaoyu@example.org，订单10533"], "c0002"),
    ])
  func isKnown(lines: [String], customer: String) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    let turn = try desk.say(lines, in: &conversation)
    #expect(conversation.customer == customer, "\(turn?.reply.text ?? "")")
  }

  @Test(
    "What is no name is none: nobody becomes known, and no try is counted",
    arguments: [
      ["show me my orders", "hello there, my postcode is 97205"],
      ["show me my orders", "why do you need that?"],
      ["我有哪些订单", "我的邮编是200040"],
      ["我有哪些订单", "为什么要这个"],
      ["我有哪些订单", "等我找找"],
    ])
  func isNobody(lines: [String]) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    _ = try desk.say(lines, in: &conversation)
    #expect(conversation.customer == nil)
    #expect(conversation.state.contains(#""wrong_tries":0"#), "\(conversation.state)")
  }

  @Test(
    "A wrong order number can be put right",
    arguments: [
      (["where is order 10378", "97205", "sorry, 10377, postcode 97205"], "c0001"),
      (["订单10534到哪了", "200040", "打错了，是10533，邮编200040"], "c0002"),
    ])
  func isMended(lines: [String], customer: String) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    let turn = try desk.say(lines, in: &conversation)
    #expect(conversation.customer == customer, "\(turn?.reply.text ?? "")")
  }
}
