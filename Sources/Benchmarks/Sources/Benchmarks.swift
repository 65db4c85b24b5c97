import Formats
import ArgumentParser
import Foundation

/// Starts the benchmarks in the folder of whoever called them: `swift run --package-path` changes to the
/// package's own, where no path given on the command line would be found.
@main
enum Program {
  static func main() async {
    if let folder = ProcessInfo.processInfo.environment["PWD"] {
      // Where it is gone, the present folder is as good.
      _ = FileManager.default.changeCurrentDirectoryPath(folder)
    }
    await Benchmarks.main()
  }
}

/// The figures: one JSON object a line on stdout.
struct Benchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks",
    abstract: "Takes Deskmate's figures; prints one JSON object a line.",
    subcommands: [
      ActsBenchmark.self,
      ContentBenchmark.self,
      ConversationsBenchmark.self,
      DeskCommand.self,
      DialogueBenchmark.self,
      EntitiesBenchmark.self,
      FactsBenchmark.self,
      ForesightBenchmark.self,
      FormatsBenchmark.self,
      IntentsBenchmark.self,
      RecommenderBenchmark.self,
      SentimentBenchmark.self,
      ShopBenchmark.self,
      ShoppingBenchmark.self,
      TokenizerBenchmark.self,
      MakeCommand.self,
    ])
}

/// `benchmarks make …`: the seeded generators and fits behind files that ship.
struct MakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Makes files that ship, from seeds and data.",
    subcommands: [MakeSentiment.self, MakeShop.self, MakeOpenings.self, MakeWordBreak.self])
}
