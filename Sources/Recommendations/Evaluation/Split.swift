import Computing

/// Interactions in two parts, with the same customers and products: to learn from, and to be asked.
public struct Split: Sendable {
  /// What is learned from.
  public let train: Interactions
  /// What is held out.
  public let test: Interactions

  /// The rule by which a part is held out.
  public enum Rule: Hashable, Sendable {
    /// Each customer's latest times, each with all its products, until they hold at least this share of
    /// the customer's pairs; no basket is cut, and who came once only is not asked.
    case latest(share: Double)
    /// This share of each customer's pairs, at least one, drawn at random.
    case random(share: Double, seed: UInt64)
    /// This share of all pairs, drawn at random.
    case pairs(share: Double, seed: UInt64)
  }

  /// Splits by a rule. Customers of fewer than five pairs keep all for learning, except by `.pairs`.
  public init(_ interactions: Interactions, by rule: Rule) {
    let isHeld = Self.heldCells(interactions, by: rule)
    train = interactions.keeping { _, cell in !isHeld[cell] }
    test = interactions.keeping { _, cell in isHeld[cell] }
  }

  /// Which cells a rule holds out.
  static func heldCells(_ interactions: Interactions, by rule: Rule) -> [Bool] {
    var isHeld = [Bool](repeating: false, count: interactions.pairCount)
    switch rule {
    case .latest(let share):
      for customer in 0..<interactions.counts.rowCount {
        Self.holdLatest(interactions.counts.cells(customer), of: interactions, share, &isHeld)
      }
    case .random(let share, let seed):
      var generator = SeededGenerator(seed: seed)
      for customer in 0..<interactions.counts.rowCount {
        let cells = interactions.counts.cells(customer)
        guard cells.count >= 5 else { continue }
        let wanted = max(1, Int((share * Double(cells.count)).rounded()))
        for cell in cells.shuffled(using: &generator).prefix(wanted) { isHeld[cell] = true }
      }
    case .pairs(let share, let seed):
      var generator = SeededGenerator(seed: seed)
      for cell in isHeld.indices { isHeld[cell] = generator.unit() < share }
    }
    return isHeld
  }

  private static func holdLatest(
    _ cells: Range<Int>, of interactions: Interactions, _ share: Double, _ isHeld: inout [Bool]
  ) {
    guard cells.count >= 5 else { return }
    let times = cells.map { interactions.firstTimes[$0] }.sorted(by: >)
    let wanted = max(1, Int((share * Double(cells.count) - 1e-9).rounded(.up)))
    let border = times[min(wanted, times.count) - 1]
    guard border != times[times.count - 1] else { return }
    for cell in cells where interactions.firstTimes[cell] >= border { isHeld[cell] = true }
  }

  /// One of so many parts of all pairs drawn at random, for cross-validation: part `index` is held out.
  public init(_ interactions: Interactions, fold index: Int, of count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let order = (0..<interactions.pairCount).shuffled(using: &generator)
    var fold = [Int](repeating: 0, count: order.count)
    for (place, cell) in order.enumerated() { fold[cell] = place % max(count, 1) }
    train = interactions.keeping { _, cell in fold[cell] != index }
    test = interactions.keeping { _, cell in fold[cell] == index }
  }

  /// Two files as one split: ids of both, each its own pairs.
  public init(train: Interactions, test: Interactions) {
    let customers = Self.union(train.customers, test.customers)
    let products = Self.union(train.products, test.products)
    self.train = train.renumbered(customers: customers, products: products)
    self.test = test.renumbered(customers: customers, products: products)
  }

  private static func union(_ one: Identifiers, _ other: Identifiers) -> Identifiers {
    var names = (0..<one.count).map { one[$0] }
    for place in 0..<other.count where one[other[place]] == nil { names.append(other[place]) }
    return Identifiers(names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}

extension Split {
  /// Whether every customer's held-out pairs come no earlier than what is learned from: whether the
  /// future was held out, rather than a random part.
  public var isOrderedByTime: Bool {
    var ordered = 0
    var asked = 0
    for customer in 0..<train.customerCount {
      let held = test.counts.cells(customer).map { test.firstTimes[$0] }
      let learned = train.counts.cells(customer).map { train.firstTimes[$0] }
      guard let first = held.min(), let last = learned.max(), first != Interactions.noTime else {
        continue
      }
      asked += 1
      if first >= last { ordered += 1 }
    }
    return asked > 0 && Double(ordered) > 0.9 * Double(asked)
  }

  /// Whether anything was held out.
  public var isAsking: Bool { test.pairCount > 0 }
}

extension Interactions {
  /// The same pairs under other numbers; every id must be in the new tables.
  func renumbered(customers: Identifiers, products: Identifiers) -> Interactions {
    var cellsOf = [Range<Int>](repeating: 0..<0, count: customers.count)
    for customer in 0..<customerCount {
      if let place = customers[self.customers[customer]] { cellsOf[place] = counts.cells(customer) }
    }
    let newProduct = (0..<productCount).map { Int32(products[self.products[$0]] ?? 0) }
    var starts: [Int64] = [0]
    var order: [Int] = []
    for cells in cellsOf {
      order += cells.sorted {
        newProduct[Int(counts.columns[$0])] < newProduct[Int(counts.columns[$1])]
      }
      starts.append(Int64(order.count))
    }
    return Interactions(
      customers: customers, products: products,
      counts: SparseRows(
        columnCount: products.count, starts: Column(starts),
        columns: Column(order.map { newProduct[Int(counts.columns[$0])] }),
        values: Column(order.map { counts.values[$0] })),
      firstTimes: Column(order.map { firstTimes[$0] }),
      lastTimes: Column(order.map { lastTimes[$0] }), ratings: Column(order.map { ratings[$0] }))
  }

  /// Keeps products of at least `customersPerProduct` customers, then customers of at least
  /// `productsPerCustomer` kept products, once each; ids that lose all their pairs go.
  public func trimmed(customersPerProduct: Int, productsPerCustomer: Int) -> Interactions {
    let popularity = TrainingSet(self).popularity
    let frequent = keeping { _, cell in
      Int(popularity[Int(counts.columns[cell])]) >= customersPerProduct
    }
    let active = frequent.keeping { customer, _ in
      frequent.counts.cells(customer).count >= productsPerCustomer
    }
    let left = TrainingSet(active).popularity
    let customers = (0..<active.customerCount).filter { !active.counts.cells($0).isEmpty }
    let products = (0..<active.productCount).filter { left[$0] > 0 }
    return active.renumbered(
      customers: Identifiers(customers.map { active.customers[$0] }),
      products: Identifiers(products.map { active.products[$0] }))
  }
}
