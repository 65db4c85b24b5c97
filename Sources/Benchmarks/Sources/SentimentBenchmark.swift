import ArgumentParser
import Diagnostics
import Formats
import Foundation
import Sentiment
import Text

/// `benchmarks sentiment`: how well and how fast texts are scored, as fitted in five folds and as shipped.
struct SentimentBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sentiment", abstract: "The sentiment scorer: agreement with people, and speed.")

  @Option(help: "The folder of public data.") var data = "../shared/data"
  @Option(help: "The folder with the lexicons and their weights.")
  var lexicons = "knowledge-base/sentiment"

  @Option(
    help: "Time the program's `sentiment report` on so many megabytes of made transcripts instead.")
  var reportMegabytes: Int?

  @Option(help: "The program that reports.") var program = ".build/release/deskmate"
  @Option(help: "The workspace it reports with.") var workspace = "."

  func run() throws {
    if let reportMegabytes {
      try SentimentReportSpeed(
        program: program, workspace: workspace, megabytes: reportMegabytes
      ).run()
      return
    }
    let lexicons = try SentimentLexicons.read(self.lexicons)
    let shipped = SentimentScorer(
      lexicons: lexicons, weights: try SentimentLexicons.weights(self.lexicons))
    let plain = SentimentScorer(lexicons: lexicons)
    let sets = try SentimentSet.read(data)
    for set in sets {
      for other in sets where other.name != set.name && other.rating == set.rating {
        let across = scores(set, set.rows.indices.map { $0 }, learned(from: other, plain, lexicons))
        printRecord(
          .object(
            [
              (key: "benchmark", value: "sentiment"), (key: "set", value: .string(set.name)),
              (key: "fitted", value: .string("on " + other.name)),
            ] + SentimentFigures(set, across).members))
      }
      let folds = crossValidated(set, plain, lexicons)
      let asShipped = scores(set, set.rows.indices.map { $0 }, shipped)
      let rules = scores(set, set.rows.indices.map { $0 }, plain)
      let speed = speed(set, shipped)
      for (name, values) in [("5-fold", folds), ("shipped", asShipped), ("rules", rules)] {
        printRecord(
          .object(
            [
              (key: "benchmark", value: "sentiment"), (key: "set", value: .string(set.name)),
              (key: "fitted", value: .string(name)), (key: "texts", value: .integer(values.count)),
            ] + SentimentFigures(set, values).members
              + [
                (key: "texts_per_second", value: .number(speed.texts, digits: 0)),
                (key: "megabytes_per_second", value: .number(speed.megabytes, digits: 1)),
              ]))
      }
    }
  }

  private func scores(_ set: SentimentSet, _ rows: [Int], _ scorer: SentimentScorer) -> [Double] {
    var scratch = SentimentScratch()
    return rows.map { row in
      let text = set.rows[row].text
      return scorer.score(text.span, &scratch).compound
    }
  }

  /// A scorer that has learned from one set alone.
  private func learned(
    from set: SentimentSet, _ plain: SentimentScorer, _ lexicons: [Lexicon]
  ) -> SentimentScorer {
    let examples = set.examples(plain)
    let chinese = examples.filter { $0.features.language == .chinese }.count
    let fit = SentimentFit.standard(chinese * 2 > examples.count ? .chinese : .english)
    let weights = fit.fit(examples, centred: true)
    return SentimentScorer(lexicons: lexicons, weights: weights.forBoth)
  }

  private func crossValidated(
    _ set: SentimentSet, _ plain: SentimentScorer, _ lexicons: [Lexicon]
  ) -> [Double] {
    var compounds = [Double](repeating: 0, count: set.rows.count)
    for fold in 0..<5 {
      let learned = set.rows.indices.filter { set.fold($0) != fold }
      let examples = set.examples(plain) { set.fold($0) != fold }
      let chinese = examples.filter { $0.features.language == .chinese }.count
      let fit = SentimentFit.standard(chinese * 2 > examples.count ? .chinese : .english)
      var weights = fit.fit(examples, centred: true)
      if set.rating == .threeClasses {
        let scorer = SentimentScorer(lexicons: lexicons, weights: weights.forBoth)
        weights = weights.withNeutral(neutral(set, learned, scorer))
      }
      // Whatever few texts look like the other language are weighed alike.
      let scorer = SentimentScorer(lexicons: lexicons, weights: weights.forBoth)
      let held = set.rows.indices.filter { set.fold($0) == fold }
      for (row, compound) in zip(held, scores(set, held, scorer)) { compounds[row] = compound }
    }
    return compounds
  }

  /// The values between which as many of the learned texts lie as people called neutral.
  private func neutral(_ set: SentimentSet, _ rows: [Int], _ scorer: SentimentScorer)
    -> ClosedRange<Float>
  {
    var scratch = SentimentScratch()
    let values = rows.map { row in
      let text = set.rows[row].text
      return scorer.value(text.span, &scratch)
    }.sorted()
    let negative = rows.filter { set.rows[$0].rating < 0 }.count
    let positive = rows.filter { set.rows[$0].rating > 0 }.count
    guard negative > 0, positive > 0 else { return 0...0 }
    return values[negative - 1]...max(values[negative - 1], values[values.count - positive])
  }

  private func speed(_ set: SentimentSet, _ scorer: SentimentScorer)
    -> (texts: Double, megabytes: Double)
  {
    let bytes = set.rows.reduce(0) { $0 + $1.text.count }
    var best = Double.infinity
    for _ in 0..<3 {
      let start = processorSeconds()
      _ = scores(set, Array(set.rows.indices), scorer)
      best = min(best, processorSeconds() - start)
    }
    return (Double(set.rows.count) / best, Double(bytes) / 1e6 / best)
  }
}

