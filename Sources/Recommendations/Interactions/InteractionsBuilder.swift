/// Collects rows in any order and packs them into pairs: linear in the rows, 36 bytes each meanwhile.
struct InteractionsBuilder {
  private var customers = IdentifierBuilder()
  private var products = IdentifierBuilder()
  private var rows: [Row] = []

  private struct Row {
    let customer: Int32
    let product: Int32
    let time: Int64
    let quantity: Float
    let rating: Float

    func repeats(_ other: Row) -> Bool {
      product == other.product && time == other.time && time != Interactions.noTime
        && quantity == other.quantity
        && (rating == other.rating || (rating.isNaN && other.rating.isNaN))
    }
  }

  var rowCount: Int { rows.count }

  mutating func add(
    customer: some RandomAccessCollection<UInt8>, product: some RandomAccessCollection<UInt8>,
    time: Int64?, quantity: Float, rating: Float?
  ) {
    rows.append(
      Row(
        customer: Int32(customers.place(of: customer)),
        product: Int32(products.place(of: product)), time: time ?? Interactions.noTime,
        quantity: quantity, rating: rating ?? .nan))
  }

  /// The rows as pairs.
  var interactions: Interactions { packed().interactions }

  /// The rows as pairs, and how many of them said again what another said: the same time, quantity and
  /// rating. Without a time a row is another purchase.
  func packed() -> (interactions: Interactions, duplicates: Int) {
    let customerOrder = customers.sorted
    let productOrder = products.sorted
    var newProduct = [Int32](repeating: 0, count: products.count)
    for (new, old) in productOrder.enumerated() { newProduct[old] = Int32(new) }
    var newCustomer = [Int32](repeating: 0, count: customers.count)
    for (new, old) in customerOrder.enumerated() { newCustomer[old] = Int32(new) }

    // Rows by customer (counting sort), then each customer's by product and time.
    var starts = [Int](repeating: 0, count: customers.count + 1)
    for row in rows { starts[Int(newCustomer[Int(row.customer)]) + 1] += 1 }
    for customer in 0..<customers.count { starts[customer + 1] += starts[customer] }
    var next = starts
    var order = [Int32](repeating: 0, count: rows.count)
    for (index, row) in rows.enumerated() {
      let customer = Int(newCustomer[Int(row.customer)])
      order[next[customer]] = Int32(index)
      next[customer] += 1
    }
    var cells = Cells()
    cells.reserve(rows.count)
    var duplicates = 0
    for customer in 0..<customers.count {
      let own = order[starts[customer]..<starts[customer + 1]].sorted { left, right in
        let (one, other) = (rows[Int(left)], rows[Int(right)])
        let (first, second) = (newProduct[Int(one.product)], newProduct[Int(other.product)])
        return (first, one.time, left) < (second, other.time, right)
      }
      var last: Row?
      for index in own {
        let row = rows[Int(index)]
        if let last, row.repeats(last) {
          duplicates += 1
          continue
        }
        last = row
        cells.add(
          product: newProduct[Int(row.product)], time: row.time, quantity: row.quantity,
          rating: row.rating)
      }
      cells.endRow()
    }
    let interactions = Interactions(
      customers: customers.identifiers(keeping: customerOrder),
      products: products.identifiers(keeping: productOrder),
      counts: SparseRows(
        columnCount: products.count, starts: Column(cells.starts), columns: Column(cells.columns),
        values: Column(cells.counts)),
      firstTimes: Column(cells.firstTimes), lastTimes: Column(cells.lastTimes),
      ratings: Column(cells.ratings))
    return (interactions, duplicates)
  }
}

private struct Cells {
  var starts: [Int64] = [0]
  var columns: [Int32] = []
  var counts: [Float] = []
  var firstTimes: [Int64] = []
  var lastTimes: [Int64] = []
  var ratings: [Float] = []

  mutating func reserve(_ count: Int) {
    columns.reserveCapacity(count)
    counts.reserveCapacity(count)
    firstTimes.reserveCapacity(count)
    lastTimes.reserveCapacity(count)
    ratings.reserveCapacity(count)
  }

  /// Adds a row of the present customer; rows come by product, then by time.
  mutating func add(product: Int32, time: Int64, quantity: Float, rating: Float) {
    if columns.count > Int(starts[starts.count - 1]), columns[columns.count - 1] == product {
      let last = columns.count - 1
      counts[last] += quantity
      lastTimes[last] = max(lastTimes[last], time)
      if firstTimes[last] == Interactions.noTime { firstTimes[last] = time }
      if !rating.isNaN { ratings[last] = rating }
      return
    }
    columns.append(product)
    counts.append(quantity)
    firstTimes.append(time)
    lastTimes.append(time)
    ratings.append(rating)
  }

  mutating func endRow() { starts.append(Int64(columns.count)) }
}
