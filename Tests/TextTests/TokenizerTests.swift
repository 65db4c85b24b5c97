import Testing
import Text

@Suite struct TokenizerTests {
  @Test(
    "Tokens are ranges of the customer's own bytes",
    arguments: [
      ("where is 10234?", ["where", "is", "10234", "?"]),
      ("如何退货", ["如", "何", "退", "货"]),
      ("I don't", ["I", "don't"]),
      ("", []),
    ])
  func cuts(text: String, tokens: [String]) {
    let utterance = Tokenizer().utterance(text)
    #expect(utterance.tokens.map { String(utterance[$0]) } == tokens)
  }

  @Test(
    "The language is the letters'",
    arguments: [
      ("where is my order", Language.english), ("我的 order 呢", .chinese), ("12", .english),
    ])
  func detects(text: String, language: Language) {
    #expect(Tokenizer().utterance(text).language == language)
  }
}