private func printRecord(_ record: JSON) { print(record.text) }

/// Seconds of processor time this process took.
private func processorSeconds() -> Double {
  Double(clock()) / Double(CLOCKS_PER_SEC)
}

/// Agreement with people.
struct SentimentFigures {
  let members: [(key: String, value: JSON)]

  init(_ set: SentimentSet, _ compounds: [Double]) {
    let truth = set.rows.map { Double($0.rating) }
    switch set.rating {
    case .score:
      let wanted = truth.map { $0 > Self.feels ? 1 : $0 < -Self.feels ? -1 : 0 }
      let scores = [-1, 0, 1].map { Self.f1($0, wanted, compounds.map(Self.label)) }
      members = [
        (key: "r", value: .number(Self.correlation(truth, compounds), digits: 4)),
        (
          key: "macro_f1",
          value: .number(100 * scores.reduce(0, +) / Double(scores.count), digits: 2)
        ),
      ]
    case .twoClasses, .threeClasses:
      let two = set.rating == .twoClasses
      let got = compounds.map { compound in
        two ? (compound >= 0 ? 1 : 0) : Self.label(compound)
      }
      let wanted = truth.map { Int($0) }
      let right = zip(got, wanted).filter { $0 == $1 }.count
      let scores = (two ? [0, 1] : [-1, 0, 1]).map { Self.f1($0, wanted, got) }
      members = [
        (
          key: "accuracy",
          value: .number(100 * Double(right) / Double(max(1, wanted.count)), digits: 2)
        ),
        (
          key: "macro_f1",
          value: .number(100 * scores.reduce(0, +) / Double(scores.count), digits: 2)
        ),
      ]
    }
  }

  /// A mean rating from −4 to 4 that is no farther from nothing is neutral: half a step of its scale.
  private static let feels = 0.5

  private static func label(_ compound: Double) -> Int {
    compound >= 0.05 ? 1 : compound <= -0.05 ? -1 : 0
  }

  private static func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let means = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    var product = 0.0
    var squares = (0.0, 0.0)
    for (a, b) in zip(left, right) {
      product += (a - means.0) * (b - means.1)
      squares.0 += (a - means.0) * (a - means.0)
      squares.1 += (b - means.1) * (b - means.1)
    }
    return product / (squares.0 * squares.1).squareRoot()
  }

  private static func f1(_ label: Int, _ wanted: [Int], _ got: [Int]) -> Double {
    let pairs = zip(wanted, got)
    let hits = Double(pairs.filter { $0 == label && $1 == label }.count)
    let named = Double(wanted.filter { $0 == label }.count + got.filter { $0 == label }.count)
    return named == 0 ? 0 : 2 * hits / named
  }
}

extension SentimentWeights {
  /// These weights for both languages: a fold's few texts that look like the other are weighed alike.
  var forBoth: [SentimentWeights] { [serving(.english), serving(.chinese)] }
}
