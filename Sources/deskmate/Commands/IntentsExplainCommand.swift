import ArgumentParser
import Diagnostics
import Formats
import Intents
import Reports
import Text
import Workspace

/// `deskmate intents explain`: why a line is taken for what it is.
struct IntentsExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show which words carried the intent, and what would turn it."
  )

  @Argument(help: "The line.")
  var text: [String]

  @OptionGroup var workspace: WorkspaceOptions

  @Option(help: "A model file, instead of the workspace.")
  var model: String?

  @Flag(help: "One JSON object.")
  var json = false

  func run() async throws {
    let utterance = Tokenizer().utterance(text.joined(separator: " "))
    let explanation: IntentExplanation
    if let model {
      explanation = try IntentsSources.classifier(at: model, language: utterance.language)
        .explain(utterance)
    } else {
      let folder = try workspace.folder()
      explanation = try IntentsSources.workspace(folder, language: utterance.language)
        .explain(utterance, with: folder.intentAnnotator()?(utterance) ?? [])
    }
    Console.line(json ? object(explanation, utterance).text : lines(explanation))
  }

  private func lines(_ explanation: IntentExplanation) -> String {
    let second = explanation.runnerUpIntent?.rawValue ?? "none"
    var table = TextTable(
      ["words", explanation.winningIntent.rawValue, second], alignments: [.left, .right, .right])
    for weight in explanation.words + explanation.pairs {
      table.add([weight.text, signed(weight.winner), signed(weight.runnerUp)])
    }
    var lines = explanation.ranking.scores.prefix(3).map {
      "\($0.intent.rawValue) \(IntentReport.percent($0.confidence))"
    }
    lines[0] += " (\(explanation.ranking.decision.rawValue))"
    var text = lines.joined(separator: ", ") + "\n\n" + table.text()
    if let flip = explanation.flip {
      text +=
        "\n\nWithout \(flip.without.map { "\"\($0)\"" }.joined(separator: " and ")) it would be "
        + "\(flip.ranking.decided.rawValue): \(flip.text)".visible()
    } else {
      text += "\n\nNo one or two words decide it alone."
    }
    return text
  }

  private func object(_ explanation: IntentExplanation, _ utterance: Utterance) -> JSON {
    func weights(_ list: [IntentExplanation.Weight]) -> JSON {
      .array(
        list.map { weight in
          .object([
            ("text", .string(weight.text)),
            (
              "places",
              .array(
                weight.ranges.map { range in
                  let start = utterance[0..<range.lowerBound].unicodeScalars.count
                  return [
                    .integer(start), .integer(start + utterance[range].unicodeScalars.count),
                  ]
                })
            ),
            ("winner", .number(weight.winner, digits: 4)),
            ("runner_up", .number(weight.runnerUp, digits: 4)),
          ])
        })
    }
    let flip: JSON? = explanation.flip.map { flip in
      .object([
        ("without", .array(flip.without.map { .string($0) })), ("text", .string(flip.text)),
        ("intent", .string(flip.ranking.decided.rawValue)),
      ])
    }
    return .object([
      ("text", .string(utterance.text)), ("intent", .string(explanation.ranking.decided.rawValue)),
      ("decision", .string(explanation.ranking.decision.rawValue)),
      ("winner", .string(explanation.winningIntent.rawValue)),
      ("runner_up", .optional(explanation.runnerUpIntent?.rawValue)),
      ("words", weights(explanation.words)), ("pairs", weights(explanation.pairs)),
      ("flip", flip ?? .null),
    ])
  }

  private func signed(_ value: Double) -> String {
    let hundredths = Int((abs(value) * 100).rounded())
    let digits = hundredths % 100
    return (value < 0 ? "−" : "+") + "\(hundredths / 100)." + (digits < 10 ? "0" : "") + "\(digits)"
  }
}
