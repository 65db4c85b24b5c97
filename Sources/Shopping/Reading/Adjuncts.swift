import Shop
import Text

/// Finds the nouns that only say what something is for, or where it goes: the laptop of "a bag that takes a 15
/// inch laptop", the backpack of "it goes in my backpack", “放钢琴上的灯” of a lamp.
struct Adjuncts {
  let line: ShoppingLine
  let marks: [Mark]
  let words: ShoppingWords

  /// So many words may stand between what opens an adjunct and its noun: "takes a 15 inch laptop".
  private static let most = 4

  /// The stretch from what opens an adjunct to the end of its noun; `nil` where the noun stands in none.
  func stretch(of mark: Mark) -> Range<Int>? {
    if let start = opening(of: mark, words.adjuncts.before) {
      return start..<mark.pieces.upperBound
    }
    guard isHan(mark), let end = closing(of: mark) else { return nil }
    return mark.pieces.lowerBound..<end
  }

  /// The same, of a place alone: "in my backpack", “塞健身包里”. "The lid on the wok" is a part of the wok.
  func place(of mark: Mark, allowsKnown: Bool) -> Range<Int>? {
    guard let start = opening(of: mark, words.adjuncts.places) else { return nil }
    let between = line.pieces[start + 1..<mark.pieces.lowerBound]
    let isKnown = between.contains {
      words.isDefinite($0.text) && !words.adjuncts.between.contains($0.text)
    }
    return isKnown && !allowsKnown ? nil : start..<mark.pieces.upperBound
  }

  /// Where the word that opens an adjunct stands: the nearest before the noun, with only what the noun is like
  /// between.
  private func opening(of mark: Mark, _ openings: Set<String>) -> Int? {
    var place = mark.pieces.lowerBound - 1
    let isHan = isHan(mark)
    for _ in 0...Self.most where place >= 0 {
      let piece = line.pieces[place]
      if isHan, piece.kind == .word || piece.kind == .mark { return nil }
      if openings.contains(piece.text) { return isRequest(place) ? nil : place }
      guard mayDescribe(place, isHan) else { return nil }
      place -= 1
    }
    return nil
  }

  /// "Looking for a laptop": the word is a part of what asks for it.
  private func isRequest(_ place: Int) -> Bool {
    marks.contains {
      $0.pieces.contains(place) && !$0.cues.isDisjoint(with: [.request, .exists])
    }
  }

  /// Whether a word between may say which of its kind the noun is: "my old", "a 15 inch", “我那个”.
  private func mayDescribe(_ place: Int, _ isHan: Bool) -> Bool {
    let piece = line.pieces[place]
    if piece.kind == .number { return true }
    guard piece.kind == .word || piece.kind == .han else { return false }
    if words.adjuncts.between.contains(piece.text) { return true }
    guard let mark = marks.first(where: { $0.pieces.contains(place) }) else {
      return !isHan
    }
    return mark.measure != nil || mark.color != nil || mark.isWeak
      || !mark.cues.isDisjoint(with: [.definite, .indefinite, .large, .small])
  }

  /// The end of “上”, “里” right behind a noun.
  private func closing(of mark: Mark) -> Int? {
    let next = mark.pieces.upperBound
    guard next < line.pieces.count, line.pieces[next].isAttached,
      words.adjuncts.after.contains(line.pieces[next].text)
    else { return nil }
    return next + 1
  }

  private func isHan(_ mark: Mark) -> Bool { line.pieces[mark.pieces.lowerBound].kind == .han }
}

extension QueryAssembly {
  /// Nouns that say what for and where are no goods that are asked for.
  mutating func markAdjuncts() {
    let adjuncts = Adjuncts(line: line, marks: marks, words: index.words)
    for (number, mark) in marks.enumerated() where roles[number] == .wanted {
      let stretch =
        mark.isForeign
        ? adjuncts.stretch(of: mark)
        : isOfSpoken(mark) ? adjuncts.place(of: mark, allowsKnown: has(.it)) : nil
      guard let stretch, !mark.isForeign || isBesideSought(number, adjuncts) else { continue }
      for (other, within) in marks.enumerated() where stretch.overlaps(within.pieces) {
        if other == number || within.measure != nil || within.isWeak { roles[other] = .adjunct }
      }
      note("adjunct", stretch)
    }
  }

  /// Whether something else is sought, or asked of what is spoken of: "anything for the couch".
  private func isBesideSought(_ number: Int, _ adjuncts: Adjuncts) -> Bool {
    if has(.find) || marks.contains(where: { !$0.purposes.isEmpty }) { return true }
    if state.isFresh, state.spoken != nil, !has(.exists), !has(.request), asksOfThing {
      return true
    }
    return marks.enumerated().contains { other, mark in
      other != number && roles[other] == .wanted && (mark.isStrong || mark.isForeign)
        && (mark.isStrong || adjuncts.stretch(of: mark) == nil)
    }
  }

  /// Whether goods that the shop has are named only for where the thing spoken of goes: "does the lid leak? it's
  /// going in my backpack".
  private func isOfSpoken(_ mark: Mark) -> Bool {
    guard mark.isStrong, state.isFresh, state.age <= 1, asksOfThing,
      let spoken = state.spoken, !has(.exists), !has(.request), !has(.find), !has(.than)
    else { return false }
    let named = index.products(of: [strongest(mark)]).map { index.product($0).id }
    return !named.contains(spoken)
  }

  /// Whether a fact of some thing is asked.
  private var asksOfThing: Bool {
    has(.can) || has(.it) || marks.contains { !$0.attributes.isEmpty }
  }
}
