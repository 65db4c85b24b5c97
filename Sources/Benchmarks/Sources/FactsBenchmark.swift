import ArgumentParser
import Diagnostics
import Dialogue
import Formats
import Foundation
import Knowledge
import Text
import Workspace

/// `benchmarks facts`: whether the right fact is found, and whether none is where none was asked for.
struct FactsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts",
    abstract: "Facts found for ways to ask that were held out, and for lines that ask for none.")

  @Option(help: "The workspace.") var workspace = "."
  @Option(help: "How many tenths are held out, one after the other.") var folds = 1
  @Flag(help: "Fit the weights of the measures anew, and print them.") var fit = false
  @Flag(help: "Print the lines that are answered and ask for nothing.") var verbose = false

  func run() throws {
    var trials: [FactTrial] = []
    for language in Language.allCases {
      for fold in 0..<min(max(folds, 1), 10) {
        let started = Date()
        let trial = try FactTrial(workspace: workspace, language: language, fold: fold)
        trials.append(trial)
        Figures.line(trial.figure(seconds: Date().timeIntervalSince(started)))
        if verbose { trial.answered.forEach(Figures.line) }
      }
    }
    guard fit else { return }
    let fit = FactFit(trials.flatMap(\.samples))
    let weights = fit.weights
    Figures.line([
      "fitted": .array(
        [weights.margin, weights.cosine, weights.likelihood, weights.topic, weights.none]
          .map { .number($0, digits: 2) }),
      "surprise": .number(fit.surprise, digits: 4),
    ])
    for trial in trials { Figures.line(trial.figure(weights: weights)) }
  }
}

/// A line, and what the index says of the facts that may be meant.
struct FactSample {
  struct Candidate {
    /// The measures: margin, cosine, likelihood, topic.
    let measures: SIMD4<Double>
    let isRight: Bool
  }

  let text: String
  /// `nil` where the line asks for no fact.
  let fact: String?
  let isOnTopic: Bool
  let candidates: [Candidate]

  init(
    _ text: String, fact: String?, topics: [String: Double], isOnTopic: Bool, index: FactIndex,
    language: Language
  ) {
    let matches = index.matches(
      for: Tokenizer().utterance(text, fallback: language), topics: topics, limit: 40)
    self.text = text
    self.fact = fact
    self.isOnTopic = isOnTopic
    candidates = matches.map { match in
      Candidate(
        measures: [match.margin, match.cosine, match.likelihood, match.topic],
        isRight: match.fact.id == fact)
    }
  }

  /// The probability of each candidate.
  func probabilities(_ weights: FactIndex.Weights) -> [Double] {
    let factors = SIMD4(
      weights.margin, weights.cosine, weights.likelihood, weights.topic)
    let strengths = candidates.map { exp(($0.measures * factors).sum()) }
    let sum = strengths.reduce(exp(weights.none), +)
    return strengths.map { $0 / sum }
  }

  /// The most probable candidate.
  func best(_ weights: FactIndex.Weights) -> (probability: Double, isRight: Bool)? {
    zip(probabilities(weights), candidates).max { $0.0 < $1.0 }
      .map { ($0.0, $0.1.isRight) }
  }
}

/// One tenth of a language's ways to ask, asked of an index of the others.
struct FactTrial {
  let language: Language
  let fold: Int
  let samples: [FactSample]

  init(workspace: String, language: Language, fold: Int) throws {
    self.language = language
    self.fold = fold
    let base = workspace + "/knowledge-base/"
    let facts = try Files.list(base + language.rawValue + "/facts", ending: ".json").flatMap {
      try FactFile.read(Files.bytes($0), file: $0, language: language)
    }
    let synonyms = try Synonyms.read(
      Files.bytes(base + "synonyms.json"), file: base + "synonyms.json")
    var held: [(text: String, fact: Fact)] = []
    let kept = facts.enumerated().map { number, fact in
      var questions: [String] = []
      for (place, question) in fact.questions.enumerated() {
        if (place + number) % 10 == fold, fact.questions.count > 3 {
          held.append((question, fact))
        } else {
          questions.append(question)
        }
      }
      return Fact(
        id: fact.id, language: language, about: fact.about, questions: questions,
        answer: fact.answer)
    }
    let index = FactIndex(kept, synonyms: synonyms[language])
    let topics = Set(facts.flatMap(\.about)).sorted()
    var samples: [FactSample] = []
    func add(_ text: String, _ fact: String?, _ topics: [String: Double], isOnTopic: Bool) {
      samples.append(
        FactSample(
          text, fact: fact, topics: topics, isOnTopic: isOnTopic, index: index,
          language: language))
    }
    for (number, one) in held.enumerated() {
      add(one.text, one.fact.id, [:], isOnTopic: false)
      let about = one.fact.about[number % one.fact.about.count]
      // Something else was spoken of, too, and longer ago.
      var spoken = [topics[number % topics.count]: 0.6]
      spoken[about] = 1
      add(one.text, one.fact.id, spoken, isOnTopic: true)
    }
    for (number, text) in try Self.others(workspace, language).enumerated() {
      add(text, nil, number % 2 == 0 ? [:] : [topics[number % topics.count]: 1], isOnTopic: false)
    }
    self.samples = samples
  }

