public import Text

/// Scores how texts feel, in English, Chinese and both at once, and says why.
public struct SentimentScorer: Sendable {
  let analyzer: SentimentAnalyzer
  private let english: Fit?
  private let chinese: Fit?

  /// What was fitted for a language, and its n-grams as they are looked for.
  private struct Fit {
    let weights: SentimentWeights
    let ngrams: NGramTable

    init?(_ weights: SentimentWeights?) {
      guard let weights else { return nil }
      self.weights = weights
      ngrams = NGramTable(weights.slots)
    }
  }

  /// Creates a scorer from lexicons (where two hold the same word, the later one counts) and what was
  /// fitted beside them; without weights the rules decide alone.
  public init(lexicons: [Lexicon], weights: [SentimentWeights] = []) {
    self.init(
      analyzer: SentimentAnalyzer(lexicons: lexicons, weights: weights), weights: weights)
  }

  init(analyzer: SentimentAnalyzer, weights: [SentimentWeights]) {
    english = Fit(weights.last { $0.language == .english })
    chinese = Fit(weights.last { $0.language == .chinese })
    var analyzer = analyzer
    analyzer.know(english: english?.ngrams, chinese: chinese?.ngrams)
    self.analyzer = analyzer
  }

  /// How an utterance feels.
  public func score(_ utterance: Utterance) -> SentimentScore {
    var scratch = SentimentScratch()
    return score(utterance.text.utf8.span, &scratch)
  }

  /// How UTF-8 bytes feel: one pass, no strings; `scratch` is used again from text to text.
  public func score(_ bytes: Span<UInt8>, _ scratch: inout SentimentScratch) -> SentimentScore {
    analyzer.analyze(bytes, &scratch)
    return score(scratch)
  }

  private func score(_ scratch: borrowing SentimentScratch) -> SentimentScore {
    let compound = analyzer.compound(scratch)
    let evidence = Float(scratch.hits.count)
    guard let fit = scratch.isChinese ? chinese : english else {
      return SentimentScore(
        compound: Double(compound),
        confidence: Double(evidence == 0 ? 0.3 : 0.5 + abs(compound) / 2))
    }
    let value = fit.weights.value(scratch, fit.ngrams, compound: compound)
    let fitted = fit.weights.compound(value)
    // Sure is what lies far from a cut-off, and what the rules and the fit agree on.
    let distance = min(1, abs(abs(fitted) - 0.05) * 2)
    let agrees = fitted * compound >= 0
    return SentimentScore(
      compound: Double(fitted),
      confidence: Double((agrees ? 0.5 : 0.4) + distance * (agrees ? 0.5 : 0.3)))
  }
}

extension SentimentScratch {
  /// Whether Han characters carry the text: one says about half of what a word does.
  var isChinese: Bool { hanCount * 2 > wordCount }
}

extension SentimentWeights {
  /// What the fit makes of a text.
  func value(
    _ scratch: borrowing SentimentScratch, _ ngrams: NGramTable, compound: Float
  ) -> Float {
    let found = SentimentFindings.values(
      hits: scratch.hits.span, symbols: scratch.plainCount,
      exclamations: scratch.exclamations, questions: scratch.questions, compound: compound)
    var value: Float = 0
    for index in 0..<SentimentFindings.count { value += found[index] * findings[index] }

    if !scratch.hits.isEmpty {
      var entries: Float = 0
      for hit in scratch.hits { entries += hit.weighedFit }
      value += entries / Float(scratch.hits.count + 1).squareRoot()
    }

    let (weight, rarity) = sums(scratch.symbols.span, ngrams)
    let length = (Float(rarity) * rarityUnit * rarityUnit + smoothing).squareRoot()
    value += length > 0 ? Float(weight) * weightUnit / length : 0
    let middle = (neutral.lowerBound + neutral.upperBound) / 2
    guard scratch.hits.allSatisfy({ $0.value == 0 }) else {
      return bounded(value, by: scratch, compound: compound)
    }
    if scratch.plainCount == 0 { return middle }
    // Most texts the fit knows feel; a question at the desk that holds no word of feeling mostly does
    // not. The side it leans to stays.
    let share: Float = language == .chinese ? 0.08 : scratch.questions > 0 ? 0.3 : 1
    return middle + (value - middle) * share
  }

