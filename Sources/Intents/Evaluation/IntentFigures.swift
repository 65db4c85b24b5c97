import Computing
import Diagnostics
public import Formats

/// The figures of one training and test, in the form of `intents test --json`.
public struct IntentFigures: Sendable {
  /// How it did.
  public let evaluation: IntentEvaluation
  /// Rows learned from.
  public let examples: Int
  /// Intents learned.
  public let intents: Int
  /// What training took, on the wall clock.
  public let trainSeconds: Double
  /// The median time of one row, from its text to the ranking.
  public let microseconds: Double
  /// The model's size.
  public let modelBytes: Int
  /// The model's content, named.
  public let modelHash: String

  /// Creates figures.
  public init(
    _ evaluation: IntentEvaluation, of classifier: IntentClassifier, examples: Int,
    trainSeconds: Double, microseconds: Double
  ) {
    self.evaluation = evaluation
    self.examples = examples
    intents = classifier.intents.count
    self.trainSeconds = trainSeconds
    self.microseconds = microseconds
    modelBytes = classifier.bytes.count
    var hash = ContentHash()
    hash.add(classifier.bytes)
    modelHash = hash.text
  }

  /// The members of the JSON object.
  public var members: [(key: String, value: JSON)] {
    let perIntent = evaluation.perIntent.map { intent, figures in
      (
        key: intent.rawValue,
        value: JSON.object([
          ("support", .integer(figures.support)), ("precision", .number(figures.precision)),
          ("recall", .number(figures.recall)), ("f1", .number(figures.f1)),
        ])
      )
    }
    let outside: JSON = .object([
      ("examples", .integer(evaluation.outOfScopeCount)),
      ("threshold", .number(evaluation.threshold)),
      ("in_scope_accuracy", .number(evaluation.acceptedAccuracy)),
      ("recall", evaluation.outOfScopeCount > 0 ? .number(evaluation.outOfScopeRecall) : .null),
      ("auroc", evaluation.auroc.map { .number($0) } ?? .null),
    ])
    return [
      ("examples", .integer(examples)), ("intents", .integer(intents)),
      ("accuracy", .number(evaluation.accuracy)), ("macro_f1", .number(evaluation.macroF1)),
      ("train_seconds", .number(trainSeconds, digits: 3)),
      ("microseconds_per_utterance", .number(microseconds, digits: 2)),
      ("model_bytes", .integer(modelBytes)), ("model_hash", .string(modelHash)),
      ("calibration_error", .number(evaluation.calibrationError)),
      ("out_of_scope", outside), ("per_intent", .object(perIntent)),
    ]
  }
}
