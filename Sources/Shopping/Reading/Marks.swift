import Shop
import Text

/// A stretch of a line and all that it may mean.
struct Mark: Sendable {
  let pieces: Range<Int>
  var cues: Set<Cue> = []
  var attributes: [String] = []
  var features: [String] = []
  var color: String?
  var audience: String?
  var isThing = false
  var isCommon = false
  var isWeak = false
  var purposes: [String] = []
  var terms: [ProductQuery.Term] = []
  var options: [(name: String, value: String)] = []
  var measure: MeasureReader.Found?

  init(_ pieces: Range<Int>) { self.pieces = pieces }

  /// Whether it names goods whole or by their kind.
  var isStrong: Bool { terms.contains { $0.isStrong } }
  /// Whether it names what was shown by its place, or all of it.
  var isReference: Bool {
    !cues.isDisjoint(with: [
      .first, .second, .third, .fourth, .last, .firstTwo, .lastTwo, .these, .both,
    ])
  }
  /// Whether it is a thing that no product here is, though some have a word of it: `laptop`.
  var isForeign: Bool { isThing && !isStrong }
  /// Whether it says anything of goods.
  var isOfGoods: Bool {
    !terms.isEmpty || !options.isEmpty || !features.isEmpty || color != nil
  }
}

extension ProductQuery.Term {
  /// Whether it names a thing, rather than a property of things.
  var isStrong: Bool {
    switch self {
    case .name, .kind, .category: true
    case .word, .brand, .feature: false
    }
  }
}

/// Covers a line with the phrases that explain it best: the longest, none over another.
struct MarkReader {
  let index: GoodsIndex

  private struct Candidate {
    let mark: Mark
    let weight: Int
  }

  /// The marks of a line in order; linear in its length.
  func marks(_ line: ShoppingLine) -> [Mark] {
    let pieces = line.pieces
    guard !pieces.isEmpty else { return [] }
    let words = index.words
    let ids = pieces.map { words.trie.id($0.text) }
    let stems = stems(of: line, known: ids)
    var starts = [[Candidate]](repeating: [], count: pieces.count)
    for start in pieces.indices {
      var byEnd: [Int: Mark] = [:]
      words.trie.walk(ids, from: start) { end, meanings in
        var mark = byEnd[end] ?? Mark(start..<end)
        for meaning in meanings { Self.apply(meaning, to: &mark) }
        byEnd[end] = mark
      }
      index.trie.walk(stems, from: start) { end, meanings in
        var mark = byEnd[end] ?? Mark(start..<end)
        for meaning in meanings { apply(meaning, to: &mark, pieces[start..<end]) }
        byEnd[end] = mark
      }
      for (_, mark) in byEnd.sorted(by: { $0.key < $1.key }) {
        if !isCutShort(mark, pieces), let weight = weight(mark, pieces) {
          starts[start].append(Candidate(mark: mark, weight: weight))
        }
      }
    }
    for found in MeasureReader(words).all(line) {
      // “四件套” is a thing before it is four pieces.
      let isNamed = starts[found.pieces.lowerBound].contains {
        $0.mark.isStrong && $0.mark.pieces.count >= found.pieces.count
      }
      if isNamed { continue }
      var mark = Mark(found.pieces)
      mark.measure = found
      // A label such as “4 只” is an option's name as well.
      if let same = starts[found.pieces.lowerBound].first(where: { $0.mark.pieces == mark.pieces })
      {
        mark.options = same.mark.options
      }
      let length = found.pieces.count
      starts[found.pieces.lowerBound].append(
        Candidate(mark: mark, weight: length * length * 10 + 7))
    }
    return withoutPartsOfWords(withoutMeasureWords(cover(starts), line), line)
  }

  /// “蚕丝的不” asks whether it is silk at the end of a clause only: “蚕丝的不考虑” says that it is not wanted.
  private func isCutShort(_ mark: Mark, _ pieces: [ShoppingLine.Piece]) -> Bool {
    let next = mark.pieces.upperBound
    guard mark.pieces.count > 2, pieces[next - 1].text == "不", next < pieces.count else {
      return false
    }
    return pieces[next].kind == .han && pieces[next].isAttached
      && !Self.particles.contains(pieces[next].text)
  }

  private static let particles: Set<String> = ["啊", "呀", "呢", "哈", "哦", "嘛", "吧", "咧"]

