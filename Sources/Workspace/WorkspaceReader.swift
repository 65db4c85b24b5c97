import Computing
import Diagnostics
import Dialogue
import Entities
import Intents
import Knowledge
import Quantities
import Sentiment
import Shop
import Shopping
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

  /// What is sold, by which rules, and what finds its names in a text.
  private struct GoodsParts: Sendable {
    let policy: Part<Shop.Policy>
    let seedFiles: Part<[SeedFile]>
    let assortment: Part<Assortment>
    let extractor: Part<EntityExtractor>
    let words: Part<ShoppingWords>

    var faults: [Fault] {
      policy.faults + seedFiles.faults + assortment.faults + extractor.faults + words.faults
    }
  }

  private func readGoods() -> GoodsParts {
    let policy = Part {
      try Shop.Policy.read(
        bytes("knowledge-base/shop/policy.json"), file: "knowledge-base/shop/policy.json")
    }
    let seedFiles = Part {
      try SeedFile.read(at: folder.path("knowledge-base/shop"), shown: "knowledge-base/shop")
    }
    let assortment = Part {
      try readAssortment(seedFiles.value ?? [], currency: policy.value?.currency ?? "USD")
    }
    return GoodsParts(
      policy: policy, seedFiles: seedFiles, assortment: assortment,
      extractor: Part { try readEntityExtractor(assortment.value, policy.value) },
      words: Part { try readShoppingWords() })
  }

  /// What needs to know nothing of the goods.
  private struct RestParts: Sendable {
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

  private func readRest() -> RestParts {
    RestParts(
      scorer: Part { try readSentimentScorer() }, classifiers: Part { try findClassifiers() },
      knowledge: Part { try KnowledgeBase(reading: folder.knowledgeFiles()) },
      phrases: Part { try readPhraseBook() }, alarms: Part { try readAlarms() },
      contacts: Part { try readContacts() }, facts: Part { try readFacts("facts") },
      goodsQuestions: Part { try readFacts("goods") },
      spoken: Part { try readSpokenPhrases() },
      loanwords: Part { try readLoanwords() })
  }

  private func bytes(_ relative: String) throws -> [UInt8] {
    do throws(Fault) {
      return try Files.bytes(folder.path(relative))
    } catch {
      throw Fault(file: relative, place: error.place, error.message)
    }
  }

  /// The files of a folder with their names as faults show them.
  private func files(_ relative: String) throws -> [(name: String, bytes: [UInt8])] {
    try Files.list(folder.path(relative), ending: ".json").map { path in
      let name = relative + "/" + (path.split(separator: "/").last.map(String.init) ?? path)
      return (name, try bytes(name))
    }
  }

  private func optional(_ relative: String) throws -> [UInt8]? {
    Files.exists(folder.path(relative)) ? try bytes(relative) : nil
  }

  private func readAssortment(_ files: [SeedFile], currency: String) throws -> Assortment {
    let products = files.filter { $0.path.hasSuffix("products.json") }
    return try Seed.read(products, currency: currency, today: Day(number: 0)).assortment
  }

  private func readPhraseBook() throws -> PhraseBook {
    var book = PhraseBook()
    for language in Language.allCases {
      let name = "knowledge-base/phrases/\(language.rawValue).json"
      try book.add(bytes(name), file: name, language: language)
    }
    return book
  }

  private func readShoppingWords() throws -> ShoppingWords {
    var words = ShoppingWords()
    for language in Language.allCases {
      let name = "knowledge-base/shopping/\(language.rawValue).json"
      if let bytes = try optional(name) { try words.add(bytes, file: name, language: language) }
    }
    return words
  }

  private func readAlarms() throws -> Alarms {
    let name = "knowledge-base/alarms.json"
    return try optional(name).map { try Alarms.read($0, file: name) } ?? .none
  }

  private func readSentimentScorer(lexicon: String? = nil) throws -> SentimentScorer {
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

  private func readEntityExtractor(
    _ assortment: Assortment?, _ policy: Shop.Policy?
  ) throws -> EntityExtractor {
    let name = "knowledge-base/entities.json"
    return try EntityExtractor(
      catalogue: Catalogue(assortment?.catalogueEntries ?? []),
      orderNumbers: policy?.orderNumberPatterns ?? [],
      declarations: try optional(name).map { try EntityDeclarations.read($0, file: name) } ?? .none)
  }

  private func readAdvisor(_ assortment: Assortment?) throws -> Advisor {
    let name = "knowledge-base/shop/interactions.csv"
    let rows = try optional(name) ?? []
    let assortment = assortment ?? Assortment(categories: [], products: [])
    // What was read once without a fault is read again only when somebody asks for advice.
    let stamp = CompiledFile(folder: cache, kind: "interactions", version: "1", content: [rows])
    let isKnown = stamp?.exists ?? false
    let advisor = try Advisor(
      interactions: rows, file: name, assortment: assortment, today: today, known: isKnown)
    if !isKnown { try? stamp?.write([]) }
    return advisor
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

  private func readLoanwords() throws -> Loanwords {
    let name = "knowledge-base/dialogue/loanwords.json"
    return try optional(name).map { try Loanwords($0, file: name) } ?? .none
  }

  private func readActs(
    _ extractor: EntityExtractor?, _ spoken: SpokenPhrases?
  ) throws -> ActReader {
    var classifiers: [Language: IntentClassifier] = [:]
    var corpora: [Language: @Sendable () -> [ActFile]] = [:]
    for language in Language.allCases {
      let files = try files("intents/\(language.rawValue)/acts")
      guard !files.isEmpty else { continue }
      // Files that a kept classifier was trained from were read without a fault before.
      corpora[language] = { files.compactMap { try? ActFile.read($0.bytes, file: $0.name) } }
      classifiers[language] = try ActCache(folder: cache).classifier(
        files, language: language, extractor: extractor, report: report)
    }
    return ActReader(classifiers: classifiers, files: corpora, spoken: spoken ?? .none)
  }

  private func readContacts() throws -> ContactModel? {
    let name = "knowledge-base/shop/openings.json"
    return try optional(name).map { try ContactModel.read($0, file: name) }
  }

  private func findClassifiers() throws -> [IntentCache.Found] {
    let context = [
      "knowledge-base/shop/products.json", "knowledge-base/shop/policy.json",
      "knowledge-base/entities.json",
    ]
    let contextBytes = try context.map { try optional($0) ?? [] }
    let found = try Language.allCases.compactMap { language -> IntentCache.Found? in
      let files = try files("intents/" + language.rawValue).map {
        IntentCache.File(name: $0.name, bytes: $0.bytes)
      }
      guard !files.isEmpty else { return nil }
      return IntentCache(folder: cache).find(files, language: language, context: contextBytes)
    }
    guard !found.isEmpty else {
      throw Fault(
        file: "intents", "holds no intent files; put at least one at intents/en/<topic>.json")
    }
    return found
  }

  private func readClassifiers(
    _ found: Part<[IntentCache.Found]>, _ extractor: EntityExtractor?
  ) throws -> [Language: IntentClassifier] {
    guard let files = found.value else { throw Faults(found.faults) }
    // The languages learn side by side: neither keeps two cores busy all the time. Only the largest has
    // two threads: with as many for each, its network, which takes the longest, would wait for the others.
    let largest = files.indices.max { files[$0].size < files[$1].size }
    let (cache, report) = (IntentCache(folder: cache), report)
    let made = parallelMap(files.count, threads: files.count) { number in
      Part {
        try cache.classifier(
          files[number], extractor: extractor, threads: number == largest ? 2 : 1, report: report)
      }
    }
    var faults = FaultCollector()
    var classifiers: [Language: IntentClassifier] = [:]
    for (language, part) in zip(files, made) {
      if let classifier = faults.take(part) { classifiers[language.language] = classifier }
    }
    if !faults.all.isEmpty { throw Faults(faults.all) }
    return classifiers
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
