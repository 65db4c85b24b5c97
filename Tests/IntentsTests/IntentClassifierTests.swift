import Intents
import Testing
import Text

/// The contract of a classifier: it tells apart what can be told apart, and always in the same way.
struct IntentClassifierTests {
  static let examples: [IntentExample] = [
    ("return_item", ["I want to send this back", "return my kettle", "how do I return the pan"]),
    ("track_order", ["where is my order", "has my parcel shipped", "track order 10234"]),
    ("greet", ["hello", "hi there", "good morning"]),
    ("退货", ["我要退货", "怎么退货", "这个想退掉"]),
  ].flatMap { intent, texts in
    texts.map { IntentExample(text: $0, intent: Intent(rawValue: intent)) }
  }

  /// Enough for a dozen examples, and quick where nothing is optimised.
  static let small = {
    var settings = TrainingSettings()
    settings.buckets = [512, 512, 512, 0]
    settings.hiddenUnits = 16
    return settings
  }()

  @Test("An example is taken for what it is an example of", arguments: examples)
  func separates(example: IntentExample) throws {
    let classifier = try IntentClassifier.train(Self.examples, settings: Self.small)
    let ranking = classifier.rank(Tokenizer().utterance(example.text))
    #expect(ranking.scores.first?.intent == example.intent)
    #expect(ranking.scores.count == 4)
  }

  @Test("The same examples give the same bytes on any number of threads", arguments: [1, 2, 5])
  func isDeterministic(threads: Int) throws {
    var settings = Self.small
    let first = try IntentClassifier.train(Self.examples, settings: settings)
    settings.threads = threads
    #expect(try IntentClassifier.train(Self.examples, settings: settings).bytes == first.bytes)
    #expect(try IntentClassifier(bytes: first.bytes).bytes == first.bytes)
  }

  /// Enough rows, some of them out of scope, for a trial to set the threshold by.
  static let manyExamples = (0..<60).flatMap { number in
    [
      IntentExample(text: "where is parcel \(number)", intent: Intent(rawValue: "track_order")),
      IntentExample(
        text: "please cancel order \(number)", intent: Intent(rawValue: "cancel_order")),
      IntentExample(text: "the weather on day \(number)", intent: .outOfScope),
    ]
  }

