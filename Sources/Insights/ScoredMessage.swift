public import Sentiment

/// A score in ten-thousandths, so that sums are the same however they are split.
public struct FixedScore: Hashable, Sendable, Comparable {
  /// −10,000…10,000.
  public let units: Int

  /// Creates a score from ten-thousandths.
  public init(units: Int) { self.units = units }

  /// Rounds a compound score.
  public init(_ compound: Double) { units = Int((compound * 10_000).rounded()) }

  /// The label by the scorer's cut-offs.
  public var label: SentimentScore.Label {
    SentimentScore(compound: Double(units) / 10_000, confidence: 1).label
  }

  /// −1…1.
  public var value: Double { Double(units) / 10_000 }

  /// By size.
  public static func < (left: Self, right: Self) -> Bool { left.units < right.units }
}

/// What a customer's line is about.
public struct Topics: Hashable, Sendable {
  /// The intent, by name, or `nil`.
  public var intent: String?
  /// The products named.
  public var products: [String]

  /// Creates topics.
  public init(intent: String? = nil, products: [String] = []) {
    self.intent = intent
    self.products = products
  }
}

/// A message with its score, and its topics when every line is read for them.
public struct ScoredMessage: Sendable {
  /// The message.
  public let message: Message
  /// How it feels.
  public let score: FixedScore
  /// What it is about, when that was asked of every line.
  public let topics: Topics?

  /// Creates a scored message.
  public init(message: Message, score: FixedScore, topics: Topics? = nil) {
    self.message = message
    self.score = score
    self.topics = topics
  }
}
