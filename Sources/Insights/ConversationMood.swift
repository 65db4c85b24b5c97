/// A moment of a conversation: where it stands and what was said.
public struct Moment: Hashable, Sendable {
  /// The line in the file.
  public var line: Int
  /// The score.
  public var score: FixedScore
  /// What was said; masked once it is shown.
  public var quote: String
  /// What it was about, once it is shown.
  public var topics: Topics
}

/// How one conversation went.
public struct ConversationMood: Hashable, Sendable {
  /// How it ended.
  public enum Outcome: String, Hashable, Sendable {
    case handedOver = "handed_over"
    case solved
    case open
  }

  /// Its name in the file, or its number there.
  public var id: String
  /// The file.
  public var file: String
  /// The customer's name and the agent's, as written.
  public var customer: String
  /// The agent, as written.
  public var agent: String
  /// When it began, as written.
  public var time: String
  /// The customer's messages and their scores' sum.
  public var messages: Int
  /// Their scores' sum.
  public var sum: Int
  /// The agent's messages and their scores' sum.
  public var agentMessages: Int
  /// Their scores' sum.
  public var agentSum: Int
  /// The first and the last of the customer's moments, the lowest and the highest.
  public var start: Moment
  /// The last moment.
  public var end: Moment
  /// The lowest moment.
  public var lowest: Moment
  /// The highest moment.
  public var highest: Moment
  /// The customer's scores in order; long conversations are thinned.
  public var points: [Int]
  /// How it ended.
  public var outcome: Outcome

  /// The customer's mean.
  public var mean: FixedScore { FixedScore(units: sum.roundedDivision(by: messages)) }
  /// The agent's mean, in ten-thousandths.
  public var agentMean: Int { agentSum.roundedDivision(by: agentMessages) }
  /// The last score less the first.
  public var shift: Int { end.score.units - start.score.units }
}

extension Int {
  /// The quotient rounded half away from nothing: exact, whatever the order sums were made in.
  func roundedDivision(by divisor: Int) -> Int {
    guard divisor > 0 else { return 0 }
    let half = divisor / 2
    return self >= 0 ? (self + half) / divisor : -((-self + half) / divisor)
  }
}

extension [Int] {
  /// At most so many values, each the mean of its stretch.
  func thinned(to limit: Int) -> [Int] {
    guard count > limit else { return self }
    return (0..<limit).map { part in
      let slice = self[(part * count / limit)..<((part + 1) * count / limit)]
      return slice.reduce(0, +).roundedDivision(by: slice.count)
    }
  }
}
