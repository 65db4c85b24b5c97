import Computing

/// A small network over the candidates' features: one hidden layer, logistic loss, gradient descent with
/// momentum.
///
/// D. Rumelhart, G. Hinton and R. Williams, "Learning representations by back-propagating errors",
/// Nature 1986; as a recommender, P. Covington and others, "Deep neural networks for YouTube
/// recommendations", RecSys 2016.
public struct Perceptron: Reranker.Judge {
  /// What may be chosen.
  public struct Settings: Hashable, Sendable {
    /// The units of the hidden layer.
    public var hidden: Int
    /// How often all samples are walked through.
    public var epochs: Int
    /// The first step.
    public var rate: Float
    /// Of the first weights and the order.
    public var seed: UInt64

    /// Creates settings.
    public init(hidden: Int = 16, epochs: Int = 4, rate: Float = 0.02, seed: UInt64 = 42) {
      self.hidden = hidden
      self.epochs = epochs
      self.rate = rate
      self.seed = seed
    }
  }

  private let hidden: Int
  /// Of each feature, to bring it to mean 0 and spread 1.
  private let means: [Float]
  private let spreads: [Float]
  /// Hidden units by features, their biases, then the output's weights and its bias.
  private var weights: [Float]

  init(_ samples: CandidateSamples, settings: Settings) {
    let width = CandidateFeatures.count
    hidden = max(settings.hidden, 1)
    var means = [Float](repeating: 0, count: width)
    var spreads = [Float](repeating: 0, count: width)
    let count = Float(max(samples.count, 1))
    for (index, value) in samples.features.enumerated() { means[index % width] += value / count }
    for (index, value) in samples.features.enumerated() {
      let rest = value - means[index % width]
      spreads[index % width] += rest * rest / count
    }
    self.means = means
    self.spreads = spreads.map { max($0.squareRoot(), 1e-3) }
    var generator = SeededGenerator(seed: settings.seed)
    let size = hidden * (width + 2) + 1
    weights = (0..<size).map { _ in Float(generator.unit() - 0.5) * 0.6 }
    var speed = [Float](repeating: 0, count: size)
    for epoch in 0..<settings.epochs {
      let rate = settings.rate / Float(epoch + 1)
      for index in (0..<samples.count).shuffled(using: &generator) {
        learn(samples.row(index), samples.labels[index], rate, &speed)
      }
    }
  }

  func judge(_ features: ArraySlice<Float>) -> Float { forward(scaled(features)).output }

  private func scaled(_ features: ArraySlice<Float>) -> [Float] {
    features.enumerated().map { (($1 - means[$0]) / spreads[$0]).clamped() }
  }

  private func forward(_ input: [Float]) -> (units: [Float], output: Float) {
    let width = input.count
    var output = weights[hidden * (width + 2)]
    let units = (0..<hidden).map { unit in
      var sum = weights[hidden * width + unit]
      for index in 0..<width { sum += weights[unit * width + index] * input[index] }
      let value = Float(hyperbolicTangent(Double(sum)))
      output += weights[hidden * (width + 1) + unit] * value
      return value
    }
    return (units, output)
  }

  private mutating func learn(
    _ features: ArraySlice<Float>, _ label: Float, _ rate: Float, _ speed: inout [Float]
  ) {
    let input = scaled(features)
    let width = input.count
    let (units, output) = forward(input)
    let error = label - Float(1 / (1 + exponential(-Double(output))))
    func move(_ index: Int, _ gradient: Float) {
      speed[index] = 0.5 * speed[index] + rate * (gradient - 1e-4 * weights[index])
      weights[index] += speed[index]
    }
    for unit in 0..<hidden {
      let back = error * weights[hidden * (width + 1) + unit] * (1 - units[unit] * units[unit])
      move(hidden * (width + 1) + unit, error * units[unit])
      move(hidden * width + unit, back)
      for index in 0..<width { move(unit * width + index, back * input[index]) }
    }
    move(hidden * (width + 2), error)
  }
}

extension Float {
  /// Within ±5: what lies outside says no more than that it does.
  fileprivate func clamped() -> Float { isFinite ? Swift.min(Swift.max(self, -5), 5) : 0 }
}
