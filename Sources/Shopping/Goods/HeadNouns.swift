import Text

/// Goods by the last word of what they are called, or its last characters: “头灯” is a “灯”.
struct HeadNouns: Sendable {
  /// More characters than that are a name of its own.
  private static let longest = 3

  private var places: [String: [Int32]] = [:]

  /// The products that a word ends the name or the kind of, in order.
  func products(of head: String) -> [Int32] { places[head] ?? [] }

  /// Adds a product by its names.
  mutating func add(_ names: [String], at place: Int32) {
    for head in names.flatMap(Self.heads) where places[head]?.last != place {
      places[head, default: []].append(place)
    }
  }

  private static func heads(of name: String) -> [String] {
    let pieces = ShoppingLine(name).pieces
    guard let last = pieces.last else { return [] }
    switch last.kind {
    case .word: return [last.stem]
    case .han:
      let han = pieces.filter { $0.kind == .han }.map(\.text)
      return (1...longest).map { han.suffix($0).joined() }
    case .number, .mark: return []
    }
  }
}
