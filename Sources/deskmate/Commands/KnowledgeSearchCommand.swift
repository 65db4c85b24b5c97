import ArgumentParser
import Diagnostics
import Formats
import Knowledge
import Text
import Workspace

/// `deskmate knowledge search`: the articles that answer a question.
struct KnowledgeSearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find the articles that answer a question.",
    discussion: """
      The words of the question decide, together with what the intent classifier makes of it.
      Examples:
        deskmate knowledge search how long do I have to send it back
        deskmate knowledge search --limit 1 退款什么时候到账
      """)

  @OptionGroup var workspace: WorkspaceOptions

  @Option(help: "The language of the articles; auto is that of the question.")
  var language: LanguageChoice = .auto

  @Option(help: "How many articles at most.")
  var limit = 3

  @Flag(help: "One JSON object a line.")
  var json = false

  @Argument(help: "The question; several words are one.")
  var question: [String]

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() async throws {
    let text = question == ["-"] ? LineReader.all() : question.joined(separator: " ")
    let hits = try workspace.load().search(
      text, language: Language(rawValue: language.rawValue), limit: limit)
    for hit in hits {
      if json {
        let line: JSON = [
          "article": .string(hit.article.id), "title": .string(hit.article.title),
          "language": .string(hit.article.language.rawValue),
          "score": .number(hit.score, digits: 3), "answer": .string(hit.answer),
        ]
        Console.line(line.text)
      } else {
        let percent = Int((hit.score * 100).rounded())
        Console.line("\(hit.article.id): \(hit.article.title) (\(percent) %)".visible())
        Console.line("  " + hit.answer.visible())
      }
    }
    if hits.isEmpty { Console.error("no article has anything in common with this question") }
  }
}
