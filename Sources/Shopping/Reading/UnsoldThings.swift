import Shop
import Text

// Things that are asked for and not sold, and what the thing sought must do.
extension QueryAssembly {
  mutating func readThings() {
    if case .products = query.reference { return }
    query.isLater = has(.later)
    if readRequirement() { return }
    if !asksForThings { return readMoreThings() }
    // "Can I charge my phone with it" asks of something else.
    let isOfKnown = query.reference == .spoken || query.subjects.contains(where: \.isDefinite)
    let isFact = has(.can) || marks.contains { !$0.attributes.isEmpty }
    if isOfKnown, !has(.exists), !has(.request), isFact { return }
    for (number, mark) in marks.enumerated() where mark.isForeign {
      if roles[number] != .wanted { continue }
      // "Microwave?", of the bowl spoken of, asks what may be done with it.
      if !mark.attributes.isEmpty, state.isFresh, !state.wasNotSold, !has(.exists) { continue }
      // "With milk?" asks how it goes, not for milk.
      if number == 1, marks[0].cues.contains(.along), marks[0].pieces.lowerBound == 0 {
        continue
      }
      if isPartOfMore(mark) { continue }
      query.things.append(text(mark.pieces))
      query.nearFeatures += mark.features
      note("unknown thing", mark.pieces)
    }
    // "I need a pressie for him, he likes coffee": enough is known to look for it.
    let isEnough =
      !has(.exists)
      && !(query.interests.isEmpty && query.features.isEmpty && query.audience == nil
        && !query.isGift && query.budget.isEmpty)
    readMoreThings()
    guard query.things.isEmpty, has(.exists) || has(.request), !isEnough, !asksOfSpoken else {
      return
    }
    // "Is there a guarantee on it" asks for no thing called so.
    if isOtherIntent && query.subjects.isEmpty
      || has(.exists) && query.reference == .spoken && state.isFresh
    {
      return
    }
    if let unknown = unknownThing() {
      query.things.append(text(unknown))
      note("unknown thing", unknown)
      // "Coffee machine": the coffee says what kind of machine.
      let name = text(unknown)
      query.subjects.removeAll { name.contains($0.label) }
    }
  }

  /// “帐篷顶上的”: what goes on right behind it makes another thing of it.
  private func isPartOfMore(_ mark: Mark) -> Bool {
    let next = mark.pieces.upperBound
    guard next < line.pieces.count, line.pieces[next - 1].kind == .han,
      line.pieces[next].kind == .han, line.pieces[next].isAttached
    else { return false }
    return !marks.contains { $0.pieces.contains(next) }
  }

  /// "It has to fit my laptop": what follows says what is sought, and is not sought itself.
  private mutating func readRequirement() -> Bool {
    guard state.isFresh, let must = marks.first(where: { $0.cues.contains(.must) }) else {
      return false
    }
    let start = line.range(must.pieces).lowerBound
    let things = query.evidence.filter { $0.part == "thing" || $0.part == "word" }
    guard things.count == query.subjects.count else { return false }
    let before = zip(query.subjects, things).filter { $1.range.lowerBound < start }.map(\.0)
    guard !before.contains(where: \.isThing) || !query.isRequest else { return false }
    query.subjects = before
    query.isRequirement = true
    // “有能漂水上的吗” asks for another.
    query.isRequest = query.isRequest || must.cues.contains(.exists)
    note("requirement", must.pieces)
    return true
  }

  /// Whether a line that seems to ask for something asks of the thing just spoken of: which it comes in
  /// (“黑的有现成的吗”), or what it takes (“要单独插座吗还是usb”).
  private var asksOfSpoken: Bool {
    guard state.isFresh, state.spoken != nil else { return false }
    let namesOption = marks.contains { $0.color != nil || !$0.options.isEmpty }
    return namesOption || has(.either) && !has(.exists)
  }

  /// Whether goods that the shop may not have are asked for: by a word for it, or by nothing but their name.
  /// “我显示器两公分厚 卡得住不” asks of a lamp, not for a monitor.
  private var asksForThings: Bool {
    if has(.exists) || has(.request) || has(.find) { return true }
    // “戴眼镜的哪个舒服” asks of the headphones just compared.
    if choosesOfShown { return false }
    // “桌子小 能夹边上么” asks what the lamp can do.
    if has(.can), state.isFresh, state.spoken != nil { return false }
    // “No clamps, glass desk” says how the lamp is to be.
    let saysHow =
      state.isFresh && state.age <= 1
      && !(query.excluded.isEmpty && query.features.isEmpty && query.excludedFeatures.isEmpty)
    return !query.subjects.contains(where: \.isThing) && !saysHow
      && !(state.isFresh && roles.contains(.unwanted)) && unmarked.count <= Self.mostBeside
  }

