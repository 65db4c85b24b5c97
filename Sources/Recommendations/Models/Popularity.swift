/// What sells: the number of a product's customers, older purchases counting less.
///
/// A purchase loses half its weight every `halfLife` days before the latest one (exponential decay, as
/// in Ding and Li, "Time weight collaborative filtering", CIKM 2005). Without times all count alike.
public struct Popularity: ProfileRecommender {
  /// What the model was trained on.
  public let training: TrainingSet
  private let scores: Column<Float>

  /// Counts; `halfLife` in days, `nil` for no decay.
  public init(_ training: TrainingSet, halfLife: Double? = nil) {
    self.training = training
    guard let halfLife, halfLife > 0, let latest = training.latestTime else {
      scores = training.popularity
      return
    }
    var scores = [Float](repeating: 0, count: training.productCount)
    for (cell, product) in training.purchases.columns.enumerated()
    where training.times[cell] != Interactions.noTime {
      let days = Double(latest - training.times[cell]) / 86_400
      scores[Int(product)] += Float(exp2(-days / halfLife))
    }
    self.scores = Column(scores)
  }

  /// The same scores for everybody.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    self.scores.withUnsafeBufferPointer { own in
      for product in 0..<own.count { scores[product] = own[product] }
    }
  }
}
