import ArgumentParser
import Diagnostics
import Formats
import Recommendations
import Reports
import Text
import Workspace

/// `deskmate recommend evaluate`: how good every model would be on a shop's own data.
struct RecommendEvaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "How good the models are on interactions held out.",
    discussion: """
      Holds out each customer's latest baskets (or a random fifth), trains on the rest and asks.

      Examples:
        deskmate recommend evaluate sales.csv --compare
        deskmate recommend evaluate sales.csv --compare --report sales.html
        deskmate recommend evaluate --shop shop.sqlite --compare
        deskmate recommend evaluate u.data --split random --json
        deskmate recommend evaluate --train u1.base --test u1.test --json
      """)

  /// How a part is held out.
  enum SplitKind: String, ExpressibleByArgument, CaseIterable { case auto, time, random }

  @Argument(help: "The interactions, or - for stdin.")
  var file: String?

  @Option(help: "Learn from this file …") var train: String?
  @Option(help: "… and ask what this one holds.") var test: String?

  @Option(help: "Hold out the latest baskets (time) or a random part; auto looks at the times.")
  var split: SplitKind = .auto

  @Option(help: "The share that is held out.") var share = 0.2
  @Option(help: "The seed of a random part.") var seed: UInt64 = 42
  @Option(help: "How long the lists are.") var k = 10
  @Flag(help: "Compare all models, not only popularity and the best.") var compare = false
  @Flag(help: "One JSON object.") var json = false

  @Option(help: ArgumentHelp("Write a web page too.", valueName: "html")) var report: String?
  @OptionGroup(title: "Reading interactions") var reading: InteractionOptions

  func validate() throws {
    let sources = [file != nil, train != nil && test != nil, reading.shop != nil]
    guard sources.count(where: { $0 }) == 1, (train != nil) == (test != nil) else {
      throw ValidationError(
        "Name one file of interactions, both --train and --test, or a database with --shop.")
    }
    guard share > 0, share < 1 else { throw ValidationError("--share must be between 0 and 1.") }
    guard (1...1000).contains(k) else { throw ValidationError("--k must be 1 to 1000.") }
  }

  func run() async throws {
    let input = try input()
    let progress = RecommendProgress()
    var options = Evaluation.Options()
    options.k = k
    options.comparesAll = compare || train != nil
    options.validation = input.rule
    options.memoryLimit = reading.memoryLimit
    options.facts = try reading.facts()
    let clock = ContinuousClock()
    let start = clock.now
    let evaluation = Evaluation(
      input.split, options: options,
      clock: {
        let spent = start.duration(to: clock.now).components
        return Double(spent.seconds) + Double(spent.attoseconds) * 1e-18
      }, progress: progress.note)
    progress.end()
    var shown = RecommenderReport(evaluation, input: input, k: k)
    if let report {
      shown.addMap(input.split.train, names: names(input))
      try ModelFiles.write(Array(shown.html().utf8), to: report)
    }
    Console.line(json ? shown.json.text : shown.text(width: TerminalSize.ofTable))
  }

  /// What is split, and how that is said.
  struct Input {
    let split: Split
    let rule: Split.Rule
    let title: String
    let ruleText: String
    let cleaning: CleaningReport
  }

  private func input() throws -> Input {
    if let train, let test {
      let learned = try reading.read(train)
      let asked = try reading.read(test)
      let split = Split(train: learned.interactions, test: asked.interactions)
      // The validation part is cut as the test part was.
      let isTime = self.split == .auto ? split.isOrderedByTime : self.split == .time
      return Input(
        split: split, rule: rule(isTime: isTime), title: "\(test), learned from \(train)",
        ruleText: "two files; validation by " + (isTime ? "latest baskets" : "a random part"),
        cleaning: learned.report)
    }
    let read = try reading.readSource(file)
    let path = read.name
    let isTime =
      split == .auto
      ? read.interactions.firstTimes.contains { $0 != Interactions.noTime } : split == .time
    let rule = rule(isTime: isTime)
    let made = Split(read.interactions, by: rule)
    guard made.isAsking else {
      throw Fault(
        file: path,
        "nothing can be held out: no customer has five products"
          + (isTime ? " bought at different times; try --split random" : "")
          + ". All that can be said of such data is what sells")
    }
    return Input(
      split: made, rule: rule, title: path,
      ruleText: isTime
        ? "each customer's latest baskets held out, at least \(percent) of their products"
        : "a random \(percent) of each customer's products held out, seed \(seed)",
      cleaning: read.report)
  }

  private var percent: String { "\(Int((share * 100).rounded())) %" }

  private func rule(isTime: Bool) -> Split.Rule {
    isTime ? .latest(share: share) : .random(share: share, seed: seed)
  }

  private func names(_ input: Input) -> (Int) -> String {
    { input.split.train.products[$0] }
  }
}

extension RecommenderReport {
  init(_ evaluation: Evaluation, input: RecommendEvaluate.Input, k: Int) {
    let (train, test) = (input.split.train, input.split.test)
    self.init(
      title: input.title,
      facts: [
        ("customers", train.customerCount), ("products", train.productCount),
        ("train", train.pairCount), ("test", test.pairCount),
        ("asked", (0..<test.customerCount).count { !test.counts.cells($0).isEmpty }),
      ], rule: input.ruleText, k: k,
      models: evaluation.rows.compactMap { Model($0, train: train) },
      refused: evaluation.rows.compactMap { row in row.refusal.map { (row.name, $0) } },
      remarks: input.cleaning.remarks
        + evaluation.remarks.filter { !input.cleaning.remarks.contains($0) },
      cleaning: input.cleaning.json)
  }

  /// The customers in two dimensions, coloured by segment.
  mutating func addMap(_ train: Interactions, names: (Int) -> String) {
    let training = TrainingSet(train)
    let map = CustomerMap(training, segments: Segments(training, count: 8))
    points = map.points.map { Point(x: $0.x, y: $0.y, segment: $0.segment) }
    segments = map.favourites.map { $0.map { names($0.value) }.joined(separator: ", ") }
  }
}

extension RecommenderReport.Model {
  init?(_ row: Evaluation.Row, train: Interactions) {
    guard let ranking = row.ranking else { return nil }
    let groups = CustomerGroups(train, asked: ranking.lists.map(\.customer))
    self.init(
      name: row.name, isChosen: row.isChosen,
      metrics: RankingFigures.Metric.allCases.map { ($0.rawValue, ranking.mean($0)) },
      interval: ranking.interval(.ndcg), coverage: ranking.coverage, novelty: ranking.novelty,
      popularityBias: ranking.popularityBias,
      groups: CustomerGroups.names.enumerated().map { group, name in
        let members = { groups.contains($0, in: group) }
        return (
          name, ranking.lists.count { members($0.customer) }, ranking.mean(.ndcg, where: members)
        )
      }, ratings: row.ratings.map { ($0.rmse, $0.mae) }, trainSeconds: row.trainSeconds,
      microsecondsPerList: row.microsecondsPerList)
  }
}
