import ArgumentParser

/// `deskmate sentiment`: how customers felt.
struct SentimentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sentiment", abstract: "How customers felt.",
    subcommands: [SentimentReportCommand.self, SentimentScoreCommand.self, SentimentMerge.self])
}
