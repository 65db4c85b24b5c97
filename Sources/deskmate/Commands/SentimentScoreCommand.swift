import ArgumentParser
import Diagnostics
import Formats
import FoundationEssentials
import Sentiment
import Text
import Workspace

/// `deskmate sentiment score`: lines in, JSON Lines out.
struct SentimentScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score lines: one JSON object for every line.",
    discussion: """
      A compound score lies between -1 and 1: from 0.05 a line is positive, up to -0.05 negative, \
      between them neutral.
      """)

  @Argument(help: "Files with one text a line; - or nothing is standard input.")
  var files: [String] = []

  @Flag(help: "Show the words, their valences and the rules that changed them.")
  var explain = false

  @Option(
    help: ArgumentHelp(
      "Feel by this lexicon alone: JSON, or lines of word, tab and valence.", valueName: "file"))
  var lexicon: String?

  @OptionGroup var workspace: WorkspaceOptions

  mutating func run() async throws {
    let scorer = try SentimentFiles.scorer(in: workspace.folder(), lexicon: lexicon)
    var output: [UInt8] = []
    try LineBlocks.texts(files) { text in
      json(scorer.explain(Utterance(text: text, tokens: [], language: .english)))
        .append(to: &output)
      output.append(0x0A)
      guard output.count > 1 << 14 else { return }
      Console.text(String(decoding: output, as: UTF8.self))
      output = []
    }
    Console.text(String(decoding: output, as: UTF8.self))
  }

  private func json(_ why: SentimentExplanation) -> JSON {
    var members: [(key: String, value: JSON)] = [
      (key: "compound", value: .number(why.score.compound, digits: 4)),
      (key: "label", value: .string(why.score.label.rawValue)),
      (key: "confidence", value: .number(why.score.confidence, digits: 2)),
    ]
    if explain {
      let words = why.words.map { word in
        JSON.object([
          (key: "text", value: .string(word.text)),
          (key: "valence", value: .number(word.valence, digits: 2)),
          (key: "value", value: .number(word.value, digits: 2)),
          (key: "rules", value: .array(word.rules.map { .string($0) })),
        ])
      }
      members.append((key: "words", value: .array(words)))
    }
    return .object(members)
  }
}
