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

/// What of an order is meant where names are cut short, numbers are options' and "both" is said.
@Suite struct OrderItemReadingTests {
  private func last(_ customer: String, _ lines: [String]) throws -> String {
    let desk = try FreshDesk()
    var conversation = desk.conversation(of: customer)
    let turn = try desk.say(lines, in: &conversation)
    #expect(try desk.shop.actions().isEmpty)
    return turn?.reply.text ?? ""
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let customer: String
    let lines: [String]
    let holds: [String]
    let lacks: [String]

    var testDescription: String { lines.joined(separator: " / ") }
  }

  private func judge(_ reading: Case) throws {
    let text = try last(reading.customer, reading.lines)
    for part in reading.holds { #expect(text.contains(part), "\(part) in \(text)") }
    for part in reading.lacks { #expect(!text.contains(part), "\(part) in \(text)") }
  }

  @Test(
    "A kind, a short name or a part of one finds the item; words that only sound like a no exclude none",
    arguments: [
      Case(
        customer: "c0035", lines: ["I want to return something from 11487", "the coffee thing"],
        holds: ["Pour-Over Coffee Set"], lacks: ["Bag", "Backpack"]),
      Case(
        customer: "c0035", lines: ["I don't like the backpack from 11487, I want to return it"],
        holds: ["Everyday Backpack"], lacks: ["Messenger", "Which of these"]),
      Case(
        customer: "c0035", lines: ["not happy with the messenger bag of 11487, please return it"],
        holds: ["Messenger Bag"], lacks: ["Backpack", "Which of these"]),
      Case(
        customer: "c0035", lines: ["I want to return the bag from 11487"],
        holds: ["Which of these"], lacks: []),
      Case(
        customer: "c0035", lines: ["I want to return the bags from 11487"],
        holds: ["Messenger Bag", "Everyday Backpack"], lacks: ["Which of these", "Coffee"]),
      Case(
        customer: "c0080", lines: ["珐琅锅太沉拎不动 想退 12861", "原路退"], holds: ["珐琅铸铁锅"],
        lacks: ["奶泡机", "咖啡"]),
      Case(
        customer: "c0086", lines: ["11978里头的铲子换红的"], holds: ["换成硅胶铲套装（红色）"], lacks: ["哪一件"]),
      Case(
        customer: "c0024", lines: ["音箱不想要了退掉 单号11910"], holds: ["退回订单 11910 的书架音箱"],
        lacks: ["皮夹"]),
    ])
  func findsItems(reading: Case) throws { try judge(reading) }

  @Test(
    "A number that an option begins with is no count, and a size may be told by another",
    arguments: [
      Case(
        customer: "c0015", lines: ["swap the smoke glasses of 13935 for the amber ones, six again"],
        holds: ["becomes Water Glasses (amber, 6 glasses)"], lacks: ["How many"]),
      Case(
        customer: "c0028",
        lines: ["swap the planter from 18087 for the 30cm", "hmm no wait, 30 wont fit. 22"],
        holds: ["$8", "22 cm"], lacks: ["30 cm", "How many"]),
      Case(
        customer: "c0028", lines: ["swap the planter from 18087 for a size up"],
        holds: ["22 cm", "$8"], lacks: ["30 cm"]),
      Case(
        customer: "c0028", lines: ["swap the planter from 18087 for the biggest"],
        holds: ["30 cm", "$19"], lacks: ["22 cm"]),
      Case(
        customer: "c0026", lines: ["11379那套白色六只的浓缩杯给我换成赤陶色六只的"], holds: ["赤陶色，6 杯"],
        lacks: ["几件"]),
      Case(
        customer: "c0086", lines: ["13638的鸳鸯锅换大一号的"], holds: ["32 厘米", "$9"], lacks: ["哪一种"]),
    ])
  func tellsOptionsFromCounts(reading: Case) throws { try judge(reading) }

  @Test(
    "Both are the pieces of the one thing chosen, or two lines where there are two; never three",
    arguments: [
      Case(
        customer: "c0022", lines: ["退一个灯泡 19078", "算了 两个都退吧 口都不对", "退礼品卡里"],
        holds: ["暖光 LED 灯泡（E27） × 2", "$15.80"], lacks: ["滤纸", "烤盘"]),
      Case(
        customer: "c0022", lines: ["return one bulb of 19078", "both of them please", "gift card"],
        holds: ["Warm LED Bulb (E27) × 2", "$15.80"], lacks: ["Coffee Filters", "Baking"]),
      Case(
        customer: "c0022", lines: ["return one bulb of 19078", "all right, to the gift card"],
        holds: ["Warm LED Bulb (E27)", "$7.90"], lacks: ["Coffee Filters", "Baking", "× 2"]),
      Case(
        customer: "c0035", lines: ["I want to return something from 11487", "both"],
        holds: ["Please name the item"], lacks: ["You send back"]),
      // Of three lines "both" says too little: a yes after it is asked anew.
      Case(
        customer: "c0035", lines: ["return the backpack of 11487", "both", "yes"],
        holds: ["Is that right"], lacks: ["Done:"]),
    ])
  func countsBoth(reading: Case) throws { try judge(reading) }

  @Test(
    "What is asked of a thing in the order is answered of that thing, as it was bought",
    arguments: [
      Case(
        customer: "c0035",
        lines: ["what was in 11487", "the last one, can that go in the dishwasher?"],
        holds: ["Pour-Over Coffee Set (black)", "dishwasher"], lacks: ["Name the product"]),
      Case(
        customer: "c0035",
        lines: [
          "what was in 11487", "the last one, can that go in the dishwasher?",
          "could I swap it for white",
        ], holds: ["becomes Pour-Over Coffee Set (white)"], lacks: ["Bag"]),
      Case(
        customer: "c0035",
        lines: ["what was in 11487", "the cheaper of the two bags, what did that cost me?"],
        holds: ["You paid $80", "Everyday Backpack"], lacks: ["Messenger"]),
      Case(
        customer: "c0024", lines: ["17268 到哪了", "里头那个杯子是多大的"], holds: ["随行咖啡杯（沙色，0.35 升）"],
        lacks: ["玻璃水杯"]),
      Case(
        customer: "c0024", lines: ["17268 到哪了", "里头那个杯子是多大的", "它能进洗碗机不"],
        holds: ["随行咖啡杯", "手洗"], lacks: ["玻璃水杯"]),
      Case(
        customer: "c0024", lines: ["17268 到哪了", "里头那个杯子是多大的", "那饼茶呢 生的熟的"],
        holds: ["普洱生茶饼"], lacks: ["玻璃水杯"]),
      Case(
        customer: "c0024", lines: ["17268 到哪了", "里头那个杯子是多大的", "大一号的贵多少"],
        holds: ["0.5 升", "$4"], lacks: ["马克杯"]),
      Case(
        customer: "c0024", lines: ["17268 到哪了", "里头那个杯子多少钱来着"], holds: ["您付了 $27.50"],
        lacks: ["推荐"]),
    ])
  func answersOfItems(reading: Case) throws { try judge(reading) }

  @Test(
    "What is asked of the order, its delivery or the rules is no question of the things in it",
    arguments: [
      Case(
        customer: "c0032", lines: ["where is 11872", "how big is the parcel"], holds: [],
        lacks: ["Hand Coffee Grinder (black), size"]),
      Case(
        customer: "c0032", lines: ["where is 11872", "what does shipping cost?"],
        holds: [], lacks: ["for the Hand Coffee Grinder"]),
      Case(
        customer: "c0024", lines: ["11910 到哪了", "音箱多重", "客服电话多少"], holds: [],
        lacks: ["您付了", "书架音箱"]),
      Case(
        customer: "c0024", lines: ["11910 到哪了", "音箱多重", "音箱走的哪家快递"], holds: ["Bluebird"],
        lacks: ["公斤"]),
    ])
  func leavesOtherQuestions(reading: Case) throws { try judge(reading) }

  @Test(
    "In an open exchange a question of the goods is about what is to be had instead",
    arguments: [
      Case(
        customer: "c0055",
        lines: ["change the glass kettle of 13805 for the bigger one", "how tall is that one?"],
        holds: ["22 cm high", "1.7 L"], lacks: ["Name the product"]),
      Case(
        customer: "c0055",
        lines: ["change the glass kettle of 13805 for the bigger one", "is it in stock"],
        holds: ["Electric Glass Kettle (1.7 L) is in stock"], lacks: ["Name the product"]),
      Case(
        customer: "c0086", lines: ["13638的鸳鸯锅换大一号的", "有货没"], holds: ["32 厘米", "有货"],
        lacks: ["告诉我是哪一件"]),
    ])
  func answersOfOptions(reading: Case) throws { try judge(reading) }
}
