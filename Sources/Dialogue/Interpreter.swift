public import Entities
public import Intents
public import Quantities
public import Sentiment
public import Text

/// Reads a line: the same text on the same day gives the same interpretation.
public struct Interpreter: Sendable {
  private let tokenizer: Tokenizer
  private var entityExtractor: EntityExtractor
  private let classifiers: [Language: IntentClassifier]
  private let sentimentScorer: SentimentScorer
  private let actReader: ActReader
  private let loanwords: Loanwords

  /// Creates an interpreter; a language without a classifier borrows the other's, `nil` when there
  /// is none at all.
  public init?(
    entityExtractor: EntityExtractor, classifiers: [Language: IntentClassifier],
    sentimentScorer: SentimentScorer, actReader: ActReader = .none,
    loanwords: Loanwords = .none
  ) {
    guard !classifiers.isEmpty else { return nil }
    tokenizer = Tokenizer()
    self.entityExtractor = entityExtractor
    self.classifiers = classifiers
    self.sentimentScorer = sentimentScorer
    self.actReader = actReader
    self.loanwords = loanwords
  }

  /// What a text says; a text without letters is in `language`. `question` is what the desk asked before,
  /// as `awaiting` names it: what a line does depends on it.
  public func interpret(
    _ text: String, language: Language, today: Day, after question: String? = nil,
    hasBegun: Bool = false
  ) -> Interpretation {
    let (utterance, entities, intents) = understand(
      text, language: language, today: today,
      keepsLanguage: hasBegun ? question == "identity" ? .ofNames : .ofLoanwords : nil)
    var line = Interpretation(
      utterance: utterance, entities: entities, intents: intents,
      sentiment: sentimentScorer.score(utterance))
    line.acts = actReader.acts(in: line, after: question)
    return line
  }

  /// The same with another shop's names.
  public func with(entityExtractor: EntityExtractor) -> Interpreter {
    var interpreter = self
    interpreter.entityExtractor = entityExtractor
    return interpreter
  }

  /// What a text names and wants, without how it feels.
  public func understand(_ text: String, language: Language, today: Day) -> (
    utterance: Utterance, entities: [Entity], intents: IntentRanking
  ) {
    understand(text, language: language, today: today, keepsLanguage: nil)
  }

  /// Lines that say nothing of the language a conversation goes on in.
  private enum Keeping {
    /// Words that are borrowed: "zip code 97228", "status".
    case ofLoanwords
    /// The same, and names, where it was asked who is there.
    case ofNames
  }

  private func understand(
    _ text: String, language: Language, today: Day, keepsLanguage: Keeping?
  ) -> (utterance: Utterance, entities: [Entity], intents: IntentRanking) {
    var utterance = tokenizer.utterance(text, fallback: language)
    let entities = entityExtractor.entities(in: utterance, today: today)
    var spoken = spokenLanguage(utterance, besides: entities, in: language) ?? language
    if spoken != language, let keepsLanguage,
      keeps(utterance, besides: entities, in: language, keepsLanguage)
    {
      spoken = language
    }
    if spoken != utterance.language {
      utterance = Utterance(text: utterance.text, tokens: utterance.tokens, language: spoken)
    }
    let ranking = rank(utterance, entities, today)
    return (utterance, entities, Self.cautious(ranking, utterance))
  }

  /// What a line wants; English words in a Chinese line are read as what they stand for.
  private func rank(
    _ utterance: Utterance, _ entities: [Entity], _ today: Day
  ) -> IntentRanking {
    let classifier = classifier(for: utterance.language)
    guard let text = loanwords.translated(utterance) else {
      return classifier.rank(utterance, with: entities)
    }
    let translated = tokenizer.utterance(text, fallback: .chinese)
    return classifier.rank(
      translated, with: entityExtractor.entities(in: translated, today: today))
  }

  /// A word alone may be the beginning of much: unless it is as good as certain, the second guess stands
  /// beside the first.
  private static func cautious(
    _ ranking: IntentRanking, _ utterance: Utterance
  ) -> IntentRanking {
    let words = utterance.tokens.count { $0.kind == .word }
    let han = utterance.tokens.count { $0.kind == .han }
    let isAlone = words == 1 && han == 0 || words == 0 && (1...2).contains(han)
    guard isAlone, ranking.decision == .intent, ranking.scores.count > 1,
      ranking.scores[0].confidence < 0.9, ranking.scores[1].confidence > 0.05
    else { return ranking }
    return IntentRanking(scores: ranking.scores, decision: .close)
  }

  /// Why: the words behind the intent and the mood of an interpretation.
  public func explain(_ interpretation: Interpretation) -> (
    intent: IntentExplanation, sentiment: SentimentExplanation
  ) {
    let utterance = interpretation.utterance
    return (
      classifier(for: utterance.language).explain(utterance, with: interpretation.entities),
      sentimentScorer.explain(utterance)
    )
  }

  /// The language of the words that name nothing; `nil` when there are none: an e-mail address, a name of
  /// the catalogue and "ok" are the same in all.
  private func spokenLanguage(
    _ utterance: Utterance, besides entities: [Entity], in language: Language
  ) -> Language? {
    var letters = 0
    var han = 0
    for token in utterance.tokens where token.kind == .word || token.kind == .han {
      if entities.contains(where: { $0.range.overlaps(token.range) }) { continue }
      if token.kind == .han { han += 1 } else { letters += token.range.count }
    }
    // English words in a Chinese sentence are borrowed; nobody borrows Chinese ones in an English sentence.
    if han > 0, language == .chinese || letters <= 3 || han >= 2 && han * 8 >= letters {
      return .chinese
    }
    return han == 0 && letters <= 3 ? nil : utterance.language
  }

  /// Whether a line in the other language's letters leaves a conversation in its language: it holds names,
  /// numbers and borrowed words alone.
  private func keeps(
    _ utterance: Utterance, besides entities: [Entity], in language: Language, _ keeping: Keeping
  ) -> Bool {
    let words = utterance.tokens.filter { token in
      (token.kind == .word || token.kind == .han)
        && !entities.contains { $0.kind != .yesNo && $0.range.overlaps(token.range) }
    }
    if language == .english {
      guard keeping == .ofNames, words.count <= 4, words.allSatisfy({ $0.kind == .han }) else {
        return false
      }
      // A name stands apart; “邮编是97205” is a sentence.
      return !zip(utterance.tokens, utterance.tokens.dropFirst()).contains {
        $0.kind == .han && $1.kind == .number && $0.range.upperBound == $1.range.lowerBound
      }
    }
    return words.count <= 4 && loanwords.areAll(words.map { utterance[$0] })
  }

  private func classifier(for language: Language) -> IntentClassifier {
    if let own = classifiers[language] { return own }
    // Never empty: the initializer saw to it.
    return classifiers.sorted { $0.key.rawValue < $1.key.rawValue }[0].value
  }
}