  /// The weights of all n-grams, and the squares of their rarities.
  private func sums(
    _ symbols: Span<Symbol>, _ ngrams: NGramTable
  ) -> (weight: Int32, rarity: UInt32) {
    let isChinese = language == .chinese
    return ngrams.look { find in
      var weight: Int32 = 0
      var rarity: UInt32 = 0
      func add(_ slot: UInt16) {
        let root = Int32(Int8(truncatingIfNeeded: slot >> 8))
        weight &+= root &* abs(root)
        rarity &+= UInt32(slot & 0xFF) &* UInt32(slot & 0xFF)
      }
      SentimentNGrams.each(
        symbols, in: language,
        single: { symbol, hash in
          add(symbol.isWeighed(inChinese: isChinese) ? symbol.known.weight : find(hash))
        }, longer: { add(find($0)) })
      return (weight, rarity)
    }
  }

  /// Where a short text says one thing only, the fit has the last word on how much, not on which side.
  private func bounded(
    _ value: Float, by scratch: borrowing SentimentScratch, compound: Float
  ) -> Float {
    guard abs(compound) >= 0.12, scratch.plainCount <= 6 else { return value }
    for hit in scratch.hits where hit.value * compound < 0 { return value }
    let least = 0.02 + 0.2 * abs(compound)
    return compound > 0
      ? max(value, neutral.upperBound + least) : min(value, neutral.lowerBound - least)
  }

  /// −1…1, with what says nothing between the cut-offs.
  func compound(_ value: Float) -> Float {
    func bend(_ distance: Float) -> Float {
      let gained = distance * 1.25
      return 0.05 + 0.95 * gained / (1 + gained * gained).squareRoot()
    }
    if value > neutral.upperBound { return bend(value - neutral.upperBound) }
    if value < neutral.lowerBound { return -bend(neutral.lowerBound - value) }
    let width = neutral.upperBound - neutral.lowerBound
    return width > 0 ? ((value - neutral.lowerBound) / width - 0.5) * 0.1 : 0
  }
}

extension SentimentScorer {
  /// How an utterance feels, with the words that made it so.
  public func explain(_ utterance: Utterance) -> SentimentExplanation {
    var scratch = SentimentScratch()
    analyzer.analyze(utterance.text.utf8.span, &scratch)
    let words = scratch.hits.map { hit in
      let start = Int(scratch.symbols[Int(hit.symbols.lowerBound)].start)
      let end = Int(scratch.symbols[Int(hit.symbols.upperBound) - 1].end)
      return SentimentExplanation.Word(
        text: String(utterance[start..<end]), range: start..<end, valence: Double(hit.valence),
        value: Double(hit.value), rules: hit.rules.names)
    }
    return SentimentExplanation(score: score(scratch), words: words)
  }

  /// What the fit of the text's language makes of it, before the cut-offs are laid; 0 without one.
  public func value(_ bytes: Span<UInt8>, _ scratch: inout SentimentScratch) -> Float {
    analyzer.analyze(bytes, &scratch)
    guard let fit = scratch.isChinese ? chinese : english else { return 0 }
    return fit.weights.value(scratch, fit.ngrams, compound: analyzer.compound(scratch))
  }

  /// What a fit can weigh in a text.
  public func features(_ bytes: Span<UInt8>, _ scratch: inout SentimentScratch) -> SentimentFeatures
  {
    analyzer.analyze(bytes, &scratch)
    let found = SentimentFindings.values(
      hits: scratch.hits.span, symbols: scratch.plainCount,
      exclamations: scratch.exclamations, questions: scratch.questions,
      compound: analyzer.compound(scratch))
    var ngrams: [UInt64] = []
    SentimentNGrams.each(
      scratch.symbols.span, in: scratch.isChinese ? .chinese : .english,
      single: { ngrams.append($1) }, longer: { ngrams.append($0) })
    return SentimentFeatures(
      language: scratch.isChinese ? .chinese : .english,
      findings: (0..<SentimentFindings.count).map { found[$0] },
      entries: scratch.hits.map { ($0.hash, $0.factor) }, ngrams: ngrams)
  }
}
