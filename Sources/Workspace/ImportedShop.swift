import Dialogue
import Diagnostics
import Entities
import Knowledge
import Quantities
import Shop
import Shopping
import Text

/// The workspace's desk in another shop: its rules, goods and order numbers, and of the articles those
/// that its policy can fill.
extension LoadedWorkspace {
  /// The desk for the shop in a book: the workspace itself, unless the book was imported. A book that is
  /// missing or cannot be opened changes nothing here; whoever opens it says so. Throws `Faults` or a
  /// `Fault` when an imported policy is wrong.
  public func serving(bookAt path: String) throws -> LoadedWorkspace {
    let place = ShopPlace(path)
    guard place.mayHoldShop, let book = try? place.openToRead(currency: policy.currency),
      try book.isImported()
    else { return self }
    let rules = try book.importedPolicy().map {
      KnowledgeFiles.File(name: place.shown, bytes: Array($0.utf8))
    }
    let currency = try rules.map { try Shop.Policy.read($0.bytes, file: $0.name).currency }
    let goods =
      currency == nil || currency == policy.currency
      ? book : try place.openToRead(currency: currency ?? policy.currency)
    return try moved(to: try goods.assortment(), rules, seedFiles: seedFiles)
  }

  /// The desk in the shop of a folder that holds the shop's files and its `policy.json`. Throws `Faults`
  /// or a `Fault`.
  public func inShop(at path: String) throws -> LoadedWorkspace {
    let name = path + "/policy.json"
    let rules = KnowledgeFiles.File(name: name, bytes: try Files.bytes(name))
    let seedFiles = try SeedFile.read(at: path)
    let currency = try Shop.Policy.read(rules.bytes, file: name).currency
    let goods = try Seed.read(seedFiles, currency: currency, today: Day(number: 20_000)).assortment
    return try moved(to: goods, rules, seedFiles: seedFiles)
  }

  /// Without rules of its own a shop has the workspace's. Who bought what is the workspace's own and left
  /// behind: advice goes by the goods alone.
  private func moved(
    to goods: Assortment, _ rules: KnowledgeFiles.File?, seedFiles: [SeedFile]
  ) throws -> LoadedWorkspace {
    let policy = try rules.map { try Shop.Policy.read($0.bytes, file: $0.name) } ?? policy
    let extractor = try EntityExtractor(
      catalogue: Catalogue(goods.catalogueEntries), orderNumbers: policy.orderNumberPatterns)
    let interpreter = interpreter.with(entityExtractor: extractor)
    let articles = try rules.map { try knowledge.under($0) } ?? knowledge
    let other = Dictionary(
      uniqueKeysWithValues: facts.map { language, index in
        (language, index.filled(by: articles.values[language] ?? [:]))
      })
    return LoadedWorkspace(
      folder: folder, entityExtractor: extractor, classifiers: classifiers,
      sentimentScorer: sentimentScorer, interpreter: interpreter,
      knowledge: articles, phrases: phrases,
      policy: policy, assortment: goods, seedFiles: seedFiles, alarms: alarms,
      advisor: try Advisor(
        interactions: [], file: folder.path, assortment: goods, today: Day(number: 20_000)),
      shoppingWords: shoppingWords, facts: rules == nil ? facts : other,
      goodsQuestions: goodsQuestions, spoken: spoken,
      contacts: contacts)
  }
}
