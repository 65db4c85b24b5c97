import Diagnostics
import Formats
import Intents
import Reports
import Text
import Workspace

/// Compares tests with those of an earlier `intents test --json`, line by line.
struct IntentsBaseline {
  let path: String

  func compare(_ runs: [IntentsTestRows.Run]) throws {
    var old: [String: JSONNode] = [:]
    for line in try Files.unpacked(path).split(separator: 0x0A) {
      let node = try JSONReader.read(Array(line), file: path)
      old[try node.required("test").string("test")] = node
    }
    for run in runs {
      guard let before = old[run.name] else {
        Console.error("deskmate: \(path) has no test \"\(run.name)\"")
        continue
      }
      try compare(run, before)
    }
  }

  private func compare(_ run: IntentsTestRows.Run, _ before: JSONNode) throws {
    var verdicts: [String: String] = [:]
    for line in try before.required("lines").array("lines") {
      verdicts[try line.required("text").string("text")] =
        try line.required("predicted").string("predicted")
    }
    var better: [String] = []
    var worse: [String] = []
    for outcome in run.figures.evaluation.outcomes {
      let now = outcome.ranking.decided.rawValue
      let truth = outcome.example.intent.rawValue
      guard let then = verdicts[outcome.example.text], then != now else { continue }
      let line = "\(then) → \(now)  \(outcome.example.text)".visible()
      if now == truth { better.append("better  " + line) }
      if then == truth { worse.append("worse   " + line) }
    }
    let accuracy = try before.required("accuracy").number("accuracy")
    Console.line(
      "\(run.name): accuracy \(IntentReport.percent(accuracy)) → "
        + "\(IntentReport.percent(run.figures.evaluation.accuracy)), "
        + "\(better.count) better, \(worse.count) worse")
    for line in worse + better { Console.line(line) }
  }
}
