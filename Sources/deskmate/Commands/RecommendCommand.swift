import ArgumentParser

/// `deskmate recommend`: shopping advice.
struct RecommendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend", abstract: "Shopping advice.", subcommands: [])
}
