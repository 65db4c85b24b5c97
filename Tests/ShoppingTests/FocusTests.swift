import Shopping
import Testing

@Suite("Which of the goods spoken of a line means")
struct FocusTests {
  @Test(arguments: [
    (["what do you have for a desk setup", "the mic. is the black one in"], "desk-microphone"),
    (["I'm looking for a teapot", "the clay one, how big is it"], "yixing-teapot"),
    (["show me pillows", "and the buckwheat, is it washable"], "buckwheat-pillow"),
    (["想买个茶壶", "紫砂的多大"], "yixing-teapot"),
    (["有啥耳机推荐", "能折叠的那个呢"], "wireless-headphones"),
    (["枕头看看", "荞麦那个能洗吗"], "buckwheat-pillow"),
  ])
  func narrowsToTheOneThatAPieceOfItNames(lines: [String], product: String) throws {
    var talk = try Talk()
    for line in lines.dropLast() { _ = try talk.answer(line) }
    #expect(try talk.answer(lines[lines.count - 1]).products == [product])
    #expect(talk.state.spoken == product)
  }

  @Test(arguments: [
    ["what do you have for a desk setup", "the mic. is the black one in", "price"],
    ["想买个茶壶", "紫砂的多大", "什么价"],
  ])
  func staysWithItInTheNextLine(lines: [String]) throws {
    var talk = try Talk()
    for line in lines { _ = try talk.answer(line) }
    #expect(talk.state.spoken != nil)
    #expect(talk.state.question == .price)
  }

  @Test(arguments: [
    (["登机箱和大号行李箱有啥不一样", "登机箱多重", "大的95升什么价"], "large-suitcase"),
    (
      ["compare the cabin suitcase and the large suitcase", "the 95 litre, how much"],
      "large-suitcase"
    ),
  ])
  func turnsToTheOneThatComesInASize(lines: [String], product: String) throws {
    var talk = try Talk()
    for line in lines.dropLast() { _ = try talk.answer(line) }
    #expect(try talk.answer(lines[lines.count - 1]).products == [product])
  }

  @Test(arguments: [
    ["show me kettles", "how much is the first one", "is it glass"],
    ["看看水壶", "第一个多少钱", "是玻璃的吗"],
  ])
  func asksOfTheOneSpokenOfWhetherItIsSo(lines: [String]) throws {
    var talk = try Talk()
    for line in lines.dropLast() { _ = try talk.answer(line) }
    let spoken = talk.state.spoken
    _ = try talk.answer(lines[2])
    #expect(talk.state.spoken == spoken)
  }

  @Test(arguments: [
    ["磨豆机手摇的跟电动的差在哪"], ["show me coffee grinders", "the hand one or the electric one"],
    ["看看磨豆机", "手摇的和电动的哪个好"],
  ])
  func setsTwoOfAKindBesideEachOther(lines: [String]) throws {
    var talk = try Talk()
    var reply: ShoppingReply?
    for line in lines { reply = try talk.answer(line) }
    #expect(reply?.action == "compare")
    #expect(reply?.products.sorted() == ["electric-grinder", "hand-grinder"])
  }

  @Test(arguments: [
    ["磨豆机手摇的跟电动的差在哪", "手摇的一次能磨多少豆子", "差多少钱啊这俩"],
    [
      "compare the moka pot and the french press", "the press, how big is it",
      "price difference of the two",
    ],
  ])
  func neverSetsAThingBesideItself(lines: [String]) throws {
    var talk = try Talk()
    var reply: ShoppingReply?
    for line in lines { reply = try talk.answer(line) }
    let products = try #require(reply).products
    #expect(Set(products).count == 2)
  }
}
