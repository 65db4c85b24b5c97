/// Who bought what: one cell a customer and product, however often and whenever it happened.
///
/// Customers and products are in the order of their ids' bytes, so the order of a file's rows changes
/// nothing.
public struct Interactions: Sendable {
  /// The customers' ids.
  public let customers: Identifiers
  /// The products' ids.
  public let products: Identifiers
  /// Customers by products; a value is how often (or how many) were bought, at least 1.
  public let counts: SparseRows
  /// When each pair first met, in Unix seconds; `noTime` where it is not known. In step with `counts`.
  public let firstTimes: Column<Int64>
  /// When each pair last met, in Unix seconds; `noTime` where it is not known.
  public let lastTimes: Column<Int64>
  /// The last rating of each pair; not a number where there is none.
  public let ratings: Column<Float>

  /// Stands for a time that is not known.
  public static let noTime = Int64.min

  init(
    customers: Identifiers, products: Identifiers, counts: SparseRows,
    firstTimes: Column<Int64>, lastTimes: Column<Int64>, ratings: Column<Float>
  ) {
    self.customers = customers
    self.products = products
    self.counts = counts
    self.firstTimes = firstTimes
    self.lastTimes = lastTimes
    self.ratings = ratings
  }

  /// Creates interactions from rows in any order.
  public init(_ rows: some Sequence<Interaction>) {
    var builder = InteractionsBuilder()
    for row in rows {
      builder.add(
        customer: Array(row.customer.utf8), product: Array(row.product.utf8), time: row.time,
        quantity: row.quantity, rating: row.rating)
    }
    self = builder.interactions
  }
}

/// One row: a customer met a product.
public struct Interaction: Hashable, Sendable {
  /// The customer's id.
  public let customer: String
  /// The product's id.
  public let product: String
  /// When, in Unix seconds.
  public let time: Int64?
  /// How many.
  public let quantity: Float
  /// How good it was.
  public let rating: Float?

  /// Creates a row.
  public init(
    customer: String, product: String, time: Int64? = nil, quantity: Float = 1,
    rating: Float? = nil
  ) {
    self.customer = customer
    self.product = product
    self.time = time
    self.quantity = quantity
    self.rating = rating
  }
}

extension Interactions {
  /// How many customers there are.
  public var customerCount: Int { customers.count }
  /// How many products there are.
  public var productCount: Int { products.count }
  /// How many pairs of a customer and a product there are.
  public var pairCount: Int { counts.cellCount }
  /// Whether every pair has a rating and none says more than another: such data tells only what sells.
  public var isRatedAlike: Bool {
    guard let first = ratings.first, pairCount > 1 else { return false }
    return ratings.allSatisfy { $0 == first }
  }

  /// The same pairs as plain purchases.
  public var withoutRatings: Interactions {
    Interactions(
      customers: customers, products: products, counts: counts, firstTimes: firstTimes,
      lastTimes: lastTimes, ratings: Column(repeatElement(.nan, count: pairCount)))
  }

  /// What is said of ratings that are all equal.
  static let equalRatingsRemark =
    "all ratings are equal, so nothing is liked better than another: popularity is used; where they "
    + "are no ratings but purchases, say --ignore-ratings"

  /// Whether any pair has a rating.
  public var isRated: Bool { ratings.contains { !$0.isNaN } }

  /// What a customer bought, by place.
  public func products(of customer: CustomerIndex) -> ArraySlice<Int32> {
    counts.cells(customer.value).map { counts.columns[$0] }[...]
  }

  /// The pairs a closure keeps, with the same customers and products: parts of a split.
  public func keeping(_ keeps: (_ customer: Int, _ cell: Int) -> Bool) -> Interactions {
    var starts: [Int64] = [0]
    var kept: [Int] = []
    for customer in 0..<customerCount {
      for cell in counts.cells(customer) where keeps(customer, cell) { kept.append(cell) }
      starts.append(Int64(kept.count))
    }
    return Interactions(
      customers: customers, products: products,
      counts: SparseRows(
        columnCount: productCount, starts: Column(starts),
        columns: Column(kept.map { counts.columns[$0] }),
        values: Column(kept.map { counts.values[$0] })),
      firstTimes: Column(kept.map { firstTimes[$0] }),
      lastTimes: Column(kept.map { lastTimes[$0] }), ratings: Column(kept.map { ratings[$0] }))
  }
}
