import ArgumentParser
import Diagnostics
import Formats
import Foundation
import Quantities
import Text
import Workspace

/// `benchmarks content`: how good the shipped intents and articles are.
struct ContentBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "content",
    abstract: "Phrases kept back, cross-validation, out-of-scope and knowledge search.")

  @Option(help: "The folder that holds intents/ and knowledge-base/.")
  var workspace = "."

  @Option(help: "The folder of <language>.json with questions and their articles.")
  var questions: String?

  @Option(help: "How many parts cross-validation makes; 0 leaves it out.")
  var folds = 10

  func run() async throws {
    let folder = WorkspaceFolder(path: workspace)
    let loaded = try LoadedWorkspace.load(
      from: folder, cache: nil, today: ContentFigures.today)
    for language in Language.allCases {
      let content = try ContentFigures(loaded, folder: folder, language: language)
      content.kept().forEach { Self.write($0) }
      let asked = questions ?? folder.path("Tests/KnowledgeTests/Questions")
      if folds > 1 { Self.write(try content.crossValidated(folds: folds)) }
      try content.searched(asked + "/\(language.rawValue).json").forEach { Self.write($0) }
    }
  }

  /// A line at once, also into a pipe: cross-validation takes its time.
  private static func write(_ line: JSON) {
    FileHandle.standardOutput.write(Data((line.text + "\n").utf8))
  }
}
