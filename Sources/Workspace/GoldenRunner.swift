public import Dialogue
import Diagnostics
import Entities
import Quantities
import Shop

/// Runs golden conversations, each on a fresh shop in memory.
public final class GoldenRunner {
  private let workspace: LoadedWorkspace
  private var workspaces: [String: LoadedWorkspace] = [:]
  private var seeds: [String: Seed] = [:]

  /// Creates a runner for a workspace.
  public init(workspace: LoadedWorkspace) { self.workspace = workspace }

  /// Runs a conversation on a shop as of its day: the workspace's, or the one in the folder that its
  /// head names. Throws what stands in the way of running it at all.
  public func run(_ script: GoldenConversation) throws -> Replay.Outcome {
    let place = try self.place(of: script)
    let key = "\(script.shop ?? "") \(script.day.iso)"
    let seed = try seeds[key] ?? place.seed(today: script.day)
    seeds[key] = seed
    let shop = try ShopDatabase(inMemoryWithCurrency: place.policy.currency)
    try shop.load(seed)
    let agent = Agent(interpreter: place.interpreter, desk: place.desk(shop: shop))
    return try Replay(agent: agent).run(script)
  }

  private func place(of script: GoldenConversation) throws -> LoadedWorkspace {
    guard let folder = script.shop else { return workspace }
    let parent = script.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = (parent + [Substring(folder)]).joined(separator: "/")
    if let known = workspaces[path] { return known }
    let moved = try workspace.inShop(at: path)
    workspaces[path] = moved
    return moved
  }
}

extension LoadedWorkspace {
  /// The same desk in another shop: a folder that holds the shop's files and its `policy.json`. Articles
  /// stay as they are. Throws `Faults` or a `Fault`.
  public func inShop(at path: String) throws -> LoadedWorkspace {
    let name = path + "/policy.json"
    let policy = try Shop.Policy.read(Files.bytes(name), file: name)
    let seedFiles = try SeedFile.read(at: path)
    let assortment = try Seed.read(
      seedFiles, currency: policy.currency, today: Day(number: 20_000)
    ).assortment
    let extractor = try EntityExtractor(
      catalogue: Catalogue(assortment.catalogueEntries), orderNumbers: policy.orderNumberPatterns)
    guard
      let interpreter = Interpreter(
        entityExtractor: extractor, classifiers: classifiers, sentimentScorer: sentimentScorer)
    else { return self }
    return LoadedWorkspace(
      folder: folder, entityExtractor: extractor, classifiers: classifiers,
      sentimentScorer: sentimentScorer, interpreter: interpreter, knowledge: knowledge,
      phrases: phrases, policy: policy, assortment: assortment, seedFiles: seedFiles,
      alarms: alarms,
      advisor: try Advisor(
        interactions: [], file: path, assortment: assortment, today: Day(number: 20_000)),
      contacts: contacts)
  }
}
