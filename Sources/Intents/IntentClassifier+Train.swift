public import Diagnostics
public import Entities
public import Text

extension IntentClassifier {
  /// What finds entities in the utterances that are learned from.
  public typealias Annotator = @Sendable (Utterance) -> [Entity]

  /// Learns from examples, `out_of_scope` among them or not. The same examples in the same order with
  /// the same seed give the same model, on any number of threads.
  ///
  /// Confidences and the threshold below which the first intent is refused are set on `validation`;
  /// without it on a fifth of the examples, held out from a training of its own. Throws a `Fault` when
  /// there is nothing to learn: no example that is in scope.
  public static func train(
    _ examples: [IntentExample], validation: [IntentExample] = [],
    settings: TrainingSettings = TrainingSettings(), seed: UInt64 = 1, annotate: Annotator? = nil
  ) throws(Fault) -> IntentClassifier {
    guard examples.contains(where: { $0.intent != .outOfScope }) else {
      throw Fault(file: nil, "there is no example to learn an intent from")
    }
    let rows = annotated(examples, annotate, threads: settings.threads)
    if !validation.isEmpty {
      let model = model(rows, settings, seed)
      let held = annotated(validation, annotate, threads: settings.threads)
      return IntentClassifier(model: model.with(Thresholds(model, held).calibration))
    }
    guard let (kept, held) = split(rows) else {
      return IntentClassifier(model: model(rows, settings, seed))
    }
    // The model and the trial that sets its thresholds learn side by side, each on half the threads.
    var half = settings
    half.threads = max(1, settings.threads / 2)
    let halved = half
    let models = concurrently(2, threads: min(2, settings.threads)) { number in
      Self.model(number == 0 ? rows : kept, halved, seed)
    }
    let thresholds = Thresholds(models[1], held, refusalWorth: refusalWorth)
    return IntentClassifier(model: models[0].with(thresholds.calibration))
  }

  /// How many refused customers one wrong answer to what the desk does not do is worth: who is refused
  /// asks again in other words, who is answered beside the point is misled.
  private static let refusalWorth = 2

  /// An example with its tokens and entities.
  struct Row: Sendable {
    let utterance: Utterance
    let entities: [Entity]
    let intent: Intent
  }

  private static func annotated(
    _ examples: [IntentExample], _ annotate: Annotator?, threads: Int
  ) -> [Row] {
    let share = 256
    return concurrently((examples.count + share - 1) / share, threads: threads) { piece in
      let tokenizer = Tokenizer()
      return examples[piece * share..<min(examples.count, (piece + 1) * share)].map { example in
        let utterance = tokenizer.utterance(example.text)
        return Row(
          utterance: utterance, entities: annotate?(utterance) ?? [], intent: example.intent)
      }
    }.flatMap(\.self)
  }

  /// Every fifth row of each intent, when there are rows out of scope to set a threshold by.
  private static func split(_ rows: [Row]) -> (kept: [Row], held: [Row])? {
    guard rows.count >= 100, rows.count(where: { $0.intent == .outOfScope }) >= 10 else {
      return nil
    }
    var counts: [Intent: Int] = [:]
    var kept: [Row] = []
    var held: [Row] = []
    for row in rows {
      counts[row.intent, default: 0] += 1
      if counts[row.intent, default: 0] % 5 == 3 { held.append(row) } else { kept.append(row) }
    }
    return (kept, held)
  }

  private static func model(_ rows: [Row], _ settings: TrainingSettings, _ seed: UInt64)
    -> IntentModel
  {
    let outside = rows.count { $0.intent == .outOfScope }
    // A handful of examples says too little of a world of other things to learn it as an intent.
    let learnsOutside = outside >= 20 && outside * 50 >= rows.count
    let known = learnsOutside ? rows : rows.filter { $0.intent != .outOfScope }
    let intents =
      Set(known.map(\.intent)).subtracting([.outOfScope]).sorted()
      + (learnsOutside ? [.outOfScope] : [])
    let numbers = Dictionary(uniqueKeysWithValues: intents.enumerated().map { ($1, $0) })
    let labels = known.map { numbers[$0.intent, default: 0] }
    let matrix = TrainingMatrix(
      known.map { ($0.utterance, $0.entities) }, space: settings.space(for: known.map(\.utterance)),
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
    return IntentModel(
      intents: intents, space: matrix.space, networks: settings.networks,
      hiddenUnits: settings.hiddenUnits, frequencies: matrix.frequencies.steps,
      quantized: QuantizedWeights(
        linear: linear, networks: networks, frequencies: matrix.frequencies,
        threads: settings.threads),
      calibration: Calibration())
  }
}
