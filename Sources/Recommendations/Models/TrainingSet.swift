/// What models learn from: customers by products, when, and how good; nothing of names.
public struct TrainingSet: Sendable {
  /// Customers by products; 1 for every pair.
  public let purchases: SparseRows
  /// When each pair first met, in step with `purchases`; `Interactions.noTime` where unknown.
  public let times: Column<Int64>
  /// The rating of each pair, in step with `purchases`; not a number where there is none.
  public let ratings: Column<Float>
  /// How many customers have each product.
  public let popularity: Column<Float>

  /// The training set of some interactions; quantities do not count, one purchase is one.
  public init(_ interactions: Interactions) {
    self.init(
      purchases: interactions.counts.binary, times: interactions.firstTimes,
      ratings: interactions.ratings)
  }

  init(purchases: SparseRows, times: Column<Int64>, ratings: Column<Float>) {
    self.purchases = purchases
    self.times = times
    self.ratings = ratings
    var popularity = [Float](repeating: 0, count: purchases.columnCount)
    for product in purchases.columns { popularity[Int(product)] += 1 }
    self.popularity = Column(popularity)
  }
}

extension TrainingSet {
  /// How many customers there are.
  public var customerCount: Int { purchases.rowCount }
  /// How many products there are.
  public var productCount: Int { purchases.columnCount }

  /// The bytes of all that is learned from.
  public var byteCount: Int {
    var writer = ModelWriter()
    write(to: &writer)
    return writer.byteCount
  }

  /// What a customer has; empty for one who is not there.
  public func profile(of customer: CustomerIndex) -> Profile {
    guard customer.value >= 0, customer.value < customerCount else { return Profile(products: []) }
    return Profile(
      customer: customer,
      entries: purchases.cells(customer.value).map { cell in
        let time = times[cell]
        return Profile.Entry(
          ProductIndex(Int(purchases.columns[cell])),
          time: time == Interactions.noTime ? nil : time)
      })
  }

  /// The number of customers of each product, as scores.
  func scorePopularity(into scores: UnsafeMutableBufferPointer<Float>) {
    popularity.withUnsafeBufferPointer { popularity in
      for product in 0..<productCount { scores[product] = popularity[product] }
    }
  }

  /// The latest time of all, or `nil` when no time is known.
  var latestTime: Int64? {
    let latest = times.max() ?? Interactions.noTime
    return latest == Interactions.noTime ? nil : latest
  }

  func write(to file: inout ModelWriter) {
    purchases.write(to: &file, as: "purchases")
    file.add("times", times)
    file.add("ratings", ratings)
    file.add("popularity", popularity)
  }

  init(from file: ModelReader) throws {
    let purchases = try SparseRows(from: file, as: "purchases")
    let times: Column<Int64> = try file.column("times")
    let ratings: Column<Float> = try file.column("ratings")
    guard times.count == purchases.cellCount, ratings.count == purchases.cellCount else {
      throw file.damaged("its purchases do not hold together")
    }
    popularity = try file.column("popularity")
    guard popularity.count == purchases.columnCount else {
      throw file.damaged("its popularity does not fit its products")
    }
    self.purchases = purchases
    self.times = times
    self.ratings = ratings
  }
}

extension TrainingSet {
  /// Which cells a validation part holds: each customer's latest baskets where times are known, else a
  /// random share.
  func heldOutCells(share: Double, seed: UInt64) -> [Bool] {
    let interactions = Interactions(
      customers: Identifiers([]), products: Identifiers([]), counts: purchases, firstTimes: times,
      lastTimes: times, ratings: ratings)
    let rule: Split.Rule =
      latestTime == nil ? .random(share: share, seed: seed) : .latest(share: share)
    return Split.heldCells(interactions, by: rule)
  }
}
