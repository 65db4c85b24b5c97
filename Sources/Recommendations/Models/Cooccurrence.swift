/// For one product at a time: its customers in common with every other product.
final class CooccurrenceSums {
  fileprivate let sums: UnsafeMutablePointer<Float>
  fileprivate let counts: UnsafeMutablePointer<Int32>
  fileprivate(set) var touched: [Int32] = []

  init(products: Int) {
    sums = .allocate(capacity: max(products, 1))
    sums.initialize(repeating: 0, count: products)
    counts = .allocate(capacity: max(products, 1))
    counts.initialize(repeating: 0, count: products)
  }

  deinit {
    sums.deallocate()
    counts.deallocate()
  }

  func sum(_ product: Int32) -> Float { sums[Int(product)] }
  func count(_ product: Int32) -> Int32 { counts[Int(product)] }

  /// Walks the product's customers and what each of them has.
  func add(_ product: Int, _ weighted: SparseRows, _ byProduct: SparseRows) {
    byProduct.columns.withUnsafeBufferPointer { customers in
      weighted.columns.withUnsafeBufferPointer { bought in
        weighted.values.withUnsafeBufferPointer { weights in
          for place in byProduct.cells(product) {
            let own = byProduct.values[place]
            for cell in weighted.cells(Int(customers[place])) {
              let other = Int(bought[cell])
              if counts[other] == 0 { touched.append(Int32(other)) }
              counts[other] += 1
              sums[other] += own * weights[cell]
            }
          }
        }
      }
    }
  }

  func clear() {
    for other in touched {
      counts[Int(other)] = 0
      sums[Int(other)] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }
}

/// The best neighbours of every product, found by several threads, each its own products.
final class FoundNeighbours: @unchecked Sendable {
  // Unchecked: no two threads write the same product's places.
  typealias Neighbour = (value: Float, product: Int32, both: Int32)
  private let products: Int
  private let room: Int
  private let best: UnsafeMutablePointer<Neighbour>
  private let used: UnsafeMutablePointer<Int>

  init(products: Int, count: Int) {
    self.products = products
    room = max(1, min(count, products))
    best = .allocate(capacity: max(products, 1) * room)
    used = .allocate(capacity: max(products, 1))
    used.initialize(repeating: 0, count: products)
  }

  deinit {
    best.deallocate()
    used.deallocate()
  }

  /// Keeps the highest values; of equals the product that comes first.
  func keepBest(of product: Int, _ sums: CooccurrenceSums, _ correct: (Int, Int, Float) -> Float) {
    let own = best + product * room
    var count = 0
    for other in sums.touched where Int(other) != product {
      let value = correct(product, Int(other), sums.sum(other))
      guard value > 0, count < room || precedes((value, other), own[count - 1]) else { continue }
      var place = min(count, room - 1)
      while place > 0, precedes((value, other), own[place - 1]) {
        own[place] = own[place - 1]
        place -= 1
      }
      own[place] = (value, other, sums.count(other))
      count = min(count + 1, room)
    }
    used[product] = count
  }

  private func precedes(_ one: (value: Float, product: Int32), _ other: Neighbour) -> Bool {
    one.value > other.value || (one.value == other.value && one.product < other.product)
  }

  /// All neighbours as rows, and how many customers each pair has, filled in place.
  func rows() -> (neighbours: SparseRows, both: Column<Int32>) {
    let starts = Column<Int64>(count: products + 1) { starts in
      starts[0] = 0
      for product in 0..<products { starts[product + 1] = starts[product] + Int64(used[product]) }
    }
    let count = Int(starts[products])
    var both: Column<Int32>?
    var values: Column<Float>?
    let columns = Column<Int32>(count: count) { columns in
      values = Column(count: count) { values in
        both = Column(count: count) { both in
          var place = 0
          for product in 0..<products {
            for neighbour in sorted(product) {
              columns[place] = neighbour.product
              values[place] = neighbour.value
              both[place] = neighbour.both
              place += 1
            }
          }
        }
      }
    }
    return (
      SparseRows(
        columnCount: products, starts: starts, columns: columns, values: values ?? Column([])),
      both ?? Column([])
    )
  }

  /// A product's neighbours in the order of their places.
  func sorted(_ product: Int) -> [Neighbour] {
    (0..<used[product]).map { best[product * room + $0] }.sorted { $0.product < $1.product }
  }
}

extension CooccurrenceSums {
  /// Sums the squares of one side over the common customers.
  func addSquares(
    _ product: Int, _ weighted: SparseRows, _ byProduct: SparseRows, ofOther: Bool
  ) {
    for place in byProduct.cells(product) {
      let own = byProduct.values[place]
      for cell in weighted.cells(Int(byProduct.columns[place])) {
        let value = ofOther ? weighted.values[cell] : own
        note(weighted.columns[cell], value * value)
      }
    }
  }

  private func note(_ other: Int32, _ value: Float) {
    if counts[Int(other)] == 0 { touched.append(other) }
    counts[Int(other)] += 1
    sums[Int(other)] += value
  }
}
