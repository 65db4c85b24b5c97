public import Entities
public import Text

extension IntentClassifier {
  /// The weight of each word and pair for the winner and the runner-up, and the fewest words whose
  /// absence would turn the decision.
  ///
  /// The networks are linear between their kinks, so a feature's share of a score is exact: the sum
  /// of all weights and the biases is the score.
  public func explain(_ utterance: Utterance, with entities: [Entity] = []) -> IntentExplanation {
    var scorer = IntentScorer(model: model)
    let ranking = rank(utterance, with: entities, scorer: &scorer)
    let winner = ranking.scores[0].intent
    let second = ranking.scores.count > 1 ? ranking.scores[1].intent : nil
    let numbers = [winner, second ?? winner].map { intent in
      model.intents.firstIndex(of: intent) ?? 0
    }
    let shares = scorer.contributions(utterance, entities, to: numbers)
    return IntentExplanation(
      ranking: ranking, words: words(utterance, shares), pairs: pairs(utterance, shares),
      flip: flip(utterance, entities, ranking, &scorer))
  }

  /// The words and pairs that speak more for one intent than for another, the strongest first.
  public func words(
    for intent: Intent, against other: Intent, in utterance: Utterance, with entities: [Entity] = []
  ) -> [IntentExplanation.Weight] {
    guard let first = model.intents.firstIndex(of: intent) else { return [] }
    // An intent that was never learned says nothing; what speaks for the first is all there is.
    let second = model.intents.firstIndex(of: other)
    var scorer = IntentScorer(model: model)
    let shares = scorer.contributions(utterance, entities, to: [first, second ?? first])
    func lead(_ weight: IntentExplanation.Weight) -> Double {
      second == nil ? weight.winner : weight.winner - weight.runnerUp
    }
    return words(utterance, shares).filter { lead($0) > 0 }
      .sorted { (lead($1), $0.text) < (lead($0), $1.text) }
  }

  private func words(
    _ utterance: Utterance, _ shares: [IntentScorer.Contribution]
  ) -> [IntentExplanation.Weight] {
    var places: [Range<Int>] = []
    var weights: [Range<Int>: SIMD2<Float>] = [:]
    for share in shares where share.first == share.second {
      if weights[share.first] == nil { places.append(share.first) }
      weights[share.first, default: .zero] += SIMD2(share.weights[0], share.weights[1])
    }
    return places.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
      .map { place in
        let weight = weights[place] ?? .zero
        return IntentExplanation.Weight(
          text: String(utterance[place]), ranges: [place], winner: Double(weight[0]),
          runnerUp: Double(weight[1]))
      }
  }

  private func pairs(
    _ utterance: Utterance, _ shares: [IntentScorer.Contribution]
  ) -> [IntentExplanation.Weight] {
    var order: [[Range<Int>]] = []
    var weights: [[Range<Int>]: SIMD2<Float>] = [:]
    for share in shares where share.first != share.second {
      let key = [share.first, share.second]
      if weights[key] == nil { order.append(key) }
      weights[key, default: .zero] += SIMD2(share.weights[0], share.weights[1])
    }
    let heaviest = order.map { ($0, weights[$0] ?? .zero) }.sorted {
      (abs($1.1[0] - $1.1[1]), $0.0[0].lowerBound, $0.0[1].lowerBound) < (
        abs($0.1[0] - $0.1[1]), $1.0[0].lowerBound, $1.0[1].lowerBound
      )
    }
    return heaviest.prefix(8).map { places, weight in
      IntentExplanation.Weight(
        text: places.map { String(utterance[$0]) }.joined(separator: " … "), ranges: places,
        winner: Double(weight[0]), runnerUp: Double(weight[1]))
    }
  }

  /// Leaves out each word, then each two words, of a text of ordinary length.
  private func flip(
    _ utterance: Utterance, _ entities: [Entity], _ ranking: IntentRanking,
    _ scorer: inout IntentScorer
  ) -> IntentExplanation.Flip? {
    let spoken = utterance.tokens.indices.filter { utterance.tokens[$0].kind != .symbol }
    guard spoken.count > 1, spoken.count <= 40 else { return nil }
    let singles = spoken.map { [$0] }
    let doubles = spoken.flatMap { first in
      spoken.filter { $0 > first }.map { [first, $0] }
    }
    for candidates in [singles, spoken.count > 2 ? doubles : []] {
      var best: (flip: IntentExplanation.Flip, confidence: Double)?
      for left in candidates {
        let rest = Utterance(
          text: utterance.text,
          tokens: utterance.tokens.indices.filter { !left.contains($0) }
            .map { utterance.tokens[$0] },
          language: utterance.language)
        let changed = rank(rest, with: entities, scorer: &scorer)
        if changed.decided == ranking.decided { continue }
        let confidence = changed.scores[0].confidence
        if let best, best.confidence >= confidence { continue }
        best = (
          IntentExplanation.Flip(
            without: left.map { String(utterance[utterance.tokens[$0]]) },
            text: utterance.text(without: left.map { utterance.tokens[$0].range }),
            ranking: changed), confidence
        )
      }
      if let best { return best.flip }
    }
    return nil
  }
}

extension IntentRanking {
  /// The intent decided for: the first, or `out_of_scope`.
  public var decided: Intent { decision == .outOfScope ? .outOfScope : scores[0].intent }
}

extension Utterance {
  /// The text without some pieces, and without the double blanks they would leave.
  fileprivate func text(without pieces: [Range<Int>]) -> String {
    var bytes: [UInt8] = []
    for (offset, byte) in text.utf8.enumerated()
    where !pieces.contains(where: { $0.contains(offset) }) {
      if byte == 0x20, bytes.last ?? 0x20 == 0x20 { continue }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self).trimmed
  }
}
