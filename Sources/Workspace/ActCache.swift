import Computing
import Dialogue
import Entities
import Intents
import Text

/// The compiled act classifiers under `$XDG_CACHE_HOME/deskmate`, each named by the content of what it was
/// trained from.
struct ActCache {
  let folder: String?

  /// The classifier kept for a language's files, or one trained now and kept.
  func classifier(
    _ files: [(name: String, bytes: [UInt8])], language: Language, extractor: EntityExtractor?,
    report: (LoadedWorkspace.Event) -> Void
  ) throws -> IntentClassifier {
    let path = folder.map { "\($0)/acts-\(language.rawValue)-\(key(files)).model" }
    if let path, let kept = try? IntentClassifier(memory: Files.map(path, ahead: true)) {
      return kept
    }
    let corpora = try files.map { try ActFile.read($0.bytes, file: $0.name) }
    let examples = corpora.flatMap(\.entries).flatMap(\.examples)
    var settings = TrainingSettings.desk
    settings.threads = 2
    let classifier = try IntentClassifier.train(
      examples, settings: settings, annotate: IntentCache.annotator(extractor))
    if let path {
      do {
        try CompiledFile.keep(classifier.bytes, at: path)
      } catch {
        report(.note("the compiled acts are not kept: \(error)"))
      }
    }
    return classifier
  }

  private func key(_ files: [(name: String, bytes: [UInt8])]) -> String {
    var hash = ContentHash()
    hash.add(Array(IntentClassifier.version.utf8))
    hash.add(Array(ActContext.version.utf8))
    hash.add(Array("\(TrainingSettings.desk)".utf8))
    for file in files {
      hash.add(Array(file.name.utf8))
      hash.add(file.bytes)
    }
    return hash.text
  }
}
