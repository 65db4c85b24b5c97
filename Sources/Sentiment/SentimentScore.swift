/// How a text feels: from −1, furious, to +1, delighted.
public struct SentimentScore: Hashable, Sendable {
  /// Positive, neutral or negative, by the cut-offs ±0.05 of the compound score.
  public enum Label: String, Hashable, Sendable {
    case negative, neutral, positive
  }

  /// −1…1.
  public let compound: Double
  /// How sure the scorer is, 0…1.
  public let confidence: Double

  /// Creates a score.
  public init(compound: Double, confidence: Double) {
    self.compound = compound
    self.confidence = confidence
  }

  /// The label by the cut-offs.
  public var label: Label {
    compound >= 0.05 ? .positive : compound <= -0.05 ? .negative : .neutral
  }
}
