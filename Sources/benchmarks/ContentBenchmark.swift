import ArgumentParser
import Diagnostics
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

  func run() async throws {
    let folder = WorkspaceFolder(path: workspace)
    let loaded = try LoadedWorkspace.load(
      from: folder, cache: nil, today: ContentFigures.today)
    for language in Language.allCases {
      let content = try ContentFigures(loaded, folder: folder, language: language)
      content.kept().forEach { print($0.text) }
      let asked = questions ?? folder.path("Tests/KnowledgeTests/Questions")
      try content.searched(asked + "/\(language.rawValue).json").forEach { print($0.text) }
    }
  }
}
