import ArgumentParser
import Diagnostics
import Formats
import FoundationEssentials
import Intents
import Reports
import Text
import Workspace

/// `deskmate intents test`: how well intent files teach.
struct IntentsTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Cross-validate intent files and run their tests.",
    discussion: """
      Without files the workspace is cross-validated and its "tests" are run, each language by itself. \
      With --train alone those rows are cross-validated; with --test they are judged by a model of the \
      rows of --train, whose threshold is set on --validation.
      Rows come as JSON Lines, CSV, nlp.js corpora, our own JSON and Rasa files.
      Exit status 1 below a --min.
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var rows: IntentsTestRows
  @OptionGroup var output: IntentsTestOutput
  @OptionGroup var limits: IntentsTestLimits

  func run() async throws {
    let runs = try rows.runs(workspace)
    for run in runs { try output.show(run, several: runs.count > 1) }
    if let baseline = output.baseline { try IntentsBaseline(path: baseline).compare(runs) }
    var failed = false
    for run in runs {
      for message in limits.misses(run.figures.evaluation) {
        Console.error("deskmate: \(run.name): \(message)")
        failed = true
      }
    }
    if output.watch {
      try IntentsWatch(workspace: workspace, rows: rows).follow(runs)
    }
    if failed { throw ExitCode(1) }
  }
}

/// Figures below which the command fails.
struct IntentsTestLimits: ParsableArguments {
  @Option(help: "Fail below this accuracy, 0…1.")
  var minAccuracy: Double?

  @Option(help: "Fail below this macro F1, 0…1.")
  var minF1: Double?

  @Option(help: "Fail when any intent's F1 is below this, 0…1.")
  var minIntentF1: Double?

  /// What is below its limit.
  func misses(_ evaluation: IntentEvaluation) -> [String] {
    var misses: [String] = []
    func check(_ name: String, _ value: Double, _ limit: Double?) {
      if let limit, value < limit {
        misses.append(
          "\(name) is \(IntentReport.percent(value)), below \(IntentReport.percent(limit))")
      }
    }
    check("accuracy", evaluation.accuracy, minAccuracy)
    check("macro F1", evaluation.macroF1, minF1)
    for (intent, figures) in evaluation.perIntent {
      check("F1 of \(intent.rawValue)", figures.f1, minIntentF1)
    }
    return misses
  }
}
