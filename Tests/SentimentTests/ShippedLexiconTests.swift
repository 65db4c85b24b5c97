import Foundation
import Sentiment
import Testing
import Text

/// The lexicons that ship, read from the project's own folder.
@Suite struct ShippedLexiconTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "knowledge-base/sentiment")

  static func scorer() throws -> SentimentScorer {
    SentimentScorer(
      lexicons: try ["en", "zh"].map { name in
        let bytes = try Data(contentsOf: folder.appending(path: name + ".json"))
        return try Lexicon.read(Array(bytes), file: name + ".json")
      },
      weights: try weights())
  }

  static func weights() throws -> [SentimentWeights] {
    try ["en", "zh"].map { name in
      let bytes = try Data(contentsOf: folder.appending(path: name + ".weights"))
      return try SentimentWeights.read(Array(bytes), file: name + ".weights")
    }
  }

  @Test("Weights stay under a megabyte, and a cut file is refused") func weighsLittle() throws {
    let why =
      #"l.weights: not a file of sentiment weights, or cut short; `benchmarks make sentiment` "#
      + "makes it anew"
    let weights = SentimentWeights(
      language: .english, findings: Array(repeating: 0.5, count: 8), smoothing: 1,
      neutral: -0.1...0.1, entries: [(7, 0.5)],
      ngrams: [FittedNGram(hash: 99, weight: 0.5, rarity: 2)])
    let bytes = weights.bytes
    #expect(try SentimentWeights.read(bytes, file: "l.weights") == weights)
    for count in [0, 10, 40, bytes.count - 1] {
      do {
        _ = try SentimentWeights.read(Array(bytes.prefix(count)), file: "l.weights")
        Issue.record("no fault")
      } catch {
        #expect("\(error)" == why)
      }
    }
  }

  @Test(
    "Customers' lines get the mood a person hears",
    arguments: [
      ("This kettle is amazing, I love it!", SentimentScore.Label.positive),
      ("The lid arrived broken and nobody answers my emails.", .negative),
      ("My order number is 10234.", .neutral),
      ("no problem, thanks a lot", .positive), ("still waiting for my refund", .negative),
      ("this is the third time I write to you", .negative),
      ("I'm not happy with it at all", .negative), ("Not bad at all", .positive),
      ("what is your return policy?", .neutral), ("WORST SERVICE EVER", .negative),
      ("非常满意，下次还会再来", .positive), ("太失望了，再也不买了", .negative),
      ("我的订单号是10234", .neutral), ("一点都不好用", .negative), ("没有失望，很喜欢", .positive),
      ("都第三次了，怎么还没到", .negative), ("请问什么时候发货", .neutral),
      ("没问题，谢谢", .positive), ("不太满意", .negative), ("快递小哥态度恶劣", .negative),
      ("I love it，但是包装破损，太差了", .negative), ("質量很差", .negative),
    ])
  func labels(text: String, label: SentimentScore.Label) throws {
    let why = try Self.scorer().explain(Tokenizer().utterance(text))
    #expect(why.score.label == label, "\(why)")
  }
}
