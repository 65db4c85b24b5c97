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

  @Test(
    "Name, postcode and e-mail are kept in any order, asked for or not; no number is asked for again",
    arguments: permutations(
      opening: ["where is my parcel", "I lost the number"],
      ["Mia Hartwell", "97205", "mia.hartwell@example.com"], customer: "c0001")
      + permutations(
        opening: ["我的快递到哪了", "单号删了找不着"], ["我叫林晓雨", "邮编200040", "lin.xiaoyu@example.org"],
        customer: "c0002")
      + permutations(
        opening: [], ["林晓雨 200040", "lin.xiaoyu@example.org"], customer: "c0002")
      + [
        (["我叫林晓雨", "单号忘了 我要查订单", "lin.xiaoyu@example.org", "200040"], "c0002"),
        (
          [
            "where is my order, lost the number, my name is Mia Hartwell", "97205",
            "mia.hartwell@example.com",
          ], "c0001"
        ),
        (["200040 林晓雨 lin.xiaoyu@example.org"], "c0002"),
        (["我的快递到哪了", "单号忘了 lin.xiaoyu@example.org", "林晓雨 200040"], "c0002"),
      ])
  func isKept(lines: [String], customer: String) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    var replies: [String] = []
    for line in lines { replies.append(try desk.say([line], in: &conversation)?.reply.text ?? "") }
    #expect(conversation.customer == customer, "\(replies)")
  }

  private static func permutations(
    opening: [String], _ lines: [String], customer: String
  ) -> [([String], String)] {
    guard lines.count > 1 else { return [(opening + lines, customer)] }
    return lines.indices.flatMap { place in
      var rest = lines
      let line = rest.remove(at: place)
      return permutations(opening: opening + [line], rest, customer: customer)
    }
  }

  @Test(
    "A telephone number proves nothing, and what does is said; no try is counted",
    arguments: [
      (["where is my parcel", "my phone ends in 0142"], "phone number"),
      (["我的快递到哪了", "手机尾号9074"], "手机号"),
      (["帮我查下热水袋那单 手机尾号9074"], "手机号"),
    ])
  func isNoProof(lines: [String], said: String) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    let turn = try desk.say(lines, in: &conversation)
    #expect(turn?.reply.text.contains(said) == true, "\(turn?.reply.text ?? "")")
    #expect(turn?.reply.awaiting != nil && conversation.customer == nil)
    #expect(conversation.state.contains(#""wrong_tries":0"#))
  }

  @Test(
    "The order that holds what was asked for is the one that is answered about",
    arguments: [
      (["帮我查下功夫茶具那单", "单号忘了", "林晓雨 200040", "lin.xiaoyu@example.org"], "10533"),
      (["查一下盖碗的单子", "没有单号", "lin.xiaoyu@example.org", "我叫林晓雨 邮编200040"], "10518"),
      (
        [
          "please check the order with the backpack", "I lost the number",
          "mia.hartwell@example.com", "Mia Hartwell, 97205",
        ], "10377"
      ),
    ])
  func answersThat(lines: [String], order: String) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    let turn = try desk.say(lines, in: &conversation)
    let text = turn?.reply.text ?? ""
    #expect(text.contains(order) && turn?.reply.awaiting == nil, "\(text)")
  }

  @Test(
    "Borrowed words, numbers and names leave a conversation in its language",
    arguments: [
      (["我的order 10377到哪了", "zip code 97205"], Language.chinese),
      (["我的订单10377到哪了", "97205", "thanks"], .chinese),
      (["我的订单10377到哪了", "97205", "status"], .chinese),
      (["where is order 10377", "97205", "ok"], .english),
      (["show me my orders", "林晓雨"], .english),
      (["show me my orders", "林晓雨 200040 lin.xiaoyu@example.org"], .english),
      (["我的订单10377到哪了", "where is my order please"], .english),
      (["where is order 10377", "我的包裹什么时候能到"], .chinese),
    ])
  func keepsLanguage(lines: [String], language: Language) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    let turn = try desk.say(lines, in: &conversation)
    #expect(conversation.language == language, "\(turn?.reply.text ?? "")")
  }
}
