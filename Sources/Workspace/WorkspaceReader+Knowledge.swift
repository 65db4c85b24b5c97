import Diagnostics
import Dialogue
import Intents
import Knowledge
import Sentiment
import Text

/// What needs to know nothing of the goods: articles, facts, phrases and words.
extension WorkspaceReader {
  /// What needs to know nothing of the goods.
  struct RestParts: Sendable {
    let scorer: Part<SentimentScorer>
    let classifiers: Part<[IntentCache.Found]>
    let knowledge: Part<KnowledgeBase>
    let phrases: Part<PhraseBook>
    let alarms: Part<Alarms>
    let contacts: Part<ContactModel?>
    let facts: Part<[Language: FactIndex]>
    let goodsQuestions: Part<[Language: FactIndex]>
    let spoken: Part<SpokenPhrases>
    let loanwords: Part<Loanwords>

    var faults: [Fault] {
      classifiers.faults + knowledge.faults + phrases.faults + alarms.faults + scorer.faults
        + contacts.faults + facts.faults + goodsQuestions.faults + spoken.faults + loanwords.faults
    }
  }

  func readRest() -> RestParts {
    RestParts(
      scorer: Part { try readSentimentScorer() }, classifiers: Part { try findClassifiers() },
      knowledge: Part { try KnowledgeBase(reading: folder.knowledgeFiles()) },
      phrases: Part { try readPhraseBook() }, alarms: Part { try readAlarms() },
      contacts: Part { try readContacts() }, facts: Part { try readFacts("facts") },
      goodsQuestions: Part { try readFacts("goods") },
      spoken: Part { try readSpokenPhrases() },
      loanwords: Part { try readLoanwords() })
  }

  private func readPhraseBook() throws -> PhraseBook {
    var book = PhraseBook()
    for language in Language.allCases {
      let name = "knowledge-base/phrases/\(language.rawValue).json"
      try book.add(bytes(name), file: name, language: language)
    }
    return book
  }

  private func readAlarms() throws -> Alarms {
    let name = "knowledge-base/alarms.json"
    return try optional(name).map { try Alarms.read($0, file: name) } ?? .none
  }

  /// The facts below a folder of each language: short answers, or what is asked of goods.
  private func readFacts(_ folderName: String) throws -> [Language: FactIndex] {
    let name = "knowledge-base/synonyms.json"
    let synonyms = try optional(name).map { (name: name, bytes: $0) }
    var indexes: [Language: FactIndex] = [:]
    for language in Language.allCases {
      let files = try files("knowledge-base/\(language.rawValue)/\(folderName)")
      guard !files.isEmpty else { continue }
      indexes[language] = try FactCache(folder: cache, kind: folderName).index(
        files, synonyms: synonyms, language: language, report: report)
    }
    return indexes
  }

  private func readSpokenPhrases() throws -> SpokenPhrases {
    var spoken = try SpokenPhrases(
      Language.allCases.compactMap { language in
        let name = "knowledge-base/dialogue/\(language.rawValue).json"
        return try optional(name).map { ($0, name) }
      })
    let places = "knowledge-base/dialogue/places.json"
    if let bytes = try optional(places) { spoken.places = try Places(bytes, file: places) }
    return spoken
  }

  func readLoanwords() throws -> Loanwords {
    let name = "knowledge-base/dialogue/loanwords.json"
    return try optional(name).map { try Loanwords($0, file: name) } ?? .none
  }

  private func readContacts() throws -> ContactModel? {
    let name = "knowledge-base/shop/openings.json"
    return try optional(name).map { try ContactModel.read($0, file: name) }
  }
}
