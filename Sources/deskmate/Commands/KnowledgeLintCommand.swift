import ArgumentParser
import Diagnostics
import Formats
import Knowledge
import Text
import Workspace

/// `deskmate knowledge lint`: what is wrong with the articles.
struct KnowledgeLintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check the articles and the catalogue and say what is wrong, one line each.",
    discussion: """
      Errors: unreadable files, a language that is missing, dead links, unknown placeholders and \
      intents. Warnings: articles no intent reaches, intents without an answer, sentences of more \
      than 30 words; a catalogue without products, names in one language, names that products share, \
      options without a name.
      Exit status 1 when there are errors, with --strict also when there are warnings.
      """)

  @OptionGroup var workspace: WorkspaceOptions

  @Flag(help: "Let warnings fail as errors do.")
  var strict = false

  @Flag(help: "One JSON object a line.")
  var json = false

  func run() async throws {
    let folder = try workspace.folder()
    let articles = KnowledgeBase.lint(
      try folder.knowledgeFiles(), intents: try folder.intentNames())
    let faults = try articles + folder.assortmentAdvice()
    for fault in faults { Console.line(json ? fault.json.text : fault.description.visible()) }
    let errors = faults.count { $0.severity == .error }
    let warnings = faults.count - errors
    if !json {
      Console.error(
        "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")")
    }
    if errors > 0 || strict && !faults.isEmpty { throw ExitCode(1) }
  }
}

extension Fault {
  /// `{"file","line","column","severity","message"}`.
  var json: JSON {
    [
      "file": .optional(file), "line": place.map { .integer($0.line) } ?? nil,
      "column": place.map { .integer($0.column) } ?? nil,
      "severity": .string(severity.rawValue), "message": .string(message),
    ]
  }
}
