import Computing

/// Customers in segments of like taste, and what each segment likes.
///
/// Spherical k-means: I. Dhillon and D. Modha, "Concept decompositions for large sparse text data using
/// clustering", Machine Learning 2001; first centres as in D. Arthur and S. Vassilvitskii,
/// "k-means++", SODA 2007.
public struct Segments: ProfileRecommender {
  /// What the model was trained on.
  public let training: TrainingSet
  /// How many segments there are.
  public let count: Int
  /// Segments by products: the share of the segment's customers that have the product, of length 1.
  private let centres: Column<Float>
  /// The segment of each customer.
  public let segmentOfCustomer: Column<Int32>

  /// Finds `count` segments, fewer when there are not so many customers.
  public init(_ training: TrainingSet, count wanted: Int = 12, seed: UInt64 = 42) {
    let count = max(1, min(wanted, training.customerCount))
    var clustering = Clustering(training.purchases, count: count, seed: seed)
    for _ in 0..<15 where clustering.moveCustomers() { clustering.moveCentres() }
    self.training = training
    self.count = count
    centres = Column(clustering.centres)
    segmentOfCustomer = Column(clustering.segments)
  }

  /// What the segments like, the nearer to the profile the more it counts.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    let products = training.productCount
    let norm = max(profile.entries.reduce(Float(0)) { $0 + $1.weight * $1.weight }, 1e-9)
      .squareRoot()
    centres.withUnsafeBufferPointer { centres in
      guard let base = centres.baseAddress, let target = scores.baseAddress else { return }
      for segment in 0..<count {
        let fit = profile.entries.reduce(Float(0)) {
          $0 + $1.weight * base[segment * products + $1.product.value]
        }
        // The fourth power: mostly the nearest segment, a little of the next.
        let nearness = max(fit / norm, 0)
        add(
          base + segment * products, times: nearness * nearness * nearness * nearness, to: target,
          count: products)
      }
    }
  }

  /// The products a segment likes best.
  public func favourites(of segment: Int, limit: Int) -> [Recommendation] {
    let products = training.productCount
    guard (0..<count).contains(segment) else { return [] }
    return centres.withUnsafeBufferPointer { centres in
      bestProducts(
        UnsafeBufferPointer(rebasing: centres[(segment * products)..<((segment + 1) * products)]),
        limit: limit)
    }
  }
}

extension Segments {
  func write(to file: inout ModelWriter) {
    file.add("segments.centres", centres)
    file.add("segments.customers", segmentOfCustomer)
  }

  init(from file: ModelReader, training: TrainingSet) throws {
    centres = try file.column("segments.centres")
    segmentOfCustomer = try file.column("segments.customers")
    guard training.productCount > 0, centres.count % training.productCount == 0,
      segmentOfCustomer.count == training.customerCount
    else { throw file.damaged("its segments do not fit its customers") }
    count = centres.count / training.productCount
    self.training = training
  }
}

/// Segments while they are found.
private struct Clustering {
  private let purchases: SparseRows
  private let count: Int
  private(set) var centres: [Float]
  private(set) var segments: [Int32]

  init(_ purchases: SparseRows, count: Int, seed: UInt64) {
    self.purchases = purchases
    self.count = count
    let products = purchases.columnCount
    centres = [Float](repeating: 0, count: count * products)
    segments = [Int32](repeating: -1, count: purchases.rowCount)
    var generator = SeededGenerator(seed: seed)
    // The distance of each customer to the nearest centre so far.
    var distances = [Double](repeating: 1, count: purchases.rowCount)
    for customer in 0..<purchases.rowCount where purchases.cells(customer).isEmpty {
      distances[customer] = 0
    }
    for centre in 0..<count {
      var mark = generator.unit() * distances.reduce(0, +)
      let chosen = distances.firstIndex { distance in
        mark -= distance
        return mark <= 0 && distance > 0
      }
      guard let chosen else { break }
      let cells = purchases.cells(chosen)
      let value = 1 / Float(max(cells.count, 1)).squareRoot()
      for cell in cells { centres[centre * products + Int(purchases.columns[cell])] = value }
      for customer in 0..<purchases.rowCount {
        let distance = max(0, 1 - Double(fit(customer, centre)))
        distances[customer] = min(distances[customer], distance * distance)
      }
    }
  }

  private func fit(_ customer: Int, _ centre: Int) -> Float {
    let cells = purchases.cells(customer)
    let start = centre * purchases.columnCount
    let sum = cells.reduce(Float(0)) { $0 + centres[start + Int(purchases.columns[$1])] }
    return sum / Float(max(cells.count, 1)).squareRoot()
  }

  /// Puts each customer in the nearest segment; false when none moved.
  mutating func moveCustomers() -> Bool {
    var moved = false
    for customer in segments.indices {
      var best: (fit: Float, segment: Int32) = (-1, 0)
      for centre in 0..<count {
        let fit = fit(customer, centre)
        if fit > best.fit { best = (fit, Int32(centre)) }
      }
      if segments[customer] != best.segment { moved = true }
      segments[customer] = best.segment
    }
    return moved
  }

  mutating func moveCentres() {
    let products = purchases.columnCount
    for index in centres.indices { centres[index] = 0 }
    for customer in segments.indices {
      let cells = purchases.cells(customer)
      let value = 1 / Float(max(cells.count, 1)).squareRoot()
      for cell in cells {
        centres[Int(segments[customer]) * products + Int(purchases.columns[cell])] += value
      }
    }
    for centre in 0..<count {
      let range = (centre * products)..<((centre + 1) * products)
      let norm = range.reduce(Float(0)) { $0 + centres[$1] * centres[$1] }.squareRoot()
      for index in range where norm > 0 { centres[index] /= norm }
    }
  }
}
