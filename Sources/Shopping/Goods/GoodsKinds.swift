import Shop
import Text

// Goods by several terms, by their kind, by what they serve and by the end of what they are called.
extension GoodsIndex {
  /// The products that all of some terms name, of each any.
  func products(of terms: [[ProductQuery.Term]]) -> [Int32] {
    var found: [Int32]?
    for any in terms {
      var union: [Int32] = []
      for term in any { union = PlaceList.union(union, products(of: term)) }
      found = found.map { PlaceList.intersection($0, union) } ?? union
      if found?.isEmpty == true { return [] }
    }
    return found ?? []
  }

  /// The products that serve a purpose, by their kinds, names and properties.
  func products(serving purpose: String) -> [Int32] {
    var found: [Int32] = []
    for name in words.purposes[purpose] ?? [] {
      let key = ShoppingLine(name).pieces.map(\.stem).joined(separator: " ")
      let own = [.kind(key), .name(key), .feature(name)].lazy.map { products(of: $0) }
        .first { !$0.isEmpty }
      found = PlaceList.union(found, own ?? [])
    }
    return found
  }

  /// The products that are of a kind by the end of what they are called: a head torch is no lamp by its kind, but
  /// “头灯” is a “灯”.
  func products(headed term: ProductQuery.Term) -> [Int32] {
    guard case .kind(let key) = term else { return [] }
    return heads.products(of: key.filter { $0 != " " })
  }

  /// The most general kind of a product that still sets it apart.
  func kindTerms(_ product: Product) -> [[ProductQuery.Term]] {
    for kind in Language.allCases.flatMap({ product.details.kinds[$0] ?? [] }) {
      let key = ShoppingLine(kind).pieces.map(\.stem).joined(separator: " ")
      if products(of: .kind(key)).count > 1 { return [[.kind(key)]] }
    }
    return [[.category(product.category)]]
  }
}
