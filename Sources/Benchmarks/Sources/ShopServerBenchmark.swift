import Computing
import Diagnostics
import Formats
import Foundation
import Quantities
import Shop
import ShopPostgres

/// The figures of a shop on a PostgreSQL server: import, a transaction beside SQLite's, many desks at once.
struct ShopServerFigures {
  let address: PostgresAddress
  let seed: Seed
  let policy: Policy
  let desks: Int
  let transactionsPerDesk: Int
  let today = Day(number: 20_000)

  func run() throws {
    let shop = try open()
    let start = ContinuousClock.now
    try shop.load(seed)
    emit([
      "benchmark": "shop-server-import", "customers": .integer(seed.customers.count),
      "orders": .integer(seed.orders.count),
      "load_seconds": .number(Figures.seconds(ContinuousClock.now - start), digits: 2),
    ])
    try identities(shop)
    try transactions(shop)
    let orders = try returnable(shop)
    try manyDesks(Array(orders.dropLast(20)))
    try oneOrder(Array(orders.suffix(20)))
  }

  private func open() throws -> PostgresShop {
    try PostgresShop(address, currency: policy.currency, clock: { 0 })
  }

  /// Whether the time tells a stranger which orders there are: a wrong try takes as long either way.
  private func identities(_ shop: PostgresShop) throws {
    var random = SeededGenerator(seed: 7)
    let known = (0..<500).map { _ in seed.orders[random.below(seed.orders.count)].number }
    var times: [[Double]] = [[], []]
    for (place, number) in known.enumerated() {
      // By turns, so that whatever else the machine does meets both.
      for (kind, tried) in [number, "9" + number].enumerated() {
        let clues = IdentityClues(orderNumber: tried, email: "nobody\(place)@example.net")
        let start = ContinuousClock.now
        _ = try shop.identify(clues, policy: policy.identification)
        times[kind].append(Figures.seconds(ContinuousClock.now - start))
      }
    }
    for (name, times) in zip(["another's e-mail", "no such order"], times.map { $0.sorted() }) {
      emit([
        "benchmark": "shop-server-identity", "tried": .string(name),
        "median_milliseconds": .number(times[times.count / 2] * 1e3, digits: 3),
        "mean_milliseconds": .number(
          times.reduce(0, +) / Double(times.count) * 1e3, digits: 3),
      ])
    }
  }

  private func transactions(_ shop: PostgresShop) throws {
    var times: [Double] = []
    for order in seed.orders where order.status == .pending && times.count < 500 {
      let request = Request.cancel(order: order.number, reason: policy.cancellation.reasons.first)
      let start = ContinuousClock.now
      guard case .done = try carryOut(request, of: order, in: shop) else {
        throw Fault(file: nil, "order \(order.number) could not be cancelled")
      }
      times.append(Figures.seconds(ContinuousClock.now - start))
    }
    times.sort()
    emit([
      "benchmark": "shop-server-transaction", "request": "cancel", "count": .integer(times.count),
      "median_milliseconds": .number(times[times.count / 2] * 1e3, digits: 3),
      "p99_milliseconds": .number(times[times.count * 99 / 100] * 1e3, digits: 3),
    ])
  }

  /// `nil` when the plan was refused.
  private func carryOut(
    _ request: Request, of order: Order, in shop: any ShopStore
  ) throws -> Outcome? {
    guard
      case .planned(let plan) = try shop.propose(
        request, for: order.customer, policy: policy, today: today)
    else { return nil }
    return try shop.carryOut(plan, policy: policy, today: today)
  }

  /// Orders that can be sent back.
  private func returnable(_ shop: any ShopStore) throws -> [Order] {
    let most = desks * transactionsPerDesk + 20
    var orders: [Order] = []
    for order in seed.orders where order.status == .delivered && orders.count < most {
      if case .planned = try shop.propose(
        goods(order), for: order.customer, policy: policy, today: today)
      {
        orders.append(order)
      }
    }
    return orders
  }

  /// Every desk with connections of its own sends back other customers' goods, all at once; afterwards the
  /// shop is looked at whole.
  private func manyDesks(_ orders: [Order]) throws {
    let shops = try (0..<desks).map { _ in try open() }
    let before = try shops[0].actions(limit: 1).first?.id ?? 0
    let start = ContinuousClock.now
    let used = Figures.processorSeconds()
    let done = try parallelMap(desks, threads: desks) { desk in
      try orders.indices.filter { $0 % desks == desk }.filter { place in
        if case .done = try carryOut(goods(orders[place]), of: orders[place], in: shops[desk]) {
          return true
        }
        return false
      }.count
    }.reduce(0, +)
    let elapsed = Figures.seconds(ContinuousClock.now - start)
    let spent = Figures.processorSeconds() - used
    let logged = try shops[0].actions(limit: 2 * orders.count).filter { $0.id > before }
    let whole = try orders.filter { order in
      let now = try shops[0].order(order.number)
      return now?.returns.count == 1 && now?.refunds.count == 1
        && now?.refunds.first?.amount.hundredths == order.items[0].price.hundredths
          * order.items[0].quantity
    }.count
    emit([
      "benchmark": "shop-server-desks", "desks": .integer(desks),
      "orders": .integer(seed.orders.count), "transactions": .integer(done),
      "wrong": .integer(orders.count - whole + abs(logged.count - done)),
      "a_second": .number(Double(done) / elapsed, digits: 0),
      "own_cpu_milliseconds_each": .number(spent / Double(max(1, done)) * 1e3, digits: 3),
    ])
  }

  /// All desks want another change of the same order at once: one wins, the others learn how it stands.
  private func oneOrder(_ orders: [Order]) throws {
    let shops = try (0..<desks).map { _ in try open() }
    var (won, told, wrong) = (0, 0, 0)
    for order in orders {
      let endings = try parallelMap(desks, threads: desks) { desk -> Outcome? in
        try carryOut(goods(order, reason: "desk \(desk)"), of: order, in: shops[desk])
      }
      let receipts = endings.filter { if case .done = $0 { true } else { false } }.count
      won += receipts
      told += desks - receipts
      let now = try shops[0].order(order.number)
      if receipts != 1 || now?.returns.count != 1 || now?.refunds.count != 1 { wrong += 1 }
    }
    emit([
      "benchmark": "shop-server-one-order", "desks": .integer(desks),
      "orders": .integer(orders.count), "won": .integer(won), "told": .integer(told),
      "wrong": .integer(wrong),
    ])
  }

  /// Sends all of the first line back, so that nobody can do it twice.
  private func goods(_ order: Order, reason: String? = nil) -> Request {
    .returnItems(
      order: order.number, items: [ItemCount(line: 1, quantity: order.items[0].quantity)],
      refundTo: nil, reason: reason)
  }
}
