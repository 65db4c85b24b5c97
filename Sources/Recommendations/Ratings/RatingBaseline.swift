/// The mean, and how far each product and each customer is from it.
///
/// Y. Koren, "Factor in the neighbors", TKDD 2010, section 2.1, solved by turns; few ratings are drawn
/// to the mean.
public struct RatingBaseline: RatingPredictor {
  private let mean: Double
  private let range: ClosedRange<Double>
  let ofCustomers: [Double]
  let ofProducts: [Double]

  /// Solves for the deviations; the damping is in ratings.
  public init(_ training: TrainingSet, productDamping: Double = 5, customerDamping: Double = 3) {
    self.init(RatingRows(training), productDamping, customerDamping)
  }

  init(_ rows: RatingRows, _ productDamping: Double = 5, _ customerDamping: Double = 3) {
    let mean = rows.mean
    var customers = [Double](repeating: 0, count: rows.customerCount)
    var products = [Double](repeating: 0, count: rows.productCount)
    for _ in 0..<10 {
      var sums = [Double](repeating: 0, count: rows.productCount)
      var counts = [Double](repeating: productDamping, count: rows.productCount)
      for index in 0..<rows.count {
        let product = Int(rows.products[index])
        sums[product] += Double(rows.values[index]) - mean - customers[Int(rows.customers[index])]
        counts[product] += 1
      }
      for product in products.indices { products[product] = sums[product] / counts[product] }
      sums = [Double](repeating: 0, count: rows.customerCount)
      counts = [Double](repeating: customerDamping, count: rows.customerCount)
      for index in 0..<rows.count {
        let customer = Int(rows.customers[index])
        sums[customer] += Double(rows.values[index]) - mean - products[Int(rows.products[index])]
        counts[customer] += 1
      }
      for customer in customers.indices { customers[customer] = sums[customer] / counts[customer] }
    }
    self.mean = mean
    range = rows.range
    ofCustomers = customers
    ofProducts = products
  }

  /// The mean and both deviations, within the scale.
  public func rating(of product: ProductIndex, by customer: CustomerIndex) -> Double {
    unclamped(product.value, customer.value).clamped(to: range)
  }

  func unclamped(_ product: Int, _ customer: Int) -> Double {
    mean + (ofProducts.indices.contains(product) ? ofProducts[product] : 0)
      + (ofCustomers.indices.contains(customer) ? ofCustomers[customer] : 0)
  }
}
