import Entities
import Text

extension IntentScorer {
  /// A feature and what it adds to the scores asked for.
  struct Contribution {
    let first: Range<Int>
    let second: Range<Int>
    let weights: [Float]
  }

  /// What each feature adds to the scores of some intents, at this very utterance.
  mutating func contributions(
    _ utterance: Utterance, _ entities: [Entity], to intents: [Int]
  ) -> [Contribution] {
    score(utterance, entities)
    var placed = PlacedSink(model: model)
    var extractor = FeatureExtractor(marksEnds: model.marksEnds)
    extractor.extract(utterance, entities, into: &placed)
    let slopes = intents.map { slope(of: $0) }
    var distinct: [UInt32] = []
    var repeats: [UInt32: Float] = [:]
    let frequencies = BucketWeights(
      steps: Array(model.frequencies), space: model.space, blockWeights: model.blockWeights,
      unseenStep: model.unseenStep)
    for feature in placed.features where frequencies[feature.bucket] > 0 {
      if repeats[feature.bucket] == nil { distinct.append(feature.bucket) }
      repeats[feature.bucket, default: 0] += 1
    }
    let values = frequencies.values(of: distinct, unseen: placed.unseen.ofSingleWords)
    var scales: [UInt32: Float] = [:]
    for (bucket, value) in zip(distinct, values) { scales[bucket] = value / frequencies[bucket] }
    return placed.features.compactMap { feature in
      guard let scale = scales[feature.bucket], let times = repeats[feature.bucket] else {
        return nil
      }
      let row = Int(feature.bucket) * model.columns
      return Contribution(
        first: feature.first, second: feature.second,
        weights: slopes.map { slope in
          var sum: Float = 0
          for (column, factor) in slope.enumerated() where factor != 0 {
            sum += Float(Int8(bitPattern: model.rows[row + column])) * factor
          }
          return sum * scale / times
        })
    }
  }

  /// How much an intent's score grows with each column, where the last utterance stands.
  private func slope(of intent: Int) -> [Float] {
    var slope = [Float](repeating: 0, count: model.columns)
    let share = model.networks == 0 ? 1 : model.calibration.linearShare
    slope[intent] =
      share / model.calibration.linearTemperature / model.calibration.temperature
      * columnScale(intent)
    for network in 0..<model.networks {
      let first = model.classColumns + network * model.hiddenUnits
      for unit in 0..<model.hiddenUnits where isActive(first + unit) {
        let row = (network * (model.hiddenUnits + 1) + unit) * model.classColumns / 16
        slope[first + unit] =
          model.outputs[row + (intent >> 4)][intent & 15] * columnScale(first + unit)
          * (1 - share) / Float(model.networks) / model.calibration.temperature
      }
    }
    return slope
  }

  private func columnScale(_ column: Int) -> Float { model.columnScales[column >> 4][column & 15] }
}
