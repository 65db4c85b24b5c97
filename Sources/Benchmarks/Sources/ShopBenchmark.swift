import ArgumentParser
import Computing
import Diagnostics
import Formats
import Foundation
import Quantities
import Shop
import ShopPostgres
import ShopSQLite

/// `benchmarks shop`: how fast a large shop is imported, asked and changed, and whether it survives being killed.
struct ShopBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shop",
    abstract: "The shop's database: import, queries, transactions, kill -9.",
    subcommands: [ShopFigures.self, ShopWriter.self], defaultSubcommand: ShopFigures.self)
}

struct ShopFigures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "Prints the figures.")

  @Option(help: "The folder of public data; without it the tau2 shop is left out.")
  var data: String?
  @Option(help: "The folder with the sample shop.") var shop = "knowledge-base/shop"
  @Option(help: "How many customers the large shop has.") var customers = 50_000
  @Option(help: "How many orders the large shop has.") var orders = 200_000
  @Option(help: "How often a writing process is killed.") var kills = 200
  @Option(help: "The seed.") var seed: UInt64 = 7
  @Option(
    help: ArgumentHelp(
      "An empty database of a PostgreSQL server, for its figures beside.", valueName: "address"))
  var postgres: String?
  @Option(help: "How many desks are at the server at once.") var desks = 20
  @Option(
    help: ArgumentHelp(
      "What kills the server and starts it again, such as `crash` of .ci/postgres.",
      valueName: "program"))
  var crash: String?

  func run() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "deskmate-shop-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if orders > 0 { try large(in: folder) }
    if let data { try tau2(data + "/shop/tau2-retail", in: folder) }
    try killed(in: folder)
  }

  private func killed(in folder: URL) throws {
    guard kills > 0 else { return }
    let file = folder.appending(path: "killed.sqlite").path
    try KillTest(shop: shop, place: file, kills: kills, seed: seed).run()
    guard let postgres else { return }
    try KillTest(shop: shop, place: postgres, kills: kills, seed: seed, writers: 2).run()
    guard let crash else { return }
    try KillTest(
      shop: shop, place: postgres, kills: kills, seed: seed, crash: crash, writers: 2
    ).run()
  }

  private func large(in folder: URL) throws {
    let source = folder.appending(path: "large")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    try LargeShop(customers: customers, orders: orders, seed: seed).write(
      to: source, products: shop + "/products.json")
    let policy = try samplePolicy(shop)
    let today = Day(number: 20_000)
    let clock = ContinuousClock()
    let start = clock.now
    let spent = Figures.processorSeconds()
    let seed = try Seed.read(
      SeedFile.read(at: source.path), currency: policy.currency, today: today)
    let read = clock.now
    let database = try ShopDatabase(
      path: folder.appending(path: "large.sqlite").path, currency: policy.currency, clock: { 0 })
    try database.load(seed)
    let end = clock.now
    emit([
      "benchmark": "shop-import", "customers": .integer(seed.customers.count),
      "orders": .integer(seed.orders.count),
      "read_seconds": .number(seconds(read - start), digits: 2),
      "load_seconds": .number(seconds(end - read), digits: 2),
      "seconds": .number(seconds(end - start), digits: 2),
      "cpu_seconds": .number(Figures.processorSeconds() - spent, digits: 2),
      "peak_megabytes": .integer(ProcessMemory.peakMegabytes),
    ])
    try queries(database, seed, policy)
    try transactions(database, seed, policy, today)
    guard let postgres else { return }
    guard let address = PostgresAddress(postgres) else {
      throw ValidationError("--postgres is an address such as postgresql://user@host/database")
    }
    try ShopServerFigures(
      address: address, seed: seed, policy: policy, desks: desks, transactionsPerDesk: 50
    ).run()
  }

  private func queries(_ database: ShopDatabase, _ seed: Seed, _ policy: Policy) throws {
    var random = SeededGenerator(seed: self.seed)
    let known = (0..<2_000).map { _ in seed.orders[random.below(seed.orders.count)] }
    let emails = Dictionary(
      seed.customers.map { ($0.id, $0.email) }, uniquingKeysWith: { first, _ in first })
    func report(_ name: String, _ body: (Order) throws -> Void) throws {
      let times = try known.map { order in try time { try body(order) } }.sorted()
      emit([
        "benchmark": "shop-query", "query": .string(name),
        "median_microseconds": .number(times[times.count / 2] * 1e6, digits: 1),
        "p99_microseconds": .number(times[times.count * 99 / 100] * 1e6, digits: 1),
      ])
    }
    try report("order") { _ = try database.order($0.number) }
    try report("orders of customer") { _ = try database.orders(of: $0.customer) }
    try report("customer") { _ = try database.customer($0.customer) }
    try report("identify, right") { order in
      let clues = IdentityClues(orderNumber: order.number, email: emails[order.customer])
      guard case .identified = try database.identify(clues, policy: policy.identification) else {
        throw ValidationError("a customer was not identified")
      }
    }
    try report("identify, no such order") { order in
      let clues = IdentityClues(orderNumber: "9" + order.number, email: emails[order.customer])
      _ = try database.identify(clues, policy: policy.identification)
    }
    try report("identify, another's e-mail") { order in
      let clues = IdentityClues(orderNumber: order.number, email: "nobody@example.net")
      _ = try database.identify(clues, policy: policy.identification)
    }
  }

  private func transactions(
    _ database: ShopDatabase, _ seed: Seed, _ policy: Policy, _ today: Day
  ) throws {
    var times: [Double] = []
    for order in seed.orders where order.status == .pending && times.count < 2_000 {
      let request = Request.cancel(order: order.number, reason: policy.cancellation.reasons.first)
      times.append(
        try time {
          guard
            case .planned(let plan) = try database.propose(
              request, for: order.customer, policy: policy, today: today),
            case .done = try database.carryOut(plan, policy: policy, today: today)
          else { throw ValidationError("order \(order.number) could not be cancelled") }
        })
    }
    times.sort()
    emit([
      "benchmark": "shop-transaction", "request": "cancel", "count": .integer(times.count),
      "median_milliseconds": .number(times[times.count / 2] * 1e3, digits: 3),
      "p99_milliseconds": .number(times[times.count * 99 / 100] * 1e3, digits: 3),
    ])
  }

  private func tau2(_ path: String, in folder: URL) throws {
    var counts: (products: Int, customers: Int, orders: Int) = (0, 0, 0)
    let spent = try time {
      let seed = try Seed.read(
        SeedFile.read(at: path), currency: "USD", today: Day(number: 20_000))
      let database = try ShopDatabase(
        path: folder.appending(path: "tau2.sqlite").path, currency: "USD", clock: { 0 })
      try database.load(seed)
      counts = try database.counts()
    }
    emit([
      "benchmark": "shop-import-tau2", "products": .integer(counts.products),
      "customers": .integer(counts.customers), "orders": .integer(counts.orders),
      "seconds": .number(spent, digits: 3),
    ])
  }
}

/// The policy of the sample shop.
func samplePolicy(_ folder: String) throws -> Policy {
  let path = folder + "/policy.json"
  guard let bytes = FileManager.default.contents(atPath: path) else {
    throw Fault(file: path, "cannot be read")
  }
  return try Policy.read([UInt8](bytes), file: path)
}

func emit(_ record: JSON) { print(record.text) }

private func seconds(_ duration: Duration) -> Double {
  let (whole, parts) = duration.components
  return Double(whole) + Double(parts) * 1e-18
}

private func time(_ body: () throws -> Void) rethrows -> Double {
  seconds(try ContinuousClock().measure { try body() })
}

extension Figures {
  /// The processor's time that this process has used: what a busy machine does not distort.
  static func processorSeconds() -> Double {
    Double(clock()) / Double(CLOCKS_PER_SEC)
  }
}
