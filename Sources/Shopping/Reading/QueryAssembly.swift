import Quantities
import Shop
import Text

/// Makes a query of the marks of a line: who wants what, what they do not want, and what is asked.
struct QueryAssembly {
  let line: ShoppingLine
  let marks: [Mark]
  let index: GoodsIndex
  let currency: String
  let state: ShoppingState
  var query = ProductQuery()
  /// Whether the classifier is sure that the line is of something else than goods.
  var isOtherIntent = false
  /// The stretches by which goods that were spoken of are meant.
  var focused: [Range<Int>] = []
  /// What each mark is taken for.
  var roles: [Role] = []

  /// How goods that a line names are meant.
  enum Role { case wanted, unwanted, owned, cared, adjunct }

  init(
    line: ShoppingLine, marks: [Mark], index: GoodsIndex, currency: String, state: ShoppingState
  ) {
    self.line = line
    self.marks = marks
    self.index = index
    self.currency = currency
    self.state = state
  }

  mutating func run() {
    roles = Scopes(line: line, marks: marks).roles
    markAdjuncts()
    readSubjects()
    seekByAdjuncts()
    readOptions()
    readFeatures()
    readPeople()
    readPurposes()
    readMeasures()
    readOrder()
    readReference()
    readFocus()
    readThings()
    readQuestion()
    settle()
    query.words = line.pieces.filter { $0.kind == .word || $0.kind == .han }.map(\.text)
  }

  /// Notes which words made a part.
  mutating func note(_ part: String, _ pieces: Range<Int>) {
    query.evidence.append(.init(part: part, range: line.range(pieces)))
  }

  /// Whether the line is of goods and of words that hold a sentence together, and of nothing else.
  var isExplained: Bool {
    var known = 0
    for mark in marks where !mark.isCommon || mark.isOfGoods { known += mark.pieces.count }
    let marksOfText = line.pieces.count { $0.kind == .mark }
    return known + marksOfText >= line.pieces.count
      && !marks.contains { $0.cues.contains(.orders) || $0.cues.contains(.policy) }
  }

  /// Whether any mark has a cue.
  func has(_ cue: Cue) -> Bool { marks.contains { $0.cues.contains(cue) } }

  /// The words of some pieces as written, in their normal form.
  func text(_ pieces: Range<Int>) -> String {
    var text = ""
    for piece in line.pieces[pieces] {
      if !text.isEmpty, piece.kind != .han, !piece.isAttached { text += " " }
      text += piece.text
    }
    return text
  }
}

extension QueryAssembly {
  /// Groups of neighbouring marks name one thing: `ginger` + `tea`.
  private mutating func readSubjects() {
    var number = 0
    while number < marks.count {
      guard isNaming(marks[number]) else {
        number += 1
        continue
      }
      var group = [number]
      while let next = neighbour(of: group), accepts(next, group) { group.append(next) }
      add(group)
      number = (group.last ?? number) + 1
    }
  }

  /// Whether a mark may be a part of the name of something.
  func isNaming(_ mark: Mark) -> Bool {
    guard !mark.terms.isEmpty, !mark.isCommon, mark.measure == nil, !mark.isForeign else {
      return false
    }
    return mark.cues.isEmpty || mark.terms.contains { if case .name = $0 { true } else { false } }
  }

  /// The mark right after a group, with nothing or “的” between.
  private func neighbour(of group: [Int]) -> Int? {
    guard let last = group.last, last + 1 < marks.count else { return nil }
    var place = last + 1
    var end = marks[last].pieces.upperBound
    if line.pieces[marks[place].pieces.lowerBound].text == "的", marks[place].pieces.count == 1,
      marks[place].pieces.lowerBound == end, place + 1 < marks.count
    {
      place += 1
      end += 1
    }
    let next = marks[place]
    guard next.pieces.lowerBound == end, isNaming(next), roles[last] == roles[place] else {
      return nil
    }
    // A blank between Chinese names sets them apart.
    let piece = line.pieces[next.pieces.lowerBound]
    if piece.kind == .han, !piece.isAttached { return nil }
    return place
  }

  private func accepts(_ next: Int, _ group: [Int]) -> Bool {
    !index.products(of: terms(group + [next])).isEmpty
  }

  /// What a group must be: its last strong mark is the thing, the others say which.
  private func terms(_ group: [Int]) -> [[ProductQuery.Term]] {
    let head = group.last { marks[$0].isStrong }
    return group.map { number in
      let mark = marks[number]
      if number != head, group.count > 1 {
        return mark.terms + Self.modifiers(mark, line)
      }
      return strongest(mark)
    }
  }

