/// How far predicted ratings are from those held out.
public struct RatingFigures: Hashable, Sendable {
  /// How many ratings were held out.
  public let count: Int
  /// The root of the mean squared error.
  public let rmse: Double
  /// The mean absolute error.
  public let mae: Double

  /// Asks for every held-out rating.
  public init(_ predictor: some RatingPredictor, on test: Interactions) {
    var (count, squares, sum) = (0, 0.0, 0.0)
    for customer in 0..<test.customerCount {
      for cell in test.counts.cells(customer) where !test.ratings[cell].isNaN {
        let predicted = predictor.rating(
          of: ProductIndex(Int(test.counts.columns[cell])), by: CustomerIndex(customer))
        let error = predicted - Double(test.ratings[cell])
        count += 1
        squares += error * error
        sum += abs(error)
      }
    }
    self.count = count
    rmse = (squares / Double(max(count, 1))).squareRoot()
    mae = sum / Double(max(count, 1))
  }
}
