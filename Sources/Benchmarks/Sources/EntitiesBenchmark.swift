import ArgumentParser
import Diagnostics
import Entities
import Formats
import Foundation
import Quantities
import Text
import Workspace

/// `benchmarks entities`: a recognizer suite's cases, product names in noise, and speed.
struct EntitiesBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "Entities: a recognizer suite, product names, speed.")

  @Option(help: "The folder with the layout of the shared data.")
  var data: String

  @Option(help: "The workspace whose catalogue is loaded.")
  var workspace = "."

  @Option(help: "Only this model, such as NumberModel.")
  var model: String?

  @Flag(help: "Print the cases that fail to stderr.")
  var failures = false

  @Option(
    help: "Only one half of the suite's cases and of the forms: a, or b, which is kept unseen.")
  var half: String?

  @Flag(help: "Only the forms that a generator makes, each with its right value.")
  var forms = false

  @Flag(help: "Only masking: made lines with personal data, and lines that only look so.")
  var masking = false

  @Flag(
    name: .customLong("false"), help: "Only what is found in treebank sentences without numbers.")
  var falseAlarms = false

  func validate() throws {
    guard let half, half != "a", half != "b" else { return }
    throw ValidationError("--half is a or b, not \"\(half)\"")
  }

  /// The parts that were asked for by name; whether there were any.
  private func namedParts() throws -> Bool {
    guard forms || masking || falseAlarms else { return false }
    let extractor = try EntityExtractor(catalogue: Catalogue([]), orderNumbers: ["#?1[0-9]{4}"])
    let figures = EntityFormFigures(extractor: extractor, showFailures: failures)
    if forms { for line in figures.forms(half: half) { print(line.text) } }
    if masking { for line in figures.masking(today: Self.today) { print(line.text) } }
    if falseAlarms {
      let alarms = EntityFalseAlarms(extractor: extractor)
      let files: [(String, Language)] = [
        ("en-ewt-dev.conllu", .english), ("zh-gsdsimp-dev.conllu", .chinese),
      ]
      for (file, language) in files {
        let line = try alarms.score(
          file: data + "/tokenization/" + file, language: language, show: failures)
        print(line.text)
      }
    }
    return true
  }

  func run() async throws {
    if try namedParts() { return }
    let suite = EntitySuite(folder: data + "/entities/recognizers", half: half)
    for language in ["english", "chinese"] {
      for kind in RecognizerModel.allCases where model == nil || model == kind.rawValue {
        guard let score = try suite.score(kind, language: language, showFailures: failures) else {
          continue
        }
        print(score.text)
      }
    }
    guard model == nil else { return }
    let entries = try EntitySources(folder: WorkspaceFolder(path: workspace)).catalogueEntries()
    try products(entries)
    try speed(entries, suite)
  }

  /// Product names in noise: 2,000 sentences with one and 2,000 with none.
  private func products(_ entries: [CatalogueEntry]) throws {
    guard !entries.isEmpty else { return }
    var mentions = EntityMentions(seed: 20_261_121)
    let sentences = mentions.mentions(of: entries, count: 2000) + mentions.others(count: 2000)
    let extractor = try EntityExtractor(
      catalogue: Catalogue(entries), orderNumbers: ["#?1[0-9]{4}"])
    var (found, right, wrong, first) = (0, 0, 0, 0)
    for sentence in sentences {
      let utterance = Tokenizer().utterance(sentence.text)
      var isFound = false
      for entity in extractor.entities(in: utterance, today: Self.today)
      where entity.kind == .product {
        guard case .catalogue(let candidates) = entity.value else { continue }
        let isRight =
          entity.range.overlaps(sentence.range)
          && candidates.contains { $0.id == sentence.product }
        if isRight {
          right += 1
          if !isFound, candidates.first?.id == sentence.product { first += 1 }
          isFound = true
        } else {
          wrong += 1
          report(
            sentence, "found \(candidates.prefix(3).map(\.id)) in \"\(utterance[entity.range])\"")
        }
      }
      if isFound { found += 1 } else if sentence.product != nil { report(sentence, "missed") }
    }
    let line: JSON = [
      "benchmark": "entities", "part": "products", "products": .integer(entries.count),
      "mentions": 2000, "without": 2000, "recall": .number(Double(found) / 2000, digits: 4),
      "precision": .number(Double(right) / Double(max(1, right + wrong)), digits: 4),
      "first_candidate": .number(Double(first) / 2000, digits: 4),
    ]
    print(line.text)
  }

  private func report(_ sentence: EntityMentions.Sentence, _ what: String) {
    guard failures else { return }
    let line =
      "PRODUCT \(sentence.noise): \(sentence.text) [\(sentence.product ?? "none")] \(what)\n"
    FileHandle.standardError.write(Data(line.utf8))
  }

  private static let today = Day(iso: "2026-11-21") ?? Day(number: 0)

  /// The median time of a sentence, all kinds together, over catalogues of several sizes.
  private func speed(_ entries: [CatalogueEntry], _ suite: EntitySuite) throws {
    var mentions = EntityMentions(seed: 4)
    let talk =
      mentions.mentions(of: entries.isEmpty ? EntityCatalogues.make(200) : entries, count: 1000)
      + mentions.others(count: 1000)
    let cases = suite.inputs(2000)
    for (name, size, catalogue) in [
      ("sample", entries.count, entries), ("generated", 10_000, EntityCatalogues.make(10_000)),
      ("generated", 100_000, EntityCatalogues.make(100_000)),
    ] {
      let clock = ContinuousClock()
      var extractor: EntityExtractor?
      let loading = try clock.measure {
        extractor = try EntityExtractor(
          catalogue: Catalogue(catalogue), orderNumbers: ["#?1[0-9]{4}"])
      }
      guard let extractor else { return }
      var own = EntityMentions(seed: 5)
      let texts =
        size == entries.count
        ? talk : own.mentions(of: catalogue, count: 1000) + own.others(count: 1000)
      for (kind, sentences) in [("shop_talk", texts.map(\.text)), ("suite", cases)]
      where !sentences.isEmpty {
        let utterances = sentences.map { Tokenizer().utterance($0) }
        var times = [Double](repeating: .infinity, count: utterances.count)
        var count = 0
        for _ in 0..<3 {
          for (place, utterance) in utterances.enumerated() {
            let start = clock.now
            count += extractor.entities(in: utterance, today: Self.today).count
            let spent = (clock.now - start) / .microseconds(1)
            times[place] = min(times[place], spent)
          }
        }
        times.sort()
        let line: JSON = [
          "benchmark": "entities", "part": "speed", "catalogue": .string(name),
          "products": .integer(size), "sentences": .string(kind),
          "count": .integer(utterances.count),
          "entities": .integer(count / 3),
          "microseconds_per_sentence": .number(times[times.count / 2], digits: 2),
          "microseconds_99": .number(times[times.count * 99 / 100], digits: 2),
          "loading_seconds": .number(loading / .seconds(1), digits: 3),
        ]
        print(line.text)
      }
    }
  }
}
