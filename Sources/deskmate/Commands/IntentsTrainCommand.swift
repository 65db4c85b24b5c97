import ArgumentParser
import Computing
import Diagnostics
import Intents
import Text
import Workspace

/// `deskmate intents train`: a model file from rows.
struct IntentsTrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Compile intent files into one model file.")

  @Argument(help: "Files of rows; without any, the workspace's intents.")
  var files: [String] = []

  @OptionGroup var workspace: WorkspaceOptions

  @Option(name: .shortAndLong, help: "The model file to write, NAME.model.")
  var output: String

  @Option(help: ArgumentHelp("Rows that set confidences and the threshold.", valueName: "file"))
  var validation: [String] = []

  @Option(help: "The workspace's language: en or zh.")
  var language = "en"

  @Option(help: "Another seed gives another model, as good.")
  var seed: UInt64 = 1

  @Flag(help: "Stop at a bad row.")
  var strict = false

  func run() async throws {
    let language = try IntentsSources.language(language)
    var examples = try IntentsSources.rows(files, strict: strict).filter { !$0.isTest }
      .map(\.example)
    var annotate: IntentClassifier.Annotator?
    if files.isEmpty {
      let folder = try workspace.folder()
      let read = IntentFolder(folder)
      let errors = read.faults.filter { $0.severity == .error }
      if !errors.isEmpty { throw Faults(errors) }
      examples = (read.files[language] ?? []).flatMap(\.examples)
      annotate = folder.intentAnnotator()
    }
    let classifier = try IntentClassifier.train(
      examples, validation: try IntentsSources.rows(validation, strict: strict).map(\.example),
      settings: files.isEmpty ? .desk : TrainingSettings(), seed: seed, annotate: annotate)
    try IntentsSources.write(classifier.bytes, to: output)
    var hash = ContentHash()
    hash.add(classifier.bytes)
    Console.error(
      "\(examples.count) examples, \(classifier.intents.count) intents, "
        + "\(classifier.bytes.count) bytes, hash \(hash.text)")
  }
}
