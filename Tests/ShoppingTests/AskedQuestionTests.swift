import Shopping
import Testing
import Text

/// What a learned reader hears stands where the grammar heard nothing, and yields to what the line names.
@Suite struct AskedQuestionTests {
  private func query(
    _ line: String, asked name: String, _ probability: Double, after first: String
  ) throws -> ProductQuery {
    var talk = try Talk()
    _ = try talk.answer(first)
    talk.state.turnBegins()
    let query = talk.desk.read(
      Tokenizer().utterance(line), asked: AskedQuestion(name: name, probability: probability),
      state: talk.state)
    return try #require(query)
  }

  @Test(arguments: [
    ("me and my mate are no lightweights, will it hold", "load", "the cotton hammock"),
    ("我俩都不轻 挂得住吗", "load", "棉质吊床"),
    ("does the net come out", "open", "thermo tea cup"),
  ])
  func aQuestionInOtherWordsIsHeard(line: String, name: String, first: String) throws {
    let query = try query(line, asked: name, 0.7, after: first)
    #expect(query.question == (name == "open" ? .open : .attribute(name)))
    #expect(query.strength > 0.3)
  }

  @Test func aDoubtfulOneIsNotHeard() throws {
    let query = try query("is it in stock", asked: "material", 0.3, after: "the moka pot")
    #expect(query.question == .stock)
  }

  @Test func aColourThatIsNamedAsksForItsStock() throws {
    let query = try query(
      "the laptop sleeve. grey?", asked: "laptop", 0.9, after: "the laptop sleeve")
    #expect(query.question != .attribute("laptop"))
  }

  @Test func nothingIsHeardBeforeGoodsWereSpokenOf() throws {
    let talk = try Talk()
    let query = talk.desk.read(
      Tokenizer().utterance("will it hold"), asked: AskedQuestion(name: "load", probability: 0.9),
      state: talk.state)
    #expect(query?.question != .attribute("load"))
  }

  @Test(arguments: [("cheaper", "太贵了吧 换个"), ("more", "what else is there")])
  func othersAreSought(name: String, line: String) throws {
    let query = try query(line, asked: name, 0.9, after: "kettles")
    #expect(name == "cheaper" ? query.order == .cheaper : query.wantsMore)
  }
}

/// Goods found by what is written about them.
@Suite struct TextSearchTests {
  @Test(arguments: [
    ("anything with a strap that does not slip", "gym-bag"),
    ("something with forty hours of cotton wick", "candle"),
    ("有没有七泡有余香的", "tieguanyin"),
  ])
  func wordsOfADescriptionFindIt(line: String, id: String) throws {
    let desk = try Sample.desk()
    var state = ShoppingState()
    let utterance = Tokenizer().utterance(line)
    let reply = desk.advice(byWordsOf: utterance, in: &state, language: utterance.language)
    let products = try #require(reply).products
    #expect(products.first == id)
  }

  @Test(arguments: ["what do you have", "有没有什么好的推荐", "hello there", "🙂", ""])
  func wordsThatSayNothingFindNothing(line: String) throws {
    let desk = try Sample.desk()
    var state = ShoppingState()
    let utterance = Tokenizer().utterance(line)
    #expect(
      desk.advice(byWordsOf: utterance, in: &state, language: utterance.language) == nil)
    #expect(state == ShoppingState())
  }

  @Test func aQuestionOfWhatWasShownIsAnsweredOrSaidToBeUnknown() throws {
    var talk = try Talk()
    _ = try talk.answer("the moka pot")
    let utterance = Tokenizer().utterance("would my cat like it")
    let reply = talk.desk.answer(byWordsOf: utterance, in: &talk.state, language: .english)
    #expect(try #require(reply).text.contains("Moka Pot"))
  }
}

/// Things that are not sold are only those that a line asks for.
@Suite struct UnsoldThingsTests {
  @Test(arguments: [
    ("可调台灯", "我显示器差不多2公分厚 卡得住不"),
    ("可调台灯", "桌子小 能夹边上么"),
  ])
  func whatALineOnlySpeaksOfIsNotAskedFor(first: String, line: String) throws {
    var talk = try Talk()
    _ = try talk.answer(first)
    #expect(talk.say(line)?.action != "not_sold")
  }

  @Test func oneMoreThingIsNotSoldEither() throws {
    var talk = try Talk()
    #expect(try talk.answer("got any cordless drills").action == "not_sold")
    #expect(try talk.answer("hammers, screwdrivers, nothing like that?").action == "not_sold")
  }
}
