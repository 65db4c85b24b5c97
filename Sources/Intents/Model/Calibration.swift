/// What turns scores into probabilities and a decision.
struct Calibration: Hashable, Sendable {
  /// What the networks' scores are divided by, and the linear margins with them.
  var temperature: Float = 1
  /// What linear margins are divided by besides.
  var linearTemperature: Float = 0.3
  /// The linear model's share in the average.
  var linearShare: Float = 0.5
  /// Below it the first intent is refused.
  var threshold: Float = 0.2
  /// The second is too close when it has more than this share of the first.
  var closeness: Float = 0.7

  static let floats = 5
  var values: [Float] { [temperature, linearTemperature, linearShare, threshold, closeness] }

  init() {}

  init(values: [Float]) {
    temperature = values[0]
    linearTemperature = values[1]
    linearShare = values[2]
    threshold = values[3]
    closeness = values[4]
  }
}
