import Computing

/// One state of the chain of Bayesian factors.
struct GibbsSampler {
  private let rank: Int
  private let seed: UInt64
  private let byCustomer: SparseRows
  private let byProduct: SparseRows
  private var precision = 2.0
  private(set) var customers: [Float]
  private(set) var products: [Float]

  init(_ training: TrainingSet, rank: Int, mean: Double, seed: UInt64) {
    self.rank = rank
    self.seed = seed
    // Only rated pairs, less the mean.
    var starts: [Int64] = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for customer in 0..<training.customerCount {
      for cell in training.purchases.cells(customer) where !training.ratings[cell].isNaN {
        columns.append(training.purchases.columns[cell])
        values.append(training.ratings[cell] - Float(mean))
      }
      starts.append(Int64(columns.count))
    }
    byCustomer = SparseRows(
      columnCount: training.productCount, starts: Column(starts), columns: Column(columns),
      values: Column(values))
    byProduct = byCustomer.transposed
    var noise = NormalGenerator(seed: seed)
    customers = (0..<(training.customerCount * rank)).map { _ in Float(noise.next() * 0.1) }
    products = (0..<(training.productCount * rank)).map { _ in Float(noise.next() * 0.1) }
  }

  /// Samples the spread of both sides, then all factors, then the precision.
  mutating func sweep(_ number: Int) {
    let own = seed &+ UInt64(number + 1) &* 0x2545_F491_4F6C_DD1D
    var noise = NormalGenerator(seed: own)
    let priorOfCustomers = FactorPrior(sampledFrom: customers, rank: rank, noise: &noise)
    Self.sample(
      &customers, byCustomer, products, prior: priorOfCustomers, precision: precision, rank: rank,
      seed: own &+ 1)
    let priorOfProducts = FactorPrior(sampledFrom: products, rank: rank, noise: &noise)
    Self.sample(
      &products, byProduct, customers, prior: priorOfProducts, precision: precision, rank: rank,
      seed: own &+ 2)
    precision = samplePrecision(&noise)
  }

  private static func sample(
    _ factors: inout [Float], _ ratings: SparseRows, _ others: [Float], prior: FactorPrior,
    precision: Double, rank: Int, seed: UInt64
  ) {
    let (priorMatrix, priorRight) = (
      prior.precision.map { Float($0) }, prior.right.map { Float($0) }
    )
    let weight = Float(precision)
    factors.withUnsafeMutableBufferPointer { factors in
      guard let base = factors.baseAddress else { return }
      let target = SharedBuffer(base)
      forEachInParallel(ratings.rowCount) { rows in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: rank * rank) { matrix in
          guard let matrix = matrix.baseAddress else { return }
          others.withUnsafeBufferPointer { others in
            guard let others = others.baseAddress else { return }
            for row in rows {
              let own = target.base + row * rank
              for index in 0..<(rank * rank) { matrix[index] = priorMatrix[index] }
              for index in 0..<rank { own[index] = priorRight[index] }
              for cell in ratings.cells(row) {
                let other = others + Int(ratings.columns[cell]) * rank
                for line in 0..<rank {
                  let first = line / 16 * 16
                  add(
                    other + first, times: weight * other[line],
                    to: matrix + line * rank + first, count: rank - first)
                }
                add(other, times: weight * ratings.values[cell], to: own, count: rank)
              }
              // A seed for each row: the samples do not depend on the threads.
              var noise = NormalGenerator(seed: seed &+ UInt64(row) &* 0x9E37_79B9)
              sampleInPlace(matrix, own, rank, &noise)
            }
          }
        }
      }
    }
  }

  /// One sample of the normal distribution with precision A and mean A⁻¹ b: b becomes it. A is given by
  /// its upper triangle and becomes U, A = Uᵀ U; rows are worked on by whole sixteens, in which what
  /// lies before the diagonal counts 0.
  private static func sampleInPlace(
    _ matrix: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>, _ size: Int,
    _ noise: inout NormalGenerator
  ) {
    for row in 0..<size {
      let own = matrix + row * size
      let first = row / 16 * 16
      for column in first..<row { own[column] = 0 }
      let scale = 1 / max(own[row], 1e-9).squareRoot()
      for column in first..<size { own[column] *= scale }
      for below in (row + 1)..<max(size, row + 1) {
        let start = below / 16 * 16
        add(
          own + start, times: -own[below], to: matrix + below * size + start, count: size - start)
      }
      let value = right[row] * scale
      add(own + first, times: -value, to: right + first, count: size - first)
      right[row] = value
    }
    for row in 0..<size { right[row] += Float(noise.next()) }
    for row in (0..<size).reversed() {
      let own = matrix + row * size
      let first = row / 16 * 16
      let known = dotProduct(own + first, right + first, count: size - first)
      right[row] += (right[row] - known) / own[row]
    }
  }

  private func samplePrecision(_ noise: inout NormalGenerator) -> Double {
    var squares = 0.0
    customers.withUnsafeBufferPointer { customers in
      products.withUnsafeBufferPointer { products in
        guard let customers = customers.baseAddress, let products = products.baseAddress else {
          return
        }
        for customer in 0..<byCustomer.rowCount {
          for cell in byCustomer.cells(customer) {
            let fit = dotProduct(
              customers + customer * rank, products + Int(byCustomer.columns[cell]) * rank,
              count: rank)
            let error = Double(byCustomer.values[cell] - fit)
            squares += error * error
          }
        }
      }
    }
    let count = Double(byCustomer.cellCount)
    return noise.gamma(shape: 1 + count / 2) / (1 + squares / 2)
  }
}
