import Shop
import Text

/// Finds which of some goods a line means: by a piece of what only they are called, come in or are made of.
struct Focus {
  let line: ShoppingLine
  let marks: [Mark]
  let index: GoodsIndex
  /// The goods it may mean.
  let goods: [Product]
  /// Whether "the big one" may mean the largest of them, rather than a size that one of them comes in.
  var goesBySize = false

  /// A stretch of the line that some of the goods answer to, and others not.
  struct Piece {
    let pieces: Range<Int>
    /// The goods it means, by their places among all.
    let goods: Set<Int>
    /// Whether it is what they are called, rather than a property that they have.
    let isName: Bool
    /// Whether it is a size with its unit.
    let isMeasure: Bool
  }

  /// The letters of a beginning that stands for a word: "mic".
  private static let shortest = 3

  /// The stretches that set goods apart, in the order of the line.
  var pieces: [Piece] {
    guard goods.count > 1 else { return [] }
    let names = goods.map(Names.init)
    var found: [Piece] = []
    var isTaken = [Bool](repeating: false, count: line.pieces.count)
    for mark in marks where mark.isOfGoods || mark.measure != nil || isSize(mark) {
      let isName: Bool
      let fitting: Set<Int>
      if isSize(mark) {
        (fitting, isName) = (called(mark, names), true)
      } else {
        fitting = meant(mark, names)
        isName = mark.isStrong || goods.indices.contains { names[$0].has(mark, line) }
      }
      for place in mark.pieces { isTaken[place] = true }
      guard !fitting.isEmpty, fitting.count < goods.count else { continue }
      found.append(
        Piece(
          pieces: mark.pieces, goods: fitting, isName: isName && mark.measure == nil,
          isMeasure: mark.measure?.measure.dimension != nil))
    }
    found += loose(names, isTaken)
    return found.sorted { $0.pieces.lowerBound < $1.pieces.lowerBound }
  }

  /// Those that a mark fits; where several do, the only one that is called so.
  private func meant(_ mark: Mark, _ names: [Names]) -> Set<Int> {
    let called = goods.indices.filter { names[$0].has(mark, line) }
    let fitting = goods.indices.filter { fits(goods[$0], mark) || called.contains($0) }
    let isNamed = mark.measure == nil && called.count == 1 && fitting.count < goods.count
    return Set(isNamed ? called : fitting)
  }

  private func isSize(_ mark: Mark) -> Bool {
    mark.cues.contains(.large) || mark.cues.contains(.small)
  }

  /// “大的” of a large and a cabin suitcase: the one that is called so.
  private func called(_ mark: Mark, _ names: [Names]) -> Set<Int> {
    let words = line.pieces[mark.pieces]
    let called = Set(
      goods.indices.filter { place in
        words.contains { piece in
          piece.kind == .han
            ? piece.text != "的" && names[place].han.contains(piece.text)
            : names[place].words.contains(piece.stem)
        }
      })
    return called.isEmpty && goesBySize ? sized(isLargest: mark.cues.contains(.large)) : called
  }

  /// The largest or the smallest of them, where the size of each is known.
  private func sized(isLargest: Bool) -> Set<Int> {
    let sizes = goods.compactMap { Sizes(index: index).size($0, isLargest: isLargest) }
    guard sizes.count == goods.count, let end = isLargest ? sizes.max() : sizes.min() else {
      return []
    }
    return Set(goods.indices.filter { sizes[$0] == end })
  }

  private func fits(_ product: Product, _ mark: Mark) -> Bool {
    if !mark.terms.isEmpty,
      index.products(of: [mark.terms]).contains(where: { index.product($0).id == product.id })
    {
      return true
    }
    let chooser = OptionChoice(index: index, product: product)
    if let measure = mark.measure?.measure {
      guard measure.dimension != nil, case .found = chooser.choose(.measure(measure)) else {
        return false
      }
      return true
    }
    let colors = mark.color.flatMap { index.words.colors[$0]?.values } ?? []
    return product.variants.contains { variant in
      variant.options.contains { option in
        mark.options.contains { $0.name == option.name && $0.value == option.value }
          || option.name == "color" && colors.contains(option.value)
      }
    }
  }

  /// Words that no goods are known by, which are a part of a name all the same.
  private func loose(_ names: [Names], _ isTaken: [Bool]) -> [Piece] {
    var found: [Piece] = []
    var place = 0
    while place < line.pieces.count {
      let start = place
      place += 1
      guard !isTaken[start] else { continue }
      let piece = line.pieces[start]
      if piece.kind == .word {
        guard piece.text.utf8.count >= Self.shortest, !index.words.isFiller(piece.text),
          !index.words.ignored.contains(piece.text), !isAttribute(start)
        else { continue }
        let fitting = Set(
          names.indices.filter { number in
            names[number].words.contains { $0 == piece.stem || $0.hasPrefix(piece.text) }
          })
        add(fitting, start..<place, &found)
      } else if piece.kind == .han {
        guard let end = han(from: start, isTaken, names) else { continue }
        let text = line.pieces[start..<end].map(\.text).joined()
        add(Set(names.indices.filter { names[$0].han.contains(text) }), start..<end, &found)
        place = end
      }
    }
    return found
  }

  /// Whether a word is a part of what is asked, as in "washed hot"; "the mic" is a thing all the same.
  private func isAttribute(_ place: Int) -> Bool {
    guard let mark = marks.first(where: { $0.pieces.contains(place) }), !mark.attributes.isEmpty
    else { return false }
    return !index.words.isDefinite(line.pieces[mark.pieces.lowerBound].text)
  }

  private func add(_ fitting: Set<Int>, _ pieces: Range<Int>, _ found: inout [Piece]) {
    guard !fitting.isEmpty, fitting.count < goods.count else { return }
    found.append(Piece(pieces: pieces, goods: fitting, isName: true, isMeasure: false))
  }

  /// The end of the longest stretch of two characters or more that is a part of some name.
  private func han(from start: Int, _ isTaken: [Bool], _ names: [Names]) -> Int? {
    var end = start + 1
    var best: Int?
    while end < line.pieces.count, end - start < 6, !isTaken[end], line.pieces[end].kind == .han,
      line.pieces[end].isAttached
    {
      end += 1
      let text = line.pieces[start..<end].map(\.text).joined()
      guard names.contains(where: { $0.han.contains(text) }) else { break }
      best = end
    }
    return best
  }

  /// What one of the goods is called in both languages.
  private struct Names {
    /// The stems of the words.
    var words: Set<String> = []
    /// The Chinese names, one behind the other.
    var han = ""

    init(_ product: Product) {
      let all =
        [product.name.english, product.name.chinese]
        + Language.allCases.flatMap {
          (product.aliases[$0] ?? []) + (product.details.kinds[$0] ?? [])
        }
      for name in all {
        for piece in ShoppingLine(name).pieces {
          if piece.kind == .word { words.insert(piece.stem) }
          if piece.kind == .han { han += piece.text }
        }
        han += "|"
      }
    }

    func has(_ mark: Mark, _ line: ShoppingLine) -> Bool {
      let pieces = line.pieces[mark.pieces]
      if pieces.allSatisfy({ $0.kind == .han }) {
        // “棉的” is 棉 in a name.
        let bare = pieces.last?.text == "的" && !mark.features.isEmpty ? pieces.dropLast() : pieces
        guard bare.count > 1 || bare.count < pieces.count, !bare.isEmpty else { return false }
        return han.contains(bare.map(\.text).joined())
      }
      return pieces.allSatisfy { words.contains($0.stem) }
    }
  }
}
