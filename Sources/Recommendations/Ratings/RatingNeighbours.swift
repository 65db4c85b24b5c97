/// The ratings a customer gave to the products most like the one in question.
///
/// Y. Koren, "Factor in the neighbors", TKDD 2010: correlation of what is left after the baseline, shrunk
/// by the number of common customers.
public struct RatingNeighbours: RatingPredictor {
  private let baseline: RatingBaseline
  private let training: TrainingSet
  private let range: ClosedRange<Double>
  private let similarities: SparseRows
  private let count: Int

  /// Compares all products that share customers; keeps `kept` of each, asks `count` of those rated.
  public init(
    _ training: TrainingSet, count: Int = 40, kept: Int = 400, shrinkage: Double = 100
  ) {
    let rows = RatingRows(training)
    let baseline = RatingBaseline(rows)
    self.baseline = baseline
    self.training = training
    self.count = count
    range = rows.range
    var rest = [Float](repeating: 0, count: training.purchases.cellCount)
    for customer in 0..<training.customerCount {
      for cell in training.purchases.cells(customer) where !training.ratings[cell].isNaN {
        rest[cell] =
          training.ratings[cell]
          - Float(baseline.unclamped(Int(training.purchases.columns[cell]), customer))
      }
    }
    similarities = Self.similarities(
      training.purchases.withValues(Column(rest)), kept: kept, shrinkage: shrinkage)
  }

  private static func similarities(
    _ rest: SparseRows, kept: Int, shrinkage: Double
  ) -> SparseRows {
    let products = rest.columnCount
    let byProduct = rest.transposed
    let found = FoundNeighbours(products: products, count: kept)
    inParallel(products, chunk: 64) { range in
      let sums = CommonSums(products: products)
      let squares = CommonSums(products: products)
      let turned = CommonSums(products: products)
      for product in range {
        sums.add(product, rest, byProduct)
        // Both products' squares over their common customers.
        squares.addSquares(product, rest, byProduct, ofOther: true)
        turned.addSquares(product, rest, byProduct, ofOther: false)
        found.keepBest(of: product, sums) { _, other, sum in
          let common = Double(sums.count(Int32(other)))
          let spread = Double(squares.sum(Int32(other))) * Double(turned.sum(Int32(other)))
          guard spread > 0, common > 1 else { return 0 }
          return Float(Double(sum) / spread.squareRoot() * (common - 1) / (common - 1 + shrinkage))
        }
        sums.clear()
        squares.clear()
        turned.clear()
      }
    }
    var starts: [Int64] = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for product in 0..<products {
      for neighbour in found.sorted(product) {
        columns.append(neighbour.product)
        values.append(neighbour.value)
      }
      starts.append(Int64(columns.count))
    }
    return SparseRows(
      columnCount: products, starts: Column(starts), columns: Column(columns),
      values: Column(values))
  }

  /// The baseline and the weighted mean of what the customer's ratings of the neighbours left over.
  public func rating(of product: ProductIndex, by customer: CustomerIndex) -> Double {
    let expected = baseline.unclamped(product.value, customer.value)
    guard (0..<similarities.rowCount).contains(product.value),
      (0..<training.customerCount).contains(customer.value)
    else {
      return expected.clamped(to: range)
    }
    var rated: [(similarity: Float, rest: Double)] = []
    var cell = similarities.cells(product.value).lowerBound
    let end = similarities.cells(product.value).upperBound
    // Both rows ascend: walk them together.
    for own in training.purchases.cells(customer.value) where !training.ratings[own].isNaN {
      let other = training.purchases.columns[own]
      while cell < end, similarities.columns[cell] < other { cell += 1 }
      guard cell < end else { break }
      if similarities.columns[cell] == other {
        rated.append(
          (
            similarities.values[cell],
            Double(training.ratings[own]) - baseline.unclamped(Int(other), customer.value)
          ))
      }
    }
    let nearest = rated.sorted { $0.similarity > $1.similarity }.prefix(count)
    let weight = nearest.reduce(0.0) { $0 + Double($1.similarity) }
    guard weight > 0 else { return expected.clamped(to: range) }
    let rest = nearest.reduce(0.0) { $0 + Double($1.similarity) * $1.rest }
    return (expected + rest / (weight + 0.05)).clamped(to: range)
  }
}
