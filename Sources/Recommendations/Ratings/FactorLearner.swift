import Computing

/// The factors of SVD++ while they are learned.
struct FactorLearner {
  let rank: Int
  let mean: Float
  let range: ClosedRange<Double>
  private(set) var productBiases: [Float]
  private(set) var customerBiases: [Float]
  private(set) var productFactors: [Float]
  private var customerFactors: [Float]
  /// What having rated a product adds to a customer's factors (y of the paper).
  private var implicitFactors: [Float]
  private let settings: SVDPlusPlus.Settings
  private let purchases: SparseRows
  /// The targets of the cells; not a number where there is none.
  private let targets: [Float]
  private let isRated: Bool

  init(
    _ training: TrainingSet, _ settings: SVDPlusPlus.Settings, memoryLimit: Int
  ) throws {
    let rank = (max(settings.factors, 1) + 15) / 16 * 16
    let (customers, products) = (training.customerCount, training.productCount)
    try MemoryNeed(
      model: "SVD++", bytes: (2 * customers + 2 * products) * rank * 4,
      of: "\(customers) customers and \(products) products"
    ).check(limit: memoryLimit)
    let rows = RatingRows(training)
    isRated = rows.count > 0
    targets = isRated ? Array(training.ratings) : [Float](repeating: 1, count: training.times.count)
    mean = isRated ? Float(rows.mean) : 0.25
    range = isRated ? rows.range : 0...1
    self.rank = rank
    self.settings = settings
    purchases = training.purchases
    var generator = SeededGenerator(seed: settings.seed)
    func small(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float(generator.unit() - 0.5) * (settings.isImplicit ? 0.2 : 0.35) }
    }
    productBiases = [Float](repeating: 0, count: products)
    customerBiases = [Float](repeating: 0, count: customers)
    productFactors = small(products * rank)
    customerFactors = small(customers * rank)
    implicitFactors = [Float](repeating: 0, count: settings.isImplicit ? products * rank : 0)
  }

  /// One epoch: every customer once, in an order of its own; a customer's ratings share the sum of what
  /// their products add, so that it is made and spread once.
  mutating func walk(_ epoch: Int) {
    var generator = SeededGenerator(seed: settings.seed &+ UInt64(epoch + 1) &* 0x9E37)
    let rate = settings.rate * Float(power(settings.isImplicit ? 0.95 : 0.975, Double(epoch)))
    var taste = [Float](repeating: 0, count: rank)
    var change = [Float](repeating: 0, count: rank)
    var own = [Float](repeating: 0, count: rank)
    for customer in (0..<purchases.rowCount).shuffled(using: &generator) {
      let cells = purchases.cells(customer)
      guard !cells.isEmpty else { continue }
      let norm = 1 / Float(cells.count).squareRoot()
      sumImplicit(cells, norm, &own)
      for index in 0..<rank { taste[index] = own[index] }
      for index in 0..<rank { change[index] = 0 }
      for cell in cells.shuffled(using: &generator) {
        let product = Int(purchases.columns[cell])
        if !targets[cell].isNaN {
          step(customer, product, target: targets[cell], rate: rate, taste: taste, &change)
        }
        if !isRated {
          for _ in 0..<3 {
            let other = generator.below(max(productBiases.count, 1))
            if !cells.contains(where: { Int(purchases.columns[$0]) == other }) {
              step(customer, other, target: 0, rate: rate, taste: taste, &change)
            }
          }
        }
      }
      spread(change, cells, norm, rate)
    }
  }

  /// |N|^−½ Σ y of a customer's products.
  private func sumImplicit(_ cells: Range<Int>, _ norm: Float, _ sum: inout [Float]) {
    for index in 0..<rank { sum[index] = 0 }
    guard settings.isImplicit else { return }
    implicitFactors.withUnsafeBufferPointer { factors in
      sum.withUnsafeMutableBufferPointer { sum in
        guard let factors = factors.baseAddress, let sum = sum.baseAddress else { return }
        for cell in cells {
          add(factors + Int(purchases.columns[cell]) * rank, times: norm, to: sum, count: rank)
        }
      }
    }
  }

  private mutating func step(
    _ customer: Int, _ product: Int, target: Float, rate: Float, taste: [Float],
    _ change: inout [Float]
  ) {
    let (rank, penalty) = (rank, settings.penalty)
    let (from, to) = (customer * rank, product * rank)
    let expected = mean + customerBiases[customer] + productBiases[product]
    let biasPenalty: Float = settings.isImplicit ? 0.02 : penalty
    productFactors.withUnsafeMutableBufferPointer { products in
      customerFactors.withUnsafeMutableBufferPointer { customers in
        var fit: Float = 0
        for index in 0..<rank {
          fit += products[to + index] * (customers[from + index] + taste[index])
        }
        let error = target - expected - fit
        customerBiases[customer] += rate * (error - biasPenalty * customerBiases[customer])
        productBiases[product] += rate * (error - biasPenalty * productBiases[product])
        for index in 0..<rank {
          let (mine, its) = (customers[from + index], products[to + index])
          customers[from + index] = mine + rate * (error * its - penalty * mine)
          products[to + index] = its + rate * (error * (mine + taste[index]) - penalty * its)
          change[index] += error * its
        }
      }
    }
  }

  /// Gives each product's y its part of the summed gradient.
  private mutating func spread(_ change: [Float], _ cells: Range<Int>, _ norm: Float, _ rate: Float)
  {
    guard settings.isImplicit else { return }
    let penalty = settings.penalty
    let rank = rank
    implicitFactors.withUnsafeMutableBufferPointer { factors in
      for cell in cells {
        let start = Int(purchases.columns[cell]) * rank
        for index in 0..<rank {
          let own = factors[start + index]
          factors[start + index] = own + rate * (norm * change[index] - penalty * own)
        }
      }
    }
  }

  /// Each customer's factors with what their products add.
  func summedCustomers() -> [Float] {
    var summed = customerFactors
    var sum = [Float](repeating: 0, count: rank)
    for customer in 0..<purchases.rowCount {
      let cells = purchases.cells(customer)
      guard !cells.isEmpty else { continue }
      sumImplicit(cells, 1 / Float(cells.count).squareRoot(), &sum)
      for index in 0..<rank { summed[customer * rank + index] += sum[index] }
    }
    return summed
  }
}
