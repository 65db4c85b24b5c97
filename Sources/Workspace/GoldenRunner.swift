public import Dialogue
import Quantities
import Shop
import ShopSQLite

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
