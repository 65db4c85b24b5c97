import Shopping
import Testing

@Suite("What is not wanted")
struct ExclusionTests {
  @Test(arguments: [
    (["想要个炖汤的锅 砂锅就免了"], ["clay-pot"]),
    (
      ["想要个炖汤的锅 砂锅就免了", "高压锅也不要 看着害怕", "铸铁的死沉 拎不动"], ["clay-pot", "pressure-cooker", "dutch-oven"]
    ),
    (["枕头看看", "羽绒的不行 过敏"], ["down-pillow"]), (["来床被子", "蚕丝的不考虑"], ["silk-duvet"]),
    (["show me pillows", "no feathers, allergic"], ["down-pillow"]),
    (["show me pillows", "feathers make me sneeze"], ["down-pillow"]),
    (["I want a duvet", "silk is out"], ["silk-duvet"]),
    (
      ["I'm after a bag but not a backpack and nothing with leather"], ["daypack", "messenger-bag"]
    ),
    (
      ["I'm looking for a knife", "something light", "not that tiny fruit knife"], ["paring-knife"]
    ),
  ])
  func neverComesBack(lines: [String], barred: [String]) throws {
    var talk = try Talk()
    var reply: ShoppingReply?
    for line in lines { reply = try talk.answer(line) }
    #expect(reply?.action == "recommend")
    #expect(reply?.products.isEmpty == false)
    #expect(barred.allSatisfy { reply?.products.contains($0) != true })
    reply = try talk.answer(
      lines[0].contains(where: { $0 > "\u{2E80}" }) ? "还有别的吗" : "anything else?")
    #expect(barred.allSatisfy { reply?.products.contains($0) != true })
  }

  @Test(arguments: ["我对蚕丝过敏 别给我推蚕丝的", "please no silk, I'm allergic"])
  func asksForTheKindWhereOnlyThatIsSaid(line: String) throws {
    var talk = try Talk()
    let reply = try talk.answer(line)
    #expect(reply.products.isEmpty)
    #expect(reply.text.contains("goods_ask_kind"))
    let next = try talk.answer(line.hasPrefix("我") ? "被子" : "a duvet")
    #expect(!next.products.contains("silk-duvet"))
  }

  @Test(arguments: [
    ["I'm looking for a gym bag", "how much is it", "don't want it in black"],
    ["看看健身包", "多少钱", "黑的不要"],
  ])
  func keepsTheThingWhereOneOfItsColoursIsTurnedDown(lines: [String]) throws {
    var talk = try Talk()
    var reply: ShoppingReply?
    for line in lines { reply = try talk.answer(line) }
    #expect(reply?.products.contains("gym-bag") == true)
  }

  @Test(arguments: ["刀剪之类的别推 送刀不吉利"])
  func wantsInNoPartOfALineWhatAnotherTurnsDown(line: String) throws {
    var talk = try Talk()
    _ = talk.say(line)
    #expect(talk.query?.subjects.isEmpty == true)
  }
}
