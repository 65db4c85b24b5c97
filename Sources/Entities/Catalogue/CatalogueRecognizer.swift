import Quantities
import Text

/// Finds what of the catalogue a text names: products, brands, categories, colours and sizes.
struct CatalogueRecognizer: EntityRecognizer {
  let catalogue: Catalogue

  init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    var found: [Entity] = []
    for match in NameMatcher(catalogue.names, text).matches() {
      let candidates = match.candidates.map {
        Entity.Candidate(id: catalogue.ids[Int($0.product)], score: $0.score)
      }
      guard !candidates.isEmpty else { continue }
      found.append(
        Entity(kind: .product, range: text.range(match.range), value: .catalogue(candidates)))
    }
    var index = 0
    while index < text.count {
      guard let (end, facet) = catalogue.facets.longest(in: text, at: index),
        isNamed(text, index, end, facet.kind)
      else {
        index += 1
        continue
      }
      found.append(
        Entity(
          kind: facet.kind, range: text.range(index..<end),
          value: .catalogue([Entity.Candidate(id: facet.id, score: 1)])))
      index = end
    }
    return found
  }

  /// A size of one letter counts only in capitals or after `size`; a number never alone.
  private func isNamed(_ text: Reading, _ index: Int, _ end: Int, _ kind: Entity.Kind) -> Bool {
    let lexeme = text[index]
    if lexeme.kind == .word, text.isAttached(index), text.has("'", at: index - 1) { return false }
    guard kind == .size, end == index + 1 else { return true }
    let announced =
      text.isWord(index - 1) && text[index - 1].hash == Self.size
      || text.has("号", at: index - 1) || text.has("码", at: index - 1)
    if lexeme.kind == .digits {
      return announced || text.has("码", at: end) || text.has("号", at: end)
    }
    if lexeme.code <= 2, lexeme.kind == .word {
      return announced || lexeme.isCapital && text.count > 1 && lexeme.word != .a
    }
    return true
  }

  private static let size = Lexer.read("size")[0].hash
}
