import ArgumentParser

/// `deskmate knowledge`: the articles.
struct KnowledgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knowledge", abstract: "The articles: check, search and import them.",
    subcommands: [
      KnowledgeLintCommand.self, KnowledgeSearchCommand.self, KnowledgeImportCommand.self,
    ])
}
