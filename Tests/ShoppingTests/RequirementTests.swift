import Shopping
import Testing

@Suite("What the thing sought must do")
struct RequirementTests {
  @Test(arguments: [
    (["need luggage for a week", "my laptop has to go in, it's a 15 inch"], "daypack"),
    (["do you stock backpacks", "must have a rain cover"], "hiking-backpack"),
    (["I want a duvet", "needs to be machine washable"], "duvet"),
    (["周末去露营还差个灯", "要能挂帐篷顶上的"], "camping-lantern"), (["书桌用的灯", "得是usb供电的"], "monitor-light"),
    (["浴室用的音箱", "有能漂水上的吗"], "bluetooth-speaker"),
  ])
  func findsThoseOfTheKindThatAreKnownToDoIt(lines: [String], product: String) throws {
    var talk = try Talk()
    for line in lines.dropLast() { _ = try talk.answer(line) }
    let reply = try talk.answer(lines[lines.count - 1])
    // Of the only one shown it is said that it does.
    #expect(["recommend", "product"].contains(reply.action))
    #expect(reply.products == [product])
  }

  @Test(arguments: [
    ["need luggage for a week", "it has to be bulletproof"], ["看看枕头", "得能防弹"],
  ])
  func saysSoWhereNoneIsKnownTo(lines: [String]) throws {
    var talk = try Talk()
    _ = try talk.answer(lines[0])
    let shown = talk.state.shown
    let reply = try talk.answer(lines[1])
    #expect(reply.text.contains("goods_required_none"))
    #expect(talk.state.shown == shown)
  }

  @Test(arguments: [
    ["想给他买个保温杯", "得有那个隔茶叶的网"]
  ])
  func answersOfTheOneSpokenOf(lines: [String]) throws {
    var talk = try Talk()
    _ = try talk.answer(lines[0])
    let reply = try talk.answer(lines[1])
    #expect(reply.text.hasPrefix("goods_fact_yes"))
    #expect(reply.products == ["thermos-flask"])
  }

  @Test(arguments: [
    ("想换个不粘锅 买多大的合适", "28"), ("which size should I get of the non-stick pan", "28"),
  ])
  func tellsTheSizesThereAre(line: String, size: String) throws {
    var talk = try Talk()
    let reply = try talk.answer(line)
    #expect(reply.products == ["nonstick-pan"])
    #expect(reply.text.contains(size))
  }

  @Test(arguments: [
    (["不粘煎锅有货吗", "配什么铲子好"], ["spatula-set"]),
    (["is the non-stick frying pan in stock", "what spatula goes with it"], ["spatula-set"]),
  ])
  func offersTheKindThatIsToGoWithIt(lines: [String], products: [String]) throws {
    var talk = try Talk()
    _ = try talk.answer(lines[0])
    #expect(try talk.answer(lines[1]).products == products)
  }

  @Test(arguments: [
    ["不粘煎锅28黑色有货吗", "配什么铲子好", "锅加铲一共多少"],
    ["is the enamel mug in stock", "two of those and the spatula set, what's that all together"],
  ])
  func addsUpTwoThingsSpokenOf(lines: [String]) throws {
    var talk = try Talk()
    var reply: ShoppingReply?
    for line in lines { reply = try talk.answer(line) }
    #expect(reply?.products.count == 2)
    #expect(reply?.text.hasPrefix("goods_total") == true)
  }
}
