import ArgumentParser
import Computing
import Diagnostics
import Formats
import Foundation
import Quantities
import Shop
import ShopSQLite

/// Kills a process that writes the shop, at random moments, and looks at what is left.
struct KillTest {
  let shop: String
  let folder: URL
  let kills: Int
  let seed: UInt64

  func run() throws {
    let policy = try samplePolicy(shop)
    let sample = try Seed.read(
      SeedFile.read(at: shop), currency: policy.currency, today: Day(number: 20_000))
    let path = folder.appending(path: "killed.sqlite").path
    try ShopDatabase(path: path, currency: policy.currency, clock: { 0 }).load(sample)
    var random = SeededGenerator(seed: seed)
    var opened = 0
    var whole = 0
    var actions = 0
    for round in 0..<kills {
      try writeAndKill(path, seed: seed &+ UInt64(round), after: 0.03 + random.unit() * 0.12)
      let database = try ShopDatabase(path: path, currency: policy.currency, clock: { 0 })
      opened += 1
      if try database.isSound(), try database.unexplainedChanges(since: sample).isEmpty {
        whole += 1
      }
      actions = try database.actions(limit: 1).first?.id ?? 0
    }
    let record: JSON = [
      "benchmark": "shop-kill", "kills": .integer(kills), "opened": .integer(opened),
      "before_or_after": .integer(whole), "actions": .integer(actions),
    ]
    print(record.text)
  }

  private func writeAndKill(_ path: String, seed: UInt64, after delay: Double) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["shop", "writer", "--database", path, "--shop", shop, "--seed", "\(seed)"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    // The first byte says that writing has begun; the moment of death counts from there.
    _ = try output.fileHandleForReading.read(upToCount: 1)
    Thread.sleep(forTimeInterval: delay)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
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
    let book = try ShopDatabase(path: database, currency: policy.currency, clock: { 0 })
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
    _ order: Order, _ book: ShopDatabase, _ policy: Policy, _ random: inout SeededGenerator
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
