import ArgumentParser

/// The program: `deskmate` alone is `deskmate chat`.
@main
struct Deskmate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deskmate",
    abstract: "A customer-service chatbot for the terminal, in English and Chinese.",
    subcommands: [
      IntentsCommand.self, EntitiesCommand.self, SentimentCommand.self, RecommendCommand.self,
      KnowledgeCommand.self, ShopCommand.self,
    ])
}
