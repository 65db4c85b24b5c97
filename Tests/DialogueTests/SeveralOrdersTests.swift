import Dialogue
import Shop
import Testing
import Text

/// Several orders in one line, and the task that a verb beside numbers asks for.
@Suite struct SeveralOrdersTests {
  @Test(
    "Each of the orders is answered about",
    arguments: [
      ["where are 10412 and 10377? 97205"],
      ["Two parcels, 10412 and 10377, where are they both? zip 97205"],
      ["10412, 10377: where are they? postcode 97205"], ["10412跟10377这俩到哪了 邮编97205"],
      ["10412和10377都发了吗 97205"],
      ["where is 10412? 97205", "and 10377?", "both tracking numbers please"],
      ["where are 10412 and 10377, and what does express cost? 97205"],
    ])
  func answersEach(lines: [String]) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    let text = try desk.say(lines, in: &conversation)?.reply.text ?? ""
    #expect(text.contains("10412") && text.contains("10377"), "\(text)")
  }

  @Test(
    "A change asked for two orders is planned for the one and then, with the same address, for the other",
    arguments: [
      (
        "13638跟11978这俩没发的都改寄我公司去 邮编310034", "滨江区江南大道588号3幢1206室 杭州市 310051",
        "可以"
      ),
      (
        "13638和11978改一下地址，邮编310034", "杭州市滨江区江南大道588号3幢1206室 310051", "确认"
      ),
    ])
  func plansEach(opening: String, address: String, yes: String) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    let first = try desk.say([opening, address], in: &conversation)?.reply
    #expect(first?.awaiting == "confirmation" && first?.text.contains("13638") == true)
    #expect(try desk.shop.actions().isEmpty)
    let second = try desk.say([yes], in: &conversation)?.reply
    #expect(try desk.shop.actions().count == 1)
    #expect(second?.awaiting == "confirmation", "\(second?.text ?? "")")
    #expect(second?.text.contains("订单 11978 改寄到：杭州市 滨江区江南大道588号3幢1206室") == true)
    _ = try desk.say(["嗯 一样的地址 改"], in: &conversation)
    #expect(try desk.shop.actions().count == 2)
  }

  @Test(
    "The verb chooses the task, wherever numbers and postcodes stand",
    arguments: [
      ("音箱不想要了退掉 单号11910 邮编83735", "退回订单 11910"),
      ("单号11910 邮编83735 音箱不想要了退掉", "退回订单 11910"),
      ("11910 83735 音箱退了吧", "退回订单 11910"),
      ("邮编83735 单号11910 音箱不喜欢 给我退了", "退回订单 11910"),
      ("13638 邮编310034 不要了取消吧 不需要了", "取消订单 13638"),
      ("单号13638 邮编310034 鸳鸯锅换大一号", "32 厘米"),
      ("换大一号 13638 310034", "32 厘米"),
      ("10533 200040 改寄杭州市西湖区文三路100号 310012", "改寄到：杭州市 西湖区文三路100号"),
      ("return the kettle from 10234, 97205, credit card", "You send back Stovetop Kettle"),
      ("10234 97205 send the mug back to my credit card please", "You send back Stoneware Mug"),
      (
        "10234, 97205: i dont want the mug anymore, send it back, credit card",
        "You send back Stoneware Mug"
      ),
      ("10412, 97205, please cancel, i no longer need it", "Order 10412 is cancelled"),
      ("stop 10412, 97205, it's no longer needed", "Order 10412 is cancelled"),
      (
        "swap the kettle in 10234 for the cream one, zip 97205",
        "becomes Stovetop Kettle (cream, 1.5 L)"
      ),
      ("10412 97205 send it to 12 Pine Road, Salem, OR 97301", "goes to 12 Pine Road"),
      (
        "i dont want to cancel or return anything, i only want to know when 10377 gets here. 97205",
        "10377"
      ),
    ])
  func opens(line: String, holds: String) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    let text = try desk.say([line], in: &conversation)?.reply.text ?? ""
    #expect(text.contains(holds), "\(text)")
    #expect(try desk.shop.actions().isEmpty)
  }
}
