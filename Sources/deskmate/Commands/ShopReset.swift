import ArgumentParser
import Diagnostics
import Quantities
import Shop
import Text
import Workspace

/// `deskmate shop reset`: the workspace's files anew.
struct ShopReset: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Load knowledge-base/shop anew; what was done since is gone, its log too.")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var shop: ShopOptions

  func run() throws {
    let folder = try workspace.folder()
    let policy = try Policy.read(Files.bytes(folder.policyPath), file: folder.policyPath)
    let seed = try Seed.read(
      SeedFile.read(at: folder.path("knowledge-base/shop")), currency: policy.currency,
      today: Program.today)
    try shop.database(workspace, currency: policy.currency).load(seed)
    Console.error("Loaded \(seed.orders.count) orders as of \(seed.today)")
  }
}

/// `deskmate shop forget`: removes a person.
struct ShopForget: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Remove a customer's name, addresses, conversations and traces in the log.",
    discussion: "The orders stay as figures of nobody. This cannot be undone.")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var shop: ShopOptions
  @Argument(help: "The customer's id, such as c0042.") var customer: String

  func run() throws {
    guard try shop.database(workspace).forget(customer, today: Program.today) else {
      throw Fault(file: nil, "there is no customer \"\(customer.visible())\" in this shop")
    }
    Console.error("Forgotten")
  }
}
