import Shop
import Text

// What is asked, and things that are not sold.
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
      if roles[number] == .unwanted || roles[number] == .owned || roles[number] == .cared {
        continue
      }
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
        let isShort = piece.kind == .han ? end - first < 2 || end - first > 6 : end - place > 3
        return isBefore || isShort ? nil : first..<end
      }
      place += 1
    }
    return nil
  }

  /// "180 kilos together" adds up no prices.
  private var addsMeasures: Bool {
    let totals = marks.filter { $0.cues.contains(.total) }
    return !totals.isEmpty
      && totals.allSatisfy { total in
        marks.contains { mark in
          ["mass", "volume", "length"].contains(mark.measure?.measure.dimension ?? "")
            && mark.pieces.upperBound == total.pieces.lowerBound
        }
      }
  }

  mutating func readQuestion() {
    query.questions = questions()
    setPartners()
    if has(.request) || has(.find) || has(.exists) { query.unknown = unknownWords }
    guard !query.questions.isEmpty else { return }
    for mark in marks where isAsking(mark) { note("question", mark.pieces) }
  }

  /// The words of the line that nothing is known of, single characters left out.
  private var unknownWords: [String] {
    let places = Set(unmarked)
    return places.sorted().filter { place in
      let piece = line.pieces[place]
      if piece.kind == .word { return piece.text.utf8.count > 2 && !piece.text.contains("'") }
      return places.contains(place - 1) || places.contains(place + 1)
    }.map { line.pieces[$0].text }
  }

  /// "What spatula goes with it", “配什么铲子好”: the kind that is to go with what is spoken of.
  private mutating func setPartners() {
    if query.question == .total { query.isAddition = has(.join) || has(.along) || has(.more) }
    guard query.question == .match, let match = marks.first(where: { $0.cues.contains(.match) })
    else { return }
    let things = query.evidence.filter { $0.part == "thing" || $0.part == "word" }
    guard things.count == query.subjects.count else { return }
    let end = line.range(match.pieces).upperBound
    let isKnown = state.isFresh && (state.spoken != nil || !state.shown.isEmpty)
    var left: [ProductQuery.Subject] = []
    for (number, subject) in query.subjects.enumerated() {
      let others = query.subjects.enumerated().filter { $0.offset != number }.map(\.element)
      let isBehind =
        things[number].range.lowerBound >= end
        && subject.label.unicodeScalars.contains { $0.value >= 0x2E80 }
      let refers =
        isBehind && (isKnown || !others.isEmpty) || isKnown && query.reference == .spoken
        || others.contains(where: \.isDefinite)
      if !subject.isDefinite, refers {
        query.partners.append(subject)
      } else {
        left.append(subject)
      }
    }
    query.subjects = left
  }

  private func isAsking(_ mark: Mark) -> Bool {
    !mark.attributes.isEmpty
      || !mark.cues.isDisjoint(with: [
        .stock, .count, .restock, .price, .total, .difference, .compare, .card, .buy, .reserve,
        .why, .similar, .match, .askOptions, .askColors, .askSizes, .exists,
      ])
  }

  /// What is asked: one thing of goods together, or any number of facts.
  private func questions() -> [ProductQuery.Question] {
    if has(.askSize) { return [.size] + facts().filter { $0 == .stock } }
    let whole: [(Cue, ProductQuery.Question)] = [
      (.total, .total), (.difference, .difference), (.compare, .compare),
    ]
    for (cue, question) in whole where has(cue) && !(cue == .total && addsMeasures) {
      return [question]
    }
    if has(.better), query.subjects.count > 1 || state.isFresh, query.options.isEmpty,
      !marks.contains(where: { !$0.attributes.isEmpty })
    {
      return [.compare]
    }
    if has(.match) { return [.match] }
    if has(.similar) { return [.similar] }
    let facts = facts()
    if !facts.isEmpty { return facts }
    if isFactOfSome { return [.feature(query.features[0])] }
    if has(.either) {
      if query.subjects.count > 1, !query.isRequest, query.options.isEmpty { return [.compare] }
      if query.subjects.isEmpty, state.spoken != nil, state.isFresh, !query.isRequest,
        let id = query.features.first
      {
        return [.feature(id)]
      }
    }
    if has(.why) { return [.why] }
    if has(.exists), !query.subjects.isEmpty || !query.things.isEmpty || !query.features.isEmpty {
      return [.exists]
    }
    // "You got that in blue?"
    if has(.exists), !query.options.isEmpty, state.isFresh, state.spoken != nil { return [.stock] }
    if has(.card) { return [.card] }
    if has(.can), !query.isRequest, !query.isGift {
      if !query.options.isEmpty || query.subjects.contains(where: { !$0.options.isEmpty }) {
        return [.stock]
      }
      if let id = query.features.first ?? query.excludedFeatures.first { return [.feature(id)] }
      return [.open]
    }
    return []
  }

  /// "Which of these is waterproof": a property of what was shown.
  private var isFactOfSome: Bool {
    let isOfCompared = query.reference == nil && state.spoken == nil && state.compared.count > 1
    return has(.which) && state.isFresh && query.subjects.isEmpty && query.order == nil
      && query.features.count == 1
      && (query.reference == .list && state.shown.count > 1 || isOfCompared)
  }

  /// Facts asked, in the order of the line's words.
  private func facts() -> [ProductQuery.Question] {
    let cues: [(Cue, ProductQuery.Question)] = [
      (.restock, .restock), (.count, .count), (.reserve, .reserve), (.stock, .stock),
      (.askColors, .options("color")), (.askSizes, .options("size")), (.askOptions, .options(nil)),
      (.price, .price), (.amount, .price), (.buy, .buy),
    ]
    var found: [ProductQuery.Question] = []
    for mark in marks {
      for (cue, question) in cues where mark.cues.contains(cue) {
        if !found.contains(question) { found.append(question) }
      }
      // “The mic” that is meant asks for none.
      if focused.contains(where: { $0.overlaps(mark.pieces) }), mark.cues.isEmpty { continue }
      for id in mark.attributes where !found.contains(.attribute(id)) {
        found.append(.attribute(id))
      }
    }
    // “硬度多少” asks for no price.
    if found.count > 1, !has(.price) { found.removeAll { $0 == .price } }
    // "How many are left" asks no more than that.
    if found.contains(.count) { found.removeAll { $0 == .price || $0 == .stock } }
    if found.contains(.restock) { found.removeAll { $0 == .stock } }
    if found.contains(.buy), found.count > 1 {
      found.removeAll { $0 == .buy }
      found.append(.buy)
    }
    return found
  }
}
