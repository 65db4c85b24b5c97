import Computing
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
    let (known, intents) = learnable(rows)
    let settings = settings.fitted(to: known.count)
    let trainer = ModelTrainer(
      known.map { rows[$0] }, intents: intents, settings: settings, seed: seed)
    if validation.isEmpty, let held = held(rows) {
      // First a trial on four fifths, which sets the thresholds; then all rows go on from there.
      let kept = known.indices.filter { !held.contains(known[$0]) }
      // Without rows out of scope only the temperature is wanted from the trial: what learns all rows at
      // one go is half a point better than what goes on from a trial.
      let goesOn = rows.contains { $0.intent == .outOfScope }
      let models =
        goesOn
        ? trainer.models(after: [settings.phase(kept), settings.finish])
        : trainer.models(after: [settings.phase(kept)]) + trainer.models(after: [settings.phase()])
      let thresholds = Thresholds(
        models[0], held.sorted().map { rows[$0] }, refusalWorth: refusalWorth, slack: 0.002,
        threads: settings.threads)
      return IntentClassifier(model: models[1].with(thresholds.calibration))
    }
    let model = trainer.models(after: [settings.phase()])[0]
    if validation.isEmpty { return IntentClassifier(model: model) }
    let rest = annotated(validation, annotate, threads: settings.threads)
    let thresholds = Thresholds(model, rest, threads: settings.threads)
    return IntentClassifier(model: model.with(thresholds.calibration))
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
    return parallelMap((examples.count + share - 1) / share, threads: threads) { piece in
      let tokenizer = Tokenizer()
      return examples[piece * share..<min(examples.count, (piece + 1) * share)].map { example in
        let utterance = tokenizer.utterance(example.text)
        return Row(
          utterance: utterance, entities: annotate?(utterance) ?? [], intent: example.intent)
      }
    }.flatMap(\.self)
  }

  /// Every fifth row of each intent, when there are enough to set confidences by.
  private static func held(_ rows: [Row]) -> Set<Int>? {
    guard rows.count >= 100 else { return nil }
    var counts: [Intent: Int] = [:]
    var held: Set<Int> = []
    for (number, row) in rows.enumerated() {
      counts[row.intent, default: 0] += 1
      if counts[row.intent, default: 0] % 5 == 3 { held.insert(number) }
    }
    return held
  }

  /// The rows to learn from, and the intents in the model's order.
  private static func learnable(_ rows: [Row]) -> (rows: [Int], intents: [Intent]) {
    let outside = rows.count { $0.intent == .outOfScope }
    // A handful of examples says too little of a world of other things to learn it as an intent.
    let learnsOutside = outside >= 20 && outside * 50 >= rows.count
    let known = rows.indices.filter { learnsOutside || rows[$0].intent != .outOfScope }
    let intents =
      Set(known.map { rows[$0].intent }).subtracting([.outOfScope]).sorted()
      + (learnsOutside ? [.outOfScope] : [])
    return (known, intents)
  }
}
