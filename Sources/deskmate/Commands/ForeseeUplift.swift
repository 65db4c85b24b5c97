import ArgumentParser
import Diagnostics
import Foresight
import Formats
import Reports
import Text

/// `deskmate foresee uplift`: whom contact moves, from the table of a trial.
struct ForeseeUplift: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uplift", abstract: "Whom a campaign moves, from the table of a trial.",
    discussion: """
      A trial is a table in which chance decided who was contacted. Learns from one part of the rows how \
      much likelier each acts when contacted, chooses on a second, and measures on a third: the Qini \
      coefficient (0 is as good as chance), and the difference among the 30 % ranked first.

      Examples:
        deskmate foresee uplift trial.csv --label visit --treatment mailed
        deskmate foresee uplift --train a.csv --validation b.csv --test c.csv --label visit \
      --treatment segment --treated "Womens E-Mail" --control "No E-Mail" --json
      """)

  @Argument(help: "A table of which a fifth chooses and a fifth measures, or - for stdin.")
  var file: String?
  @Option(help: "Learn from this file …") var train: String?
  @Option(help: "… choose by this one …") var validation: String?
  @Option(help: "… and measure on this one.") var test: String?
  @Option(help: "The column of what may happen.") var label: String
  @Option(help: "The column that says who was contacted.") var treatment: String
  @Option(help: "Its value for those contacted.") var treated: String?
  @Option(help: "Its value for those left out.") var control: String?
  @Option(help: "Of two values of the label the one that counts as happening.")
  var positive: String?
  @Option(help: "The models behind; auto keeps what is best on the rows that choose.")
  var model = ForeseeEvaluate.Choice.auto
  @Option(help: "A column to leave out; may be given again.") var without: [String] = []
  @Option(help: "A column to keep though it looks like an id or a leak.") var keep: [String] = []
  @Option(help: "The seed of all that is left to chance.") var seed: UInt64 = 1
  @Flag(help: "One JSON object.") var json = false

  @OptionGroup var speech: SpokenLanguage

  func validate() throws {
    guard (file != nil) != (train != nil) else {
      throw ValidationError("Name one file, or --train with --validation and --test.")
    }
    if treatment == label {
      throw ValidationError("--treatment must be another column than --label.")
    }
  }

  func run() throws {
    func source(_ path: String) throws(Fault) -> TableEvaluation.Source {
      TableEvaluation.Source(try ForeseeFiles.table(path), file: path)
    }
    var options = UpliftEvaluation.Options(label: label, treatment: treatment)
    (options.treated, options.control, options.positive) = (treated, control, positive)
    (options.without, options.kept) = (Set(without), Set(keep))
    (options.model, options.seed) = (model.kind, seed)
    let parts = TableEvaluation.Parts(
      train: try source(train ?? file ?? "-"), validation: try validation.map(source),
      test: try test.map(source))
    let found = try UpliftEvaluation(parts, options: options, clock: ForeseeFiles.seconds)
    ForeseeFiles.warn(found.notes)
    Console.line(json ? found.json.text : text(found).visible(keepingLines: true))
  }

  private func text(_ found: UpliftEvaluation) -> String {
    func points(_ found: (difference: Double, interval: ClosedRange<Double>)) -> String {
      Points.text(found.difference, found.interval)
    }
    var table = TextTable(
      [speech.say("contacted", "联系对象"), speech.say("moved by", "带来的变化（百分点）")],
      alignments: [.right])
    for share in [0.1, 0.2, 0.3, 0.5] {
      let name = speech.say("best \(Percents.text(share))", "最佳 \(Percents.text(share))")
      table.add([name, points(found.curve.top(share))])
    }
    table.add([speech.say("everybody", "所有人"), points(found.curve.effect)])
    let low = GroupWords.number(found.interval.lowerBound)
    let high = GroupWords.number(found.interval.upperBound)
    let (sides, counts) = (found.sides, found.counts)
    return [
      speech.say(
        "\"\(treatment)\" is \"\(sides.treated)\" against \"\(sides.control)\"",
        "“\(treatment)”为“\(sides.treated)”，对照“\(sides.control)”"),
      speech.name(ofModel: found.model.name),
      speech.say(
        "learned from \(counts.train) rows, chosen on \(counts.validation), measured on "
          + "\(counts.test)",
        "用 \(counts.train) 行学习，在 \(counts.validation) 行上选定，在 \(counts.test) 行上衡量"),
      "Qini \(GroupWords.number(found.curve.coefficient)) (95 %: \(low) – \(high))", "",
      table.text(),
    ].joined(separator: "\n")
  }
}

/// Differences of shares as people write them.
enum Points {
  /// Percentage points with one digit.
  static func text(_ difference: Double) -> String {
    guard difference.isFinite else { return "–" }
    let tenths = (difference * 1000).rounded() / 10
    return (tenths > 0 ? "+" : tenths < 0 ? "−" : "") + "\(abs(tenths))"
  }

  /// Percentage points without a sign, for what is a size.
  static func size(_ difference: Double) -> String {
    difference.isFinite ? "\((difference * 1000).rounded() / 10)" : "–"
  }

  /// The difference and its interval.
  static func text(_ difference: Double, _ interval: ClosedRange<Double>) -> String {
    "\(text(difference)) (\(text(interval.lowerBound)) … \(text(interval.upperBound)))"
  }
}
