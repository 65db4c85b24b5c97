import Computing

/// Products bought by the same customers: each product's nearest neighbours.
///
/// G. Linden, B. Smith and J. York, "Amazon.com recommendations: item-to-item collaborative filtering",
/// IEEE Internet Computing 2003; M. Deshpande and G. Karypis, "Item-based top-N recommendation
/// algorithms", TOIS 2004. The BM25 weights are those of S. Robertson and others, TREC-3, 1994, with
/// products for documents and customers for terms.
public struct ItemNeighbours: ExplainingRecommender {
  /// How two products are compared.
  public enum Similarity: Hashable, Sendable {
    /// Common customers over the geometric mean of both numbers of customers.
    case cosine
    /// The correlation of being bought.
    case pearson
    /// Cosine without the norm, of BM25 weights: customers who buy everything say less, products that
    /// everyone buys too.
    case bm25(k1: Double, b: Double)
  }

  /// What the model was trained on.
  public let training: TrainingSet
  /// Products by products: the similarities of each one's neighbours.
  let neighbours: SparseRows
  /// In step with `neighbours`: how many customers bought both.
  let bothBought: Column<Int32>

  init(training: TrainingSet, neighbours: SparseRows, bothBought: Column<Int32>) {
    self.training = training
    self.neighbours = neighbours
    self.bothBought = bothBought
  }

  /// Finds each product's `count` nearest neighbours.
  ///
  /// Time grows with the sum of the squares of what each customer bought; memory is products × `count`
  /// × 12 bytes.
  public init(_ training: TrainingSet, similarity: Similarity = .cosine, count: Int = 50) {
    let weighted = Self.weights(training, similarity)
    let byProduct = weighted.transposed
    let products = training.productCount
    let correct = Self.correction(training, similarity)
    let found = FoundNeighbours(products: products, count: count)
    // A small shop is done before a second thread has begun.
    let chunk = weighted.cellCount < 50_000 ? products : 128
    forEachInParallel(products, chunk: chunk) { range in
      let sums = CooccurrenceSums(products: products)
      for product in range {
        sums.add(product, weighted, byProduct)
        found.keepBest(of: product, sums, correct)
        sums.clear()
      }
    }
    self.training = training
    (neighbours, bothBought) = found.rows()
  }
}

extension ItemNeighbours {
  /// The sum over the profile's products of their similarity to each product.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    neighbours.columns.withUnsafeBufferPointer { columns in
      neighbours.values.withUnsafeBufferPointer { values in
        for entry in profile.entries {
          for cell in neighbours.cells(entry.product.value) {
            scores[Int(columns[cell])] += entry.weight * values[cell]
          }
        }
      }
    }
  }

  /// A product's neighbours, the nearest first.
  public func similar(to product: ProductIndex, limit: Int) -> [Recommendation] {
    guard product.value >= 0, product.value < training.productCount else { return [] }
    let cells = neighbours.cells(product.value).sorted {
      (neighbours.values[$1], $0) < (neighbours.values[$0], $1)
    }
    return cells.prefix(limit).map {
      Recommendation(
        product: ProductIndex(Int(neighbours.columns[$0])), score: Double(neighbours.values[$0]))
    }
  }

  /// Which of the profile's products have the product for a neighbour.
  public func contributions(
    to product: ProductIndex, from profile: Profile
  ) -> [Recommendation] {
    profile.entries.compactMap { entry in
      guard let cell = cell(of: product, in: entry.product) else { return nil }
      return Recommendation(
        product: entry.product, score: Double(entry.weight * neighbours.values[cell]))
    }.sorted { ($1.score, $0.product) < ($0.score, $1.product) }
  }

  /// How many customers bought both products, however near they are.
  public func bothBought(_ product: ProductIndex, _ other: ProductIndex) -> Int {
    if let cell = cell(of: product, in: other) { return Int(bothBought[cell]) }
    if let cell = cell(of: other, in: product) { return Int(bothBought[cell]) }
    return training.customersOfBoth(product, other)
  }

  /// The place of a neighbour in a product's row.
  private func cell(of product: ProductIndex, in row: ProductIndex) -> Int? {
    guard row.value >= 0, row.value < training.productCount else { return nil }
    var range = neighbours.cells(row.value)
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      let found = Int(neighbours.columns[middle])
      if found == product.value { return middle }
      range =
        found < product.value ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  private static func weights(_ training: TrainingSet, _ similarity: Similarity) -> SparseRows {
    let purchases = training.purchases
    guard case .bm25(let k1, let b) = similarity else { return purchases }
    let products = Double(purchases.columnCount)
    let average = Double(purchases.cellCount) / max(products, 1)
    let weights = training.popularity.map { popularity in
      (k1 + 1) / (k1 * (1 - b + b * Double(popularity) / max(average, 1e-9)) + 1)
    }
    var values = [Float](repeating: 0, count: purchases.cellCount)
    for customer in 0..<purchases.rowCount {
      let cells = purchases.cells(customer)
      let rarity = naturalLog(products) - naturalLog(1 + Double(cells.count))
      for cell in cells { values[cell] = Float(weights[Int(purchases.columns[cell])] * rarity) }
    }
    return purchases.withValues(Column(values))
  }

  /// Turns a sum over common customers into a similarity.
  private static func correction(
    _ training: TrainingSet, _ similarity: Similarity
  ) -> @Sendable (Int, Int, Float) -> Float {
    let popularity = Array(training.popularity)
    let customers = Float(training.customerCount)
    switch similarity {
    case .bm25: return { _, _, sum in sum }
    case .cosine:
      return { product, other, sum in sum / (popularity[product] * popularity[other]).squareRoot() }
    case .pearson:
      return { product, other, sum in
        let (one, two) = (popularity[product], popularity[other])
        let spread = one * (1 - one / customers) * two * (1 - two / customers)
        return spread > 0 ? (sum - one * two / customers) / spread.squareRoot() : 0
      }
    }
  }
}

extension TrainingSet {
  /// How many customers have both products; linear in the purchases of the whole set.
  func customersOfBoth(_ product: ProductIndex, _ other: ProductIndex) -> Int {
    (0..<customerCount).count { customer in
      let row = purchases.cells(customer)
      return row.contains { Int(purchases.columns[$0]) == product.value }
        && row.contains { Int(purchases.columns[$0]) == other.value }
    }
  }
}
