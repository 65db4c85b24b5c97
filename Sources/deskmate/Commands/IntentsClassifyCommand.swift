import ArgumentParser
import Diagnostics
import Formats
import Intents
import Text
import Workspace

/// `deskmate intents classify`: lines in, one JSON object a line out.
struct IntentsClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify", abstract: "Classify lines of text; one JSON object a line.",
    discussion: """
      A step for pipes: each line gives one, in order, as soon as it has come.

      Example:
        tail -f chat.log | deskmate intents classify --jobs 4 | jq -r .intent
      """)

  @Argument(help: "Files of text, one line each; - or nothing is stdin.")
  var files: [String] = []

  @OptionGroup var workspace: WorkspaceOptions

  @Option(help: "A model file, instead of the workspace.")
  var model: String?

  @Option(help: "How many intents of the ranking to print.")
  var top = 3

  @Option(help: "en, zh, or auto by each line's letters.")
  var language = "auto"

  @OptionGroup var pipe: PipeOptions

  func run() async throws {
    let sorter = try sorter()
    let top = top
    try pipe.pipe.run(LineBlocks(files, of: .beginnings)) { block in
      let lines = block.map(\.text)
      var bytes: [UInt8] = []
      for (text, ranking) in zip(lines, sorter(lines)) {
        ranking.json(text, limit: top).append(to: &bytes)
        bytes.append(0x0A)
      }
      return bytes
    } write: {
      Console.text(String(decoding: $0, as: UTF8.self))
    }
  }

  /// What ranks lines: one model, or each line by the model of its language.
  private func sorter() throws -> @Sendable ([String]) -> [IntentRanking] {
    if let model {
      let classifier = try IntentsSources.classifier(at: model, language: .english)
      return { classifier.rank($0, threads: 1) }
    }
    let loaded = try workspace.load()
    let annotate = try workspace.folder().intentAnnotator()
    let fixed = language == "auto" ? nil : try IntentsSources.language(language)
    let classifiers = loaded.classifiers
    return { texts in
      var rankings: [IntentRanking?] = Array(repeating: nil, count: texts.count)
      for (tongue, classifier) in classifiers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        let own = texts.indices.filter { index in
          let wanted = fixed ?? Language.detect(texts[index].unicodeScalars) ?? .english
          return wanted == tongue || (classifiers[wanted] == nil && rankings[index] == nil)
        }
        let found = classifier.rank(own.map { texts[$0] }, threads: 1, annotate: annotate)
        for (index, ranking) in zip(own, found) { rankings[index] = ranking }
      }
      return rankings.compactMap(\.self)
    }
  }
}
