import ArgumentParser

/// `deskmate knowledge`: the articles.
struct KnowledgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knowledge", abstract: "The articles.", subcommands: [])
}
