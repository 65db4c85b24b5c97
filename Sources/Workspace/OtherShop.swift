import Diagnostics
import Entities
import Dialogue
import Quantities
public import Shop

// A workspace that serves another shop than its own: that shop's goods, order numbers and rules, with the
// articles and intents it has.
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
    return try serving(assortment, by: policy, seedFiles: seedFiles, named: path)
  }

  /// The desk of a shop that was imported into a database, by the policy kept with it; the workspace
  /// itself when nothing was imported. Throws a `Fault`.
  public func inShop(of database: ShopDatabase) throws -> LoadedWorkspace {
    guard try database.isImported() else { return self }
    let policy = try Self.policy(of: database) ?? policy
    return try serving(
      database.assortment(), by: policy, seedFiles: seedFiles, named: database.path ?? "shop")
  }

  /// The policy that a shop was imported with; `nil` when the workspace's own counts.
  static func policy(of database: ShopDatabase) throws -> Shop.Policy? {
    guard let text = try database.importedPolicy() else { return nil }
    return try Shop.Policy.read(Array(text.utf8), file: database.path ?? "policy")
  }

  private func serving(
    _ assortment: Assortment, by policy: Shop.Policy, seedFiles: [SeedFile], named name: String
  ) throws -> LoadedWorkspace {
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
        interactions: [], file: name, assortment: assortment, today: Day(number: 20_000)),
      contacts: contacts)
  }
}
