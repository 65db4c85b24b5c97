import Computing
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

  /// A language's files, and the classifier kept for them if there is one.
  struct Found {
    let language: Language
    let files: [File]
    let kept: IntentClassifier?
    fileprivate let path: String?

    /// How much there is to learn, in bytes.
    var size: Int { files.reduce(0) { $0 + $1.bytes.count } }
  }

  /// Looks for the classifier of a language's files. `context` is what else a training reads: the
  /// catalogue, the forms of order numbers.
  func find(_ files: [File], language: Language, context: [[UInt8]] = []) -> Found {
    let path = folder.map { "\($0)/intents-\(language.rawValue)-\(key(files, context)).model" }
    let kept = path.flatMap { try? IntentClassifier(memory: Files.map($0, ahead: true)) }
    return Found(language: language, files: files, kept: kept, path: path)
  }

  /// What keeps files from being learned; of those that a kept classifier was trained from, nothing.
  func faults(_ found: Found) -> [Fault] {
    guard found.kept == nil else { return [] }
    do {
      _ = try examples(found.files, found.language)
      return []
    } catch {
      return (error as? Faults)?.all ?? [error as? Fault ?? Fault(file: nil, "\(error)")]
    }
  }

  /// The classifier kept, or one trained now, on so many threads, and kept. Throws `Faults` of the files.
  func classifier(
    _ found: Found, extractor: EntityExtractor?, threads: Int,
    report: (LoadedWorkspace.Event) -> Void
  ) throws -> IntentClassifier {
    if let kept = found.kept { return kept }
    let examples = try examples(found.files, found.language)
    report(.training(found.language, examples: examples.count))
    var settings = TrainingSettings.desk
    settings.threads = threads
    let classifier = try IntentClassifier.train(
      examples, settings: settings, annotate: Self.annotator(extractor))
    if let path = found.path {
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
    hash.add(Array("\(TrainingSettings.desk)".utf8))
    for file in files {
      hash.add(Array(file.name.utf8))
      hash.add(file.bytes)
    }
    for bytes in context { hash.add(bytes) }
    return hash.text
  }
}
