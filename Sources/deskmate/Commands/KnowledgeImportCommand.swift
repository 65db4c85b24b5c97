import ArgumentParser
import Diagnostics
import Formats
import Knowledge
import Workspace

/// `deskmate knowledge import`: questions with answers of others, as articles.
struct KnowledgeImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Turn questions with answers into articles.",
    discussion: """
      Read are tables (CSV, TSV) and JSON with a question and an answer, QnA Maker, schema.org's FAQPage, \
      and Markdown with a heading a question. Questions with the same answer become one article.

      Examples:
        deskmate knowledge import faq.csv -o knowledge-base/en/faq.json
        deskmate knowledge import faq.md
      """)

  @Argument(help: "Files of questions and answers; - is stdin.")
  var files: [String]

  @Option(name: .shortAndLong, help: "The file of articles to write; stdout by default.")
  var output = "-"

  func run() throws {
    var entries: [QuestionFile.Entry] = []
    for file in files {
      let bytes = InputText.decoded(try IntentsSources.bytes(file), of: file)
      entries += try QuestionFile.read(bytes, file: file == "-" ? "stdin" : file)
    }
    try IntentsSources.write(QuestionFile.articles(entries).indented() + "\n", to: output)
    Console.error("\(entries.count) article\(entries.count == 1 ? "" : "s")")
  }
}
