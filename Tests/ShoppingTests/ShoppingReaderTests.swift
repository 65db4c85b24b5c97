import Shopping
import Testing
import Text

@Suite("Reading what a line asks about goods")
struct ShoppingReaderTests {
  private let desk: ShoppingDesk

  init() throws { desk = try Sample.desk() }

  private func read(_ line: String) -> ProductQuery? {
    desk.read(Tokenizer().utterance(line), state: ShoppingState())
  }

  @Test(arguments: [
    ("can you suggest something nice?", "watering"), ("what's that in white", "peony"),
    ("the girl's room in grey", "earl"), ("是什么品牌的", "品茗"), ("不能有咖啡因", "咖啡"),
    ("where is my parcel?", "parcel"), ("我的包裹到哪了", "包"),
  ])
  func namesNoGoodsByAPartOfAWord(line: String, word: String) {
    let labels = read(line)?.subjects.map(\.label) ?? []
    #expect(!labels.contains { $0.contains(word) })
  }

  @Test(arguments: [
    ("a kettle under $50", 5000), ("kettles, max 50 dollars", 5000), ("水壶 50以内", 5000),
    ("预算50 买个水壶", 5000), ("a present up to 50 bucks", 5000),
  ])
  func readsWhatItMayCost(line: String, most: Int) {
    #expect(read(line)?.budget.most?.hundredths == most)
  }

  @Test(arguments: [
    ("between 20 and 40 dollars for a gift", 2000, 4000), ("20到40块的礼物", 2000, 4000),
    ("a lamp, 20-40 dollars", 2000, 4000),
  ])
  func readsARangeOfPrices(line: String, least: Int, most: Int) {
    let budget = read(line)?.budget
    #expect(budget?.least?.hundredths == least)
    #expect(budget?.most?.hundredths == most)
  }

  @Test(arguments: [("预算三百块人民币 送闺蜜", "CNY"), ("a gift for 50 euros", "EUR")])
  func turnsAnotherCurrencyIntoTheShopsAndSaysSo(line: String, currency: String) {
    let budget = read(line)?.budget
    #expect(budget?.converted?.currency == currency)
    #expect(budget?.most?.currency == "USD")
  }

  @Test(arguments: [
    ("she loves tea but hates coffee", "coffee"), ("a mug, but no tumblers", "tumblers"),
    ("anything but green tea", "green tea"), ("除了绿茶都行", "绿茶"), ("绿茶也不要", "绿茶"),
    ("我不喝咖啡 推荐点喝的", "咖啡"), ("杯子他有了", "杯子"), ("he already has a grinder", "grinder"),
  ])
  func readsWhatIsNotWanted(line: String, label: String) {
    let query = read(line)
    #expect(query?.excluded.map(\.label) == [label])
  }

  @Test(arguments: [("not electric please", "electric"), ("nothing made of clay", "clay"), ("不要塑料的", "plastic")])
  func readsPropertiesThatAreNotWanted(line: String, feature: String) {
    #expect(read(line)?.excludedFeatures == [feature])
  }

  @Test(arguments: [
    ("how much is the moka pot", ProductQuery.Question.price), ("摩卡壶多少钱", .price),
    ("is the moka pot in stock", .stock), ("摩卡壶有货吗", .stock),
    ("what is the moka pot made of", .attribute("material")), ("摩卡壶什么材质", .attribute("material")),
    ("how heavy is the moka pot", .attribute("weight")), ("摩卡壶多重", .attribute("weight")),
    ("which colours does the moka pot come in", .options("color")), ("摩卡壶有什么颜色", .options("color")),
    ("how do I buy the moka pot", .buy), ("摩卡壶怎么买", .buy),
    ("moka pot or french press, which is better", .compare), ("摩卡壶和法压壶哪个好", .compare),
    ("is the moka pot dishwasher safe?", .attribute("care")), ("摩卡壶能进洗碗机吗", .attribute("care")),
    ("what goes with the moka pot", .match), ("摩卡壶配什么好", .match),
  ])
  func readsTheQuestion(line: String, question: ProductQuery.Question) {
    #expect(read(line)?.question == question)
  }

  @Test(arguments: ["is the stonware mug in stock", "how much is the gosneck kettle", "espreso cups price"])
  func readsThroughASlipOfTheHand(line: String) {
    #expect(read(line)?.subjects.count == 1)
  }

  @Test func saysWhichWordsMadeEachPart() throws {
    let utterance = Tokenizer().utterance("a kettle under $50, not electric")
    let query = try #require(desk.read(utterance, state: ShoppingState()))
    let words = Dictionary(
      query.evidence.map { ($0.part, String(utterance[$0.range])) },
      uniquingKeysWith: { first, _ in first })
    #expect(words["thing"] == "kettle")
    #expect(words["budget"] == "$50")
    #expect(words["property not wanted"] == "electric")
  }

  @Test(arguments: [
    ("cancel the teapot", "is the teapot in stock"), ("我要退货 茶壶坏了", "茶壶有货吗"),
    ("where is my order 10234 with the kettle", "show me kettles"),
  ])
  func isSurerOfGoodsThanOfOrders(order: String, goods: String) {
    let (one, other) = (read(order)?.strength ?? 0, read(goods)?.strength ?? 0)
    #expect(one < 0.35)
    #expect(other > 0.5)
  }

  @Test func readsALongLineInOnePass() {
    let line = String(repeating: "the red kettle is not what i want for my mum who loves tea ", count: 1_200)
    let clock = ContinuousClock()
    let elapsed = clock.measure { _ = read(line) }
    // Not a measure of speed: a square of the words would take minutes.
    #expect(elapsed < .seconds(20))
  }
}
