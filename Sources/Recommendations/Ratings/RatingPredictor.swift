/// A model that says how a customer would rate a product.
public protocol RatingPredictor: Sendable {
  /// The rating to be expected, on the scale of the ratings learned from.
  func rating(of product: ProductIndex, by customer: CustomerIndex) -> Double
}

/// Ratings as rows: what the models of ratings learn from.
struct RatingRows: Sendable {
  /// The customer of each rating.
  let customers: [Int32]
  /// The product of each rating.
  let products: [Int32]
  /// The ratings.
  let values: [Float]
  let customerCount: Int
  let productCount: Int

  /// The pairs that have a rating, in the order of the training set.
  init(_ training: TrainingSet) {
    var customers: [Int32] = []
    var products: [Int32] = []
    var values: [Float] = []
    for customer in 0..<training.customerCount {
      for cell in training.purchases.cells(customer) where !training.ratings[cell].isNaN {
        customers.append(Int32(customer))
        products.append(training.purchases.columns[cell])
        values.append(training.ratings[cell])
      }
    }
    self.customers = customers
    self.products = products
    self.values = values
    customerCount = training.customerCount
    productCount = training.productCount
  }

  var count: Int { values.count }

  var mean: Double {
    values.isEmpty ? 0 : values.reduce(0.0) { $0 + Double($1) } / Double(values.count)
  }

  /// The lowest and the highest rating: no prediction leaves them.
  var range: ClosedRange<Double> {
    let lowest = Double(values.min() ?? 0)
    return lowest...max(lowest, Double(values.max() ?? 0))
  }
}

extension Double {
  func clamped(to range: ClosedRange<Double>) -> Double {
    self.isFinite
      ? Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
      : (range.lowerBound + range.upperBound) / 2
  }
}
