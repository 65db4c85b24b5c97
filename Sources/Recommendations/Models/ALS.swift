import Computing

/// Factors of customers and products from what was bought, by alternating least squares.
///
/// Y. Hu, Y. Koren and C. Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008.
/// Each side is solved by a few steps of conjugate gradients from where it was (G. Takács, I. Pilászy and
/// D. Tikk, "Applications of the conjugate gradient method for implicit feedback collaborative filtering",
/// RecSys 2011): a third of the work of solving exactly, and as good after some iterations. A profile that
/// is not as trained is folded in: one exact least-squares step against the products' factors.
public struct ALS: ProfileRecommender {
  /// What is tuned on a validation part.
  public struct Settings: Hashable, Sendable {
    /// How many factors; rounded up to a multiple of 16.
    public var factors: Int
    /// The λ of the paper.
    public var penalty: Float
    /// How much more a purchase counts than its absence (the paper's α).
    public var confidence: Float
    /// How often both sides are solved.
    public var iterations: Int
    /// Of the first factors.
    public var seed: UInt64

    /// Creates settings.
    public init(
      factors: Int = 32, penalty: Float = 10, confidence: Float = 5, iterations: Int = 12,
      seed: UInt64 = 42
    ) {
      self.factors = factors
      self.penalty = penalty
      self.confidence = confidence
      self.iterations = iterations
      self.seed = seed
    }
  }

  /// What the model was trained on.
  public let training: TrainingSet
  private let rank: Int
  private let penalty: Float
  private let confidence: Float
  /// Factors by products: all products are scored by a few additions of long rows.
  private let productFactors: Column<Float>
  /// Customers by factors, as they were trained.
  private let customerFactors: Column<Float>
  /// YᵀY + λI, for folding in.
  private let gram: Column<Float>

  /// Trains; memory is (customers + products) × factors × 4 bytes.
  public init(
    _ training: TrainingSet, settings: Settings = Settings(),
    memoryLimit: Int = MemoryNeed.usualLimit
  ) throws {
    let rank = (max(settings.factors, 1) + 15) / 16 * 16
    let rows = training.customerCount + training.productCount
    try MemoryNeed(
      model: "ALS", bytes: rows * rank * 4, of: "\(rows) customers and products"
    ).check(limit: memoryLimit)
    var generator = SeededGenerator(seed: settings.seed)
    var customers = [Float](repeating: 0, count: training.customerCount * rank)
    var products = (0..<(training.productCount * rank)).map { _ in
      Float(generator.unit() - 0.5) * 0.1
    }
    let byCustomer = training.purchases
    let byProduct = byCustomer.transposed
    for _ in 0..<max(settings.iterations, 1) {
      Self.solve(&customers, from: byCustomer, against: products, rank, settings)
      Self.solve(&products, from: byProduct, against: customers, rank, settings)
    }
    self.init(
      training, customers: customers, products: products, rank: rank, settings: settings)
  }

  /// Factors that were trained elsewhere, row by row, `rank` a row.
  init(
    _ training: TrainingSet, customers: [Float], products: [Float], rank: Int, settings: Settings
  ) {
    self.training = training
    self.rank = rank
    penalty = settings.penalty
    confidence = settings.confidence
    productFactors = Self.turned(products, rank)
    customerFactors = Column(customers)
    gram = Column(Self.gram(products, rank, settings.penalty))
  }
}

