/// Sets what a model makes of its scores, on rows it has not learned from.
struct Thresholds {
  /// The decisions found.
  private(set) var calibration: Calibration

  /// `refusalWorth` is what a refusal of a row out of scope weighs against an answer lost in scope;
  /// `slack` the share of the rows by which a threshold may miss the best and still be as good: the
  /// middle of all such is taken, which other rows move less than the best itself.
  init(
    _ model: IntentModel, _ rows: [IntentClassifier.Row], refusalWorth: Int = 1, slack: Double = 0
  ) {
    calibration = model.calibration
    let numbers = Dictionary(
      uniqueKeysWithValues: model.intents.prefix(model.scopeCount).enumerated().map { ($1, $0) })
    let inside = rows.filter { numbers[$0.intent] != nil }
    if inside.count >= 50 { setTemperature(model, inside, numbers) }
    setThreshold(
      model.with(calibration), rows, numbers, refusalWorth,
      slack: Int(slack * Double(rows.count)))
  }

  /// The temperature at which the truth is the least surprising, on a sample.
  private mutating func setTemperature(
    _ model: IntentModel, _ rows: [IntentClassifier.Row], _ numbers: [Intent: Int]
  ) {
    let step = max(1, rows.count / 600)
    let sample = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    var best = Float.infinity
    let first = calibration
    for temperature in [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2] as [Float] {
      var trial = first
      trial.temperature = temperature
      var scorer = IntentScorer(model: model.with(trial))
      var surprise: Float = 0
      for row in sample {
        scorer.score(row.utterance, row.entities)
        surprise -= logarithm(max(1e-6, scorer.probability(numbers[row.intent, default: 0])))
      }
      if surprise < best {
        best = surprise
        calibration = trial
      }
    }
  }

  /// The threshold that decides the most rows rightly: taken when in scope and right, refused when
  /// out of scope. Without such rows nothing is known, and the default stays.
  private mutating func setThreshold(
    _ model: IntentModel, _ rows: [IntentClassifier.Row], _ numbers: [Intent: Int],
    _ refusalWorth: Int, slack: Int
  ) {
    var scorer = IntentScorer(model: model)
    var scored: [(confidence: Float, gain: Int)] = []
    for row in rows {
      scorer.score(row.utterance, row.entities)
      let scores = (0..<model.scopeCount).map { scorer.probability($0) }
      let greatest = scores.max() ?? 0
      if row.intent == .outOfScope {
        scored.append((greatest, refusalWorth))
      } else {
        scored.append((greatest, scores.firstIndex(of: greatest) == numbers[row.intent] ? -1 : 0))
      }
    }
    guard rows.contains(where: { $0.intent == .outOfScope }) else { return }
    scored.sort { ($0.confidence, $0.gain) < ($1.confidence, $1.gain) }
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
