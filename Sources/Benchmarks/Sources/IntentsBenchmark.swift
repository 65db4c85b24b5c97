import ArgumentParser
import Diagnostics
import Formats
import Intents
import Text
import Workspace

/// `benchmarks intents`: accuracy, out-of-scope detection, training time, latency and size.
struct IntentsBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intents",
    abstract: "Intent classification: accuracy, out of scope, costs; or how costs grow.",
    discussion: """
      Every folder below DIR/intents with train.jsonl is a set, and every NAME-train.jsonl in a folder \
      without one. Small sets are trained with five seeds, and the mean is given.
      """)

  @Option(help: "The folder with the layout of the shared data.")
  var data: String?

  @Flag(help: "Show how time and memory grow with rows and intents, on made rows.")
  var scaling = false

  /// What is trained and judged.
  enum Trial: String, ExpressibleByArgument { case each, across }

  @Option(
    name: .customLong("protocol"),
    help: "each: every set by itself; across: all sets, whole and with few rows, beside peers.")
  var trial = Trial.each
  @Option(help: "Rows an intent, comma between; 0 for all.") var sizes = "0,5,10,20,50"
  @Option(help: "Samples of each size.") var seeds = 5
  @Option(help: "Only sets whose names begin so, comma between.") var sets = ""
  @Flag(help: "Judge on test rows: for the final figure only.") var test = false
  @Option(help: "Write the samples for the peers into this folder and stop.") var samples: String?
  @Option(help: "What linear_peers.py printed for the samples.") var peers: String?
  @Option(help: "The folder with intents/.") var workspace = "."

  func run() async throws {
    if scaling {
      try IntentsScaling().run()
      return
    }
    guard let data else { throw ValidationError("name the data with --data DIR") }
    if trial == .across {
      let across = IntentsAcross(
        data: data, workspace: workspace,
        sizes: sizes.split(separator: ",").compactMap { Int($0) }.map { $0 == 0 ? nil : $0 },
        seeds: max(1, seeds), isFinal: test, only: sets.split(separator: ",").map(String.init))
      if let samples { return try across.write(to: samples) }
      return try across.run(peers: peers)
    }
    var small: [IntentEvaluation] = []
    let sets = IntentsDataSet.all(below: data + "/intents")
    if sets.isEmpty { throw Fault(file: data, "holds no intents/**/train.jsonl") }
    for set in sets {
      let rows = try set.read()
      let seeds: ClosedRange<UInt64> = rows.train.count < 1000 ? 1...5 : 1...1
      let runs = try seeds.map { try IntentsRun(rows, seed: $0) }
      print(Self.line(set.name, runs))
      if seeds.count > 1 { small += runs.map(\.figures.evaluation) }
    }
    if !small.isEmpty {
      let outcomes = small.flatMap(\.outcomes)
      let right = outcomes.count(where: \.isRight)
      print(
        JSON.object([
          ("benchmark", "intents"), ("set", "small sets together"),
          ("examples", .integer(outcomes.count / 5)), ("seeds", 5),
          ("micro_f1", .number(Double(right) / Double(outcomes.count))),
        ]).text)
    }
  }

  /// One line a set: the first run's figures, accuracies as the mean of all.
  private static func line(_ name: String, _ runs: [IntentsRun]) -> String {
    func mean(_ value: (IntentEvaluation) -> Double) -> JSON {
      .number(runs.reduce(0) { $0 + value($1.figures.evaluation) } / Double(runs.count))
    }
    var members: [(key: String, value: JSON)] = [
      ("benchmark", "intents"), ("set", .string(name)), ("seeds", .integer(runs.count)),
    ]
    for member in runs[0].figures.members {
      switch member.key {
      case "accuracy": members.append(("accuracy", mean(\.accuracy)))
      case "macro_f1": members.append(("macro_f1", mean(\.macroF1)))
      default: members.append(member)
      }
    }
    members.append(("batch_per_second", .number(runs[0].batchPerSecond, digits: 0)))
    return JSON.object(members).text
  }
}

/// A set's files.
struct IntentsDataSet {
  let name: String
  /// What stands before `train.jsonl`, `val.jsonl` and so on.
  let prefix: String

  struct Rows {
    let train: [IntentExample]
    let validation: [IntentExample]
    let test: [IntentExample]
  }

  static func all(below root: String) -> [IntentsDataSet] {
    let paths = Files.listAll(root, ending: "train.jsonl")
    let whole = Set(paths.filter { $0.hasSuffix("/train.jsonl") }.map { $0.dropLast(11) })
    return paths.compactMap { path in
      let prefix = path.dropLast(11)
      let folder = prefix[...(prefix.lastIndex(of: "/") ?? prefix.startIndex)]
      if prefix.hasSuffix("/oos-") || (!prefix.hasSuffix("/") && whole.contains(folder)) {
        return nil
      }
      let name = prefix.dropFirst(root.count + 1).dropLast()
      return IntentsDataSet(name: String(name), prefix: String(prefix))
    }
  }

  func read() throws -> Rows {
    func rows(_ names: String...) throws -> [IntentExample] {
      var examples: [IntentExample] = []
      for name in names where Files.exists(prefix + name + ".jsonl") {
        let path = prefix + name + ".jsonl"
        let read = try IntentRows.read(Files.bytes(path), file: path)
        if !read.faults.isEmpty { throw Faults(read.faults) }
        examples += read.rows.map(\.example)
      }
      return examples
    }
    return Rows(
      train: try rows("train", "oos-train"), validation: try rows("val", "valid", "oos-val"),
      test: try rows("test", "oos-test"))
  }
}

/// One training and its test.
struct IntentsRun {
  let figures: IntentFigures
  let batchPerSecond: Double

  init(_ rows: IntentsDataSet.Rows, seed: UInt64) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let classifier = try IntentClassifier.train(
      rows.train, validation: rows.validation, seed: seed)
    let trained = clock.now
    var session = classifier.session()
    let texts = rows.test.map(\.text)
    var times: [Double] = []
    for text in texts.prefix(3000) {
      let begin = clock.now
      _ = session.rank(text)
      times.append((clock.now - begin).seconds * 1e6)
    }
    times.sort()
    // Many times the rows, so that starting threads does not count.
    let many = Array(repeatElement(texts, count: max(1, 20_000 / max(1, texts.count))).joined())
    let batch = clock.now
    _ = classifier.rank(many)
    batchPerSecond = Double(many.count) / (clock.now - batch).seconds
    figures = IntentFigures(
      classifier.evaluate(rows.test), of: classifier, examples: rows.train.count,
      trainSeconds: (trained - start).seconds,
      microseconds: times.isEmpty ? 0 : times[times.count / 2])
  }
}

extension Duration {
  /// In seconds.
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
