import ArgumentParser

/// `deskmate recommend`: shopping advice.
struct RecommendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend", abstract: "Shopping advice, and how good it is.",
    subcommands: [
      RecommendFor.self, RecommendLike.self, RecommendExplain.self, RecommendTrain.self,
      RecommendEvaluate.self, RecommendExport.self,
    ])
}
