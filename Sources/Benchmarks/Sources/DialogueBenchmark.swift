import ArgumentParser
import Diagnostics
import Dialogue
import Formats
import Foundation
import Quantities
import Shop
import Text
import Workspace

/// `benchmarks dialogue`: turns that do something, turns on a large shop, and thousands of random
/// conversations.
struct DialogueBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dialogue",
    abstract:
      "Openings; turns with a transaction and suggestions to an agent, on a small and a large shop; random conversations."
  )

  @Option(help: "The folder of public data; not needed here.") var data: String?
  @Option(help: "The workspace.") var workspace = "."
  @Option(help: "How many random conversations there are.") var conversations = 3_000
  @Option(help: "How many customers the large shop has.") var customers = 50_000
  @Option(help: "How many orders the large shop has.") var orders = 200_000
  @Option(help: "The seed.") var seed: UInt64 = 11
  @Option(
    help: ArgumentHelp(
      "An empty database of a PostgreSQL server, for the same turns there.", valueName: "address"))
  var postgres: String?

  func run() throws {
    let today = Day(number: 20_778)
    let cache = StatePaths(environment: ProcessInfo.processInfo.environment).cache
    let loaded = try LoadedWorkspace.load(
      from: WorkspaceFolder(path: workspace), cache: cache, today: today)
    if let contacts = loaded.contacts {
      emit(try ContactRows(shop: workspace + "/knowledge-base/shop").figures(of: contacts))
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "deskmate-dialogue-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sample = try loaded.seed(today: today)
    let small = try file("small", folder, loaded)
    try turns("dialogue-turn", loaded, sample, small, today)
    try SuggestionFigures(workspace: loaded, seed: sample, shop: small, today: today)
      .write(as: "dialogue-suggestion")
    if orders > 0 {
      let source = folder.appending(path: "large")
      let seed = try large(loaded, source, today)
      // Its order numbers are longer than the sample shop's; everything else is the same desk.
      let inShop = try loaded.inShop(at: source.path)
      let large = try file("large", folder, loaded)
      try turns("dialogue-turn-large", inShop, seed, large, today)
      try SuggestionFigures(workspace: inShop, seed: seed, shop: large, today: today)
        .write(as: "dialogue-suggestion-large")
      if let postgres {
        let server = try ShopPlace(postgres).open(currency: loaded.policy.currency, clock: { 0 })
        try turns("dialogue-turn-server", inShop, seed, server, today)
      }
    }
    if conversations > 0 { try random(loaded, today) }
  }

  private func file(
    _ name: String, _ folder: URL, _ loaded: LoadedWorkspace
  ) throws -> any ShopStore {
    try ShopPlace(folder.appending(path: name + ".sqlite").path).open(
      currency: loaded.policy.currency, clock: { 0 })
  }

  private func large(_ loaded: LoadedWorkspace, _ source: URL, _ today: Day) throws -> Seed {
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    try LargeShop(customers: customers, orders: orders, seed: seed).write(
      to: source, products: workspace + "/knowledge-base/shop/products.json")
    let policy = try String(
      contentsOfFile: workspace + "/knowledge-base/shop/policy.json", encoding: .utf8)
    try Data(policy.replacing("1[0-9]{4}", with: "[123][0-9]{5}").utf8)
      .write(to: source.appending(path: "policy.json"))
    return try Seed.read(
      SeedFile.read(at: source.path), currency: loaded.policy.currency, today: today)
  }

  /// Customers who show who they are and then cancel.
  private func turns(
    _ name: String, _ loaded: LoadedWorkspace, _ seed: Seed, _ shop: any ShopStore, _ today: Day
  ) throws {
    try shop.load(seed)
    let agent = Agent(interpreter: loaded.interpreter, desk: loaded.desk(shop: shop))
    let emails = Dictionary(
      seed.customers.map { ($0.id, $0.email) }, uniquingKeysWith: { first, _ in first })
    var looking: [Double] = []
    var doing: [Double] = []
    let clock = ContinuousClock()
    func say(_ text: String, _ conversation: inout Conversation) throws -> (Turn, Double) {
      let start = clock.now
      let turn = try agent.reply(to: text, in: &conversation, today: today)
      let elapsed = (clock.now - start).components
      return (turn, Double(elapsed.seconds) * 1e3 + Double(elapsed.attoseconds) / 1e15)
    }
    for order in seed.orders.filter({ $0.status == .pending }).prefix(400) {
      var conversation = Conversation()
      let email = emails[order.customer] ?? ""
      looking.append(try say("where is order \(order.number)? \(email)", &conversation).1)
      looking.append(try say("cancel order \(order.number)", &conversation).1)
      looking.append(try say("no longer needed", &conversation).1)
      let (turn, time) = try say("yes", &conversation)
      if turn.reply.action == "cancel" { doing.append(time) }
    }
    emit([
      "benchmark": .string(name), "orders": .integer(seed.orders.count),
      "customers": .integer(seed.customers.count), "turns": .integer(looking.count + doing.count),
      "transactions": .integer(doing.count),
      "look_median_ms": .number(median(looking), digits: 3),
      "transaction_median_ms": .number(median(doing), digits: 3),
      "turn_median_ms": .number(median(looking + doing), digits: 3),
    ])
  }

  private func random(_ loaded: LoadedWorkspace, _ today: Day) throws {
    let start = ContinuousClock.now
    let outcome = try ConversationTrial(workspace: loaded, today: today)
      .run(conversations, seed: seed)
    let elapsed = (ContinuousClock.now - start).components
    emit([
      "benchmark": "dialogue-random", "conversations": .integer(outcome.conversations),
      "turns": .integer(outcome.turns), "with_action": .integer(outcome.transactions),
      "faults": .integer(outcome.faults.count), "seconds": .integer(Int(elapsed.seconds)),
    ])
    for fault in outcome.faults.prefix(20) { Console.note(fault) }
  }

  private func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}

private enum Console {
  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text.visible() + "\n").utf8))
  }
}
