import ArgumentParser
import Foundation
import Sentiment
import Text
import Workspace

/// `benchmarks make sentiment`: the weights beside the lexicons, fitted to the rated texts.
struct MakeSentiment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sentiment", abstract: "Fits the weights of words and characters to rated texts.")

  @Option(help: "The folder of public data.") var data: String
  @Option(name: .shortAndLong, help: "The folder with the lexicons.")
  var output = "knowledge-base/sentiment"

  func run() throws {
    let scorer = SentimentScorer(lexicons: try SentimentLexicons.read(output))
    let sets = try SentimentSet.read(data)
    for language in Language.allCases {
      var examples: [SentimentFit.Example] = []
      for (domain, set) in sets.enumerated() where set.rating != .threeClasses {
        examples += set.examples(scorer, domain: domain).filter { $0.features.language == language }
      }
      let weights = SentimentFit.standard(language).fit(examples, centred: false)
        .leaningOnRules(language == .chinese ? 0.5 : 0.2)
      try Data(weights.bytes).write(
        to: URL(filePath: "\(output)/\(language.rawValue).weights"), options: .atomic)
    }
  }
}

/// Lexicons and weights as they ship.
enum SentimentLexicons {
  static func read(_ folder: String) throws -> [Lexicon] {
    try Files.list(folder, ending: ".json").map { try Lexicon.read(Files.bytes($0), file: $0) }
  }

  static func weights(_ folder: String) throws -> [SentimentWeights] {
    try Files.list(folder, ending: ".weights").map {
      try SentimentWeights.read(Files.bytes($0), file: $0)
    }
  }
}

extension SentimentSet {
  /// What can be learned from the rows for which `isWanted` says so; the same text with the same
  /// rating counts once.
  func examples(
    _ scorer: SentimentScorer, domain: Int = 0, where isWanted: (Int) -> Bool = { _ in true }
  ) -> [SentimentFit.Example] {
    var scratch = SentimentScratch()
    var seen: Set<[UInt8]> = []
    return rows.indices.compactMap { row in
      guard isWanted(row), seen.insert(rows[row].text + [UInt8(target(row) > 0 ? 1 : 0)]).inserted
      else { return nil }
      let text = rows[row].text
      let features = scorer.features(text.span, &scratch)
      return SentimentFit.Example(features: features, target: target(row), domain: domain)
    }
  }
}
