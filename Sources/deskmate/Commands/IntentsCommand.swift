import ArgumentParser

/// `deskmate intents`: everything about intent files.
struct IntentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intents", abstract: "Everything about intent files.", subcommands: [])
}
