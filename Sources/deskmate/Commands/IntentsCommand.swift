import ArgumentParser

/// `deskmate intents`: everything about intent files.
struct IntentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intents", abstract: "Everything about intent files.",
    subcommands: [
      IntentsLintCommand.self, IntentsTestCommand.self, IntentsTrainCommand.self,
      IntentsClassifyCommand.self, IntentsExplainCommand.self, IntentsDiffCommand.self,
      IntentsConvertCommand.self, IntentsLearnCommand.self,
    ])
}
