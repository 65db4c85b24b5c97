import Computing
import Diagnostics
import Formats
import FoundationEssentials
import Intents

/// How training grows from a thousand rows to a million, and from ten intents to a thousand.
struct IntentsScaling {
  func run() throws {
    for (rows, intents) in [
      (1_000, 10), (10_000, 10), (10_000, 100), (100_000, 100), (100_000, 1_000),
      (1_000_000, 100),
    ] {
      let examples = Self.rows(rows, intents: intents)
      let clock = ContinuousClock()
      let start = clock.now
      let classifier = try IntentClassifier.train(examples)
      let seconds = (clock.now - start).inSeconds
      print(
        JSON.object([
          ("benchmark", "intents scaling"), ("rows", .integer(rows)),
          ("intents", .integer(intents)), ("train_seconds", .number(seconds, digits: 2)),
          ("microseconds_per_row", .number(seconds / Double(rows) * 1e6, digits: 1)),
          ("model_bytes", .integer(classifier.bytes.count)),
          ("peak_megabytes", .integer(ProcessMemory.peakMegabytes)),
        ]).text)
    }
  }

  /// Rows of eight made-up words: three of the intent's own, five of everybody's.
  private static func rows(_ count: Int, intents: Int) -> [IntentExample] {
    var generator = SeededGenerator(seed: 3)
    func word(_ number: Int) -> String {
      let syllables = ["ka", "lo", "mi", "ten", "ru", "sol", "ven", "dar", "pi", "gos"]
      return String(number).compactMap { $0.wholeNumberValue.map { syllables[$0] } }.joined()
    }
    return (0..<count).map { row in
      let intent = row % intents
      let own = (0..<3).map { _ in word(100 + intent * 7 + generator.below(20)) }
      let shared = (0..<5).map { _ in word(20_000 + generator.below(3_000)) }
      return IntentExample(
        text: (own + shared).shuffled(using: &generator).joined(separator: " "),
        intent: Intent(rawValue: "intent_\(intent)"))
    }
  }
}

extension Duration {
  fileprivate var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
