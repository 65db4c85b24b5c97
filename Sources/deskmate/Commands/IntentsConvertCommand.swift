import ArgumentParser
import Diagnostics
import Intents
import Workspace

/// `deskmate intents convert`: intent files in the forms of others.
struct IntentsConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Turn intent files into another form.")

  @Argument(help: "Files of any form that can be read; - is stdin.")
  var files: [String]

  @Option(help: "nlpjs (also our own form), rasa, csv or jsonl.")
  var to: String

  @Option(name: .shortAndLong, help: "The file to write; stdout by default.")
  var output = "-"

  func run() async throws {
    guard let format = IntentRows.Format(rawValue: to) else {
      throw ValidationError("--to must be nlpjs, rasa, csv or jsonl, found \"\(to)\"")
    }
    try IntentsSources.write(
      IntentExport.text(IntentsSources.rows(files), as: format), to: output)
  }
}
