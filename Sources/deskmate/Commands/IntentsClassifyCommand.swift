import ArgumentParser
import Diagnostics
import Formats
import Intents
import Text
import Workspace

/// `deskmate intents classify`: lines in, one JSON object a line out.
struct IntentsClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify", abstract: "Classify lines of text; one JSON object a line.")

  @Argument(help: "Files of text, one line each; - or nothing is stdin.")
  var files: [String] = []

  @OptionGroup var workspace: WorkspaceOptions

  @Option(help: "A model file, instead of the workspace.")
  var model: String?

  @Option(help: "How many intents of the ranking to print.")
  var top = 3

  @Option(help: "en, zh, or auto by each line's letters.")
  var language = "auto"

  func run() async throws {
    let sorter = try sorter()
    // Big input goes through in pieces: memory holds one of them.
    var part: [String] = []
    var size = 0
    try LongLines.texts(files) { text in
      part.append(text)
      size += text.utf8.count
      guard part.count == 16_384 || size > 1 << 21 else { return }
      write(part, sorter)
      (part, size) = ([], 0)
    }
    write(part, sorter)
  }

  private func write(_ part: [String], _ sorter: ([String]) -> [IntentRanking]) {
    var bytes: [UInt8] = []
    for (text, ranking) in zip(part, sorter(part)) {
      ranking.json(text, limit: top).append(to: &bytes)
      bytes.append(0x0A)
    }
    Console.text(String(decoding: bytes, as: UTF8.self))
  }

  /// What ranks lines: one model, or each line by the model of its language.
  private func sorter() throws -> ([String]) -> [IntentRanking] {
    if let model {
      let classifier = try IntentsSources.classifier(at: model, language: .english)
      return { classifier.rank($0) }
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
        let found = classifier.rank(own.map { texts[$0] }, annotate: annotate)
        for (index, ranking) in zip(own, found) { rankings[index] = ranking }
      }
      return rankings.compactMap(\.self)
    }
  }
}
