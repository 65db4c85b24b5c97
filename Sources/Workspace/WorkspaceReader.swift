import Computing
import Diagnostics
import Dialogue
import Entities
import Intents
import Knowledge
import Quantities
import Sentiment
import Text

/// Reads a workspace's files, two parts at a time, and collects every fault on the way.
struct WorkspaceReader {
  let folder: WorkspaceFolder
  let cache: String?
  let today: Day
  let report: @Sendable (LoadedWorkspace.Event) -> Void

  init(
    folder: WorkspaceFolder, cache: String?, today: Day,
    report: @escaping @Sendable (LoadedWorkspace.Event) -> Void
  ) {
    self.folder = folder
    self.cache = cache
    self.today = today
    self.report = report
  }

  /// The workspace. Throws `Faults`.
  func read() throws -> LoadedWorkspace {
    // On two cores: the goods alone take as long as all the rest that needs nothing of them.
    let (goods, rest) = parallelPair({ readGoods() }, { readRest() })
    try refuse(goods.faults + rest.faults, rest.classifiers.value ?? [])
    let intents = Part { try readClassifiers(rest.classifiers, goods.extractor.value) }
    let acts = Part { try readActs(goods.extractor.value, rest.spoken.value) }
    let adviser = Part { try readAdvisor(goods.assortment.value) }
    var faults = FaultCollector()
    let policy = faults.take(goods.policy)
    let seedFiles = faults.take(goods.seedFiles)
    let assortment = faults.take(goods.assortment)
    let knowledge = faults.take(rest.knowledge)
    let phrases = faults.take(rest.phrases)
    let alarms = faults.take(rest.alarms)
    let scorer = faults.take(rest.scorer)
    let extractor = faults.take(goods.extractor)
    let classifiers = faults.take(intents)
    let contacts = faults.take(rest.contacts) ?? nil
    let facts = faults.take(rest.facts)
    let goodsQuestions = faults.take(rest.goodsQuestions)
    let spoken = faults.take(rest.spoken)
    let loanwords = faults.take(rest.loanwords)
    let shoppingWords = faults.take(goods.words)
    let actReader = faults.take(acts)
    let advisor = faults.take(adviser)
    if let classifiers, let knowledge { faults.all += unknownIntents(knowledge, classifiers) }
    guard faults.all.isEmpty, let policy, let seedFiles, let assortment, let knowledge, let phrases,
      let alarms, let scorer, let extractor, let classifiers, let advisor,
      let facts, let goodsQuestions, let spoken, let shoppingWords, let loanwords, let actReader,
      let interpreter = Interpreter(
        entityExtractor: extractor, classifiers: classifiers, sentimentScorer: scorer,
        actReader: actReader, loanwords: loanwords)
    else { throw Faults(faults.all) }
    return LoadedWorkspace(
      folder: folder, entityExtractor: extractor, classifiers: classifiers,
      sentimentScorer: scorer, interpreter: interpreter, knowledge: knowledge, phrases: phrases,
      policy: policy, assortment: assortment, seedFiles: seedFiles, alarms: alarms,
      advisor: advisor, shoppingWords: shoppingWords, facts: facts,
      goodsQuestions: goodsQuestions, spoken: spoken,
      contacts: contacts)
  }
}

extension WorkspaceReader {
  /// Throws the faults of a workspace that cannot start, those of its intent files among them, before anything
  /// is learned: minutes of training would end in the same faults, and its models displace good ones.
  private func refuse(_ faults: [Fault], _ found: [IntentCache.Found]) throws {
    let cache = IntentCache(folder: cache)
    let all = faults + found.flatMap { cache.faults($0) }
    guard !all.isEmpty else { return }
    var told: Set<String> = []
    throw Faults(all.filter { told.insert($0.description).inserted })
  }

  func bytes(_ relative: String) throws -> [UInt8] {
    do throws(Fault) {
      return try Files.bytes(folder.path(relative))
    } catch {
      throw Fault(file: relative, place: error.place, error.message)
    }
  }

  /// The files of a folder with their names as faults show them.
  func files(_ relative: String) throws -> [(name: String, bytes: [UInt8])] {
    try Files.list(folder.path(relative), ending: ".json").map { path in
      let name = relative + "/" + (path.split(separator: "/").last.map(String.init) ?? path)
      return (name, try bytes(name))
    }
  }

  func optional(_ relative: String) throws -> [UInt8]? {
    Files.exists(folder.path(relative)) ? try bytes(relative) : nil
  }

  func readSentimentScorer(lexicon: String? = nil) throws -> SentimentScorer {
    try SentimentFiles.scorer(in: folder, lexicon: lexicon, cache: cache)
  }

  /// What tells a line's names, wants and mood, without what only conversations need.
  func readTranscriptParts(lexicon: String?) throws -> TranscriptParts {
    let (names, rest) = parallelPair(
      { Part { try EntitySources(folder: folder).extractor() } },
      {
        (
          scorer: Part { try readSentimentScorer(lexicon: lexicon) },
          found: Part { try findClassifiers() }, loanwords: Part { try readLoanwords() }
        )
      })
    try refuse(
      names.faults + rest.scorer.faults + rest.found.faults + rest.loanwords.faults,
      rest.found.value ?? [])
    guard let extractor = names.value, let scorer = rest.scorer.value,
      let loanwords = rest.loanwords.value,
      let interpreter = Interpreter(
        entityExtractor: extractor,
        classifiers: try readClassifiers(rest.found, extractor), sentimentScorer: scorer,
        loanwords: loanwords)
    else { throw Faults(rest.found.faults) }
    return TranscriptParts(
      sentimentScorer: scorer, entityExtractor: extractor, interpreter: interpreter)
  }

  /// Articles that answer an intent no language knows.
  private func unknownIntents(
    _ knowledge: KnowledgeBase, _ classifiers: [Language: IntentClassifier]
  ) -> [Fault] {
    let known = Set(classifiers.values.flatMap { $0.intents.map(\.rawValue) })
      .union([Intent.outOfScope.rawValue])
    return knowledge.articles.flatMap { article in
      article.intents.filter { !known.contains($0) }.map { intent in
        Fault(
          file: article.file, place: article.place,
          "the article \"\(article.id)\" answers the unknown intent \"\(intent)\"")
      }
    }
  }
}
