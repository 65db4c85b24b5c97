import Sentiment
import Testing

@Suite struct SentimentScoreTests {
  @Test(
    "Labels follow the cut-offs",
    arguments: [
      (0.05, SentimentScore.Label.positive), (0.049, .neutral), (-0.05, .negative), (0, .neutral),
    ])
  func labels(compound: Double, label: SentimentScore.Label) {
    #expect(SentimentScore(compound: compound, confidence: 1).label == label)
  }
}
