import Testing
import Text

import Knowledge

@Suite struct SearchTests {
  private static func article(
    _ id: String, _ title: String, _ answer: String, _ language: Language = .english,
    intents: [String] = [], keywords: [String] = [], isSearched: Bool = true
  ) -> Article {
    Article(
      id: id, language: language, title: title, intents: intents, answer: answer,
      keywords: keywords, isSearched: isSearched)
  }

  private let base = KnowledgeBase(
    articles: [
      article("returns", "Sending something back", "You have thirty days.", intents: ["return"]),
      article("delivery", "How long delivery takes", "Three days.", keywords: ["arrive"]),
      article("cards", "Gift cards", "Pay with {{policy.cards}}.", intents: ["gift_card"]),
      article("hello", "Hello", "Delivery, cards, back.", isSearched: false),
      article("returns", "怎么退货", "三十天内都能退。", .chinese, intents: ["return"]),
      article("delivery", "多久能送到", "三天。", .chinese),
    ],
    synonyms: Synonyms([
      .english: .init(
        ignored: ["how", "the", "i"], same: [["return", "send … back", "sending back"]]),
      .chinese: .init(ignored: ["的", "吗"], same: [["退货", "退掉", "寄回"]]),
    ]),
    values: [.english: ["policy.cards": "Visa"]])

  private func ids(_ question: String, limit: Int = 3) -> [String] {
    base.search(Tokenizer().utterance(question), limit: limit).map(\.article.id)
  }

  @Test(
    "The article that answers comes first",
    arguments: [
      ("how long does delivery take", "delivery"), ("deliveries?", "delivery"),
      ("when will it arrive", "delivery"), ("I want to return the kettle", "returns"),
      ("can I send my kettle back", "returns"), ("gift card", "cards"), ("visa", "cards"),
      ("delievry", "delivery"), ("怎么退掉", "returns"), ("几天送到", "delivery"),
      ("寄回的话", "returns"), ("怎麼退貨", "returns"), ("ＤＥＬＩＶＥＲＹ", "delivery"),
    ])
  func findsTheArticle(question: String, id: String) { #expect(ids(question).first == id) }

  @Test(
    "Nothing in common finds nothing",
    arguments: ["", "?!", "zebra", "the how", "😀", "斑马", "\u{0}", "10234"])
  func findsNothing(question: String) { #expect(ids(question).isEmpty) }

  @Test(
    "Of an article's sentences the one that answers is found, or none",
    arguments: [
      ("how long is delivery", "Cards arrive at once. Delivery takes three days.", 1),
      ("do you take cards", "Cards arrive at once. Delivery takes three days.", 0),
      ("几天送到", "卡马上到。三天送到家。", 1),
      ("zebra", "Cards arrive at once. Delivery takes three days.", nil),
    ] as [(String, String, Int?)])
  func findsTheSentence(question: String, text: String, place: Int?) {
    let found = base.sentence(of: text, answering: Tokenizer().utterance(question))
    #expect(found == place.map { Sentences.whole(text)[$0] })
  }

  @Test("At most as many as asked for, never an article that is not searched")
  func keepsTheLimit() {
    #expect(ids("delivery gift cards back", limit: 2).count == 2)
    #expect(ids("delivery", limit: 0).isEmpty && ids("delivery", limit: -1).isEmpty)
    #expect(!ids("hello delivery", limit: 9).contains("hello"))
  }

  @Test("Scores fall and stay within 0 and 1; a word nobody knows lowers them")
  func scoresAreShares() throws {
    let hits = base.search(Tokenizer().utterance("delivery of gift cards"), limit: 9)
    #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
    #expect(hits.allSatisfy { $0.score > 0 && $0.score <= 1 })
    let plain = try #require(base.search(Tokenizer().utterance("delivery"), limit: 1).first)
    let odd = try #require(base.search(Tokenizer().utterance("delivery zebra"), limit: 1).first)
    #expect(odd.score < plain.score)
  }

  @Test("The classifier's opinion counts beside the words")
  func weighsPriors() {
    let question = Tokenizer().utterance("delivery")
    let hits = base.search(question, limit: 3, priors: ["gift_card": 0.99])
    #expect(hits.first?.article.id == "cards" && hits.count == 2)
    let faint = base.search(Tokenizer().utterance("zebra"), limit: 3, priors: ["gift_card": 0.01])
    #expect(faint.isEmpty)
  }

  @Test("Articles are found by id and by intent, each language for itself")
  func findsByName() {
    #expect(base.article(id: "returns", language: .chinese)?.title == "怎么退货")
    #expect(base.article(id: "cards", language: .chinese) == nil)
    #expect(base.articles(for: "return", language: .english).map(\.id) == ["returns"])
    #expect(base.articles(for: "unknown", language: .english).isEmpty)
  }

  @Test("An article's text has its gaps filled")
  func fillsText() throws {
    let article = try #require(base.article(id: "cards", language: .english))
    #expect(base.text(of: article) == "Pay with Visa.")
    #expect(base.text(of: article, with: ["policy.cards": "cash"]) == "Pay with cash.")
  }

  @Test("A long question is answered like a short one")
  func bearsLength() {
    #expect(ids(String(repeating: "delivery ", count: 20_000)).first == "delivery")
    #expect(ids(String(repeating: "退货", count: 20_000)).first == "returns")
  }
}

@Suite struct SpellingTests {
  private let spelling = Spelling(vocabulary: ["refund", "return", "deliveri", "kettl", "tea"])

  @Test(
    "One slip is mended, two are not",
    arguments: [
      ("refnud", "refund"), ("refun", "refund"), ("refundd", "refund"), ("rafund", "refund"),
      ("retrun", "return"), ("deliveir", "deliveri"), ("rfnd", nil), ("xefund", nil), ("tae", nil),
      ("zebra", nil), ("退款", nil),
    ])
  func mends(word: String, meant: String?) { #expect(spelling.correction(of: word) == meant) }
}
