import Diagnostics
import Text

/// How well a classifier does on rows that it did not learn from.
public struct IntentEvaluation: Sendable {
  /// One row, and what the classifier made of it.
  public struct Outcome: Hashable, Sendable {
    /// The row.
    public let example: IntentExample
    /// Every intent, the most probable first, cut to three.
    public let ranking: IntentRanking

    /// Creates an outcome.
    public init(example: IntentExample, ranking: IntentRanking) {
      self.example = example
      self.ranking = ranking
    }

    /// The most probable intent, refused or not.
    public var predicted: Intent { ranking.scores[0].intent }
    /// Its probability.
    public var confidence: Double { ranking.scores[0].confidence }
    /// Whether the first intent is the right one.
    public var isRight: Bool { predicted == example.intent }
    /// Whether the row is about something the shop does.
    public var isInScope: Bool { example.intent != .outOfScope }
  }

  /// Precision, recall and F1 of one intent, refusals left aside.
  public struct PerIntent: Hashable, Sendable {
    /// Rows of this intent.
    public let support: Int
    /// The share of those taken for it that are it.
    public let precision: Double
    /// The share of its rows that were taken for it.
    public let recall: Double
    /// The harmonic mean of both.
    public var f1: Double {
      precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }
  }

  /// All rows, in order.
  public let outcomes: [Outcome]
  /// Below this confidence a row counts as refused.
  public let threshold: Double

  /// Creates an evaluation from outcomes.
  public init(_ outcomes: [Outcome], threshold: Double) {
    self.outcomes = outcomes
    self.threshold = threshold
  }
}

extension IntentEvaluation {
  /// The rows in scope.
  public var inScope: [Outcome] { outcomes.filter(\.isInScope) }

  /// The share of rows in scope whose first intent is right, nothing refused.
  public var accuracy: Double { Self.share(inScope, \.isRight) }

  /// The mean F1 over the intents of truth and prediction.
  public var macroF1: Double {
    let all = perIntent
    return all.isEmpty ? 0 : all.reduce(0) { $0 + $1.value.f1 } / Double(all.count)
  }

  /// Each intent's figures, by name.
  public var perIntent: [(key: Intent, value: PerIntent)] {
    var truth: [Intent: Int] = [:]
    var guesses: [Intent: Int] = [:]
    var hits: [Intent: Int] = [:]
    for outcome in inScope {
      truth[outcome.example.intent, default: 0] += 1
      guesses[outcome.predicted, default: 0] += 1
      if outcome.isRight { hits[outcome.predicted, default: 0] += 1 }
    }
    return Set(truth.keys).union(guesses.keys).sorted().map { intent in
      let hit = Double(hits[intent] ?? 0)
      let support = truth[intent] ?? 0
      return (
        intent,
        PerIntent(
          support: support, precision: guesses[intent].map { hit / Double($0) } ?? 0,
          recall: support > 0 ? hit / Double(support) : 0)
      )
    }
  }

  /// Rows that are out of scope.
  public var outOfScopeCount: Int { outcomes.count - inScope.count }

  /// The share of rows in scope that are right and not refused.
  public var acceptedAccuracy: Double {
    Self.share(inScope) { $0.isRight && $0.confidence >= threshold }
  }

  /// The share of rows in scope that are refused.
  public var refusedShare: Double { Self.share(inScope) { $0.confidence < threshold } }

  /// The share of rows out of scope that are refused.
  public var outOfScopeRecall: Double {
    Self.share(outcomes.filter { !$0.isInScope }) { $0.confidence < threshold }
  }

  /// The chance that a row in scope is more confident than one out of scope: the area under the
  /// receiver operating characteristic; `nil` unless there are rows of both kinds.
  public var auroc: Double? {
    let sorted = outcomes.sorted { $0.confidence < $1.confidence }
    let inside = Double(inScope.count)
    let outside = Double(outOfScopeCount)
    guard inside > 0, outside > 0 else { return nil }
    var ranks = 0.0
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].confidence == sorted[start].confidence { end += 1 }
      // Equal confidences share the mean of their ranks.
      let rank = Double(start + end + 1) / 2
      ranks += rank * Double(sorted[start..<end].count(where: \.isInScope))
      start = end
    }
    return (ranks - inside * (inside + 1) / 2) / (inside * outside)
  }

  /// The mean distance between confidence and accuracy over ten bins of confidence.
  public var calibrationError: Double {
    let bins = reliability
    let all = bins.reduce(0) { $0 + $1.count }
    return all == 0
      ? 0
      : bins.reduce(0) { $0 + abs($1.confidence - $1.accuracy) * Double($1.count) } / Double(all)
  }

  /// Ten bins of confidence: how many rows in scope, their mean confidence, their accuracy.
  public var reliability: [(count: Int, confidence: Double, accuracy: Double)] {
    var bins = Array(repeating: (count: 0, confidence: 0.0, right: 0), count: 10)
    for outcome in inScope {
      let bin = min(9, max(0, Int(outcome.confidence * 10)))
      bins[bin].count += 1
      bins[bin].confidence += outcome.confidence
      bins[bin].right += outcome.isRight ? 1 : 0
    }
    return bins.map { bin in
      let count = Double(max(1, bin.count))
      return (bin.count, bin.confidence / count, Double(bin.right) / count)
    }
  }

  /// The most confused pairs: what it was, what it was taken for, and the rows.
  public var confusions: [(truth: Intent, predicted: Intent, rows: [Outcome])] {
    var pairs: [[Intent]: [Outcome]] = [:]
    for outcome in inScope where !outcome.isRight {
      pairs[[outcome.example.intent, outcome.predicted], default: []].append(outcome)
    }
    return pairs.map { ($0.key[0], $0.key[1], $0.value) }.sorted {
      ($1.2.count, $0.0, $0.1) < ($0.2.count, $1.0, $1.1)
    }
  }

  private static func share(_ rows: [Outcome], _ test: (Outcome) -> Bool) -> Double {
    rows.isEmpty ? 0 : Double(rows.count(where: test)) / Double(rows.count)
  }
}
