/// Why the classifier decided as it did.
public struct IntentExplanation: Hashable, Sendable {
  /// A word or a pair of words, and how much it spoke for the two intents.
  public struct Weight: Hashable, Sendable {
    /// The words, as the customer wrote them; the two of a pair with ` … ` between them.
    public let text: String
    /// Where they stand: UTF-8 offsets, one range or two.
    public let ranges: [Range<Int>]
    /// What they add to the winner's score.
    public let winner: Double
    /// What they add to the runner-up's score.
    public let runnerUp: Double
  }

  /// The smallest change of words found that turns the decision.
  public struct Flip: Hashable, Sendable {
    /// The words to leave out.
    public let without: [String]
    /// What is left.
    public let text: String
    /// What that would be taken for.
    public let ranking: IntentRanking
  }

  /// What was decided.
  public let ranking: IntentRanking
  /// The most probable intent.
  public var winningIntent: Intent { ranking.scores[0].intent }
  /// The second, or `nil` when there is but one.
  public var runnerUpIntent: Intent? {
    ranking.scores.count > 1 ? ranking.scores[1].intent : nil
  }
  /// Each word with what its own features add, in the order of the text.
  public let words: [Weight]
  /// The neighbours and pairs that matter most, the heaviest first.
  public let pairs: [Weight]
  /// What would turn the decision, or `nil` when no one or two words do.
  public let flip: Flip?
}

extension IntentExplanation {
  /// A word or pair, and what it weighed for one intent.
  public struct Feature: Hashable, Sendable {
    /// The words.
    public let text: String
    /// What they add to the intent's score.
    public let weight: Double
  }

  /// What spoke for the winner, the heaviest first.
  public var winner: [Feature] { features(\.winner) }
  /// What spoke for the runner-up, the heaviest first.
  public var runnerUp: [Feature] { features(\.runnerUp) }

  private func features(_ weight: KeyPath<Weight, Double>) -> [Feature] {
    (words + pairs).map { Feature(text: $0.text, weight: $0[keyPath: weight]) }
      .sorted { ($1.weight, $0.text) < ($0.weight, $1.text) }
  }
}
