import Foundation
import Sentiment
import Text

/// Fits weights to rated texts: ridge regression on what the rules found, on the lexicon's entries and
/// on n-grams weighed by their rarity, solved by conjugate gradients (Hestenes & Stiefel, 1952).
struct SentimentFit {
  let language: Language
  var penalty: Float
  var entryScale: Float
  var smoothing: Float
  var rarestCount: Int
  /// An n-gram table of so many stays under a megabyte.
  var mostNGrams = 160_000
  /// Values this far from nothing still say nothing.
  var neutral: Float

  static func standard(_ language: Language) -> SentimentFit {
    switch language {
    case .english:
      SentimentFit(
        language: language, penalty: 2.5, entryScale: 1, smoothing: 40, rarestCount: 2,
        neutral: 0.08)
    case .chinese:
      SentimentFit(
        language: language, penalty: 0.8, entryScale: 0.3, smoothing: 30, rarestCount: 2,
        neutral: 0.08)
    }
  }

  private static let findingScale: Float = 2

  /// One rated text.
  struct Example {
    let features: SentimentFeatures
    let target: Float
    /// Which set it is of: each has a middle of its own, which is not to be explained by its words.
    var domain = 0
  }

  /// Fits. With `centred`, texts that say nothing are taken to lie at the targets' own middle.
  func fit(_ examples: [Example], centred: Bool) -> SentimentWeights {
    var vocabulary = NGramVocabulary(examples, rarest: rarestCount)
    let entries = EntryVocabulary(examples)
    let findings = examples.first?.features.findings.count ?? 0
    var solution = solve(examples, vocabulary, entries, centred: centred)
    // What the rules find may count for nothing, but never for its opposite: emphasis would weaken.
    var dropped: Set<Int> = []
    while true {
      let turned = SentimentFeatures.sided.filter { solution[$0] < 0 }
      if turned.isEmpty { break }
      dropped.formUnion(turned)
      solution = solve(examples, vocabulary, entries, centred: centred, dropping: dropped)
    }
    if vocabulary.hashes.count > mostNGrams {
      // What is dropped is made up for by what is kept: fit again.
      vocabulary = vocabulary.keeping(
        mostNGrams,
        heaviest: solution[(findings + 1 + entries.hashes.count)...].prefix(vocabulary.hashes.count)
      )
      solution = solve(examples, vocabulary, entries, centred: centred, dropping: dropped)
    }
    let entryStart = findings + 1
    let ngramStart = entryStart + entries.hashes.count
    let bias = centred ? solution[findings] : 0
    return SentimentWeights(
      language: language, findings: solution[..<findings].map { $0 * Self.findingScale },
      smoothing: smoothing, neutral: -bias - neutral ... -bias + neutral,
      entries: entries.hashes.enumerated().map {
        ($0.element, solution[entryStart + $0.offset] * entryScale)
      },
      ngrams: vocabulary.hashes.enumerated().map { index, hash in
        let rarity = vocabulary.rarities[index]
        return FittedNGram(
          hash: hash, weight: solution[ngramStart + index] * rarity, rarity: rarity)
      })
  }
}

extension SentimentFit {
  /// A weight for each finding, for saying nothing, for each entry and for each n-gram.
  fileprivate func solve(
    _ examples: [Example], _ vocabulary: NGramVocabulary, _ entries: EntryVocabulary, centred: Bool,
    dropping dropped: Set<Int> = []
  ) -> [Float] {
    let findings = examples.first?.features.findings.count ?? 0
    let ngramStart = findings + 1 + entries.hashes.count
    let domainStart = ngramStart + vocabulary.hashes.count
    let domains = (examples.map(\.domain).max() ?? 0) + 1
    var rows = SparseRows()
    for example in examples {
      for (index, value) in example.features.findings.enumerated() where !dropped.contains(index) {
        rows.append(index, value * Self.findingScale)
      }
      rows.append(findings, centred ? 1 : 0)
      if domains > 1 { rows.append(domainStart + example.domain, 1) }
      let hits = Float(example.features.entries.count + 1).squareRoot()
      for entry in example.features.entries {
        guard let index = entries.indices[entry.hash] else { continue }
        rows.append(findings + 1 + index, entry.factor * entryScale / hits)
      }
      let known = example.features.ngrams.compactMap { vocabulary.indices[$0] }
      let length = known.reduce(smoothing) {
        $0 + vocabulary.rarities[$1] * vocabulary.rarities[$1]
      }
      .squareRoot()
      for index in known { rows.append(ngramStart + index, vocabulary.rarities[index] / length) }
      rows.endRow()
    }
    return RidgeSolver(penalty: penalty).solve(
      rows, columns: domainStart + domains, targets: examples.map(\.target))
  }
}

/// The n-grams that occur often enough, and how rare each is.
private struct NGramVocabulary {
  var indices: [UInt64: Int] = [:]
  var hashes: [UInt64] = []
  var rarities: [Float] = []

  init(_ examples: [SentimentFit.Example], rarest: Int) {
    var counts: [UInt64: Int32] = [:]
    for example in examples {
      for hash in Set(example.features.ngrams) { counts[hash, default: 0] += 1 }
    }
    for (hash, count) in counts.filter({ $0.value >= rarest }).sorted(by: { $0.key < $1.key }) {
      indices[hash] = hashes.count
      hashes.append(hash)
      rarities.append(1 + log(Float(examples.count + 1) / Float(count + 1)))
    }
  }
}

extension NGramVocabulary {
  /// The n-grams that weigh most.
  func keeping(_ most: Int, heaviest weights: ArraySlice<Float>) -> NGramVocabulary {
    let sizes = zip(weights, rarities).map { abs($0 * $1) }
    let order = hashes.indices.sorted { (sizes[$1], hashes[$0]) < (sizes[$0], hashes[$1]) }
    var kept = self
    kept.indices = [:]
    kept.hashes = []
    kept.rarities = []
    for index in order.prefix(most) {
      kept.indices[hashes[index]] = kept.hashes.count
      kept.hashes.append(hashes[index])
      kept.rarities.append(rarities[index])
    }
    return kept
  }
}

/// The lexicon's entries that occur.
private struct EntryVocabulary {
  var indices: [UInt64: Int] = [:]
  var hashes: [UInt64] = []

  init(_ examples: [SentimentFit.Example]) {
    for entry in examples.lazy.flatMap(\.features.entries) where indices[entry.hash] == nil {
      indices[entry.hash] = hashes.count
      hashes.append(entry.hash)
    }
  }
}
