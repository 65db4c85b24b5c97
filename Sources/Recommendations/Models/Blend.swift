/// Several models' scores added up, each put on one scale and weighted as a validation part showed best.
///
/// A linear blend as in R. Caruana and others, "Ensemble selection from libraries of models", ICML 2004.
public struct Blend: ProfileRecommender {
  /// One model of the blend.
  struct Component: Sendable {
    let model: any ProfileRecommender
    let weight: Float
  }

  /// What the models were trained on.
  public let training: TrainingSet
  let components: [Component]

  init(_ training: TrainingSet, components: [Component]) {
    self.training = training
    self.components = components
  }

  /// The weighted sum of the models' scores, each divided by their spread for this profile.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    let count = training.productCount
    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(count, 1)) { own in
      let own = UnsafeMutableBufferPointer(rebasing: own[0..<count])
      for component in components {
        own.initialize(repeating: 0)
        component.model.score(profile, into: own)
        let spread = Self.spread(UnsafeBufferPointer(own))
        guard spread > 0, let from = own.baseAddress, let to = scores.baseAddress else { continue }
        add(from, times: component.weight / spread, to: to, count: count)
      }
    }
  }

  /// The standard deviation; 0 for scores that say nothing.
  static func spread(_ scores: UnsafeBufferPointer<Float>) -> Float {
    guard let base = scores.baseAddress, !scores.isEmpty else { return 0 }
    var sum = SIMD16<Float>.zero
    var rest: Float = 0
    var index = 0
    let raw = UnsafeRawPointer(base)
    while index + 16 <= scores.count {
      sum += raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD16<Float>.self)
      index += 16
    }
    while index < scores.count {
      rest += base[index]
      index += 1
    }
    let count = Float(scores.count)
    let mean = (sum.sum() + rest) / count
    let variance = dotProduct(base, base, count: scores.count) / count - mean * mean
    return variance > 0 && variance.isFinite ? variance.squareRoot() : 0
  }
}
