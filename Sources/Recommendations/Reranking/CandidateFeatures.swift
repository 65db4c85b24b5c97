/// What is known of a customer and a product together: the scores of simpler models, on one scale.
struct CandidateFeatures: Sendable {
  /// How many numbers describe a candidate.
  static let count = 7
  /// How many products of the simpler models are looked at again.
  static let candidateCount = 100

  let training: TrainingSet
  private let neighbours: ItemNeighbours
  /// Absent when there are too many products for it.
  private let ease: EASE?
  private let content: Content
  private let popularity: Popularity
  private let recent: Popularity
  private let timeDecay: TimeDecay

  init(_ training: TrainingSet, facts: [ProductFacts]) {
    self.training = training
    neighbours = ItemNeighbours(training, similarity: .cosine, count: 50)
    ease = training.productCount <= 4000 ? try? EASE(training, penalty: 500) : nil
    content = Content(training, facts: facts)
    popularity = Popularity(training)
    recent = Popularity(training, halfLife: 30)
    timeDecay = TimeDecay(
      popularity, settings: TimeDecay.Settings(memory: 0, strength: 1, smoothing: 3))
  }

  /// The bytes of the simpler models.
  var byteCount: Int {
    var writer = ModelWriter()
    neighbours.write(to: &writer)
    ease?.write(to: &writer)
    content.write(to: &writer)
    timeDecay.write(to: &writer)
    return writer.byteCount
  }

  /// The best candidates of the simpler models with their features, row by row.
  func candidates(
    for profile: Profile, limit: Int = Self.candidateCount
  ) -> (products: [Int32], features: [Float]) {
    let count = training.productCount
    let near = scaled(neighbours, profile)
    let linear = ease.map { scaled($0, profile) } ?? near
    var first = [Float](repeating: 0, count: count)
    for product in 0..<count { first[product] = near[product] + 2 * linear[product] }
    first.withUnsafeMutableBufferPointer { profile.exclude(from: $0) }
    let best = first.withUnsafeBufferPointer { bestProducts($0, limit: limit) }
    let alike = scaled(content, profile)
    let sells = raw(popularity, profile)
    let sold = raw(recent, profile)
    let timed = raw(timeDecay, profile)
    let size = Float(log2(1 + Double(profile.entries.count)))
    var features: [Float] = []
    features.reserveCapacity(best.count * Self.count)
    for item in best {
      let product = item.product.value
      let popularity = log2(1 + Double(sells[product]))
      features += [
        near[product], linear[product], alike[product], Float(popularity),
        Float(log2(0.1 + Double(sold[product])) - popularity),
        Float(log2(0.01 + Double(timed[product])) - log2(0.01 + Double(sells[product]))), size,
      ]
    }
    return (best.map { Int32($0.product.value) }, features)
  }

  private func raw(_ model: some ProfileRecommender, _ profile: Profile) -> [Float] {
    var scores = [Float](repeating: 0, count: training.productCount)
    scores.withUnsafeMutableBufferPointer { model.score(profile, into: $0) }
    return scores
  }

  private func scaled(_ model: some ProfileRecommender, _ profile: Profile) -> [Float] {
    var scores = raw(model, profile)
    let spread = scores.withUnsafeBufferPointer { Blend.spread($0) }
    guard spread > 0 else { return scores }
    for product in scores.indices { scores[product] /= spread }
    return scores
  }
}
