/// Looks again at the best candidates of simpler models, with a model of its own that learned on a
/// held-out part which of them were bought.
public struct Reranker: ProfileRecommender {
  /// Says how likely a candidate is bought.
  protocol Judge: Sendable {
    /// Higher is likelier.
    func judge(_ features: ArraySlice<Float>) -> Float
  }

  let features: CandidateFeatures
  private let judge: any Judge

  /// What the model was trained on.
  public var training: TrainingSet { features.training }

  /// Holds a part of the training set out, learns on its candidates, and serves from all of it.
  init(
    _ training: TrainingSet, facts: [ProductFacts], learn: (CandidateSamples) -> any Judge
  ) {
    judge = learn(CandidateSamples(training, facts: facts))
    features = CandidateFeatures(training, facts: facts)
  }

  /// The judged candidates first; the others follow as far behind as the simpler models put them.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    let (products, values) = features.candidates(for: profile)
    let width = CandidateFeatures.count
    for product in scores.indices { scores[product] = -1e6 }
    for (index, product) in products.enumerated() {
      scores[Int(product)] = judge.judge(values[(index * width)..<((index + 1) * width)])
    }
  }
}

/// Candidates of a held-out part, and whether they were bought.
struct CandidateSamples: Sendable {
  private(set) var features: [Float] = []
  private(set) var labels: [Float] = []

  var count: Int { labels.count }

  /// At most `customers` customers' candidates; each customer's latest baskets are held out, or a random
  /// fifth where no times are known.
  init(_ training: TrainingSet, facts: [ProductFacts], customers limit: Int = 1200) {
    let held = training.heldOutCells(share: 0.2, seed: 11)
    let inner = CandidateFeatures(training.withoutRatings { held[$0] }, facts: facts)
    let asked = (0..<training.customerCount).filter { customer in
      training.purchases.cells(customer).contains { held[$0] }
    }
    let step = max(1, asked.count / max(limit, 1))
    for customer in stride(from: 0, to: asked.count, by: step).map({ asked[$0] }) {
      let wanted = Set(
        training.purchases.cells(customer).filter { held[$0] }.map {
          training.purchases.columns[$0]
        })
      let profile = inner.training.profile(of: CustomerIndex(customer))
      guard !profile.isEmpty else { continue }
      let (products, values) = inner.candidates(for: profile, limit: 60)
      features += values
      labels += products.map { wanted.contains($0) ? 1 : 0 }
    }
  }

  func row(_ index: Int) -> ArraySlice<Float> {
    features[(index * CandidateFeatures.count)..<((index + 1) * CandidateFeatures.count)]
  }
}
