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
      return start..<endOfSize(behind: mark)
    }
    guard isHan(mark), let end = closing(of: mark) else { return nil }
    return mark.pieces.lowerBound..<end
  }

  /// "My laptop is 15 inch": how large the noun is belongs to it.
  private func endOfSize(behind mark: Mark) -> Int {
    let end = mark.pieces.upperBound
    let size = marks.first {
      (end...end + 1).contains($0.pieces.lowerBound) && $0.measure?.measure.dimension != nil
        && $0.measure?.currency == nil
    }
    return size?.pieces.upperBound ?? end
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
      if openings.contains(piece.text) {
        return isRequest(place) ? nil : start(of: place, openings)
      }
      guard mayDescribe(place, isHan) else { return nil }
      place -= 1
    }
    return nil
  }

  /// "To put on the piano": all the words that open it.
  private func start(of place: Int, _ openings: Set<String>) -> Int {
    var place = place
    while place > 0, openings.contains(line.pieces[place - 1].text), !isRequest(place - 1) {
      place -= 1
    }
    return place
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
        : isOfSpoken(mark)
          ? adjuncts.place(of: mark, allowsKnown: has(.it))
          : choosesOfShown ? adjuncts.stretch(of: mark) : nil
      guard let stretch, !mark.isForeign || isBesideSought(number, adjuncts) else { continue }
      for (other, within) in marks.enumerated() where stretch.overlaps(within.pieces) {
        // "To keep my laptop", "takes a wooden guitar": what stands within says nothing of its own.
        if other == number || !within.isStrong { roles[other] = .adjunct }
      }
      note("adjunct", stretch)
    }
  }

  /// Where no kind is named, goods that have the noun in their name are sought: "what have you got for a desk".
  mutating func seekByAdjuncts() {
    guard query.subjects.isEmpty, has(.find) else { return }
    for noun in adjunctNouns {
      let terms: [[ProductQuery.Term]] = [
        [.word(line.pieces[noun.pieces].map(\.stem).joined())]
      ]
      guard !index.products(of: terms).isEmpty else { continue }
      query.subjects.append(.init(terms: terms, label: text(noun.pieces), isThing: false))
      note("word", noun.pieces)
    }
  }

  /// What the thing sought is for, where no property says it.
  var adjunctNouns: [Mark] {
    zip(marks, roles).filter { $1 == .adjunct && $0.isForeign && $0.features.isEmpty }.map(\.0)
  }

  /// Whether something else is sought, or asked of what is spoken of: "anything for the couch".
  private func isBesideSought(_ number: Int, _ adjuncts: Adjuncts) -> Bool {
    if has(.find) || marks.contains(where: { !$0.purposes.isEmpty }) { return true }
    if choosesOfShown { return true }
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

  /// Whether one of several just shown is asked for: "which ones comfier for glasses".
  var choosesOfShown: Bool {
    state.isFresh && state.age <= 1 && (has(.which) || has(.better))
      && max(state.shown.count, state.compared.count) > 1
      && !has(.exists) && !has(.request) && !has(.find)
  }

  /// Whether a fact of some thing is asked.
  private var asksOfThing: Bool {
    has(.can) || has(.it) || marks.contains { !$0.attributes.isEmpty }
  }
}
