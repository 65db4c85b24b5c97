public import Text

/// Scores how texts feel, in English, Chinese and both at once, and says why.
public struct SentimentScorer: Sendable {
  let analyzer: SentimentAnalyzer

  /// Creates a scorer from lexicons; where two hold the same word, the later one counts.
  public init(lexicons: [Lexicon]) {
    analyzer = SentimentAnalyzer(lexicons: lexicons)
  }

  /// How an utterance feels.
  public func score(_ utterance: Utterance) -> SentimentScore {
    var scratch = SentimentScratch()
    return score(utterance.text.utf8.span, &scratch)
  }

  /// How UTF-8 bytes feel: one pass, no strings; `scratch` is used again from text to text.
  public func score(_ bytes: Span<UInt8>, _ scratch: inout SentimentScratch) -> SentimentScore {
    analyzer.analyze(bytes, &scratch)
    let compound = Double(analyzer.compound(scratch))
    return SentimentScore(compound: compound, confidence: min(1, abs(compound) + 0.2))
  }

  /// How an utterance feels, with the words that made it so.
  public func explain(_ utterance: Utterance) -> SentimentExplanation {
    var scratch = SentimentScratch()
    let score = score(utterance.text.utf8.span, &scratch)
    let words = scratch.hits.map { hit in
      let start = Int(scratch.symbols[Int(hit.symbols.lowerBound)].start)
      let end = Int(scratch.symbols[Int(hit.symbols.upperBound) - 1].end)
      return SentimentExplanation.Word(
        text: String(utterance[start..<end]), range: start..<end, valence: Double(hit.valence),
        value: Double(hit.value), rules: hit.rules.names)
    }
    return SentimentExplanation(score: score, words: words)
  }
}

/// Why a text feels as it does.
public struct SentimentExplanation: Hashable, Sendable {
  /// A word or phrase that feels.
  public struct Word: Hashable, Sendable {
    /// As the customer wrote it.
    public let text: String
    /// Where it stands: UTF-8 offsets.
    public let range: Range<Int>
    /// As in the lexicon, −4…4.
    public let valence: Double
    /// After the rules.
    public let value: Double
    /// The rules that changed it: `negated`, `boosted`, `dampened`, `capitals`, `stretched`,
    /// `before but`, `after but`, `question`.
    public let rules: [String]
  }

  /// The score.
  public let score: SentimentScore
  /// The words, in the order of the text.
  public let words: [Word]
}

extension SentimentHit.Rules {
  var names: [String] {
    [
      (Self.negated, "negated"), (.boosted, "boosted"), (.dampened, "dampened"),
      (.shouted, "capitals"), (.stretched, "stretched"), (.beforeContrast, "before but"),
      (.afterContrast, "after but"), (.questioned, "question"),
    ].compactMap { contains($0.0) ? $0.1 : nil }
  }
}
