import Diagnostics
import Formats
import Quantities
import Shop
import Workspace

/// What a shop knows of its products, customers and orders: from its database, or from the workspace's files
/// where there is none. Who was forgotten is not among them.
struct ShopRecords {
  let assortment: Assortment
  let orders: [Order]
  let customers: [Customer]
  /// The day from which the days of its files count.
  let loaded: Day
  /// What became of flags.
  let flagNotes: [FlagNote]
  private let hasForgotten: Bool

  init(_ options: ForeseeSource) throws {
    let folder = try options.workspace.folder()
    let path = options.shop.path(for: folder)
    let today = Program.today
    var orders: [Order]
    var customers: [Customer]
    if ShopPlace(path).mayHoldShop {
      let database = try options.shop.databaseToRead(options.workspace)
      assortment = try database.assortment()
      orders = try database.orders(status: nil, limit: 1_000_000)
      customers = try database.customers(limit: 1_000_000)
      loaded = try database.loadedOn() ?? today
      flagNotes = try database.flagNotes()
    } else if options.shop.named != nil {
      throw Fault(file: path, "there is no such shop; `deskmate shop import DIR` makes one")
    } else {
      let policy = try Policy.read(Files.bytes(folder.policyPath), file: folder.policyPath)
      let seed = try Seed.read(
        SeedFile.read(at: folder.path("knowledge-base/shop")), currency: policy.currency,
        today: today)
      (assortment, orders, customers) = (seed.assortment, seed.orders, seed.customers)
      (loaded, flagNotes) = (today, [])
    }
    hasForgotten =
      customers.contains { $0.id.hasPrefix("forgotten-") }
      || orders.contains { $0.customer.hasPrefix("forgotten-") }
    orders.removeAll { $0.customer.hasPrefix("forgotten-") }
    customers.removeAll { $0.id.hasPrefix("forgotten-") }
    (self.orders, self.customers) = (orders, customers)
  }

  /// Who stands in the workspace's files but was forgotten by the database since: other files of the workspace
  /// still hold their purchases.
  func forgotten(_ folder: WorkspaceFolder) throws(Fault) -> Set<String> {
    let file = folder.path("knowledge-base/shop/customers.json")
    guard hasForgotten, Files.exists(file) else { return [] }
    let known = Set(customers.map(\.id))
    var forgotten: Set<String> = []
    for node in try JSONReader.read(Files.bytes(file), file: file).array("customers") {
      if let id = try node["id"]?.string("id"), !known.contains(id) { forgotten.insert(id) }
    }
    return forgotten
  }
}
