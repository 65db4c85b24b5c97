/// What turns scores into probabilities and a decision.
struct Calibration: Hashable, Sendable {
  /// What linear margins are divided by.
  var linearTemperature: Float = 0.3
  /// The linear model's share in the average.
  var linearShare: Float = 0.5
  /// The power the average is raised to, so that 0.8 is right in eight of ten cases.
  var sharpness: Float = 1
  /// Below it the first intent is refused.
  var threshold: Float = 0.2
  /// The second is too close when it has more than this share of the first.
  var closeness: Float = 0.7

  static let floats = 5
  var values: [Float] { [linearTemperature, linearShare, sharpness, threshold, closeness] }

  init() {}

  init(values: [Float]) {
    linearTemperature = values[0]
    linearShare = values[1]
    sharpness = values[2]
    threshold = values[3]
    closeness = values[4]
  }
}
