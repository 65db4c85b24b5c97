import Diagnostics
import Dialogue
import Entities
import Formats
import Intents
import Knowledge
import Quantities
import Text
import Workspace

/// The figures of one language's content.
struct ContentFigures {
  private let loaded: LoadedWorkspace
  private let language: Language
  private let files: [IntentFile]
  /// Nothing in the phrases depends on it but the days they name.
  static let today = Day(number: 20_000)

  init(_ loaded: LoadedWorkspace, folder: WorkspaceFolder, language: Language) throws {
    self.loaded = loaded
    self.language = language
    files = try Files.list(folder.path("intents/" + language.rawValue), ending: ".json")
      .map { try IntentFile.read(Files.bytes($0), file: $0, language: language) }
  }

  private func line(_ what: String, _ members: [(key: String, value: JSON)]) -> JSON {
    .object(
      [
        (key: "benchmark", value: .string("content." + what)),
        (key: "language", value: .string(language.rawValue)),
      ] + members)
  }

  private func share(_ count: Int, of all: Int) -> JSON {
    .number(all == 0 ? 0 : Double(count) / Double(all), digits: 4)
  }
}

extension ContentFigures {
  /// The phrases kept back: how many are understood, and what is refused.
  func kept() -> [JSON] {
    var phrases = 0
    var first = 0
    var right = 0
    var wronglyRefused = 0
    var outside = 0
    var rightlyRefused = 0
    for test in files.flatMap(\.tests) {
      let ranking = rank(test.text)
      let isRefused = ranking.decision == .outOfScope
      if test.intent == .outOfScope {
        outside += 1
        rightlyRefused += isRefused ? 1 : 0
        continue
      }
      let isFirst = ranking.scores.first?.intent == test.intent
      phrases += 1
      first += isFirst ? 1 : 0
      right += isFirst && !isRefused ? 1 : 0
      wronglyRefused += isRefused ? 1 : 0
    }
    return [
      line(
        "tests",
        [
          ("phrases", .integer(phrases)), ("first", share(first, of: phrases)),
          ("right", share(right, of: phrases)), ("refused", share(wronglyRefused, of: phrases)),
        ]),
      line(
        "out_of_scope",
        [("phrases", .integer(outside)), ("refused", share(rightlyRefused, of: outside))]),
    ]
  }

  private func rank(_ text: String) -> IntentRanking {
    loaded.interpreter.interpret(text, language: language, today: Self.today).intents
  }
}

extension ContentFigures {
  /// The utterances, every part judged by what was learned from the others.
  func crossValidated(folds: Int) throws -> JSON {
    // Neighbours in a file are alike: dealing them out keeps every intent in every part.
    let examples = files.flatMap(\.examples)
    let extractor = loaded.entityExtractor
    let annotate: IntentClassifier.Annotator = {
      extractor.entities(in: $0, today: Self.today)
    }
    var judged = 0
    var right = 0
    for fold in 0..<folds {
      let learned = examples.enumerated().filter { $0.offset % folds != fold }.map(\.element)
      let classifier = try IntentClassifier.train(
        learned, settings: .desk, annotate: annotate)
      for (offset, example) in examples.enumerated()
      where offset % folds == fold && example.intent != .outOfScope {
        let utterance = Tokenizer().utterance(example.text, fallback: language)
        let ranking = classifier.rank(utterance, with: annotate(utterance))
        judged += 1
        right += ranking.scores.first?.intent == example.intent ? 1 : 0
      }
    }
    return line(
      "cross_validation",
      [
        ("folds", .integer(folds)), ("utterances", .integer(judged)),
        ("accuracy", share(right, of: judged)),
      ])
  }
}

extension ContentFigures {
  /// The questions of a file: the right article first, and among three; by words alone, and with the
  /// classifier's opinion.
  func searched(_ file: String) throws -> [JSON] {
    let rows = try JSONReader.read(Files.bytes(file), file: file).array()
    return try [false, true].map { asksClassifier in
      var first = 0
      var among = 0
      for row in rows {
        let text = try row.required("question").string("question")
        let wanted = try row.required("article").string("article")
        let hits = loaded.knowledge.search(
          Tokenizer().utterance(text, fallback: language), limit: 3,
          priors: asksClassifier ? priors(text) : [:])
        first += hits.first?.article.id == wanted ? 1 : 0
        among += hits.contains { $0.article.id == wanted } ? 1 : 0
      }
      return line(
        "search",
        [
          ("classifier", .bool(asksClassifier)), ("questions", .integer(rows.count)),
          ("first", share(first, of: rows.count)), ("among_three", share(among, of: rows.count)),
        ])
    }
  }

  private func priors(_ text: String) -> [String: Double] {
    Dictionary(rank(text).scores.map { ($0.intent.rawValue, $0.confidence) }) { first, _ in first }
  }
}
