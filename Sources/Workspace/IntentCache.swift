import Diagnostics
import Entities
import Intents
import Quantities
import Text

/// The compiled classifiers under `$XDG_CACHE_HOME/deskmate`, each named by the content of what it was
/// trained from. What does not fit, is damaged or was made by another version is trained anew.
struct IntentCache {
  let folder: String?

  struct File {
    let name: String
    let bytes: [UInt8]
  }

  /// The classifier of a language's files. `context` is what else the training reads: the catalogue,
  /// the forms of order numbers. Throws `Faults` of the files.
  func classifier(
    for files: [File], language: Language, extractor: EntityExtractor?, context: [[UInt8]] = [],
    report: (LoadedWorkspace.Event) -> Void
  ) throws -> IntentClassifier {
    let path = folder.map { "\($0)/intents-\(language.rawValue)-\(key(files, context)).model" }
    if let path, let kept = try? IntentClassifier(memory: Files.map(path, ahead: true)) { return kept }
    let examples = try examples(files, language)
    report(.training(language, examples: examples.count))
    let classifier = try IntentClassifier.train(
      examples, settings: .desk, annotate: Self.annotator(extractor))
    if let path {
      do {
        try CompiledFile.keep(classifier.bytes, at: path)
      } catch {
        report(.note("the compiled intents are not kept: \(error)"))
      }
    }
    return classifier
  }

  /// What finds entities in examples. Their dates mean nothing, so the day does not matter.
  static func annotator(_ extractor: EntityExtractor?) -> IntentClassifier.Annotator? {
    guard let extractor else { return nil }
    let day = Day(number: 20_000)
    return { utterance in extractor.entities(in: utterance, today: day) }
  }

  private func examples(_ files: [File], _ language: Language) throws -> [IntentExample] {
    var examples: [IntentExample] = []
    var faults: [Fault] = []
    for file in files {
      do throws(Faults) {
        let corpus = try IntentFile.read(file.bytes, file: file.name, language: language)
        faults += corpus.faults.filter { $0.severity == .error }
        examples += corpus.examples
      } catch {
        faults += error.all
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
    return examples
  }

  private func key(_ files: [File], _ context: [[UInt8]]) -> String {
    var hash = ContentHash()
    hash.add(Array(IntentClassifier.version.utf8))
    for file in files {
      hash.add(Array(file.name.utf8))
      hash.add(file.bytes)
    }
    for bytes in context { hash.add(bytes) }
    return hash.text
  }
}
