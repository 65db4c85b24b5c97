import Shop
import Text

// What is asked.
extension QueryAssembly {
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
    if has(.request) || has(.find) || has(.exists) {
      query.unknown = unknownWords + adjunctNouns.map { text($0.pieces) }
    }
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
      if case .products(let ids) = query.reference, ids.count > 1 { return [.compare] }
      if query.subjects.count > 1, !query.isRequest, query.options.isEmpty { return [.compare] }
      if query.subjects.isEmpty, state.spoken != nil, state.isFresh, !query.isRequest,
        let id = query.features.first
      {
        return [.feature(id)]
      }
    }
    if has(.why) { return [.why] }
    if has(.exists), case .products = query.reference { return [.stock] }
    if has(.exists), !query.subjects.isEmpty || !query.things.isEmpty || !query.features.isEmpty {
      return [.exists]
    }
    // "You got that in blue?"
    if has(.exists), !query.options.isEmpty, state.isFresh, state.spoken != nil { return [.stock] }
    // "Is there a strap on it"
    if has(.exists), query.reference == .spoken, state.isFresh, state.spoken != nil,
      !unmarked.isEmpty, !isOtherIntent
    {
      return [.open]
    }
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
