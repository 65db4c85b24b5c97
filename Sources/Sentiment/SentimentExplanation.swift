public import Text

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
    /// `before but`, `after but`, `question`, `superlative`, `asked for`, `own slip`.
    public let rules: [String]
  }

  /// The score.
  public let score: SentimentScore
  /// The words, in the order of the text.
  public let words: [Word]
}

/// What a fit can weigh in a text.
public struct SentimentFeatures: Sendable {
  /// The language that carries the text.
  public let language: Language
  /// The findings that grow with the feeling on either side: no fit may turn them.
  public static let sided = 0..<7
  /// What the rules found, always as many numbers.
  public let findings: [Float]
  /// The lexicon's entries, by hash, and what the rules made of a valence of 1.
  public let entries: [(hash: UInt64, factor: Float)]
  /// The n-grams, by hash, as often as they occur.
  public let ngrams: [UInt64]
}

extension SentimentHit.Rules {
  var names: [String] {
    [
      (Self.negated, "negated"), (.boosted, "boosted"), (.dampened, "dampened"),
      (.shouted, "capitals"), (.stretched, "stretched"), (.beforeContrast, "before but"),
      (.afterContrast, "after but"), (.questioned, "question"),
      (.superlative, "superlative"), (.asked, "asked for"), (.ownSlip, "own slip"),
    ].compactMap { contains($0.0) ? $0.1 : nil }
  }
}
