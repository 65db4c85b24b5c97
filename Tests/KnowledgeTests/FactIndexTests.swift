import Computing
import Diagnostics
import Knowledge
import Testing
import Text

@Suite struct FactIndexTests {
  private static let english = [
    Fact(
      id: "box", language: .english, about: ["return_item"],
      questions: ["do I need the box", "what do I pack it in"], answer: "Any box will do."),
    Fact(
      id: "label", language: .english, about: ["return_item"],
      questions: ["do I print the label myself"], answer: "It comes by e-mail."),
    Fact(
      id: "cost", language: .english, about: ["delivery"],
      questions: ["how much is it", "is it free"], answer: "$4.90."),
    Fact(
      id: "refund-cost", language: .english, about: ["refund"],
      questions: ["how much is it", "is it free"], answer: "Nothing."),
  ]
  private static let chinese = [
    Fact(
      id: "box", language: .chinese, about: ["return_item"], questions: ["要不要原包装", "用什么箱子装"],
      answer: "普通纸箱就行。"),
    Fact(
      id: "label", language: .chinese, about: ["return_item"], questions: ["面单要自己打印吗"],
      answer: "面单发到邮箱。"),
  ]

  private func best(
    _ question: String, _ facts: [Fact], _ topics: [String: Double] = [:]
  ) -> FactIndex.Match? {
    let language = facts[0].language
    return FactIndex(facts).matches(
      for: Tokenizer().utterance(question, fallback: language), topics: topics
    ).first
  }

  @Test(
    "The way to ask that is nearest wins",
    arguments: [
      ("do I need the box?", "box"), ("must I print the label", "label"),
      ("which box do I pack it in", "box"),
    ])
  func findsTheNearest(question: String, id: String) {
    #expect(best(question, Self.english)?.fact.id == id)
  }

  @Test("Chinese questions too", arguments: [("用什么箱子", "box"), ("面单自己打印吗", "label")])
  func findsTheNearestChinese(question: String, id: String) {
    #expect(best(question, Self.chinese)?.fact.id == id)
  }

  @Test("What is spoken of decides between two that fit alike")
  func prefersTheTopic() throws {
    let refund = try #require(best("how much is it?", Self.english, ["refund": 1]))
    #expect(refund.fact.id == "refund-cost" && refund.similarity > 0.99)
    let delivery = try #require(best("how much is it?", Self.english, ["delivery": 0.8]))
    #expect(delivery.fact.id == "cost" && delivery.probability > 0.5)
  }

  @Test("What the desk cannot work out takes no chances from the rest")
  func leavesOutMissingKinds() throws {
    let facts = [
      Fact(
        id: "plan.when", language: .english, about: ["plan"],
        questions: ["when do I get the money", "when is the money back"], answer: nil),
      Fact(
        id: "refund-days", language: .english, about: ["refund"],
        questions: ["how long does the money take", "when does the money come"],
        answer: "Five days."),
    ]
    let index = FactIndex(facts)
    let question = Tokenizer().utterance("when do I get the money", fallback: .english)
    func best(without missing: Set<String>) throws -> FactIndex.Match {
      try #require(index.matches(for: question, topics: [:], without: missing).first)
    }
    let first = try best(without: [])
    #expect(first.fact.id == "plan.when")
    let second = try best(without: ["plan"])
    let whole = index.matches(for: question, topics: [:])
    let before = try #require(whole.first { $0.fact.id == "refund-days" })
    #expect(second.fact.id == "refund-days" && second.probability > before.probability)
    // A kind is what stands before the point of facts without an answer; a name alone is none.
    #expect(try best(without: ["refund-days"]).fact.id == "plan.when")
  }

  @Test("Equal matches come in the order of their names, and the same every time")
  func breaksTiesByName() {
    let index = FactIndex(Self.english)
    let question = Tokenizer().utterance("is it free", fallback: .english)
    let ids = index.matches(for: question, topics: [:]).map(\.fact.id)
    #expect(Array(ids.prefix(2)) == ["cost", "refund-cost"])
    #expect(
      (0..<5).allSatisfy { _ in index.matches(for: question, topics: [:]).map(\.fact.id) == ids })
  }

  @Test("Words that no way to ask holds lower the score")
  func unknownWordsCount() throws {
    let plain = try #require(best("do I need the box", Self.english))
    let odd = try #require(best("do I need the box of zanzibar elephants", Self.english))
    #expect(plain.similarity > 0.99 && odd.similarity < 0.8)
  }

  @Test("Nothing matches nothing", arguments: ["", "xyzzy", "？！"])
  func findsNothing(question: String) { #expect(best(question, Self.english) == nil) }

  @Test("Without facts there is no answer") func hasNone() {
    let question = Tokenizer().utterance("is it free", fallback: .english)
    #expect(FactIndex([]).matches(for: question, topics: ["delivery": 1]).isEmpty)
  }

  @Test("A compiled index finds what one made now finds, and knows damage")
  func isCompiled() throws {
    let lists = Synonyms.Lists(ignored: [], same: [["box", "carton"]])
    let bytes = FactIndex.compile(Self.english, synonyms: lists)
    #expect(bytes == FactIndex.compile(Self.english.reversed(), synonyms: lists))
    let (made, opened) = (
      FactIndex(Self.english, synonyms: lists),
      FactIndex(kept: { ModelMemory(copying: bytes) }, otherwise: { [] })
    )
    let question = Tokenizer().utterance("which carton do I need", fallback: .english)
    let found = try #require(opened.matches(for: question, topics: ["refund": 1]).first)
    let expected = try #require(made.matches(for: question, topics: ["refund": 1]).first)
    #expect(found.fact == expected.fact && found.probability == expected.probability)
    #expect(found.fact == Self.english[0] && found.question == "do I need the box")
    for place in stride(from: 0, to: bytes.count, by: 997) {
      var damaged = bytes
      damaged[place] ^= 1
      #expect(!FactIndex.isCompiled(ModelMemory(copying: damaged)))
    }
    #expect(!FactIndex.isCompiled(ModelMemory(copying: Array(bytes.dropLast()))))
  }

  @Test("Another shop says only what its own numbers fill")
  func isFilled() {
    let facts = [
      Fact(
        id: "days", language: .english, about: ["delivery"], questions: ["how long is delivery"],
        answer: "{{policy.days}} days."),
      Fact(
        id: "how", language: .english, about: ["delivery"], questions: ["how is delivery done"],
        answer: "By bike."),
      Fact(
        id: "order.total", language: .english, about: ["order"],
        questions: ["how much is delivery of mine"], answer: nil),
    ]
    let question = Tokenizer().utterance("how is delivery", fallback: .english)
    func ids(_ values: [String: String]) -> Set<String> {
      Set(FactIndex(facts).filled(by: values).matches(for: question, topics: [:]).map(\.fact.id))
    }
    #expect(ids([:]) == ["order.total"])
    #expect(ids(["policy.days": "3"]) == ["order.total", "days"])
  }

  @Test("Every fault of a file is told, each at its place")
  func tellsFaults() {
    let text = """
      [ { "id": "a", "about": "x", "questions": [] },
        { "id": "b", "about": "x", "questions": ["q"], "answr": "y" },
        { "about": ["x"], "questions": ["q"] },
        { "id": "d", "about": "x", "questions": ["q"], "answer": "{{open" } ]
      """
    let error = #expect(throws: Faults.self) {
      try FactFile.read(Array(text.utf8), file: "f.json", language: .english)
    }
    #expect(error?.all.compactMap { $0.place?.line } == [1, 2, 3, 4])
  }
}
