import Diagnostics
public import Entities
import Quantities
import Shop
import Text

/// What entities are found by: the workspace's catalogue, its order numbers and its declarations,
/// without the rest of it.
public struct EntitySources: Sendable {
  private let folder: WorkspaceFolder

  /// The sources of a workspace.
  public init(folder: WorkspaceFolder) { self.folder = folder }

  /// What the shop sells, as customers may name it; empty where the workspace has no shop.
  public func catalogueEntries() throws -> [CatalogueEntry] {
    let name = "knowledge-base/shop"
    guard Files.exists(folder.path(name + "/products.json")) else { return [] }
    let files = try SeedFile.read(at: folder.path(name), shown: name)
    return try Seed.read(
      files.filter { $0.path.hasSuffix("products.json") }, currency: "USD", today: Day(number: 0)
    ).assortment.catalogueEntries
  }

  /// An extractor; patterns given replace the shop's own. Throws `Faults` or a `Fault`.
  public func extractor(orderNumbers: [String] = []) throws -> EntityExtractor {
    let policy = "knowledge-base/shop/policy.json"
    let declarations = "knowledge-base/entities.json"
    var patterns = orderNumbers
    if patterns.isEmpty, let bytes = try optional(policy) {
      patterns = try Shop.Policy.read(bytes, file: policy).orderNumberPatterns
    }
    return try EntityExtractor(
      catalogue: Catalogue(try catalogueEntries()), orderNumbers: patterns,
      declarations: try optional(declarations).map {
        try EntityDeclarations.read($0, file: declarations)
      } ?? .none)
  }

  private func optional(_ name: String) throws -> [UInt8]? {
    Files.exists(folder.path(name)) ? try Files.bytes(folder.path(name)) : nil
  }
}

extension Assortment {
  /// What the entity extractor must know of the goods.
  var catalogueEntries: [CatalogueEntry] {
    let byId = Dictionary(categories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return products.map { product in
      let names =
        [product.name.english, product.name.chinese]
        + Language.allCases.flatMap { product.aliases[$0] ?? [] }
      let category = byId[product.category]
      let categoryNames =
        [product.category]
        + (category.map { category in
          [category.name.english, category.name.chinese]
            + Language.allCases.flatMap { category.aliases[$0] ?? [] }
        } ?? [])
      func options(_ name: String) -> [String] {
        var values: [String] = []
        for variant in product.variants {
          if let value = variant.option(name), !values.contains(value) { values.append(value) }
        }
        return values
      }
      return CatalogueEntry(
        id: product.id, names: names, brand: product.brand, category: categoryNames,
        colors: options("color"), sizes: options("size"))
    }
  }
}
