import Shop
import Shopping
import Testing
import Text

@Suite("Answering about goods")
struct ShoppingDeskTests {
  @Test(arguments: [
    ("is the porcelain gaiwan in white in stock", "goods_option_out"),
    ("白色盖碗还有吗", "goods_option_out"),
    ("do you have the stoneware mug in purple", "goods_option_none"),
    ("粗陶马克杯有紫色的吗", "goods_option_none"),
    ("the yoga mat in purple?", "goods_option_near"),
    ("the chef's knife 20 cm in black, in stock?", "goods_stock "),
    ("主厨刀20厘米黑色有货吗", "goods_stock "),
    ("10 of the chef's knife, 18 cm, walnut, in stock?", "goods_stock_short"),
  ])
  func tellsStockByOption(line: String, phrase: String) throws {
    var talk = try Talk()
    #expect(try #require(talk.say(line)).text.hasPrefix(phrase))
  }

  @Test(arguments: [
    (["longjing green tea price in 100 g"], "$24"), (["龙井绿茶100克的多少钱"], "$24"),
    (["紫砂壶怎么样", "大的那个多少钱"], "$112"), (["how much is the cast iron kettle in 1.2 litres"], "$88"),
  ])
  func tellsThePriceByOption(lines: [String], price: String) throws {
    var talk = try Talk()
    var reply: ShoppingReply?
    for line in lines { reply = talk.say(line) }
    #expect(try #require(reply).text.contains(price))
  }

  @Test(arguments: [
    ["show me headphones", "the second one, how much?"], ["推荐个茶壶", "第二个多少钱"],
  ])
  func refersToWhatWasShown(lines: [String]) throws {
    var talk = try Talk()
    _ = talk.say(lines[0])
    let shown = talk.state.shown
    #expect(try #require(talk.say(lines[1])).products == [shown[1]])
  }

  @Test(arguments: [
    ["I'm looking for a gift for my mum under 40 dollars", "something cheaper?"],
    ["想给妈妈买个礼物 40以内", "便宜点的呢"],
  ])
  func keepsTheBudgetAndGoesBelowIt(lines: [String]) throws {
    var talk = try Talk()
    for line in lines { _ = talk.say(line) }
    #expect(talk.state.need.budget.most?.hundredths == 4000)
    #expect(talk.state.need.isGift)
  }

  @Test(arguments: [["show me kettles", "none of these"], ["推荐个水壶", "都不喜欢 换几个"]])
  func bringsBackNothingThatWasTurnedDown(lines: [String]) throws {
    var talk = try Talk()
    _ = talk.say(lines[0])
    let first = Set(talk.state.shown)
    for _ in 0..<3 {
      let next = try #require(talk.say(lines[1]))
      #expect(first.isDisjoint(with: next.products))
    }
  }

  @Test(arguments: [
    "do you sell laptops", "do you have toys?", "i need a coffee machine", "你们卖手机吗", "有空气炸锅卖不",
    "那烤箱呢",
  ])
  func saysWhatIsNotSold(line: String) throws {
    var talk = try Talk()
    #expect(try #require(talk.say(line)).action == "not_sold")
  }

  @Test(arguments: [
    ("what is the warranty form of the moka pot made by a robot?", ""),
    ("is the moka pot sold in blue boxes with a song?", ""),
  ])
  func neverFailsOnOddQuestions(line: String, empty: String) throws {
    var talk = try Talk()
    #expect(talk.say(line) != nil)
    #expect(empty.isEmpty)
  }

  @Test(arguments: [
    (["how much for the matcha whisk, matcha bowl and matcha powder together"], 3),
    (["经典茶壶和紫砂壶一共多少钱"], 2),
  ])
  func addsUp(lines: [String], count: Int) throws {
    var talk = try Talk()
    let reply = try #require(talk.say(lines[0]))
    #expect(reply.text.hasPrefix("goods_total"))
    #expect(reply.products.count == count)
  }

  @Test(arguments: ["what goes with the moka pot", "摩卡壶配什么好"])
  func offersWhatFits(line: String) throws {
    var talk = try Talk()
    let reply = try #require(talk.say(line))
    // What takes care of kettles fits no coffee pot.
    #expect(!reply.products.contains("kettle-descaler"))
    #expect(!reply.products.contains("moka-pot"))
  }

  @Test func saysWhoCanFindOutWhatNobodyWroteDown() throws {
    var talk = try Talk()
    _ = talk.say("tell me about the moka pot")
    #expect(try #require(talk.say("can you gift wrap it")).text.hasPrefix("goods_unknown"))
  }

  @Test func keepsItsStateAsText() throws {
    var talk = try Talk()
    _ = talk.say("kettles under 50, not electric")
    #expect(ShoppingState(text: talk.state.text) == talk.state)
    #expect(ShoppingState(text: "no state of ours") == nil)
  }

  @Test func staysHonestWithoutGoods() throws {
    let desk = try Sample.desk(Assortment(categories: [], products: []))
    var state = ShoppingState()
    for line in ["show me kettles", "do you sell laptops", "有水壶吗"] {
      let query = desk.read(Tokenizer().utterance(line), state: state)
      let reply = query.flatMap { desk.reply(to: $0, in: &state, language: .english) }
      #expect(reply?.products.isEmpty != false)
    }
  }
}
