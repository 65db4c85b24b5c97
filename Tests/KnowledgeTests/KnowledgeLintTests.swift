import Diagnostics
import Testing
import Text

import Knowledge

@Suite struct KnowledgeLintTests {
  private func base(_ english: String, _ chinese: String) throws
    -> KnowledgeBase
  {
    var articles: [Article] = []
    for (text, language) in [(english, Language.english), (chinese, .chinese)] {
      articles += try ArticleFile.read(
        Array(text.utf8), file: "\(language.rawValue)/a.json", language: language)
    }
    return KnowledgeBase(articles: articles)
  }

  private static let good = #"[{"id": "a", "title": "T", "intents": ["x"], "answer": "A."}]"#

  @Test("Nothing is wrong with what is right")
  func passes() throws {
    #expect(try base(Self.good, Self.good).lint(intents: ["x"]).isEmpty)
  }

  @Test(
    "Every rule finds its fault, at its place",
    arguments: [
      ("[]", "zh/a.json:1:2: \"a\" is missing in the language \"en\""),
      (
        #"[{"id": "a", "title": "T", "intents": ["x"], "answer": "A.", "related": ["b"]}]"#,
        "en/a.json:1:2: \"a\" is related to \"b\", which does not exist"
      ),
      (
        #"[{"id": "a", "title": "T", "intents": ["x"], "answer": "A.", "related": ["a"]}]"#,
        "en/a.json:1:2: \"a\" is related to itself"
      ),
      (
        #"[{"id": "a", "title": "T", "intents": ["xx"], "answer": "A."}]"#,
        "en/a.json:1:2: unknown intent \"xx\" in \"a\""
      ),
      (
        #"[{"id": "a", "title": "T", "answer": "A."}]"#,
        "en/a.json:1:2: warning: no intent reaches \"a\""
      ),
      (
        #"[{"id": "a", "title": "T", "answer": "A."}]"#,
        "warning: no article in \"en\" answers the intent \"x\""
      ),
      (
        #"[{"id": "a", "title": "T", "intents": ["x"], "answer": "{{policy.x}}"}]"#,
        "en/a.json:1:2: unknown placeholder {{policy.x}} in \"a\"; policy.json holds no such value"
      ),
    ])
  func findsFaults(english: String, line: String) throws {
    let lines = try base(english, Self.good).lint(intents: ["x"]).map(\.description)
    #expect(lines.contains(line), "\(lines)")
  }

  @Test("Faults of reading and of linting come together, each once")
  func lintsFiles() throws {
    func file(_ name: String, _ text: String) -> KnowledgeFiles.File {
      KnowledgeFiles.File(name: name, bytes: Array(text.utf8))
    }
    let files = KnowledgeFiles(
      articles: [
        .english: [
          file(
            "en/a.json", #"[{"id": "a", "title": "T", "intents": ["x"], "answer": "{{policy.b}}"}]"#
          ),
          file("en/b.json", "[7]"),
        ]
      ],
      synonyms: file("synonyms.json", "{}}"), policy: file("policy.json", #"{"a": 1}"#))
    #expect(
      KnowledgeBase.lint(files, intents: ["x"]).map(\.description) == [
        "synonyms.json:1:3: expected the end of the file, found \"}\"",
        "en/b.json:1:2: must be an object, found the number 7",
        "en/a.json:1:2: unknown placeholder {{policy.b}} in \"a\"; did you mean {{policy.a}}?",
        "en/a.json:1:2: \"a\" is missing in the language \"zh\"",
      ])
    #expect(throws: Faults.self) { try KnowledgeBase(reading: files) }
  }

  @Test("A sentence over thirty words is a warning, two short ones are none")
  func measuresSentences() throws {
    let words = Array(repeating: "word", count: 20).joined(separator: " ")
    let article = { (answer: String) in
      #"[{"id": "a", "title": "T", "intents": ["x"], "answer": "\#(answer)"}]"#
    }
    #expect(try base(article("\(words). \(words)."), Self.good).lint(intents: ["x"]).isEmpty)
    let faults = try base(article("\(words) \(words)."), Self.good).lint(intents: ["x"])
    #expect(faults.map(\.severity) == [.warning])
    #expect(faults.first?.message.contains("a sentence of 40 words") == true)
  }

  @Test("Two articles of one id in two files: the second is named with the place of the first")
  func findsTwins() throws {
    let articles = try ["one.json", "two.json"].flatMap {
      try ArticleFile.read(Array(Self.good.utf8), file: $0, language: .english)
    }
    let lines = KnowledgeBase(articles: articles).lint(intents: []).map(\.description)
    #expect(lines.contains("two.json:1:2: the id \"a\" stands in one.json:1 already"))
  }

  @Test(
    "Sentences end where a reader would stop",
    arguments: [
      ("One. Two!", 2), ("Write to help@shop.example now.", 1), ("It costs 4.90 in all.", 1),
      ("{{policy.shop.name}} is open.", 1), ("一句。两句！三句？", 3), ("", 0), ("No end", 1),
      ("First: this; then that.", 3),
    ])
  func splits(text: String, count: Int) { #expect(Sentences.split(text).count == count) }

  @Test(
    "A sentence keeps what follows its colon",
    arguments: [
      ("Pans: 20 cm. Pots: 1 litre; more is 2.", ["Pans: 20 cm.", "Pots: 1 litre; more is 2."]),
      ("锅：20 厘米。壶：1 升；再多是 2 升。", ["锅：20 厘米。", "壶：1 升；再多是 2 升。"]),
      ("One", ["One"]), ("", []),
    ])
  func keepsSentencesWhole(text: String, whole: [String]) {
    #expect(Sentences.whole(text) == whole)
  }

  @Test(
    "Words are counted; a gap is one, and so are two Chinese characters",
    arguments: [
      ("One two three.", 3), ("from {{a.b}} to {{c|none at all}}", 4), ("三十天内都能退。", 4),
      ("收 Visa 卡", 2), ("", 0),
    ])
  func counts(text: String, words: Int) { #expect(Sentences.words(in: text[...]) == words) }
}