  @Test(
    "With rows out of scope a threshold is set, the same on any number of threads",
    arguments: [1, 3])
  func setsAThreshold(threads: Int) throws {
    var settings = Self.small
    let first = try IntentClassifier.train(Self.manyExamples, settings: settings)
    settings.threads = threads
    #expect(
      try IntentClassifier.train(Self.manyExamples, settings: settings).bytes == first.bytes)
    #expect(first.rank(Tokenizer().utterance("cancel it please")).decision == .intent)
    #expect(first.rank(Tokenizer().utterance("weather tomorrow")).decision == .outOfScope)
  }

  /// Each intent has a word of its own in all its rows, among thousands of words that stand in one.
  static let crowded = (0..<40).flatMap { intent in
    (0..<8).map { row in
      let rare = (0..<6).map { "q\(intent)x\(row)y\($0)" }
      return IntentExample(
        text: (rare + [word(intent)]).joined(separator: " "),
        intent: Intent(rawValue: "intent-\(intent)"))
    }
  }

  /// A word of letters for a number.
  static func word(_ number: Int) -> String {
    let letters = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"]
    return "w" + letters[number / 10] + letters[number % 10]
  }

  @Test("Where features are more than rows, the frequent ones keep a row of their own")
  func keepsFrequentWordsApart() throws {
    var settings = Self.small
    settings.buckets = [128, 128, 128, 0]
    let classifier = try IntentClassifier.train(Self.crowded, settings: settings)
    let right = (0..<40).count { intent in
      let ranking = classifier.rank(Tokenizer().utterance(Self.word(intent)))
      return ranking.scores[0].intent.rawValue == "intent-\(intent)"
    }
    #expect(right >= 38)
  }

  @Test("Any number of rows may be asked for", arguments: [0, 1, 70_000] as [UInt32])
  func takesAnyRoom(rows: UInt32) throws {
    var settings = Self.small
    settings.buckets = [rows, rows, rows, 0]
    let classifier = try IntentClassifier.train(Self.examples, settings: settings)
    #expect(try IntentClassifier(bytes: classifier.bytes).bytes == classifier.bytes)
    #expect(classifier.rank(Tokenizer().utterance("where is my order")).scores.count == 4)
  }

  @Test("Of a model of many examples, words that it never saw lessen its confidence")
  func doubtsWhatIsNew() throws {
    let things = ["kettle", "lamp", "chair", "mug"]
    let examples = (0..<1200).map { number in
      let verb = ["return", "track", "cancel"][number % 3]
      return IntentExample(
        text: "please \(verb) the \(things[number % 4]) \(number)", intent: Intent(rawValue: verb))
    }
    let classifier = try IntentClassifier.train(examples, settings: Self.small)
    func confidence(_ text: String) -> Double {
      classifier.rank(Tokenizer().utterance(text)).scores[0].confidence
    }
    #expect(
      confidence("please return the zyxgrub of my quorvish fnordle")
        < confidence("please return the kettle"))
  }

  @Test("Damaged or foreign bytes are refused", arguments: [0, 5, 40, 1000, -1])
  func refusesDamage(offset: Int) throws {
    var bytes = try IntentClassifier.train(Self.examples, settings: Self.small).bytes
    bytes[offset < 0 ? bytes.count + offset : offset] ^= 0x10
    #expect(throws: (any Error).self) { try IntentClassifier(bytes: bytes) }
    #expect(throws: (any Error).self) { try IntentClassifier(bytes: Array(bytes.dropLast())) }
    #expect(throws: (any Error).self) { try IntentClassifier(bytes: []) }
  }

  @Test("Nothing to learn from is said; one intent is enough")
  func needsAnExample() throws {
    #expect(throws: (any Error).self) { try IntentClassifier.train([]) }
    let single = try IntentClassifier.train([
      IntentExample(text: "hi", intent: Intent(rawValue: "greet"))
    ])
    #expect(single.rank(Tokenizer().utterance("")).scores.map(\.intent.rawValue) == ["greet"])
  }

  @Test(
    "Odd text is ranked like any other",
    arguments: ["", "   ", "\0", "🫖🫖", String(repeating: "kettle ", count: 5_000)])
  func ranksAnything(text: String) throws {
    let classifier = try IntentClassifier.train(Self.examples, settings: Self.small)
    let ranking = classifier.rank(Tokenizer().utterance(text))
    // A line without a known word has no confidence to divide.
    let sum = ranking.scores.reduce(0) { $0 + $1.confidence }
    #expect(sum >= 0 && sum < 1 + 1e-3)
  }

  @Test("The words that carried the intent weigh the most")
  func explains() throws {
    let classifier = try IntentClassifier.train(Self.examples, settings: Self.small)
    let explanation = classifier.explain(Tokenizer().utterance("please return the parcel"))
    let heaviest = explanation.words.max { $0.winner < $1.winner }
    #expect(explanation.winningIntent.rawValue == "return_item")
    #expect(heaviest?.text == "return")
  }
}

/// What every ranking promises, however many intents there are.
struct RankingTests {
  @Test("A ranking names every intent, in order, and confidences add up", arguments: [2, 17, 70])
  func ranksAll(count: Int) throws {
    let examples = (0..<count).flatMap { number in
      ["word\(number)x please", "a word\(number)x"].map {
        IntentExample(text: $0, intent: Intent(rawValue: "intent-\(number)"))
      }
    }
    let classifier = try IntentClassifier.train(examples, settings: IntentClassifierTests.small)
    for text in ["word1x", "nothing of it", ""] {
      let scores = classifier.rank(Tokenizer().utterance(text)).scores
      #expect(Set(scores.map(\.intent)).count == count)
      let sum = scores.reduce(0) { $0 + $1.confidence }
      #expect(text == "word1x" ? abs(sum - 1) < 1e-4 : sum >= 0 && sum < 1 + 1e-4)
      guard text == "word1x" else { continue }
      for (first, second) in zip(scores, scores.dropFirst()) {
        #expect(
          (second.confidence, first.intent.rawValue) < (first.confidence, second.intent.rawValue))
      }
    }
  }
}
