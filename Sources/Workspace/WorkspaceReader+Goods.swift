import Diagnostics
import Entities
import Quantities
import Shop
import Shopping
import Text

/// What is sold, by which rules, and what finds its names in a text.
extension WorkspaceReader {
  /// What is sold, by which rules, and what finds its names in a text.
  struct GoodsParts: Sendable {
    let policy: Part<Shop.Policy>
    let seedFiles: Part<[SeedFile]>
    let assortment: Part<Assortment>
    let extractor: Part<EntityExtractor>
    let words: Part<ShoppingWords>

    var faults: [Fault] {
      policy.faults + seedFiles.faults + assortment.faults + extractor.faults + words.faults
    }
  }

  func readGoods() -> GoodsParts {
    let policy = Part {
      try Shop.Policy.read(
        bytes("knowledge-base/shop/policy.json"), file: "knowledge-base/shop/policy.json")
    }
    let seedFiles = Part {
      try SeedFile.read(at: folder.path("knowledge-base/shop"), shown: "knowledge-base/shop")
    }
    let assortment = Part {
      try readAssortment(seedFiles.value ?? [], currency: policy.value?.currency ?? "USD")
    }
    return GoodsParts(
      policy: policy, seedFiles: seedFiles, assortment: assortment,
      extractor: Part { try readEntityExtractor(assortment.value, policy.value) },
      words: Part { try readShoppingWords() })
  }

  private func readAssortment(_ files: [SeedFile], currency: String) throws -> Assortment {
    let products = files.filter { $0.path.hasSuffix("products.json") }
    return try Seed.read(products, currency: currency, today: Day(number: 0)).assortment
  }

  private func readShoppingWords() throws -> ShoppingWords {
    var words = ShoppingWords()
    for language in Language.allCases {
      let name = "knowledge-base/shopping/\(language.rawValue).json"
      if let bytes = try optional(name) { try words.add(bytes, file: name, language: language) }
    }
    return words
  }

  private func readEntityExtractor(
    _ assortment: Assortment?, _ policy: Shop.Policy?
  ) throws -> EntityExtractor {
    let name = "knowledge-base/entities.json"
    return try EntityExtractor(
      catalogue: Catalogue(assortment?.catalogueEntries ?? []),
      orderNumbers: policy?.orderNumberPatterns ?? [],
      declarations: try optional(name).map { try EntityDeclarations.read($0, file: name) } ?? .none)
  }

  func readAdvisor(_ assortment: Assortment?) throws -> Advisor {
    let name = "knowledge-base/shop/interactions.csv"
    let rows = try optional(name) ?? []
    let assortment = assortment ?? Assortment(categories: [], products: [])
    // What was read once without a fault is read again only when somebody asks for advice.
    let stamp = CompiledFile(folder: cache, kind: "interactions", version: "1", content: [rows])
    let isKnown = stamp?.exists ?? false
    let advisor = try Advisor(
      interactions: rows, file: name, assortment: assortment, today: today, known: isKnown)
    if !isKnown { try? stamp?.write([]) }
    return advisor
  }
}
