import Shop
import Text

// The words of all that is written about goods.
extension GoodsIndex {
  /// Where each word of what is written about goods stands, by their places.
  static func texts(of products: [Product]) -> [String: [Int32]] {
    var texts: [String: [Int32]] = [:]
    for (place, product) in products.enumerated() {
      for word in Self.words(of: product) where texts[word]?.last != Int32(place) {
        texts[word, default: []].append(Int32(place))
      }
    }
    return texts
  }

  /// The stems and pairs of Chinese characters of all that is written about a product.
  private static func words(of product: Product) -> [String] {
    let all =
      [product.name.english, product.name.chinese, product.description.english]
      + [product.description.chinese] + Language.allCases.flatMap { product.aliases[$0] ?? [] }
      + product.details.facts.sorted { $0.key < $1.key }.flatMap {
        [$0.value.english, $0.value.chinese]
      }
    var words: [String] = []
    for text in all {
      let pieces = ShoppingLine(text).pieces
      for (number, piece) in pieces.enumerated() {
        if piece.kind == .word { words.append(piece.stem) }
        guard piece.kind == .han, number + 1 < pieces.count, pieces[number + 1].kind == .han
        else { continue }
        words.append(piece.text + pieces[number + 1].text)
      }
    }
    return words
  }
}
