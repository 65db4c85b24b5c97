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
    model = try IntentModel(bytes: bytes)
  }

  /// The model, to be kept; the same examples and seed give the same bytes.
  public var bytes: [UInt8] { model.bytes }

  /// Changes whenever the same examples would give other bytes: a part of every cache's key.
  public static let version = "1"

  /// The intents it knows, by name; `out_of_scope` is none of them.
  public var intents: [Intent] { model.intents }
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
    let probabilities = scorer.probabilities
    let order = (0..<model.intents.count).sorted {
      (probabilities[$1], $0) < (probabilities[$0], $1)
    }
    let scores = order.map {
      IntentRanking.Score(intent: model.intents[$0], confidence: Double(probabilities[$0]))
    }
    let first = probabilities[order[0]]
    let decision: IntentRanking.Decision =
      if first < model.calibration.threshold {
        .outOfScope
      } else if order.count > 1,
        probabilities[order[1]] > first * model.calibration.closeness
      {
        .close
      } else {
        .intent
      }
    return IntentRanking(scores: scores, decision: decision)
  }
}

extension IntentClassifier {
  /// What finds entities in the utterances that are learned from.
  public typealias Annotator = @Sendable (Utterance) -> [Entity]

  /// Learns from examples, `out_of_scope` among them or not. The same examples in the same order with
  /// the same seed give the same model, on any number of threads. Throws a `Fault` when there is
  /// nothing to learn: no example that is in scope.
  public static func train(
    _ examples: [IntentExample], seed: UInt64 = 1, settings: TrainingSettings = TrainingSettings(),
    annotate: Annotator? = nil
  ) throws(Fault) -> IntentClassifier {
    let tokenizer = Tokenizer()
    let known = examples.filter { $0.intent != .outOfScope }
    let intents = Set(known.map(\.intent)).sorted()
    guard !intents.isEmpty else {
      throw Fault(file: nil, "there is no example to learn an intent from")
    }
    let numbers = Dictionary(uniqueKeysWithValues: intents.enumerated().map { ($1, $0) })
    let labels = known.map { numbers[$0.intent, default: 0] }
    let utterances = known.map { tokenizer.utterance($0.text) }
    let matrix = TrainingMatrix(
      utterances.map { ($0, annotate?($0) ?? []) }, space: settings.space(for: utterances),
      threads: settings.threads)
    let linear = concurrently((intents.count + 15) / 16, threads: settings.threads) { part in
      LinearTrainer(
        matrix: matrix, labels: labels, epochs: settings.linearEpochs, cost: settings.cost,
        seed: seed
      ).weights(lanesFrom: part * 16)
    }
    let networks = concurrently(settings.networks, threads: settings.threads) { number in
      NetworkTrainer(
        matrix: matrix, labels: labels, classCount: intents.count, settings: settings,
        seed: seed &+ UInt64(number) &* 0x9E37_79B9
      ).train()
    }
    return IntentClassifier(
      model: IntentModel(
        intents: intents, space: matrix.space, networks: settings.networks,
        hiddenUnits: settings.hiddenUnits, frequencies: matrix.frequencies.steps,
        quantized: QuantizedWeights(
          linear: linear, networks: networks, frequencies: matrix.frequencies,
          threads: settings.threads),
        calibration: Calibration()))
  }
}
