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
    setAgainst()
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
    guard let order = query.order, !order.isExtreme,
      let than = marks.first(where: { $0.cues.contains(.than) })
    else { return }
    let things = query.evidence.filter { $0.part == "thing" || $0.part == "word" }
    let end = line.range(than.pieces).upperBound
    guard things.count == query.subjects.count,
      let number = things.firstIndex(where: { $0.range.lowerBound >= end })
    else { return }
    query.against = query.subjects.remove(at: number)
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
