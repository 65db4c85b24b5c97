import Computing
import Diagnostics
import Dialogue
import Entities
import Intents
import Text

/// What is learned from the files of intents and of acts.
extension WorkspaceReader {
  func readActs(
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

  func findClassifiers() throws -> [IntentCache.Found] {
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

  func readClassifiers(
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
}
