import Computing

/// Models of ratings added up with the weights that fit a validation part best (ridge regression, as in
/// L. Breiman, "Stacked regressions", Machine Learning 1996).
public struct RatingBlend: RatingPredictor {
  private let mean: Double
  private let range: ClosedRange<Double>
  private let parts: [any RatingPredictor]
  /// In step with the parts.
  let weights: [Double]

  /// Trains each model twice: on nine tenths to find the weights, then on all, unless it is among those
  /// that are `trained` on all already.
  public init(
    _ training: TrainingSet, of recipes: [RatingRecipe],
    trained: [RatingRecipe: any RatingPredictor] = [:], share: Double = 0.1, seed: UInt64 = 7,
    memoryLimit: Int = MemoryNeed.usualLimit
  ) throws {
    let rows = RatingRows(training)
    var generator = SeededGenerator(seed: seed)
    let isHeld = (0..<training.times.count).map { _ in generator.unit() < share }
    let inner = training.withoutRatings { isHeld[$0] }
    var held: [(customer: Int, product: Int, rating: Double)] = []
    for customer in 0..<training.customerCount {
      for cell in training.purchases.cells(customer)
      where isHeld[cell] && !training.ratings[cell].isNaN {
        held.append(
          (customer, Int(training.purchases.columns[cell]), Double(training.ratings[cell])))
      }
    }
    let mean = rows.mean
    let asked = held
    let predictions = try parallelMap(recipes.count) { index in
      let model = try recipes[index].train(on: inner, memoryLimit: memoryLimit)
      return asked.map {
        model.rating(of: ProductIndex($0.product), by: CustomerIndex($0.customer)) - mean
      }
    }
    self.mean = mean
    range = rows.range
    weights = Self.ridge(predictions, to: held.map { $0.rating - mean })
    parts = try parallelMap(recipes.count) { index in
      try trained[recipes[index]]
        ?? recipes[index].train(on: training, memoryLimit: memoryLimit)
    }
  }

  /// The weighted sum of the models' deviations from the mean, within the scale.
  public func rating(of product: ProductIndex, by customer: CustomerIndex) -> Double {
    zip(parts, weights).reduce(mean) { sum, part in
      sum + part.1 * (part.0.rating(of: product, by: customer) - mean)
    }.clamped(to: range)
  }

  /// Least squares, drawn towards equal weights that add up to 1 by a penalty of a hundredth of the
  /// predictions' own size.
  private static func ridge(_ predictions: [[Double]], to wanted: [Double]) -> [Double] {
    let count = predictions.count
    let equal = 1 / Double(max(count, 1))
    guard wanted.count > 50 else { return Array(repeating: equal, count: count) }
    var matrix = [Double](repeating: 0, count: count * count)
    var right = [Double](repeating: 0, count: count)
    for line in 0..<count {
      for column in 0..<count {
        matrix[line * count + column] = zip(predictions[line], predictions[column])
          .reduce(0) { $0 + $1.0 * $1.1 }
      }
      right[line] = zip(predictions[line], wanted).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let trace = (0..<count).reduce(0) { $0 + matrix[$1 * count + $1] }
    let penalty = 0.003 * trace / Double(count) + 1e-9
    for line in 0..<count {
      matrix[line * count + line] += penalty
      right[line] += penalty * equal
    }
    let inverse = FactorPrior.inverse(matrix, count)
    return (0..<count).map { line in
      (0..<count).reduce(0) { $0 + inverse[line * count + $1] * right[$1] }
    }
  }
}

extension TrainingSet {
  /// The same pairs, some without their rating and their purchase.
  func withoutRatings(_ isHeld: (Int) -> Bool) -> TrainingSet {
    var starts: [Int64] = [0]
    var kept: [Int] = []
    for customer in 0..<customerCount {
      for cell in purchases.cells(customer) where !isHeld(cell) { kept.append(cell) }
      starts.append(Int64(kept.count))
    }
    return TrainingSet(
      purchases: SparseRows(
        columnCount: productCount, starts: Column(starts),
        columns: Column(kept.map { purchases.columns[$0] }),
        values: Column(kept.map { purchases.values[$0] })),
      times: Column(kept.map { times[$0] }), ratings: Column(kept.map { ratings[$0] }))
  }
}
