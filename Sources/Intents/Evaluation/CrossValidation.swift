import Computing
public import Diagnostics

extension IntentEvaluation {
  /// Trains as often as there are folds, each time without one of them, and judges the rows left out.
  ///
  /// Rows of an intent go to the folds in turn, after a seeded shuffle. Throws a `Fault` when there
  /// are fewer rows than folds.
  public static func crossValidate(
    _ rows: [IntentExample], folds: Int, seed: UInt64 = 1,
    settings: TrainingSettings = TrainingSettings(), annotate: IntentClassifier.Annotator? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws(Fault) -> IntentEvaluation {
    guard folds > 1, rows.count >= folds else {
      throw Fault(
        file: nil, "\(rows.count) examples cannot be cut into \(folds) parts; write more of them")
    }
    var order = Array(rows.indices)
    var generator = SeededGenerator(seed: seed)
    order.shuffle(using: &generator)
    var counts: [Intent: Int] = [:]
    var fold = Array(repeating: 0, count: rows.count)
    for index in order {
      fold[index] = counts[rows[index].intent, default: 0] % folds
      counts[rows[index].intent, default: 0] += 1
    }
    var outcomes: [Outcome?] = Array(repeating: nil, count: rows.count)
    var thresholds = 0.0
    for part in 0..<folds {
      progress(part)
      let classifier = try IntentClassifier.train(
        rows.indices.filter { fold[$0] != part }.map { rows[$0] }, settings: settings, seed: seed,
        annotate: annotate)
      let held = rows.indices.filter { fold[$0] == part }
      let judged = classifier.evaluate(
        held.map { rows[$0] }, threads: settings.threads, annotate: annotate)
      for (index, outcome) in zip(held, judged.outcomes) { outcomes[index] = outcome }
      thresholds += classifier.threshold
    }
    return IntentEvaluation(outcomes.compactMap(\.self), threshold: thresholds / Double(folds))
  }
}