  /// Lines that ask for no fact.
  private static func others(_ workspace: String, _ language: Language) throws -> [String] {
    let kinds: Set<DialogueAct.Kind> = [.chat, .tell, .hesitate, .assent]
    return try Files.list(workspace + "/intents/\(language.rawValue)/acts", ending: ".json")
      .flatMap { try ActFile.read(Files.bytes($0), file: $0).entries }
      .filter { kinds.contains($0.kind) }.flatMap(\.utterances).filter { !$0.contains("{") }
  }
}

extension FactTrial {
  /// How sure a fact must be in the figures.
  private static let thresholds = [0.3, 0.4, 0.5, 0.6, 0.8]

  /// The figures of the weights in use, or of others.
  func figure(weights: FactIndex.Weights = .fitted, seconds: Double? = nil) -> JSON {
    let asked = samples.filter { $0.fact != nil }
    let others = samples.filter { $0.fact == nil }
    func share(_ samples: [FactSample], _ isIn: (FactSample) -> Bool) -> JSON {
      .number(100 * Double(samples.count(where: isIn)) / Double(max(samples.count, 1)), digits: 1)
    }
    func recall(_ samples: [FactSample]) -> JSON {
      share(samples) { $0.best(weights)?.isRight == true }
    }
    var members: [(key: String, value: JSON)] = [
      ("area", .string("facts")), ("language", .string(language.rawValue)),
      ("fold", .integer(fold)), ("held_out", .integer(asked.count / 2)),
      ("right_without_topic", recall(asked.filter { !$0.isOnTopic })),
      ("right_on_topic", recall(asked.filter(\.isOnTopic))), ("others", .integer(others.count)),
    ]
    if let seconds { members.append(("seconds", .number(seconds, digits: 2))) }
    for least in Self.thresholds {
      func isAnswered(_ sample: FactSample) -> Bool {
        (sample.best(weights)?.probability ?? 0) >= least
      }
      let given = asked.filter(isAnswered)
      members.append(
        (
          "from_\(least)",
          [
            "answered_on_topic": share(asked.filter(\.isOnTopic), isAnswered),
            "of_these_right": recall(given), "others_answered": share(others, isAnswered),
          ]
        ))
    }
    return .object(members)
  }

  /// The lines that ask for nothing and are answered.
  var answered: [JSON] {
    samples.filter { $0.fact == nil }.compactMap { sample in
      guard let best = sample.best(.fitted), best.probability >= 0.5 else { return nil }
      return ["line": .string(sample.text), "probability": .number(best.probability, digits: 3)]
    }
  }
}

/// Fits the weights of the measures: a logistic model with one class for each candidate and one for none,
/// by steps down the gradient of the surprise.
struct FactFit {
  private(set) var weights = FactIndex.Weights.fitted
  /// The mean surprise at the truth, in nats.
  private(set) var surprise = 0.0

  init(_ samples: [FactSample]) {
    var factors: SIMD4<Double> = [3, 4, 3, 2]
    var none = 3.0
    // What is right but no candidate teaches nothing.
    let samples = samples.filter { sample in
      sample.fact == nil || sample.candidates.contains(where: \.isRight)
    }
    let steps = 400
    for step in 0..<steps {
      weights = FactIndex.Weights(
        margin: factors[0], cosine: factors[1], likelihood: factors[2], topic: factors[3],
        none: none)
      var slope = SIMD4<Double>.zero
      var noneSlope = 0.0
      surprise = 0
      for sample in samples {
        let probabilities = sample.probabilities(weights)
        let rest = 1 - probabilities.reduce(0, +)
        noneSlope += (sample.fact == nil ? 1 : 0) - rest
        var own = rest
        for (candidate, probability) in zip(sample.candidates, probabilities) {
          slope += candidate.measures * ((candidate.isRight ? 1 : 0) - probability)
          if candidate.isRight { own = probability }
        }
        surprise -= log(max(own, 1e-9)) / Double(samples.count)
      }
      let rate = 20 * (1 - Double(step) / Double(steps)) / Double(samples.count)
      factors += rate * slope
      none += rate * noneSlope
    }
  }
}
