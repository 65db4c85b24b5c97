public import Dialogue
public import Entities
public import Quantities
public import Sentiment
public import Text

/// What reports of transcripts are made with, without the rest of a workspace.
public struct TranscriptParts: Sendable {
  /// How a text feels.
  public let sentimentScorer: SentimentScorer
  /// Finds what a text names.
  public let entityExtractor: EntityExtractor
  /// What a text names and wants.
  public let interpreter: Interpreter

  /// Reads them; intents that were never learned are learned now. With `lexicon`, that file's feelings stand
  /// in place of the workspace's. Throws `Faults`.
  public static func load(
    from folder: WorkspaceFolder, lexicon: String? = nil, cache: String?, today: Day,
    report: @escaping @Sendable (LoadedWorkspace.Event) -> Void = { _ in }
  ) throws -> TranscriptParts {
    try WorkspaceReader(folder: folder, cache: cache, today: today, report: report)
      .readTranscriptParts(lexicon: lexicon)
  }
}

extension EntityExtractor {
  /// A text with personal data masked.
  public func masked(_ text: String, language: Language = .english, today: Day) -> String {
    let utterance = Tokenizer().utterance(text, fallback: language)
    return Masker().mask(text, entities: personalData(in: utterance, today: today))
  }
}
