import Computing

/// The ratings a customer gave to the products most like the one in question.
///
/// Y. Koren, "Factor in the neighbors", TKDD 2010: correlation of what is left after the baseline, shrunk
/// by the number of common customers.
public struct RatingNeighbours: RatingPredictor {
  private let baseline: RatingBaseline
  private let training: TrainingSet
  private let range: ClosedRange<Double>
  private let similarities: SparseRows
  /// In step with the training set's cells: what the baseline leaves of a rating.
  private let rests: Column<Float>
  private let count: Int

  /// Compares all products that share customers; keeps `kept` of each, asks `count` of those rated.
  public init(
    _ training: TrainingSet, count: Int = 40, kept: Int = 400, shrinkage: Double = 100
  ) {
    let rows = RatingRows(training)
    let baseline = RatingBaseline(rows)
    self.baseline = baseline
    self.training = training
    self.count = max(count, 1)
    range = rows.range
    var rests = [Float](repeating: .nan, count: training.purchases.cellCount)
    for customer in 0..<training.customerCount {
      for cell in training.purchases.cells(customer) {
        rests[cell] =
          training.ratings[cell]
          - Float(baseline.unclamped(Int(training.purchases.columns[cell]), customer))
      }
    }
    self.rests = Column(rests)
    // What has no rating compares with nothing.
    let compared = Column(rests.map { $0.isNaN ? 0 : $0 })
    similarities = Self.similarities(
      training.purchases.withValues(compared), kept: kept, shrinkage: shrinkage)
  }

  private static func similarities(
    _ rest: SparseRows, kept: Int, shrinkage: Double
  ) -> SparseRows {
    let products = rest.columnCount
    let byProduct = rest.transposed
    let found = FoundNeighbours(products: products, count: kept)
    forEachInParallel(products, chunk: 64) { range in
      let sums = CooccurrenceSums(products: products)
      let squares = CooccurrenceSums(products: products)
      let turned = CooccurrenceSums(products: products)
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
    let (rest, weight): (Double, Double) = withUnsafeTemporaryAllocation(
      of: Neighbour.self, capacity: count
    ) { nearest in
      let used = collect(product.value, customer.value, into: nearest)
      return nearest[..<used].reduce(into: (0.0, 0.0)) { sums, neighbour in
        sums.0 += Double(neighbour.similarity * neighbour.rest)
        sums.1 += Double(neighbour.similarity)
      }
    }
    guard weight > 0 else { return expected.clamped(to: range) }
    return (expected + rest / (weight + 0.05)).clamped(to: range)
  }

  private typealias Neighbour = (similarity: Float, rest: Float)

  /// The nearest of the product's neighbours that the customer rated, the nearest first: both rows ascend
  /// and are walked together.
  private func collect(
    _ product: Int, _ customer: Int, into nearest: UnsafeMutableBufferPointer<Neighbour>
  ) -> Int {
    similarities.columns.withUnsafeBufferPointer { near in
      training.purchases.columns.withUnsafeBufferPointer { rated in
        var used = 0
        var cell = similarities.cells(product).lowerBound
        let end = similarities.cells(product).upperBound
        for own in training.purchases.cells(customer) {
          while cell < end, near[cell] < rated[own] { cell += 1 }
          guard cell < end else { break }
          guard near[cell] == rated[own], !rests[own].isNaN else { continue }
          let similarity = similarities.values[cell]
          guard used < nearest.count || similarity > nearest[used - 1].similarity else { continue }
          var place = min(used, nearest.count - 1)
          while place > 0, nearest[place - 1].similarity < similarity {
            nearest[place] = nearest[place - 1]
            place -= 1
          }
          nearest[place] = (similarity, rests[own])
          used = min(used + 1, nearest.count)
        }
        return used
      }
    }
  }
}
