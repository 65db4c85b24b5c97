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

  private static let longestLine = 1 << 20

  mutating func run() async throws {
    let scorer = try SentimentFiles.scorer(in: workspace.folder(), lexicon: lexicon)
    for file in files.isEmpty ? ["-"] : files {
      var stream = try ByteStream(path: file)
      var rest: [UInt8] = []
      var isPassing = false
      while true {
        var bytes = try stream.next(1 << 16)
        let isAtEnd = bytes.isEmpty
        if isPassing, !isAtEnd {
          // The rest of a line that was too long.
          guard let end = bytes.firstIndex(of: 0x0A) else { continue }
          isPassing = false
          bytes = Array(bytes[(end + 1)...])
          if bytes.isEmpty { continue }
        }
        rest += bytes
        if rest.count > Self.longestLine, !rest.contains(0x0A) {
          Console.error("deskmate: \(file): a line of more than 1 MB is scored by its beginning")
          Console.text(scored(rest[...], scorer))
          rest = []
          isPassing = true
          continue
        }
        let end = isAtEnd ? rest.count : (rest.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
        if end > 0 { Console.text(scored(rest[..<end], scorer)) }
        rest = Array(rest[end...])
        if isAtEnd { break }
      }
    }
  }

  private func scored(_ bytes: ArraySlice<UInt8>, _ scorer: SentimentScorer) -> String {
    var output: [UInt8] = []
    let whole = bytes.last == 0x0A ? bytes.dropLast() : bytes
    for line in whole.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      json(scorer.explain(Utterance(text: text, tokens: [], language: .english)))
        .append(to: &output)
      output.append(0x0A)
    }
    return String(decoding: output, as: UTF8.self)
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
