import ArgumentParser

/// `deskmate entities`: find and mask what a text names.
struct EntitiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "Find and mask what a text names.", subcommands: [])
}
