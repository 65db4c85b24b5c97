import ArgumentParser
import Diagnostics
import Formats
import Intents
import Workspace

/// `deskmate intents convert`: intent files in the forms of others.
struct IntentsConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Turn intent files into another form.",
    discussion: """
      Read are JSON Lines and lists of {"text", "intent"}, intents.json with tags and patterns, nlp.js, \
      Rasa (YAML, Markdown, JSON), Dialogflow (files and export folders), LUIS, Snips, QnA Maker, fastText, \
      and tables with a text and an intent column, with or without a header, in any encoding, packed \
      with gzip or not. What is guessed, and what the new form cannot hold, is said on stderr.
      """)

  @Argument(help: "Files of any form that can be read, and folders; - is stdin.")
  var files: [String]

  @Option(help: "nlpjs (also our own form), rasa, rasa-md, dialogflow, csv or jsonl.")
  var to: String

  @Option(name: .shortAndLong, help: "The file to write; stdout by default.")
  var output = "-"

  @OptionGroup var columns: IntentColumns

  func run() async throws {
    guard let format = IntentRows.Format(rawValue: to) else {
      let known = IntentRows.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--to must be one of \(known), found \"\(to)\"")
    }
    let read = try IntentsSources.read(files, options: columns.options)
    let rows = read.flatMap(\.rows)
    let marks = read.reduce(0) { $0 + $1.markCount }
    if marks > 0 {
      Console.error(
        "deskmate: \(marks) mark\(marks == 1 ? "" : "s") of entities left out: \(to) gets the plain texts"
      )
    }
    if format != .corpus, rows.contains(where: \.isTest) {
      Console.error(
        "deskmate: \(rows.count(where: \.isTest)) rows held out as tests stand among the others: \(to) "
          + "cannot tell them apart")
    }
    try IntentsSources.write(IntentExport.text(rows, as: format), to: output)
  }
}
