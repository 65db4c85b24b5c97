public import Diagnostics
public import Formats
public import Shop

/// Why a customer probably writes, from the state of an order: multinomial logistic regression over the
/// features of `OrderMoment`, fitted on why customers wrote before.
public struct ContactModel: Hashable, Sendable {
  /// The intents it tells apart, sorted.
  public let intents: [String]
  /// For every intent a weight for each of `OrderMoment.featureNames`.
  public let weights: [[Double]]
  /// From which probability it speaks; below, the desk just greets.
  public let threshold: Double

  /// Creates a model from its weights.
  public init(intents: [String], weights: [[Double]], threshold: Double) {
    self.intents = intents
    self.weights = weights
    self.threshold = threshold
  }

  /// A guess: the intent, how probable it is, and what speaks for it.
  public struct Guess: Hashable, Sendable {
    /// The intent.
    public let intent: String
    /// Its probability.
    public let probability: Double
    /// The features that are not zero with their weights times their values, the heaviest first.
    public let reasons: [Reason]

    /// A feature that spoke for or against the intent.
    public struct Reason: Hashable, Sendable {
      /// Its name.
      public let feature: String
      /// Weight times value.
      public let weight: Double
    }
  }

  /// The likeliest intent at a moment.
  public func guess(_ moment: OrderMoment) -> Guess? {
    let vector = moment.vector
    let probabilities = Self.probabilities(vector, weights)
    guard let best = probabilities.indices.max(by: { probabilities[$0] < probabilities[$1] })
    else { return nil }
    let parts = zip(OrderMoment.featureNames, zip(vector, weights[best]))
      .filter { $0.1.0 != 0 }
      .map { Guess.Reason(feature: $0.0, weight: $0.1.0 * $0.1.1) }
      .sorted { (-abs($0.weight), $0.feature) < (-abs($1.weight), $1.feature) }
    return Guess(intent: intents[best], probability: probabilities[best], reasons: parts)
  }

  static func probabilities(_ vector: [Double], _ weights: [[Double]]) -> [Double] {
    let scores = weights.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
    let top = scores.max() ?? 0
    let powers = scores.map { Exponential.of($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}

/// The exponential function, for want of Foundation in this library: halving and squaring around its series.
enum Exponential {
  static func of(_ x: Double) -> Double {
    if x < -700 { return 0 }
    var sum = 1.0
    var term = 1.0
    let small = x / 1024
    for step in 1...8 {
      term *= small / Double(step)
      sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
  }
}

// The file.
extension ContactModel {
  /// Reads `{"threshold": 0.7, "features": […], "weights": {"track_order": […]}}`. Throws a `Fault`.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> ContactModel {
    let root = try JSONReader.read(bytes, file: file)
    let features = try root.required("features").strings("features")
    guard features == OrderMoment.featureNames else {
      throw Fault(
        file: file, "was fitted on other features; run `benchmarks make openings` again")
    }
    var intents: [String] = []
    var weights: [[Double]] = []
    for member in try root.required("weights").object("weights") {
      let row = try member.value.array(member.key)
      guard row.count == features.count else {
        throw member.value.fault("\"\(member.key)\" must have \(features.count) weights")
      }
      intents.append(member.key)
      weights.append(try row.map { node throws(Fault) in try node.number(member.key) })
    }
    return ContactModel(
      intents: intents, weights: weights,
      threshold: try root.required("threshold").number("threshold"))
  }

  /// The file's form.
  public var json: JSON {
    [
      "threshold": .number(threshold, digits: 2),
      "features": .array(OrderMoment.featureNames.map { .string($0) }),
      "weights": .object(
        zip(intents, weights).map { name, row in
          (name, .array(row.map { .number($0, digits: 3) }))
        }),
    ]
  }
}