  /// So many words that nobody knows may stand beside the name of a thing that is asked for.
  private static let mostBeside = 2

  /// The words of the line that nothing is known of.
  var unmarked: [Int] {
    var isMarked = [Bool](repeating: false, count: line.pieces.count)
    for mark in marks { for place in mark.pieces { isMarked[place] = true } }
    return line.pieces.indices.filter { place in
      let piece = line.pieces[place]
      return !isMarked[place] && (piece.kind == .word || piece.kind == .han)
        && !index.words.ignored.contains(piece.text)
    }
  }

  /// "Hammers, screwdrivers, nothing like that?", after drills that are not sold: every word that nothing here
  /// is called by is one more such thing.
  private mutating func readMoreThings() {
    guard state.wasNotSold, state.age <= 1, query.things.isEmpty, query.subjects.isEmpty else {
      return
    }
    let said: Set<Cue> = [
      .filler, .exists, .join, .clause, .indefinite, .not, .similar, .either, .card,
    ]
    let isMore = marks.allSatisfy { mark in
      !mark.isOfGoods && mark.audience == nil && mark.attributes.isEmpty
        && mark.cues.isSubset(of: said)
    }
    // "No worries" asks for nothing.
    let words = unmarked
    let isTurnedDown = marks.contains { mark in
      mark.cues.contains(.not) && words.contains(mark.pieces.upperBound)
    }
    let asks = ["?", "？"].contains(line.pieces.last?.text) || has(.exists) || has(.card)
    guard isMore, !isTurnedDown, asks else { return }
    guard (1...Self.mostMore).contains(words.count),
      words.allSatisfy({ line.pieces[$0].kind == .word })
    else { return }
    for place in words {
      query.things.append(text(place..<place + 1))
      note("unknown thing", place..<place + 1)
    }
  }

  /// More words than that are a sentence.
  private static let mostMore = 4

  /// The words after "do you sell" that nothing in the shop is called by, with what stands before them.
  private func unknownThing() -> Range<Int>? {
    guard
      let opening = marks.firstIndex(where: {
        $0.cues.contains(.exists) || $0.cues.contains(.request)
      })
    else { return nil }
    var isKnown = [Bool](repeating: false, count: line.pieces.count)
    for mark in marks { for place in mark.pieces { isKnown[place] = true } }
    let start = marks[opening].pieces.upperBound
    // Only what stands right behind: "a", "any", and what goods are like.
    let stop =
      marks.dropFirst(opening + 1).first { mark in
        !mark.isOfGoods && !mark.attributes.isEmpty
          || !mark.isOfGoods
            && !mark.cues.isSubset(of: [.filler, .indefinite, .find, .exists, .request])
      }?.pieces.lowerBound ?? line.pieces.count
    var place = start
    while place < stop {
      let piece = line.pieces[place]
      if !isKnown[place], piece.kind == .mark || piece.text.contains("'") { return nil }
      if !isKnown[place], piece.kind == .word || piece.kind == .han {
        // "Lights I can take camping": the thing was named before.
        let isNamed = marks.contains { mark in
          mark.isStrong && mark.pieces.lowerBound >= start && mark.pieces.upperBound < place
        }
        if isNamed { return nil }
        var first = place
        var end = place + 1
        while end < line.pieces.count, !isKnown[end], line.pieces[end].kind == piece.kind {
          end += 1
        }
        // What goods stand right before it are a part of its name.
        while first > start, let mark = marks.first(where: { $0.pieces.upperBound == first }),
          mark.isOfGoods
        {
          // "Rice cookers left": a plural is the thing itself.
          let last = line.pieces[first - 1]
          if mark.isStrong, last.kind == .word, Stem.isPlural(last.text) { return nil }
          first = mark.pieces.lowerBound
        }
        // Goods right after it are the thing itself, and the word only says what they are like.
        let next = end < line.pieces.count && line.pieces[end].text == "的" ? end + 1 : end
        let isBefore = marks.contains { $0.pieces.lowerBound == next && $0.isStrong }
        // “黑的有现成的吗” asks for something of a kind that was named before.
        if piece.kind == .han, next > end, next == line.pieces.count || next == stop { return nil }
        // "Is there any chance": it can be no thing.
        if index.words.ignored.contains(line.pieces[end - 1].text) { return nil }
        let isShort = piece.kind == .han ? end - first < 2 || end - first > 6 : end - place > 3
        return isBefore || isShort ? nil : first..<end
      }
      place += 1
    }
    return nil
  }
}
