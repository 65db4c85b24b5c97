import Sentiment
import Testing
import Text

@Suite struct SentimentScorerTests {
  static func lexicon(_ json: String) throws -> Lexicon {
    try Lexicon.read(Array(json.utf8), file: "test.json")
  }

  static func scorer() throws -> SentimentScorer {
    SentimentScorer(lexicons: [
      try lexicon(
        """
        {"language":"en","negations":["not","didn't"],"contrasts":["but"],
         "boosters":{"very":0.3,"slightly":-0.3},"emoji":{":)":2,"😡":-3},
         "phrases":{"no problem":1,"still waiting":-1.6},
         "words":{"good":1.9,"bad":-1.9,"problem":-1.2,"great":3}}
        """),
      try lexicon(
        """
        {"language":"zh","negations":["不","没有"],"contrasts":["但是"],
         "boosters":{"非常":0.3,"有点":-0.4},"phrases":{"不错":2.4,"好像":0},
         "words":{"好":2,"满意":2.5,"失望":-2}}
        """),
    ])
  }

  static func score(_ text: String) throws -> Double {
    try scorer().score(Tokenizer().utterance(text)).compound
  }

  @Test(
    "The first feels better than the second",
    arguments: [
      ("good", "the"), ("the", "bad"), ("very good", "good"), ("good", "slightly good"),
      ("good", "not good"), ("not bad", "bad"), ("GOOD one", "good one"), ("good!!!", "good"),
      ("bad but good", "good but bad"), ("good.", "is it good?"), ("goooood", "good"),
      ("no problem", "problem"), ("ok :)", "ok"), ("fine", "fine 😡"), ("soon", "still waiting"),
      ("满意", "不满意"), ("非常满意", "满意"), ("有点失望", "失望"), ("不错", "好像"),
      ("没有失望", "失望"), ("失望但是满意", "满意但是失望"), ("not good, good", "not good"),
      ("快递 good 满意", "快递 good"), ("didn’t see, good", "didn’t see good"),
    ])
  func orders(better: String, worse: String) throws {
    #expect(try Self.score(better) > Self.score(worse))
  }

  @Test(
    "Says nothing of what is no feeling",
    arguments: ["", "see http://good.example/bad", "好像", "12345", "\u{0}\u{1B}", "bade goodly"])
  func isSilent(text: String) throws {
    #expect(try Self.score(text) == 0)
  }

  @Test("An explanation names words, places and rules") func explains() throws {
    let why = try Self.scorer().explain(Tokenizer().utterance("这个 not very good，非常满意"))
    #expect(why.words.map(\.text) == ["good", "满意"])
    #expect(why.words[0].range == 16..<20)
    #expect(why.words.map(\.rules) == [["negated", "boosted"], ["boosted"]])
  }

  @Test("Broken UTF-8 is read over") func readsOver() throws {
    var scratch = SentimentScratch()
    let bytes: [UInt8] = [0xFF, 0xE5, 0xA5, 0xC3] + Array(" good ".utf8) + [0xF0, 0x9F]
    #expect(try Self.scorer().score(bytes.span, &scratch).compound > 0)
  }
}