extension ALS {
  /// The products' factors times the customer's; those of a profile that is not as trained are found by
  /// one least-squares step.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    let count = training.productCount
    scores.update(repeating: 0)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rank * (rank + 2)) { room in
      guard let matrix = room.baseAddress, let target = scores.baseAddress else { return }
      let factors = matrix + rank * rank
      productFactors.withUnsafeBufferPointer { products in
        guard let products = products.baseAddress else { return }
        if profile.isAsTrained, let customer = profile.customer {
          customerFactors.withUnsafeBufferPointer { customers in
            for index in 0..<rank { factors[index] = customers[customer.value * rank + index] }
          }
        } else {
          fold(profile, products, matrix, factors)
        }
        for index in 0..<rank {
          add(products + index * count, times: factors[index], to: target, count: count)
        }
      }
    }
  }

  private func fold(
    _ profile: Profile, _ products: UnsafePointer<Float>, _ matrix: UnsafeMutablePointer<Float>,
    _ factors: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<(rank * rank) { matrix[index] = gram[index] }
    factors.update(repeating: 0, count: rank)
    let own = factors + rank
    for entry in profile.entries {
      for index in 0..<rank {
        own[index] = products[index * training.productCount + entry.product.value]
      }
      Self.observe(
        own, confidence: confidence * abs(entry.weight), isLiked: entry.weight > 0, matrix, factors,
        rank)
    }
    solveInPlace(matrix, factors, rank)
  }

  /// Rows of factors as columns.
  private static func turned(_ rows: [Float], _ rank: Int) -> Column<Float> {
    let count = rows.count / rank
    return Column(count: rows.count) { turned in
      for row in 0..<count {
        for index in 0..<rank { turned[index * count + row] = rows[row * rank + index] }
      }
    }
  }

  /// Adds one purchase to the normal equations: the matrix and, when liked, the right side.
  private static func observe(
    _ factors: UnsafePointer<Float>, confidence: Float, isLiked: Bool,
    _ matrix: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>, _ rank: Int
  ) {
    for row in 0..<rank {
      add(
        factors, times: confidence * factors[row], to: matrix + row * rank,
        count: (row / 16 + 1) * 16)
    }
    if isLiked { add(factors, times: 1 + confidence, to: right, count: rank) }
  }

  /// FᵀF + λI of the rows of factors.
  private static func gram(_ factors: [Float], _ rank: Int, _ penalty: Float) -> [Float] {
    var gram = [Float](repeating: 0, count: rank * rank)
    let rows = factors.count / rank
    factors.withUnsafeBufferPointer { factors in
      gram.withUnsafeMutableBufferPointer { gram in
        guard let factors = factors.baseAddress, let gram = gram.baseAddress else { return }
        for row in 0..<rows {
          let own = factors + row * rank
          for line in 0..<rank { add(own, times: own[line], to: gram + line * rank, count: rank) }
        }
      }
    }
    for line in 0..<rank { gram[line * rank + line] += max(penalty, 1e-4) }
    return gram
  }

  /// Draws every row of one side nearer to its solution with the other side fixed.
  private static func solve(
    _ factors: inout [Float], from purchases: SparseRows, against others: [Float], _ rank: Int,
    _ settings: Settings
  ) {
    let gram = gram(others, rank, settings.penalty)
    factors.withUnsafeMutableBufferPointer { factors in
      guard let base = factors.baseAddress else { return }
      let target = SharedBuffer(base)
      forEachInParallel(purchases.rowCount) { rows in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: rank * 3) { room in
          others.withUnsafeBufferPointer { others in
            gram.withUnsafeBufferPointer { gram in
              purchases.columns.withUnsafeBufferPointer { columns in
                guard let others = others.baseAddress, let gram = gram.baseAddress,
                  let room = room.baseAddress
                else { return }
                var equations = NormalEquations(
                  gram: gram, others: others, columns: columns, rank: rank,
                  confidence: settings.confidence, room: room)
                for row in rows {
                  equations.approach(target.base + row * rank, cells: purchases.cells(row))
                }
              }
            }
          }
        }
      }
    }
  }

  func write(to file: inout ModelWriter) {
    file.add("als.settings", Column([Float(rank), penalty, confidence]))
    file.add("als.products", productFactors)
    file.add("als.customers", customerFactors)
    file.add("als.gram", gram)
  }

  init(from file: ModelReader, training: TrainingSet) throws {
    let settings: Column<Float> = try file.column("als.settings")
    productFactors = try file.column("als.products")
    customerFactors = try file.column("als.customers")
    gram = try file.column("als.gram")
    guard settings.count == 3, settings[0] >= 16, settings[0] <= 4096,
      productFactors.count == Int(settings[0]) * training.productCount,
      customerFactors.count == Int(settings[0]) * training.customerCount,
      gram.count == Int(settings[0] * settings[0])
    else { throw file.damaged("its factors do not fit its products") }
    rank = Int(settings[0])
    penalty = settings[1]
    confidence = settings[2]
    self.training = training
  }
}

/// (G + Σ α y yᵀ) x = Σ (1 + α) y for one row, y over what it bought: never written out, only multiplied.
private struct NormalEquations {
  let gram: UnsafePointer<Float>
  let others: UnsafePointer<Float>
  let columns: UnsafeBufferPointer<Int32>
  let rank: Int
  let confidence: Float
  /// Residual, direction and product, one after the other.
  let room: UnsafeMutablePointer<Float>

  /// Three steps of conjugate gradients from the present `solution`.
  mutating func approach(_ solution: UnsafeMutablePointer<Float>, cells: Range<Int>) {
    guard !cells.isEmpty else { return solution.update(repeating: 0, count: rank) }
    let (residual, direction, product) = (room, room + rank, room + 2 * rank)
    multiply(solution, into: residual)
    for index in 0..<rank { residual[index] = -residual[index] }
    for cell in cells {
      let own = others + Int(columns[cell]) * rank
      let fit = dotProduct(own, solution, count: rank)
      add(own, times: 1 + confidence - confidence * fit, to: residual, count: rank)
    }
    direction.update(from: residual, count: rank)
    var size = dotProduct(residual, residual, count: rank)
    for _ in 0..<3 where size > 1e-12 {
      multiply(direction, into: product)
      for cell in cells {
        let own = others + Int(columns[cell]) * rank
        let fit = dotProduct(own, direction, count: rank)
        add(own, times: confidence * fit, to: product, count: rank)
      }
      let step = size / max(dotProduct(direction, product, count: rank), 1e-20)
      add(direction, times: step, to: solution, count: rank)
      add(product, times: -step, to: residual, count: rank)
      let next = dotProduct(residual, residual, count: rank)
      let ratio = next / size
      for index in 0..<rank { direction[index] = residual[index] + ratio * direction[index] }
      size = next
    }
  }

  private func multiply(
    _ vector: UnsafePointer<Float>, into product: UnsafeMutablePointer<Float>
  ) {
    product.update(repeating: 0, count: rank)
    for line in 0..<rank {
      add(gram + line * rank, times: vector[line], to: product, count: rank)
    }
  }
}

/// Solves A x = b by Cholesky; the lower triangle of A is spent and b becomes x.
func solveInPlace(
  _ matrix: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>, _ size: Int
) {
  for row in 0..<size {
    let own = matrix + row * size
    for column in 0..<row {
      let other = matrix + column * size
      own[column] = (own[column] - dotProduct(own, other, count: column)) / other[column]
    }
    own[row] = max(own[row] - dotProduct(own, own, count: row), 1e-12).squareRoot()
    right[row] = (right[row] - dotProduct(own, right, count: row)) / own[row]
  }
  for row in (0..<size).reversed() {
    let own = matrix + row * size
    right[row] /= own[row]
    add(own, times: -right[row], to: right, count: row)
  }
}
