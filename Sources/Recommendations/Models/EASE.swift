public import Diagnostics

/// A linear model of each product from all others, in closed form: often better than neural networks.
///
/// H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019 (EASE^R).
public struct EASE: ExplainingRecommender {
  /// What the model was trained on.
  public let training: TrainingSet
  /// Products by products, row by row: what having the row's product adds to the column's score.
  private let weights: Column<Float>

  /// Solves for the weights. `penalty` is the λ of the paper: the more data, the larger.
  ///
  /// Takes products² × 4 bytes and time by the cube of products; throws a `Fault` that names the
  /// memory when it is more than `memoryLimit` bytes.
  public init(
    _ training: TrainingSet, penalty: Float = 500, memoryLimit: Int = MemoryNeed.usualLimit
  ) throws(Fault) {
    let size = training.productCount
    try MemoryNeed(model: "EASE", bytes: size * size * 4, of: "\(size) products")
      .check(limit: memoryLimit)
    let matrix = Self.gram(training.purchases)
    for product in 0..<size { matrix[product, product] += max(penalty, 1e-3) }
    guard matrix.invert() else {
      throw Fault(file: nil, "EASE: the matrix is not positive definite; use a larger penalty")
    }
    let inverse = matrix.elements
    let scales = Column((0..<size).map { -1 / inverse[$0 * size + $0] })
    scales.withUnsafeBufferPointer { scales in
      for row in 0..<size {
        for column in 0..<size { inverse[row * size + column] *= scales[column] }
        inverse[row * size + row] = 0
      }
    }
    weights = matrix.column()
    self.training = training
  }

  /// How many customers bought both, for all pairs: the lower triangle of XᵀX.
  private static func gram(_ purchases: SparseRows) -> SymmetricMatrix {
    let matrix = SymmetricMatrix(size: purchases.columnCount)
    purchases.columns.withUnsafeBufferPointer { columns in
      for customer in 0..<purchases.rowCount {
        let cells = purchases.cells(customer)
        for cell in cells {
          let row = matrix.elements + Int(columns[cell]) * matrix.size
          for other in cells.lowerBound...cell { row[Int(columns[other])] += 1 }
        }
      }
    }
    return matrix
  }
}

extension EASE {
  func write(to file: inout ModelWriter) { file.add("ease.weights", weights) }

  init(from file: ModelReader, training: TrainingSet) throws {
    weights = try file.column("ease.weights")
    guard weights.count == training.productCount * training.productCount else {
      throw file.damaged("its weights do not fit its products")
    }
    self.training = training
  }

  /// The sum of the weights' rows of the profile's products.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    let size = training.productCount
    guard let target = scores.baseAddress else { return }
    weights.withUnsafeBufferPointer { weights in
      guard let base = weights.baseAddress else { return }
      for entry in profile.entries {
        add(base + entry.product.value * size, times: entry.weight, to: target, count: size)
      }
    }
  }

  /// The weights' rows at one column.
  public func contributions(
    to product: ProductIndex, from profile: Profile
  ) -> [Recommendation] {
    let size = training.productCount
    guard (0..<size).contains(product.value) else { return [] }
    return profile.within(size).entries.map { entry in
      Recommendation(
        product: entry.product,
        score: Double(entry.weight * weights[entry.product.value * size + product.value]))
    }.sorted { ($1.score, $0.product) < ($0.score, $1.product) }
  }
}