  /// Of a name, a kind and a word of the same spelling, the first; a property and a word both.
  func strongest(_ mark: Mark) -> [ProductQuery.Term] {
    let piece = line.pieces[mark.pieces.lowerBound]
    let isMaterial = !mark.features.isEmpty && !Stem.isPlural(piece.text) && piece.kind == .word
    func only(_ isKind: (ProductQuery.Term) -> Bool) -> [ProductQuery.Term]? {
      let found = mark.terms.filter(isKind)
      return found.isEmpty ? nil : found
    }
    if isMaterial, mark.pieces.count == 1 { return mark.terms.filter { !$0.isStrong } }
    // “Teapot” is a kind of things, though one is called just so.
    let kinds = only { if case .kind = $0 { true } else { false } }
    let names = only { if case .name = $0 { true } else { false } }
    if let names {
      if let kinds, index.products(of: [kinds]).count > index.products(of: [names]).count {
        return kinds
      }
      return names
    }
    if let kinds, !isMaterial { return kinds }
    if let categories = only({ if case .category = $0 { true } else { false } }), !isMaterial {
      return categories
    }
    return mark.terms
  }

  /// A word that names a kind may also be a word of the names of others: `tea` of `tea caddy`.
  private static func modifiers(_ mark: Mark, _ line: ShoppingLine) -> [ProductQuery.Term] {
    mark.pieces.count == 1 ? [.word(line.pieces[mark.pieces.lowerBound].stem)] : []
  }

  private mutating func add(_ group: [Int]) {
    guard let first = group.first, let last = group.last else { return }
    let pieces = marks[first].pieces.lowerBound..<marks[last].pieces.upperBound
    let terms = terms(group)
    let isThing = group.contains { marks[$0].isStrong && strongest(marks[$0]).contains(\.isStrong) }
    if !isThing, roles[first] != .cared, isProperty(group, pieces) { return }
    if !isThing, group.allSatisfy({ marks[$0].isWeak }), !isDefinite(pieces) { return }
    var subject = ProductQuery.Subject(terms: terms, label: text(pieces), isThing: isThing)
    subject.isDefinite = isDefinite(pieces)
    switch roles[first] {
    case .wanted:
      query.subjects.append(subject)
      note(isThing ? "thing" : "word", pieces)
    case .unwanted, .owned:
      query.excluded.append(subject)
      note("not", pieces)
    case .cared:
      query.subjects.removeAll { $0.label == subject.label }
      for number in group { query.interests += interests(marks[number]) }
      note("cares for", pieces)
    case .adjunct: break
    }
  }

  /// What somebody cares for, as a property of what suits them; a kind of things stands for itself.
  private func interests(_ mark: Mark) -> [String] {
    if !mark.features.isEmpty { return mark.features }
    let products = index.products(of: [strongest(mark)])
    // Who likes coffee likes what is for coffee, by the name of the kind.
    if let kind = products.first.flatMap({ index.product($0).details.kinds[.english]?.first }),
      !index.products(of: .feature(kind)).isEmpty
    {
      return [kind]
    }
    return [line.pieces[mark.pieces].map(\.stem).joined(separator: " ")]
  }

  /// What suits a thing known: the properties that its kinds are.
  func interests(_ subject: ProductQuery.Subject) -> [String] {
    let product = index.products(of: subject.terms).first.map { index.product($0) }
    return (product?.details.kinds[.english] ?? []).filter {
      !index.products(of: .feature($0)).isEmpty
    }
  }

  /// A property that stands alone is no thing: "electric", unless one of those shown is meant by it.
  private func isProperty(_ group: [Int], _ pieces: Range<Int>) -> Bool {
    let hasFeature = group.contains { !marks[$0].features.isEmpty }
    let isColor = group.allSatisfy { marks[$0].color != nil || !marks[$0].options.isEmpty }
    if isColor, !hasFeature || !isDefinite(pieces) { return true }
    return hasFeature && !isDefinite(pieces)
  }

  private func isHan(_ mark: Mark) -> Bool { line.pieces[mark.pieces.lowerBound].kind == .han }

  /// "the glass one", “玻璃的那种”: one of some that both know.
  func isDefinite(_ pieces: Range<Int>) -> Bool {
    let before = marks.last { $0.pieces.upperBound <= pieces.lowerBound }
    let after = marks.first { $0.pieces.lowerBound >= pieces.upperBound }
    if let after, after.pieces.lowerBound - pieces.upperBound <= 1,
      after.cues.contains(.one) || after.cues.contains(.it) && isHan(after)
    {
      return before.map { !$0.cues.contains(.indefinite) } ?? true
    }
    guard let before, pieces.lowerBound - before.pieces.upperBound <= 2 else { return false }
    return before.cues.contains(.definite)
      || before.cues.contains(.it) && !before.cues.contains(.can)
  }
}

extension Sequence {
  fileprivate func contains(_ path: KeyPath<Element, Bool>) -> Bool {
    contains { $0[keyPath: path] }
  }
}
