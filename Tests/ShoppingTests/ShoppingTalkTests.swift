import Quantities
import Shopping
import Testing

@Suite("Lines that go on with what was shown")
struct ShoppingTalkTests {
  @Test(arguments: [
    ["show me kettles", "I don't like the first one"], ["看看水壶", "不喜欢第一个"],
  ])
  func turnsDownWhatIsNamedByItsPlace(lines: [String]) throws {
    var talk = try Talk()
    _ = try talk.answer(lines[0])
    let first = try #require(talk.state.shown.first)
    let reply = try talk.answer(lines[1])
    #expect(reply.action == "recommend")
    #expect(!reply.products.contains(first))
    #expect(talk.state.rejected == [first])
  }

  @Test(arguments: [
    ["is the wok ok on induction?", "and the omelette pan?", "which is lighter"],
    ["炒锅电磁炉能用不", "玉子烧锅呢", "哪个轻些"],
  ])
  func takesAComparisonOfSeveralForTheMost(lines: [String]) throws {
    var talk = try Talk()
    for line in lines.dropLast() { _ = try talk.answer(line) }
    #expect(try talk.answer(lines[2]).products == ["egg-pan"])
  }

  @Test(arguments: [
    "do you have cheaper headphones than the studio headphones", "有比监听耳机便宜的耳机吗",
  ])
  func seeksBelowThePriceOfWhatStandsBehindThan(line: String) throws {
    var talk = try Talk()
    let reply = try talk.answer(line)
    #expect(!reply.products.isEmpty)
    #expect(!reply.products.contains("studio-headphones"))
    #expect(talk.query?.against?.label.isEmpty == false)
  }

  @Test(arguments: ["something for a four year old", "送五岁孩子的礼物", "a gift for a 7 year old"])
  func readsAnAgeAsForAChild(line: String) throws {
    var talk = try Talk()
    _ = try talk.answer(line)
    #expect(talk.query?.audience == "child")
    #expect(talk.state.need.options.isEmpty)
  }

  @Test(arguments: ["which of your headphones don't need a cable", "你家哪些耳机不用插线"])
  func keepsTheThingWhereAWordBehindItIsTurnedDown(line: String) throws {
    var talk = try Talk()
    let reply = try talk.answer(line)
    #expect(reply.action == "recommend")
    #expect(!reply.products.contains("studio-headphones"))
  }

  @Test(arguments: [
    ["I need a suitcase", "something smaller that is no suitcase"], ["想买个行李箱", "不要行李箱 要小一点的"],
  ])
  func leavesAKindThatIsTurnedDown(lines: [String]) throws {
    var talk = try Talk()
    _ = try talk.answer(lines[0])
    let reply = try talk.answer(lines[1])
    #expect(!reply.products.isEmpty)
    #expect(!reply.products.contains { $0.contains("suitcase") })
  }

  @Test(arguments: ["三十以内的礼物", "礼物 三十左右"])
  func readsAPriceInCharactersWithoutAUnit(line: String) throws {
    var talk = try Talk()
    _ = try talk.answer(line)
    #expect(talk.query?.budget.most != nil)
  }

  @Test(arguments: ["I'm looking for a red kettle under $80", "想买个红色的水壶 80以内"])
  func saysWhatWasSoughtAndWhyEachIsOffered(line: String) throws {
    var talk = try Talk()
    let notes = try talk.answer(line).notes
    #expect(notes.contains("price: up to $80"))
    #expect(notes.contains { $0.hasPrefix("offered thermo-kettle: ") })
  }
}
