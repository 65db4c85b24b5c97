/// Every known intent with its probability, and what the classifier decides.
public struct IntentRanking: Hashable, Sendable {
  /// An intent and its calibrated probability.
  public struct Score: Hashable, Sendable {
    /// The intent.
    public let intent: Intent
    /// Its probability, 0…1.
    public let confidence: Double

    /// Creates a score.
    public init(intent: Intent, confidence: Double) {
      self.intent = intent
      self.confidence = confidence
    }
  }

  /// What the ranking means for the dialogue.
  public enum Decision: String, Hashable, Sendable {
    /// The first one.
    case intent
    /// The first two are too close to choose.
    case close
    /// None: the shop does not do that, or the words are unknown.
    case outOfScope = "out_of_scope"
  }

  /// The most probable first, never empty; without `out_of_scope`.
  public let scores: [Score]
  /// The decision.
  public let decision: Decision

  /// Creates a ranking.
  public init(scores: [Score], decision: Decision) {
    self.scores = scores
    self.decision = decision
  }
}
