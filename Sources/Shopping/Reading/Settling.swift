import Shop
import Text

// What one part of a line says about another.
extension QueryAssembly {
  /// What one part of the line says about another.
  mutating func settle() {
    // "Gas only, no induction": what works on both will do.
    for group in index.words.alternatives where !group.isDisjoint(with: query.features) {
      query.excludedFeatures.removeAll { group.contains($0) }
    }
    if query.quantity != nil, query.subjects.isEmpty, state.isFresh, state.spoken != nil {
      // "I'd need 500" asks for more of what is spoken of, not for other things.
      query.isRequest = false
    }
    settlePurposes()
    setAgainstSpoken()
    setAgainst()
    setAgainstNamed()
    askOfShown()
    dropUnwanted()
    keepInOtherOption()
    if line.pieces.last?.text == "?" || line.pieces.last?.text == "？" { askForUnwanted() }
    guard has(.find) else { return }
    if query.reference == nil, query.subjects.isEmpty {
      // "Anything louder, but still waterproof" looks for what is.
      query.questions.removeAll { question in
        if case .attribute(let id) = question { return query.features.contains(id) }
        return false
      }
    }
    if !query.features.isEmpty, query.reference == nil || !query.subjects.contains(where: \.isThing)
    {
      // "Something to keep the powder in": the powder is not what is sought.
      let known = query.subjects.filter(\.isDefinite)
      if known.count == query.subjects.count {
        for subject in known { query.interests += interests(subject) }
        query.subjects = []
      }
      query.isRequest =
        query.isRequest || query.questions.allSatisfy { $0 == .card || $0 == .exists }
    }
  }

  /// “刀剪之类的别推 送刀不吉利”: what one part of the line turns down is not wanted in another.
  private mutating func dropUnwanted() {
    let barred = query.excluded.map { Set(index.products(of: $0.terms)) }
    query.subjects.removeAll { subject in
      let own = index.products(of: subject.terms)
      return !own.isEmpty && barred.contains { $0.isSuperset(of: own) }
    }
  }

  /// "Don't want it in black" turns down the colour, not the thing.
  private mutating func keepInOtherOption() {
    guard query.rejects, query.subjects.isEmpty, state.isFresh, state.spoken != nil,
      let reject = marks.first(where: { $0.cues.contains(.reject) }), !query.options.isEmpty,
      let option = marks.first(where: { $0.color != nil || !$0.options.isEmpty }),
      (0...1).contains(option.pieces.lowerBound - reject.pieces.upperBound)
    else { return }
    query.rejects = false
    query.excludedOptions += query.options
    query.options = []
    query.reference = .spoken
  }

  /// "Cheaper headphones than the studio ones": what stands behind "than" is not sought.
  private mutating func setAgainst() {
    guard !query.isAgainstSpoken, let order = query.order, !order.isExtreme,
      let than = marks.first(where: { $0.cues.contains(.than) })
    else { return }
    let things = query.evidence.filter { $0.part == "thing" || $0.part == "word" }
    let end = line.range(than.pieces).upperBound
    guard things.count == query.subjects.count,
      let number = things.firstIndex(where: { $0.range.lowerBound >= end })
    else { return }
    query.against = query.subjects.remove(at: number)
  }

  /// "Is it bigger than the gym bag?", “跟饭碗套装比哪个大”: a question of the thing spoken of and of one more.
  private mutating func setAgainstSpoken() {
    guard has(.than) || has(.compare), query.subjects.count == 1, state.isFresh,
      let spoken = state.spoken, query.reference == nil || query.reference == .spoken,
      !has(.find), !has(.exists), !has(.request), !query.wantsMore, !query.rejects,
      query.excluded.isEmpty, query.budget.isEmpty
    else { return }
    let isHan = line.pieces[0].kind == .han
    let asks =
      has(.which) || has(.compare) || asksForExtreme
      || (isHan
        ? has(.can) || asksInForm || marks.contains { !$0.attributes.isEmpty }
        : has(.can) && has(.it))
    let named = index.products(of: query.subjects[0].terms).map { index.product($0).id }
    let comparesAnything = query.order != nil || marks.contains { !$0.attributes.isEmpty }
    query.isAgainstSpoken = asks && comparesAnything && !named.contains(spoken)
  }

  /// “哪个大”, though “比” makes "bigger" of it.
  private var asksForExtreme: Bool {
    marks.contains {
      !$0.cues.isDisjoint(with: [.cheapest, .dearest, .smallest, .biggest, .lightest])
    }
  }

  /// “…吗”
  var asksInForm: Bool {
    line.pieces.last.map { Self.endings.contains($0.text) } ?? false
  }

  /// "The weighted one sounds too heavy, anything lighter": others than the one named, which says twice how they
  /// are to be.
  private mutating func setAgainstNamed() {
    guard query.against == nil, let order = query.order, !order.isExtreme, !has(.than),
      let cue = Self.cues[order], marks.count(where: { $0.cues.contains(cue) }) > 1,
      query.subjects.count == 1, let subject = query.subjects.first, subject.isDefinite
    else { return }
    query.against = query.subjects.removeFirst()
    if let subject = query.against, subject.isThing == false { query.features = [] }
    query.questions = []
    query.reference = nil
  }

  private static let cues: [ProductQuery.Order: Cue] = [
    .cheaper: .cheaper, .dearer: .dearer, .smaller: .smaller, .bigger: .bigger, .lighter: .lighter,
  ]

  /// "Which ones quieter? I get up at 5", of things just shown, asks of them and is no search.
  private mutating func askOfShown() {
    let known = state.shown + state.compared.map(\.product)
    guard has(.which) || has(.better), state.isFresh, state.age <= 2, Set(known).count > 1,
      query.subjects.isEmpty, query.things.isEmpty, query.order == nil, query.purposes.isEmpty,
      !query.isRequest, !query.isGift, !query.rejects, !query.wantsMore, !has(.find),
      !has(.exists), query.budget.isEmpty, query.excluded.isEmpty
    else { return }
    // An hour is no size of theirs.
    query.options.removeAll { wish in
      guard case .measure(let measure) = wish, measure.dimension == nil else { return false }
      return !known.contains { id in
        guard let product = index.assortment.product(id) else { return false }
        if case .found = OptionChoice(index: index, product: product).choose(wish) { return true }
        return false
      }
    }
    guard query.features.isEmpty, query.options.isEmpty else { return }
    if query.questions.isEmpty { query.questions = [.open] }
    if query.reference == nil { query.reference = .list }
  }

  /// "No cedar?" asks whether the thing spoken of comes so.
  private mutating func askForUnwanted() {
    guard query.subjects.isEmpty, query.excluded.isEmpty, query.options.isEmpty, !query.isRequest,
      !query.rejects, !query.wantsMore, !has(.find), query.questions.isEmpty,
      let spoken = state.isFresh ? state.spoken.flatMap({ index.assortment.product($0) }) : nil
    else { return }
    let choice = OptionChoice(index: index, product: spoken)
    let own = query.excludedOptions.filter { wish in
      if case .found = choice.choose(wish) { return true }
      return false
    }
    guard !own.isEmpty else { return }
    query.options = own
    query.excludedOptions = []
    query.questions = [.stock]
  }
}
