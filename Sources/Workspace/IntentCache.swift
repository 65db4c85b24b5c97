import Diagnostics
import Entities
import Intents
import Text

/// Trains the classifier of a language.
struct IntentCache {
  let folder: String?

  struct File {
    let name: String
    let bytes: [UInt8]
  }

  func classifier(
    for files: [File], language: Language, extractor: EntityExtractor?,
    report: (LoadedWorkspace.Event) -> Void
  ) throws -> IntentClassifier {
    var examples: [(text: String, intent: String)] = []
    for file in files {
      for entry in try JSONReader.read(file.bytes, file: file.name).required("data").array() {
        let intent = try entry.required("intent").string()
        for text in try entry.required("utterances").strings().prefix(40) {
          examples.append((text, intent))
        }
      }
    }
    report(.training(language, examples: examples.count))
    return IntentClassifier(examples)
  }
}
