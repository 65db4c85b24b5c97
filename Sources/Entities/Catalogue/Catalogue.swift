import Text

/// A thing the shop sells, as customers may name it.
public struct CatalogueEntry: Hashable, Sendable {
  /// The shop's own id.
  public let id: String
  /// What it is called, in every language, other names included.
  public let names: [String]
  /// Its maker.
  public let brand: String?
  /// Its category's names in every language, the canonical id first.
  public let category: [String]
  /// The colours it comes in.
  public let colors: [String]
  /// The sizes it comes in.
  public let sizes: [String]

  /// Creates an entry.
  public init(
    id: String, names: [String], brand: String? = nil, category: [String] = [],
    colors: [String] = [], sizes: [String] = []
  ) {
    self.id = id
    self.names = names
    self.brand = brand
    self.category = category
    self.colors = colors
    self.sizes = sizes
  }
}

/// All a shop sells, indexed for finding it in what customers write.
public struct Catalogue: Sendable {
  /// What of the catalogue a phrase names, besides products.
  struct Facet: Sendable {
    let kind: Entity.Kind
    let id: String
  }

  let ids: [String]
  let names: SharedIndex
  let facets: PhraseTable<Facet>

  /// Indexes entries; equal entries give an equal index, whatever their order of names.
  ///
  /// Takes time and memory in proportion to the letters of all names: seconds for 100,000 products.
  public init(_ entries: [CatalogueEntry]) {
    ids = entries.map(\.id)
    var facets = PhraseTable<Facet>()
    var seen: Set<String> = []
    func add(_ kind: Entity.Kind, _ name: String, _ id: String) {
      guard !name.isEmpty, seen.insert(kind.rawValue + "\u{0}" + name).inserted else { return }
      let facet = Facet(kind: kind, id: id)
      facets.add(name, facet)
      if kind == .category || kind == .size, name.utf8.allSatisfy({ $0 < 0x80 }),
        name.utf8.count > 3
      {
        facets.add(EnglishPlurals.plural(name), facet)
        facets.add(EnglishPlurals.singular(name), facet)
      }
    }
    for entry in entries {
      if let id = entry.category.first {
        for name in entry.category { add(.category, name, id) }
      }
      if let brand = entry.brand { add(.brand, brand, brand) }
      for color in entry.colors { add(.color, color, color) }
      for size in entry.sizes {
        for name in SizeNames.all(size) { add(.size, name, size) }
      }
    }
    for (id, names) in Self.colors {
      for name in names.split(separator: " ") { add(.color, String(name), id) }
    }
    self.facets = facets
    names = SharedIndex(NameIndex(entries))
  }

  /// Colours by their common names; a catalogue's own come first.
  private static let colors: [(String, String)] = [
    ("black", "black 黑色"), ("white", "white 白色"), ("red", "red 红色"), ("blue", "blue 蓝色"),
    ("green", "green 绿色"), ("yellow", "yellow 黄色"), ("orange", "橙色 橘色"), ("pink", "pink 粉色 粉红色"),
    ("purple", "purple 紫色"), ("brown", "brown 棕色 咖啡色"), ("grey", "grey gray 灰色"),
    ("silver", "silver 银色"), ("gold", "golden 金色"), ("beige", "beige 米色"),
    ("navy", "navy 深蓝色 藏青色"), ("turquoise", "turquoise 青色"),
  ]
}
