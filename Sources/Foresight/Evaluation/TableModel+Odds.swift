extension TableModel {
  /// The odds of a linear model, the strongest first: how many times the odds grow with one spread of a
  /// number, or with a word against the mean of all. Empty for trees.
  public func odds(_ count: Int) -> [(term: String, odds: Double)] {
    let model: LogisticRegression
    switch learned {
    case .logistic(let own), .both(_, let own, _): model = own
    default: return []
    }
    guard model.constants.count == 1 else { return [] }
    return model.design.terms.enumerated().map { place, term in
      (name(term), model.weights[0][place])
    }.sorted { (-abs($0.1), $0.0) < (-abs($1.1), $1.0) }.prefix(count)
      .map { ($0.0, Mathematics.exp($0.1)) }
  }

  private func name(_ term: LinearDesign.Term) -> String {
    let feature = schema.features[term.feature]
    switch term {
    case .number: return feature.name
    case .rank: return "\(feature.name) (rank)"
    case .missing: return "\(feature.name) missing"
    case .word(_, -1): return "\(feature.name): rare words"
    case .word(_, -2): return "\(feature.name): missing"
    case .word(_, let code): return "\(feature.name): \(feature.levels?[code] ?? "")"
    }
  }
}
