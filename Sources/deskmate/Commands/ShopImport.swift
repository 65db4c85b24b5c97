import ArgumentParser
import Diagnostics
import Shop
import Text
import Workspace

/// `deskmate shop import`: a real shop in place of the sample.
struct ShopImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Put a shop from files in place of what the database holds.",
    discussion: """
      A folder holds products.json, customers.json and orders.json, or db.json of the tau2 retail
      shop, or tables (CSV) of products, customers and orders as Shopify exports them, of products
      as WooCommerce and Magento do; the form is detected. All faults are listed and nothing is imported, unless --skip-bad
      leaves out the records at fault. The log of actions begins anew.

      Examples:
        deskmate shop import knowledge-base/shop
        deskmate shop import export/ --shop real.sqlite --policy export/policy.json
        deskmate shop import export/ --shop postgresql://deskmate@db.example.com/shop
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var shop: ShopOptions

  @Option(
    help: ArgumentHelp(
      "The shop's own policy.json, kept with it; the default is the workspace's.",
      valueName: "file"))
  var policy: String?

  @Flag(help: "Leave out the records at fault, list them, and import the rest.")
  var skipBad = false

  @Argument(help: ArgumentHelp("The folder, or a file of a whole shop.", valueName: "dir"))
  var source: String

  func run() throws {
    let text = try policy.map { try Files.unpacked($0) }
    let rules = try text.map { try Policy.read($0, file: policy ?? "") } ?? workspacePolicy()
    let seed: Seed
    do {
      seed = try Seed.read(
        SeedFile.read(at: source), currency: rules?.currency ?? "USD", today: Program.today,
        skippingBad: skipBad, advising: true)
    } catch let faults as Faults {
      list(faults.all)
      Console.error("deskmate: nothing was imported; \(count(faults.all.count, "fault"))")
      throw ExitCode(2)
    }
    list(seed.skipped + seed.advice)
    let database = try shop.database(workspace, currency: rules?.currency ?? "USD")
    try database.importShop(seed, policy: text.map { String(decoding: $0, as: UTF8.self) })
    let skipped = seed.skipped.isEmpty ? "" : "; \(count(seed.skipped.count, "fault")) left out"
    Console.error(
      "Imported \(count(seed.assortment.products.count, "product")), "
        + "\(count(seed.customers.count, "customer")), \(count(seed.orders.count, "order"))"
        + skipped)
  }

  /// The workspace's policy; `nil` without a workspace.
  private func workspacePolicy() throws -> Policy? {
    guard let folder = try? workspace.folder() else { return nil }
    return try Policy.read(Files.bytes(folder.policyPath), file: folder.policyPath)
  }

  private func list(_ faults: [Fault]) {
    for fault in faults { Console.error("deskmate: " + fault.description.visible()) }
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension WorkspaceFolder {
  /// The shop's rules.
  var policyPath: String { path + "/knowledge-base/shop/policy.json" }
}

extension ShopOptions {
  /// The database named, or the workspace's own; made if it is missing, and its folder too.
  func database(_ workspace: WorkspaceOptions, currency: String) throws -> any ShopStore {
    try ShopPlace(named ?? path(for: workspace.folder())).open(
      currency: currency, clock: { Program.secondsNow })
  }

  /// The database for a command that changes it, if it is there.
  func database(_ workspace: WorkspaceOptions) throws -> any ShopStore {
    let currency = try databaseToRead(workspace).currency
    return try database(workspace, currency: currency)
  }

  /// The database for the commands that only look, where nothing may be written as well: an import's own
  /// policy names the currency.
  func databaseToRead(_ workspace: WorkspaceOptions) throws -> any ShopStore {
    let place = try ShopPlace(named ?? path(for: workspace.folder()))
    guard place.mayHoldShop else {
      throw Fault(
        file: place.shown,
        "there is no shop yet; a conversation or `deskmate shop import DIR` makes one")
    }
    let first = try place.openToRead(currency: "USD")
    let policy: Policy
    if let text = try first.importedPolicy() {
      policy = try Policy.read(Array(text.utf8), file: place.shown)
    } else if let folder = try? workspace.folder() {
      policy = try Policy.read(Files.bytes(folder.policyPath), file: folder.policyPath)
    } else {
      return first
    }
    return policy.currency == first.currency
      ? first : try place.openToRead(currency: policy.currency)
  }
}
