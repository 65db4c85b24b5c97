public import Computing
public import Diagnostics
public import Entities
public import Text

/// Tells what a customer wants: the average of a linear model and small networks over bags of words,
/// parts of words and pairs, in one file of 8-bit weights.
public struct IntentClassifier: Sendable {
  let model: IntentModel

  init(model: IntentModel) { self.model = model }

  /// Opens a model's bytes. Throws a `Fault` when they are damaged or something else.
  public init(bytes: [UInt8]) throws(Fault) {
    try self.init(memory: ModelMemory(copying: bytes))
  }

  /// Opens a model that lies in memory, such as a mapped file. Throws a `Fault` when it is damaged or
  /// something else.
  public init(memory: ModelMemory) throws(Fault) {
    model = try IntentModel(memory)
  }

  /// The model, to be kept; the same examples and seed give the same bytes.
  public var bytes: [UInt8] { model.bytes }

  /// Changes whenever the same examples would give other bytes: a part of every cache's key.
  public static let version = "13"

  /// The intents it knows, by name; `out_of_scope` is none of them.
  public var intents: [Intent] { Array(model.intents.prefix(model.scopeCount)) }

  /// Below this confidence the first intent is refused.
  public var threshold: Double { Double(model.calibration.threshold) }
}

extension IntentClassifier {
  /// Every known intent, the most probable first, never empty; and the decision.
  public func rank(_ utterance: Utterance, with entities: [Entity] = []) -> IntentRanking {
    var scorer = IntentScorer(model: model)
    return rank(utterance, with: entities, scorer: &scorer)
  }

  func rank(
    _ utterance: Utterance, with entities: [Entity], scorer: inout IntentScorer
  ) -> IntentRanking {
    scorer.score(utterance, entities)
    let scores = scorer.ranked(model.scopeCount).map { number in
      IntentRanking.Score(
        intent: model.intents[number], confidence: Double(scorer.probability(number)))
    }
    let first = Float(scores[0].confidence)
    let decision: IntentRanking.Decision =
      if scorer.isForeign || first < model.calibration.threshold {
        .outOfScope
      } else if scores.count > 1,
        Float(scores[1].confidence) > first * model.calibration.closeness
      {
        .close
      } else {
        .intent
      }
    return IntentRanking(scores: scores, decision: decision)
  }
}