  /// The covering of most weight, from right to left.
  private func cover(_ starts: [[Candidate]]) -> [Mark] {
    var best = [Int](repeating: 0, count: starts.count + 1)
    var choice = [Int](repeating: -1, count: starts.count)
    for start in starts.indices.reversed() {
      best[start] = best[start + 1]
      for (number, candidate) in starts[start].enumerated() {
        let value = candidate.weight + best[candidate.mark.pieces.upperBound]
        if value > best[start] {
          best[start] = value
          choice[start] = number
        }
      }
    }
    var marks: [Mark] = []
    var place = 0
    while place < starts.count {
      if choice[place] >= 0 {
        let mark = starts[place][choice[place]].mark
        marks.append(mark)
        place = mark.pieces.upperBound
      } else {
        place += 1
      }
    }
    return marks
  }

  /// Each word's number among the words of goods; a word that nothing knows may be a misspelt one.
  private func stems(of line: ShoppingLine, known ids: [Int32?]) -> [Int32?] {
    zip(line.pieces, ids).map { piece, id in
      if let own = index.trie.id(piece.stem) { return own }
      guard id == nil, piece.kind == .word, let right = index.spelling.correction(of: piece.text)
      else { return nil }
      return index.trie.id(Stem.of(right))
    }
  }

  private static func apply(_ meaning: ShoppingWords.Meaning, to mark: inout Mark) {
    switch meaning {
    case .cue(let cue): mark.cues.insert(cue)
    case .attribute(let id): mark.attributes.append(id)
    case .feature(let id):
      mark.features.append(id)
      mark.terms.append(.feature(id))
    case .color(let id): mark.color = id
    case .audience(let id): mark.audience = id
    case .thing: mark.isThing = true
    case .common: mark.isCommon = true
    case .weak: mark.isWeak = true
    case .purpose(let id): mark.purposes.append(id)
    case .unit: break
    }
  }

  private func apply(
    _ meaning: GoodsIndex.Meaning, to mark: inout Mark, _ pieces: ArraySlice<ShoppingLine.Piece>
  ) {
    switch meaning {
    case .term(let term):
      if !mark.terms.contains(term) { mark.terms.append(term) }
    case .option(let name, let value):
      // A size of one letter is said in capitals, or it is no size.
      if pieces.count == 1, let piece = pieces.first, piece.text.utf8.count == 1,
        piece.kind == .word, !piece.isCapital
      {
        return
      }
      mark.options.append((name, value))
    }
  }

  private func weight(_ mark: Mark, _ pieces: [ShoppingLine.Piece]) -> Int? {
    let length = mark.pieces.count
    guard
      mark.isOfGoods || !mark.cues.isEmpty || !mark.attributes.isEmpty || mark.audience != nil
        || mark.isThing || mark.isCommon || mark.isWeak || !mark.purposes.isEmpty
    else { return nil }
    var bonus = 1
    if mark.isCommon { bonus = 9 } else if !mark.cues.isEmpty { bonus = 6 }
    if mark.terms.contains(where: { if case .name = $0 { true } else { false } }) { bonus += 3 }
    if mark.isStrong || mark.isThing { bonus += 1 }
    return length * length * 10 + bonus
  }

  /// “床被子”, “杯咖啡”: a character right before the name of a thing counts it.
  private func withoutMeasureWords(_ marks: [Mark], _ line: ShoppingLine) -> [Mark] {
    marks.enumerated().filter { number, mark in
      guard mark.pieces.count == 1, mark.isStrong || mark.isThing, mark.features.isEmpty,
        mark.color == nil, mark.options.isEmpty, number + 1 < marks.count,
        line.pieces[mark.pieces.lowerBound].kind == .han
      else { return true }
      let next = marks[number + 1]
      return next.pieces.lowerBound != mark.pieces.upperBound
        || !line.pieces[next.pieces.lowerBound].isAttached || !(next.isStrong || next.isThing)
    }.map(\.element)
  }

  /// A Han character alone names goods only where it is a word: 锅 at the end of 空气炸锅 is a part of one.
  private func withoutPartsOfWords(_ marks: [Mark], _ line: ShoppingLine) -> [Mark] {
    let pieces = line.pieces
    var isCovered = [Bool](repeating: false, count: pieces.count)
    for mark in marks { for place in mark.pieces { isCovered[place] = true } }
    func isLoose(_ place: Int, from neighbour: Int) -> Bool {
      // A numeral makes no word with it: “锅加铲一共多少”.
      guard pieces.indices.contains(place), pieces[place].kind == .han, !isCovered[place],
        pieces[place].text != "一"
      else {
        return false
      }
      return pieces[max(place, neighbour)].isAttached
    }
    return marks.filter { mark in
      guard mark.pieces.count == 1, pieces[mark.pieces.lowerBound].kind == .han,
        mark.isOfGoods || mark.isThing, mark.cues.isEmpty
      else { return true }
      let place = mark.pieces.lowerBound
      return !isLoose(place - 1, from: place) && !isLoose(place + 1, from: place)
    }
  }
}
