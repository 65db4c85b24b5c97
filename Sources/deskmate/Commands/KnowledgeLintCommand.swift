import ArgumentParser
import Knowledge
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

  @OptionGroup var output: LintOutput

  func run() async throws {
    let folder = try workspace.folder()
    let articles = KnowledgeBase.lint(
      try folder.knowledgeFiles(), intents: try folder.intentNames())
    let faults = try articles + folder.assortmentAdvice()
    try output.write(faults)
  }
}
