import ArgumentParser
import Diagnostics
import Formats
import Intents
import Text
import Workspace

/// `deskmate intents diff`: which predictions change between two models or folders.
struct IntentsDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show which lines two models or folders take differently.",
    discussion: "Without --lines the examples and tests of NEW are compared, or of the workspace.")

  @Argument(help: "A model file, a file of rows, or a folder that holds intents/.")
  var old: String

  @Argument(help: "The same.")
  var new: String

  @Option(help: ArgumentHelp("Lines to compare on; - is stdin.", valueName: "file"))
  var lines: [String] = []

  @Option(help: "en or zh.")
  var language = "en"

  @Flag(help: "One JSON object a line.")
  var json = false

  func run() async throws {
    let language = try IntentsSources.language(language)
    let first = try IntentsSources.classifier(at: old, language: language)
    let second = try IntentsSources.classifier(at: new, language: language)
    let texts = try texts(language)
    var changed = 0
    for (text, pair) in zip(texts, zip(first.rank(texts), second.rank(texts)))
    where pair.0.decided != pair.1.decided {
      changed += 1
      if json {
        Console.line(
          JSON.object([
            ("text", .string(text)), ("old", .string(pair.0.decided.rawValue)),
            ("new", .string(pair.1.decided.rawValue)),
          ]).text)
      } else {
        Console.line(
          "\(pair.0.decided.rawValue) → \(pair.1.decided.rawValue)  \(text)".visible())
      }
    }
    Console.error("\(changed) of \(texts.count) lines change")
  }

  private func texts(_ language: Language) throws -> [String] {
    if !lines.isEmpty { return try IntentsSources.lines(lines) }
    for path in [new, old] where Files.exists(path + "/intents") {
      let files = IntentFolder(WorkspaceFolder(path: path)).files[language] ?? []
      return files.flatMap { $0.examples + $0.tests }.map(\.text)
    }
    for path in [new, old] where !path.hasSuffix(".model") {
      return try IntentsSources.rows([path]).map(\.example.text)
    }
    throw ValidationError("two model files hold no lines; name some with --lines FILE")
  }
}
