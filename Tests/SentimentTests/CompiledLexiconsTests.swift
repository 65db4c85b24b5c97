import Sentiment
import Testing
import Text

@Suite struct CompiledLexiconsTests {
  static let texts = [
    "not very good :( but I love it!!", "太差了，再也不买 😡", "sooo happy", "the parcel is here", "还行吧",
  ]

  @Test("Compiled lexicons score as the ones that were read") func scoresTheSame() throws {
    let scorer = try ShippedLexiconTests.scorer()
    let compiled = try #require(
      SentimentScorer(
        compiledLexicons: scorer.compiledLexicons, weights: ShippedLexiconTests.weights()))
    for text in Self.texts {
      let utterance = Tokenizer().utterance(text)
      #expect(compiled.score(utterance) == scorer.score(utterance))
      #expect(
        compiled.explain(utterance).words.map(\.text) == scorer.explain(utterance).words.map(\.text)
      )
    }
  }

  @Test("Bytes that are cut, longer or something else are refused", arguments: [0, 7, 4000, 1])
  func refusesOthers(_ cut: Int) throws {
    let bytes = try ShippedLexiconTests.scorer().compiledLexicons
    let damaged = cut == 1 ? bytes + [0] : Array(bytes.prefix(cut))
    #expect(SentimentScorer(compiledLexicons: damaged, weights: []) == nil)
  }
}
