import ArgumentParser
import Computing
import Diagnostics
import Formats
import Foundation
import Quantities
import Shop
import ShopPostgres
import ShopSQLite
import Workspace

/// Kills processes that write the shop, at random moments, or the server they write to, and looks at what is
/// left.
struct KillTest {
  let shop: String
  /// A file, or the address of a server.
  let place: String
  let kills: Int
  let seed: UInt64
  /// What kills the server and starts it again; without it the writers are killed.
  var crash: String?
  /// How many write at once.
  var writers = 1

  func run() throws {
    let policy = try samplePolicy(shop)
    let sample = try Seed.read(
      SeedFile.read(at: shop), currency: policy.currency, today: Day(number: 20_000))
    let original = try ShopDatabase(inMemoryWithCurrency: policy.currency)
    try original.load(sample)
    let shopPlace = ShopPlace(place)
    try shopPlace.open(currency: policy.currency, clock: { 0 }).load(sample)
    var random = SeededGenerator(seed: seed)
    var opened = 0
    var whole = 0
    var actions = 0
    for round in 0..<kills {
      try writeAndKill(seed: seed &+ UInt64(round * writers), after: 0.03 + random.unit() * 0.12)
      let store = try shopPlace.open(currency: policy.currency, clock: { 0 })
      opened += 1
      if try isWhole(store, sample, original) { whole += 1 }
      actions = try store.actions(limit: 1).first?.id ?? 0
    }
    let record: JSON = [
      "benchmark": .string(crash == nil ? "shop-kill" : "shop-kill-server"),
      "store": .string(isFile ? "SQLite" : "PostgreSQL"), "writers": .integer(writers),
      "kills": .integer(kills), "opened": .integer(opened), "before_or_after": .integer(whole),
      "actions": .integer(actions),
    ]
    print(record.text)
  }

  private var isFile: Bool { if case .file = ShopPlace(place) { true } else { false } }

  /// Whether the log explains every difference to the shop as it was loaded, and all can be read.
  private func isWhole(
    _ store: any ShopStore, _ sample: Seed, _ original: ShopDatabase
  ) throws -> Bool {
    if let file = store as? ShopDatabase {
      return try file.isSound() && file.unexplainedChanges(since: sample).isEmpty
    }
    guard let server = store as? PostgresShop else { return false }
    return try server.unexplainedChanges(since: original).isEmpty
  }

  private func writeAndKill(seed: UInt64, after delay: Double) throws {
    let processes = try (0..<writers).map { writer in
      let process = Process()
      process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      process.arguments = [
        "shop", "writer", "--database", place, "--shop", shop,
        "--seed", "\(seed &+ UInt64(writer))",
      ]
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      // The first byte says that writing has begun; the moment of death counts from there.
      _ = try output.fileHandleForReading.read(upToCount: 1)
      return process
    }
    Thread.sleep(forTimeInterval: delay)
    if let crash {
      let process = try Process.run(URL(filePath: crash), arguments: [])
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw Fault(file: crash, "the server did not start again")
      }
    }
    for process in processes {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }
}

/// `benchmarks shop writer`: changes orders without end, for the test that kills it.
struct ShopWriter: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "writer", abstract: "Changes orders until it is killed.", shouldDisplay: false)

  @Option var database: String
  @Option var shop: String
  @Option var seed: UInt64

  func run() throws {
    let policy = try samplePolicy(shop)
    let today = Day(number: 20_000)
    let book = try ShopPlace(database).open(currency: policy.currency, clock: { 0 })
    let sample = try Seed.read(
      SeedFile.read(at: shop), currency: policy.currency, today: today)
    var random = SeededGenerator(seed: seed)
    FileHandle.standardOutput.write(Data("w".utf8))
    while true {
      let order = sample.orders[random.below(sample.orders.count)]
      if let last = try book.lastReversibleAction(of: order.customer), random.below(3) == 0 {
        _ = try book.undo(last, of: order.customer, today: today)
        continue
      }
      let request = try request(order, book, policy, &random)
      if case .planned(let plan) = try book.propose(
        request, for: order.customer, policy: policy, today: today)
      {
        _ = try book.carryOut(plan, policy: policy, today: today)
      }
    }
  }

  private func request(
    _ order: Order, _ book: any ShopStore, _ policy: Policy, _ random: inout SeededGenerator
  ) throws -> Request {
    let item = order.items[random.below(order.items.count)]
    let others = try book.assortment().product(item.product)?.variants ?? []
    let change = ItemChange(
      line: item.line, quantity: 1, sku: others.isEmpty ? item.sku : random.pick(others).sku)
    switch random.below(6) {
    case 0: return .cancel(order: order.number, reason: policy.cancellation.reasons.first)
    case 1:
      return .returnItems(
        order: order.number, items: [ItemCount(line: item.line, quantity: 1)], refundTo: nil,
        reason: nil)
    case 2:
      return .exchangeItems(order: order.number, changes: [change], payment: nil, reason: nil)
    case 3: return .changeItems(order: order.number, changes: [change], payment: nil)
    case 4: return .complain(order: order.number, text: "complaint \(random.next())")
    default:
      return .changeAddress(
        order: order.number,
        to: Address(
          line1: "\(random.below(5_000)) Wren Court", city: "Portland", state: "OR",
          postcode: "97205", country: "US"))
    }
  }
}
