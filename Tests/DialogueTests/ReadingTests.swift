import Dialogue
import Quantities
import Shop
import Testing
import Text
import Workspace

/// Which of an order's items, options and ways to pay a line means, as the plan that follows shows.
@Suite struct ReadingTests {
  /// A line said when the desk asked which, and what the plan then holds and does not.
  struct Case: CustomTestStringConvertible, Sendable {
    let customer: String
    let opening: [String]
    let line: String
    let holds: [String]
    let lacks: [String]

    var testDescription: String { line }
  }

  private func plan(_ reading: Case, then rest: [String: String]) throws -> String {
    let desk = try FreshDesk()
    var conversation = desk.conversation(of: reading.customer)
    var turn = try desk.say(reading.opening + [reading.line], in: &conversation)
    for _ in 0..<3 {
      guard let asked = turn?.reply.awaiting, let answer = rest[asked] else { break }
      turn = try desk.say([answer], in: &conversation)
    }
    #expect(try desk.shop.actions().isEmpty)
    let reply = try #require(turn?.reply)
    #expect(reply.awaiting == "confirmation", "\(reply.text)")
    return reply.text
  }

  private func judge(_ reading: Case, then rest: [String: String]) throws {
    let text = try plan(reading, then: rest)
    for part in reading.holds { #expect(text.contains(part), "\(part) in \(text)") }
    for part in reading.lacks { #expect(!text.contains(part), "\(part) in \(text)") }
  }

  private static let two = ["I want to return something from order 12519"]
  private static let three = ["I want to return something from order 13510"]
  private static let 两件 = ["订单11910里有东西要退"]

  @Test(
    "Items are read by name, by what is not meant, by place, price, and all of them",
    arguments: [
      Case(
        customer: "c0060", opening: two, line: "the speaker", holds: ["Portable Speaker"],
        lacks: ["Lantern"]),
      Case(
        customer: "c0060", opening: two, line: "not the lantern, the speaker",
        holds: ["Portable Speaker"], lacks: ["Lantern"]),
      Case(
        customer: "c0060", opening: two, line: "not the lantern", holds: ["Portable Speaker"],
        lacks: ["Lantern"]),
      Case(
        customer: "c0060", opening: two, line: "the second one", holds: ["Portable Speaker"],
        lacks: ["Lantern"]),
      Case(
        customer: "c0060", opening: two, line: "both of them",
        holds: ["Portable Speaker", "Camping Lantern"], lacks: []),
      Case(
        customer: "c0060", opening: two, line: "the cheapest one", holds: ["Camping Lantern"],
        lacks: ["Speaker"]),
      Case(
        customer: "c0047", opening: three, line: "everything except the pillow",
        holds: ["Throw", "Picnic Bag"], lacks: ["Pillow"]),
      Case(
        customer: "c0047", opening: three, line: "the dearest", holds: ["Throw"],
        lacks: ["Pillow", "Picnic"]),
      Case(
        customer: "c0024", opening: 两件, line: "皮夹", holds: ["薄款皮夹"], lacks: ["音箱"]),
      Case(
        customer: "c0024", opening: 两件, line: "不是音箱，是皮夹", holds: ["薄款皮夹"], lacks: ["音箱"]),
      Case(
        customer: "c0024", opening: 两件, line: "皮夹留着，退音箱", holds: ["书架音箱"], lacks: ["皮夹"]),
      Case(
        customer: "c0024", opening: 两件, line: "除了音箱都退", holds: ["薄款皮夹"], lacks: ["音箱"]),
      Case(
        customer: "c0024", opening: 两件, line: "两个都退", holds: ["薄款皮夹", "书架音箱"], lacks: []),
      Case(
        customer: "c0024", opening: 两件, line: "便宜的那个", holds: ["薄款皮夹"], lacks: ["音箱"]),
    ])
  func readsItems(reading: Case) throws {
    try judge(reading, then: ["refund_to": reading.customer == "c0024" ? "礼品卡" : "gift card"])
  }

  @Test(
    "The other one is the one not chosen, also when the plan was shown",
    arguments: [
      Case(
        customer: "c0060", opening: two + ["the lantern", "gift card"], line: "no, the other one",
        holds: ["Portable Speaker"], lacks: ["Lantern"]),
      Case(
        customer: "c0024", opening: 两件 + ["皮夹", "礼品卡"], line: "不对，是另一个", holds: ["书架音箱"],
        lacks: ["皮夹"]),
    ])
  func readsTheOther(reading: Case) throws { try judge(reading, then: [:]) }

  @Test(
    "Options are read in either language's words, and those not wanted are left out",
    arguments: [
      Case(
        customer: "c0001", opening: ["exchange the kettle of order 10234 for another colour"],
        line: "not black, the cream 1.5 litre one", holds: ["cream"], lacks: ["black"]),
      Case(
        customer: "c0001", opening: ["exchange the kettle of order 10234 for another colour"],
        line: "black, 1.5l", holds: ["black"], lacks: ["cream"]),
      Case(
        customer: "c0001", opening: ["10234的水壶想换个颜色"], line: "不要黑的，要米白 1.5升",
        holds: ["换成炉灶水壶（米白色"], lacks: ["黑色"]),
    ])
  func readsOptions(reading: Case) throws { try judge(reading, then: [:]) }

  private static let mug = ["return the stoneware mug of order 10234"]
  private static let 杯 = ["我要退订单10234的粗陶马克杯"]

  @Test(
    "Ways to pay are read by kind, by their last digits, as the first way, and by what is not meant",
    arguments: [
      Case(customer: "c0001", opening: mug, line: "card", holds: ["9106"], lacks: ["gift card"]),
      Case(
        customer: "c0001", opening: mug, line: "the same card", holds: ["9106"],
        lacks: ["gift card"]),
      Case(
        customer: "c0001", opening: mug, line: "the one ending 9106", holds: ["9106"],
        lacks: ["gift card"]),
      Case(
        customer: "c0001", opening: mug, line: "not the gift card", holds: ["9106"],
        lacks: ["gift card"]),
      Case(
        customer: "c0001", opening: mug, line: "not the credit card, the gift card",
        holds: ["gift card"], lacks: ["9106"]),
      Case(customer: "c0001", opening: 杯, line: "原路退回", holds: ["9106"], lacks: ["礼品卡"]),
      Case(customer: "c0001", opening: 杯, line: "不要礼品卡", holds: ["9106"], lacks: ["礼品卡"]),
      Case(customer: "c0001", opening: 杯, line: "礼品卡", holds: ["礼品卡"], lacks: ["9106"]),
    ])
  func readsMethods(reading: Case) throws { try judge(reading, then: [:]) }

  @Test(
    "A part of an address that is put right leaves the rest as it was",
    arguments: [
      Case(
        customer: "c0001",
        opening: [
          "change the shipping address of order 10412", "77 Birch Lane, Portland, OR 97210",
        ],
        line: "sorry, the postcode is 97211", holds: ["77 Birch Lane", "97211"], lacks: ["97210"]),
      Case(
        customer: "c0001",
        opening: [
          "change the shipping address of order 10412", "77 Birch Lane, Portland, OR 97210",
        ], line: "I forgot the flat, it's apt 12", holds: ["77 Birch Lane", "Apt 12", "97210"],
        lacks: []),
      Case(
        customer: "c0002", opening: ["订单10533要改收货地址", "上海市徐汇区桂林路58号3幢 200233"],
        line: "邮编写错了 是200434", holds: ["桂林路58号", "200434"], lacks: ["200233"]),
      Case(
        customer: "c0002", opening: ["订单10533要改收货地址", "上海市徐汇区桂林路58号12楼 200233"],
        line: "不对，是21楼", holds: ["桂林路58号", "21楼", "200233"], lacks: ["12楼"]),
    ])
  func patchesAddresses(reading: Case) throws { try judge(reading, then: [:]) }
}
