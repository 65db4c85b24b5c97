import Shop
import Text

// What goods are to serve: sleep, warm feet, a small kitchen.
extension QueryAssembly {
  /// What a line says that goods are for, where some here serve it.
  mutating func readPurposes() {
    for (number, mark) in marks.enumerated()
    where !mark.purposes.isEmpty && roles[number] == .wanted {
      let served = mark.purposes.filter {
        !query.purposes.contains($0) && !index.products(serving: $0).isEmpty
      }
      guard !served.isEmpty else { continue }
      query.purposes += served
      note("purpose", mark.pieces)
    }
  }

  /// Who names a purpose looks for what serves it, unless they ask whether the thing spoken of does.
  mutating func settlePurposes() {
    guard !query.purposes.isEmpty else { return }
    let seeks = has(.find) || has(.exists) || has(.request) || query.isGift || query.wantsMore
    let isOfSpoken =
      state.isFresh && (state.spoken != nil || !state.shown.isEmpty) && !seeks
      && (query.reference != nil || has(.can) || state.spoken != nil && asks)
    let isOfNamed = query.subjects.contains { $0.isThing && ($0.isDefinite || isOne($0)) } && !seeks
    if isOfSpoken || isOfNamed {
      query.purposes = []
      return
    }
    // The purpose says more than the words it is made of.
    let spans = marks.filter { !$0.purposes.isEmpty }
    for mark in spans {
      query.features.removeAll { mark.features.contains($0) }
      query.interests.removeAll { mark.features.contains($0) }
    }
    if let feature = query.audience.flatMap({ index.words.audienceFeatures[$0] }) {
      let serving = query.purposes.flatMap { index.products(serving: $0) }
      let having = index.products(of: .feature(feature))
      if !serving.contains(where: having.contains) { query.features.removeAll { $0 == feature } }
    }
    query.questions.removeAll { question in
      switch question {
      case .attribute, .feature, .open, .card: query.subjects.isEmpty
      default: false
      }
    }
    query.isRequest = true
  }

  private var asks: Bool {
    !query.questions.isEmpty || asksInForm && line.pieces.last?.kind == .han
  }

  private func isOne(_ subject: ProductQuery.Subject) -> Bool {
    index.products(of: subject.terms).count == 1
  }
}
