import ArgumentParser
import Diagnostics
import FoundationEssentials
import Intents
import Text
import Workspace

/// What is tested, and the testing of it.
struct IntentsTestRows: ParsableArguments {
  @Option(help: ArgumentHelp("Rows to learn from.", valueName: "file"))
  var train: [String] = []

  @Option(help: ArgumentHelp("Rows that set confidences and the threshold.", valueName: "file"))
  var validation: [String] = []

  @Option(help: ArgumentHelp("Rows to be judged.", valueName: "file"))
  var test: [String] = []

  @Option(help: "How many parts cross-validation makes.")
  var folds = 5

  @Option(help: "Another seed shuffles otherwise.")
  var seed: UInt64 = 1

  @Option(help: "Only this language of the workspace: en or zh.")
  var language: String?

  @Flag(help: "Stop at a bad row.")
  var strict = false

  @OptionGroup var columns: IntentColumns

  /// One test and its figures.
  struct Run {
    let name: String
    let figures: IntentFigures
    /// What says which words misled; `nil` for cross-validation, which has as many models as folds.
    let classifier: IntentClassifier
    let annotate: IntentClassifier.Annotator?
  }

  func validate() throws {
    if folds < 2 { throw ValidationError("--folds must be 2 or more") }
    if train.isEmpty, !test.isEmpty || !validation.isEmpty {
      throw ValidationError("--test and --validation need --train")
    }
  }

  /// Runs the tests.
  func runs(_ workspace: WorkspaceOptions) throws -> [Run] {
    if !train.isEmpty { return try filed() }
    let folder = try workspace.folder()
    let read = IntentFolder(folder)
    let errors = read.faults.filter { $0.severity == .error }
    if strict, !errors.isEmpty { throw Faults(errors) }
    for fault in read.faults { Console.error("deskmate: \(fault.description.visible())") }
    let annotate = folder.intentAnnotator()
    let wanted = try language.map { [try IntentsSources.language($0)] } ?? Language.allCases
    return try wanted.flatMap { language -> [Run] in
      let files = read.files[language] ?? []
      if files.isEmpty { return [] }
      return try tested(
        language.rawValue, files.flatMap(\.examples), files.flatMap(\.tests), annotate)
    }
  }

  /// Files that are named.
  private func filed() throws -> [Run] {
    let rows = try IntentsSources.rows(train, strict: strict, options: columns.options)
    let learned = rows.filter { !$0.isTest }.map(\.example)
    let held = try IntentsSources.rows(test, strict: strict, options: columns.options).map(
      \.example)
    let corpusTests = rows.filter(\.isTest).map(\.example)
    guard test.isEmpty else {
      return [
        try measured(
          "test", learned, held,
          validation: IntentsSources.rows(validation, strict: strict, options: columns.options).map(
            \.example), nil)
      ]
    }
    return try tested("rows", learned, corpusTests, nil)
  }

  /// Cross-validation, and the rows held out by the files themselves.
  private func tested(
    _ name: String, _ examples: [IntentExample], _ tests: [IntentExample],
    _ annotate: IntentClassifier.Annotator?
  ) throws -> [Run] {
    let folds = min(folds, examples.count)
    let clock = ContinuousClock()
    let start = clock.now
    let evaluation = try IntentEvaluation.crossValidate(
      examples, folds: folds, seed: seed, settings: Self.settings(annotate), annotate: annotate)
    let seconds = (clock.now - start).seconds / Double(folds)
    let run = try measured(name + " tests", examples, tests, annotate)
    let crossed = Run(
      name: name + " cross-validation",
      figures: IntentFigures(
        evaluation, of: run.classifier, examples: examples.count, trainSeconds: seconds,
        microseconds: run.figures.microseconds), classifier: run.classifier, annotate: annotate)
    return tests.isEmpty ? [crossed] : [crossed, run]
  }

  /// The workspace's intents, which come with its entities, are learned as the desk learns them.
  private static func settings(_ annotate: IntentClassifier.Annotator?) -> TrainingSettings {
    annotate == nil ? TrainingSettings() : .desk
  }

  /// One training, one test.
  private func measured(
    _ name: String, _ examples: [IntentExample], _ tests: [IntentExample],
    validation: [IntentExample] = [], _ annotate: IntentClassifier.Annotator?
  ) throws -> Run {
    let clock = ContinuousClock()
    let start = clock.now
    let classifier = try IntentClassifier.train(
      examples, validation: validation, settings: Self.settings(annotate), seed: seed,
      annotate: annotate)
    let seconds = (clock.now - start).seconds
    var session = classifier.session()
    var times: [Double] = []
    for example in tests.prefix(1000) {
      let begin = clock.now
      _ = session.rank(example.text)
      times.append((clock.now - begin).seconds * 1e6)
    }
    times.sort()
    return Run(
      name: name,
      figures: IntentFigures(
        classifier.evaluate(tests, annotate: annotate), of: classifier, examples: examples.count,
        trainSeconds: seconds, microseconds: times.isEmpty ? 0 : times[times.count / 2]),
      classifier: classifier, annotate: annotate)
  }
}

extension Duration {
  /// In seconds.
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
