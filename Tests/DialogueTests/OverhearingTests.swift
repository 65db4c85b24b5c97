import Dialogue
import Shop
import Testing

/// Talk between a customer and people at the desk, which the desk goes on with.
@Suite struct OverhearingTests {
  /// Lines of a talk: `>` is a customer's, the others are those of a person at the desk.
  private func overhear(_ lines: [String], at desk: FreshDesk) throws -> Conversation {
    var conversation = Conversation()
    for line in lines {
      if line.hasPrefix(">") {
        _ = try desk.agent.overhear(
          String(line.dropFirst(2)), in: &conversation, today: FreshDesk.today)
      } else {
        try desk.agent.overhear(colleague: line, in: &conversation, today: FreshDesk.today)
      }
    }
    return conversation
  }

  @Test(
    "Who has shown a person who they are is not asked again",
    arguments: [
      (
        [
          "> Hello, I have a question about something I ordered.",
          "Could you please provide the order number and the postcode?", "> 10234, 97205",
          "Thank you, what can I do for you?",
        ], "c0001"
      ),
      (
        [
          "> Hi, can somebody help me?", "Sure. What is your e-mail address, please?",
          "> mia.hartwell@example.com", "And your full name and postcode?",
          "> Sure, it's Mia Hartwell from Portland, 97205.", "Thank you, Mia.",
        ], "c0001"
      ),
      (["> 你好，在吗", "您好，请问您的订单号和邮编？", "> 10533，邮编200040", "好的，请稍等。"], "c0002"),
    ])
  func isKnown(lines: [String], customer: String) throws {
    #expect(try overhear(lines, at: FreshDesk()).customer == customer)
  }

  @Test(
    "What a person at the desk wrote proves nothing",
    arguments: [
      [
        "> Where is my parcel?", "Your order 10234 goes to postcode 97205, Mia Hartwell.",
        "> And when will it be here?", "Your identity has been verified.",
      ],
      ["> 97205", "Thank you, I found your order 10234.", "> Thanks!"],
      ["> 我的包裹呢", "订单 10234，邮编 97205，Mia Hartwell，身份已核实。", "> 好的，什么时候到"],
    ])
  func provesNothing(lines: [String]) throws {
    #expect(try overhear(lines, at: FreshDesk()).customer == nil)
  }

  @Test("Whose it probably is can be told by what was given, and is no proof")
  func tellsWhoseItMayBe() throws {
    let desk = try FreshDesk()
    let byEmail = try overhear(
      ["> I need help", "Your e-mail address, please?", "> mia.hartwell@example.com"], at: desk)
    #expect(byEmail.customer == nil)
    let given = try desk.agent.probableCustomer(in: byEmail, by: nil)
    #expect(given?.id == "c0001" && given?.clue == .email("mia.hartwell@example.com"))
    let byColleague = try overhear(["> hello", "I found your order 10234."], at: desk)
    let named = try desk.agent.probableCustomer(in: byColleague, by: nil)
    #expect(named?.clue == .order("10234"))
    #expect(try desk.agent.probableCustomer(in: Conversation(), by: nil) == nil)
  }

  @Test("An order that a person named is the one spoken of, where it is the customer's own")
  func takesUpOrders() throws {
    let desk = try FreshDesk()
    let own = try overhear(
      ["> where is order 10377? 97205", "Delivered. I see your order 10234 as well."], at: desk)
    #expect(own.customer == "c0001" && own.orderNumber == "10234")
    let others = try overhear(
      ["> where is order 10377? 97205", "Your order 10533 is on its way."], at: desk)
    #expect(others.orderNumber == "10377")
  }

  @Test("A postcode that looks like an order number is one, where no order number was asked for")
  func readsPostcodes() throws {
    let conversation = try overhear(
      [
        "> I want to change the lamp in my order",
        "Could you please provide your name and zip code?",
        "> Sure, it's Aarav Anderson from Philadelphia, 19031.",
      ], at: FreshDesk())
    #expect(conversation.orderNumber == nil)
  }

  @Test(
    "What was agreed to and seen to by a person is not open any more",
    arguments: [
      ("All done, the return is open. Anything else?", false),
      ("Before I do, please confirm once more that the mug is unused.", true),
    ])
  func closesWhatWasDone(answer: String, isOpen: Bool) throws {
    let desk = try FreshDesk()
    let conversation = try overhear(
      [
        "> return the stoneware mug of order 10234, postcode 97205", "Where shall the money go?",
        "> credit card", "Shall I open the return?", "> yes", answer,
      ], at: desk)
    #expect(conversation.isBusy == isOpen)
    #expect(try desk.shop.actions().isEmpty)
  }
}
