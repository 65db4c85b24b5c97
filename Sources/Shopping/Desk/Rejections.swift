import Shop
import Text

// What is turned down never comes back.
extension Answering {
  mutating func turnDown() {
    rejectNamed()
    guard query.rejects else { return }
    keepKind()
    if let meant = turnedDown() {
      state.rejected.formUnion(meant)
      if state.spoken.map(meant.contains) == true { state.spoken = nil }
      query.subjects = []
      query.options = []
    } else if let spoken = state.spoken, query.reference != .list {
      state.rejected.insert(spoken)
      state.spoken = nil
    } else if case .places(let places) = query.reference {
      for place in places {
        let place = place < 0 ? state.shown.count + place : place
        if state.shown.indices.contains(place) { state.rejected.insert(state.shown[place]) }
      }
    } else {
      state.rejected.formUnion(state.shown)
    }
    query.reference = nil
  }

  /// Where nothing else is sought, others of the kind that was spoken of are.
  private mutating func keepKind() {
    guard state.isFresh, state.need == ShoppingState.Need(),
      let known = state.spoken ?? state.compared.last?.product,
      let product = assortment.product(known)
    else { return }
    state.need.terms = index.kindTerms(product)
  }

  /// "The wok is too heavy": of those known the one that is named, not its whole kind.
  private mutating func rejectNamed() {
    guard state.isFresh else { return }
    let shown = Set(state.shown + [state.spoken].compactMap(\.self))
    var left: [ProductQuery.Subject] = []
    for subject in query.excluded {
      let ids = index.products(of: subject.terms).map { index.product($0).id }
      let known = ids.filter(shown.contains)
      if subject.isDefinite, known.count == 1 {
        state.rejected.insert(known[0])
        if state.spoken == known[0] { state.spoken = nil }
      } else {
        left.append(subject)
      }
    }
    if left.count < query.excluded.count, left.isEmpty { query.wantsMore = true }
    query.excluded = left
  }

  /// "Not that tiny knife": of those shown the one that is called so.
  private func turnedDown() -> [String]? {
    let known = state.shown + state.compared.map(\.product) + [state.spoken].compactMap(\.self)
    for subject in query.subjects {
      let ids = Set(index.products(of: subject.terms).map { index.product($0).id })
      var called = known.filter(ids.contains)
      guard let first = called.first else { continue }
      if called.count == 1 { return [first] }
      let sizes = (subject.options + query.options).compactMap { wish -> Bool? in
        if case .extreme(let isLargest) = wish { return isLargest }
        return nil
      }
      called = called.filter { !state.rejected.contains($0) }
      if let isLargest = sizes.first,
        let one = ranked(
          called.compactMap { assortment.product($0) }, isLargest ? .biggest : .smallest
        ).first
      {
        return [one.id]
      }
      if let spoken = state.spoken, called.contains(spoken) { return [spoken] }
      return called
    }
    return nil
  }

  /// "Not in black", of the one thing spoken of, which comes in other colours too.
  mutating func otherOption() -> ShoppingReply? {
    guard state.isFresh, query.subjects.isEmpty, query.excluded.isEmpty, !query.rejects,
      !query.wantsMore, !query.isRequest, !query.excludedOptions.isEmpty, query.options.isEmpty,
      query.order == nil, query.questions.isEmpty || query.questions == [.card],
      let spoken = state.spoken.flatMap({ assortment.product($0) })
    else { return nil }
    let chooser = OptionChoice(index: index, product: spoken)
    let isOwn = query.excludedOptions.contains { wish in
      if case .found = chooser.choose(wish) { return true }
      return false
    }
    var need = state.need
    need.excludedOptions += query.excludedOptions
    need.options = []
    guard isOwn, !variants(of: spoken, need).isEmpty else { return nil }
    state.options = [:]
    let shown = state.shown
    let reply = show([spoken], need: need, all: [spoken])
    if shown.contains(spoken.id) { state.shown = shown }
    return reply
  }
}
