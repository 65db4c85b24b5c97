import ArgumentParser
import Diagnostics
import Formats
import Intents
import Reports
import Text

/// The forms a test's outcome is shown in.
struct IntentsTestOutput: ParsableArguments {
  @Flag(help: "One JSON object a test.")
  var json = false

  @Flag(help: "Markdown instead of tables.")
  var markdown = false

  @Option(help: ArgumentHelp("Write a JUnit report.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Write a self-contained web page.", valueName: "file"))
  var report: String?

  @Option(
    help: ArgumentHelp("An earlier --json; show what got better and worse.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Retrain whenever a file is saved; print only the verdicts that change.")
  var watch = false

  /// Shows one run in every form that was asked for.
  func show(_ run: IntentsTestRows.Run, several: Bool) throws {
    let report = report(run)
    if json {
      var members: [(key: String, value: JSON)] = [("test", .string(run.name))]
      members += run.figures.members
      members.append(("lines", lines(run)))
      Console.line(JSON.object(members).text)
    } else if markdown {
      Console.line(report.markdown)
    } else {
      Console.line(report.title + "\n" + report.text(width: TerminalSize.columns) + "\n")
    }
    if let path = self.report {
      try IntentsSources.write(report.html(), to: Self.named(path, run, several))
    }
    if let junit {
      try IntentsSources.write(
        JUnit.xml(suite: run.name, cases(run)), to: Self.named(junit, run, several))
    }
  }

  /// `page.html` of several tests is `page-en-tests.html` and so on.
  private static func named(_ path: String, _ run: IntentsTestRows.Run, _ several: Bool) -> String {
    guard several, let dot = path.lastIndex(of: ".") else { return path }
    let name = String(run.name.map { $0 == " " ? "-" : $0 })
    return path[..<dot] + "-" + name + path[dot...]
  }

  private func lines(_ run: IntentsTestRows.Run) -> JSON {
    .array(
      run.figures.evaluation.outcomes.map { outcome in
        .object([
          ("text", .string(outcome.example.text)),
          ("intent", .string(outcome.example.intent.rawValue)),
          ("predicted", .string(outcome.ranking.decided.rawValue)),
          ("confidence", .number(outcome.confidence, digits: 4)),
        ])
      })
  }

  private func cases(_ run: IntentsTestRows.Run) -> [JUnit.Case] {
    run.figures.evaluation.inScope.map { outcome in
      JUnit.Case(
        group: outcome.example.intent.rawValue, name: outcome.example.text,
        failure: outcome.isRight
          ? nil
          : "taken for \(outcome.predicted.rawValue) "
            + "(\(IntentReport.percent(outcome.confidence)))",
        seconds: run.figures.microseconds / 1e6)
    }
  }

  private func report(_ run: IntentsTestRows.Run) -> IntentReport {
    let evaluation = run.figures.evaluation
    var figures = [
      ("accuracy", IntentReport.percent(evaluation.accuracy)),
      ("macro F1", IntentReport.percent(evaluation.macroF1)),
      ("lines", String(evaluation.inScope.count)),
      ("intents", String(run.figures.intents)),
      ("learned from", String(run.figures.examples)),
      ("refused", IntentReport.percent(evaluation.refusedShare)),
    ]
    if evaluation.outOfScopeCount > 0 {
      figures.append(("out of scope refused", IntentReport.percent(evaluation.outOfScopeRecall)))
    }
    return IntentReport(
      title: "Intents: \(run.name)", figures: figures.map { (name: $0.0, value: $0.1) },
      rows: evaluation.perIntent.map { intent, figures in
        IntentReport.Row(
          intent: intent.rawValue, support: figures.support, precision: figures.precision,
          recall: figures.recall, f1: figures.f1)
      },
      lines: evaluation.inScope.map { outcome in
        IntentReport.Line(
          text: outcome.example.text, truth: outcome.example.intent.rawValue,
          predicted: outcome.predicted.rawValue, confidence: outcome.confidence,
          misled: outcome.isRight ? "" : misled(outcome, run))
      }, reliability: evaluation.reliability)
  }

  /// The words that spoke the most for the wrong intent.
  private func misled(_ outcome: IntentEvaluation.Outcome, _ run: IntentsTestRows.Run) -> String {
    let utterance = Tokenizer().utterance(outcome.example.text)
    let words = run.classifier.words(
      for: outcome.predicted, against: outcome.example.intent, in: utterance,
      with: run.annotate?(utterance) ?? [])
    return words.prefix(3).map(\.text).joined(separator: ", ")
  }
}
