import Computing

/// Sets what a model makes of its scores, on rows it has not learned from.
struct Thresholds {
  /// The decisions found.
  private(set) var calibration: Calibration

  /// `refusalWorth` is what a refusal of a row out of scope weighs against an answer lost in scope;
  /// `slack` the share of the rows by which a threshold may miss the best and still be as good: the
  /// middle of all such is taken, which other rows move less than the best itself. Without rows out of
  /// scope nothing is known of refusals, and the default stays.
  init(
    _ model: IntentModel, _ rows: [IntentClassifier.Row], refusalWorth: Int = 1,
    slack: Double = 0, threads: Int
  ) {
    calibration = model.calibration
    let numbers = Dictionary(
      uniqueKeysWithValues: model.intents.prefix(model.scopeCount).enumerated().map { ($1, $0) })
    let inside = rows.filter { numbers[$0.intent] != nil }
    if inside.count >= 50 { setTemperature(model, inside, numbers, threads) }
    guard rows.contains(where: { $0.intent == .outOfScope }) else { return }
    let outcomes = Self.outcomes(
      model.with(calibration), rows, numbers, refusalWorth, threads)
    setThreshold(outcomes, slack: Int(slack * Double(rows.count)))
  }

  /// The temperature at which the truth is the least surprising, on a sample.
  private mutating func setTemperature(
    _ model: IntentModel, _ rows: [IntentClassifier.Row], _ numbers: [Intent: Int], _ threads: Int
  ) {
    let step = max(1, rows.count / 600)
    let sample = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    let trials = ([0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2] as [Float]).map { temperature in
      var trial = calibration
      trial.temperature = temperature
      return trial
    }
    let surprises = parallelMap(trials.count, threads: threads) { number in
      var scorer = IntentScorer(model: model.with(trials[number]))
      var surprise: Float = 0
      for row in sample {
        scorer.score(row.utterance, row.entities)
        surprise -= logarithm(max(1e-6, scorer.probability(numbers[row.intent, default: 0])))
      }
      return surprise
    }
    var best = Float.infinity
    for (trial, surprise) in zip(trials, surprises) where surprise < best {
      best = surprise
      calibration = trial
    }
  }

  /// What becomes of a row when it is refused.
  private struct Outcome: Sendable {
    /// The confidence in its first intent: with a threshold above it the row is refused.
    let confidence: Float
    /// What a refusal is worth.
    let gain: Int
  }

  private static func outcomes(
    _ model: IntentModel, _ rows: [IntentClassifier.Row], _ numbers: [Intent: Int],
    _ refusalWorth: Int, _ threads: Int
  ) -> [Outcome] {
    let share = 512
    return parallelMap((rows.count + share - 1) / share, threads: threads) { piece in
      var scorer = IntentScorer(model: model)
      return rows[piece * share..<min(rows.count, (piece + 1) * share)].map { row in
        scorer.score(row.utterance, row.entities)
        let scores = (0..<model.scopeCount).map { scorer.probability($0) }
        let greatest = scores.max() ?? 0
        let isRight = scores.firstIndex(of: greatest) == numbers[row.intent]
        return Outcome(
          confidence: greatest,
          gain: row.intent == .outOfScope ? refusalWorth : isRight ? -1 : 0)
      }
    }.flatMap(\.self)
  }

  /// The threshold that decides the most rows rightly: taken when in scope and right, refused when
  /// out of scope.
  private mutating func setThreshold(_ outcomes: [Outcome], slack: Int) {
    let scored = outcomes.sorted { ($0.confidence, $0.gain) < ($1.confidence, $1.gain) }
    var gain = 0
    var places: [(threshold: Float, gain: Int)] = [(0, 0)]
    for (index, row) in scored.enumerated() {
      gain += row.gain
      let next = index + 1 < scored.count ? scored[index + 1].confidence : 1
      if next > row.confidence { places.append(((row.confidence + next) / 2, gain)) }
    }
    let best = places.reduce(0) { max($0, $1.gain) }
    let good = places.filter { $0.gain >= best - slack }
    let last = slack == 0 ? good[0] : good[good.count - 1]
    calibration.threshold = (good[0].threshold + last.threshold) / 2
  }
}
