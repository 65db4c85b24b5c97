public import Entities
public import Text

/// Why a classifier chose: the features behind the winner and the runner-up.
public struct IntentExplanation: Sendable {
  /// A word, pair or piece and what it weighed.
  public struct Feature: Sendable {
    /// The words.
    public let text: String
    /// Their weight.
    public let weight: Double
  }
  /// For the winner.
  public let winner: [Feature]
  /// For the runner-up.
  public let runnerUp: [Feature]
}

/// Logistic regression over hashed words and characters.
public struct IntentClassifier: Sendable {
  /// The intents known.
  public private(set) var intents: [Intent] = []
  private var weights: [[Float]] = []
  private static let buckets = 1 << 15

  private static func features(_ text: String) -> [Int] {
    var found: Set<Int> = []
    func add(_ name: String) {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      found.insert(Int(hash >> 20) % buckets)
    }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    for (place, word) in words.enumerated() {
      add("w" + word)
      if place > 0 { add("b" + words[place - 1] + " " + word) }
      let letters = Array(" " + word + " ")
      for length in 1...3 where letters.count >= length {
        for start in 0...(letters.count - length) {
          add("c" + String(letters[start..<(start + length)]))
        }
      }
    }
    return found.sorted()
  }

  /// Trains on examples.
  public init(_ examples: [(text: String, intent: String)]) {
    intents = Set(examples.map { Intent(rawValue: $0.intent) }).sorted()
    weights = intents.map { _ in [Float](repeating: 0, count: Self.buckets) }
    let places = Dictionary(uniqueKeysWithValues: intents.enumerated().map { ($1, $0) })
    let rows = examples.map { Self.features($0.text) }
    for round in 0..<4 {
      for step in examples.indices {
        let row = (step &* 7919 &+ round &* 13) % examples.count
        let wanted = places[Intent(rawValue: examples[row].intent)]
        for (place, share) in scores(rows[row]).enumerated() {
          let error = share - (place == wanted ? 1 : 0)
          if abs(error) < 0.01 { continue }
          let change = 0.5 * error / Float(rows[row].count).squareRoot()
          for feature in rows[row] { weights[place][feature] -= change }
        }
      }
    }
  }

  private func scores(_ features: [Int]) -> [Float] {
    let size = Float(max(1, features.count)).squareRoot()
    var sums = weights.map { row in features.reduce(Float(0)) { $0 + row[$1] } / size }
    let most = sums.max() ?? 0
    for place in sums.indices {
      let x = max(-20, sums[place] - most)
      var power = 1 + x / 256
      for _ in 0..<8 { power *= power }
      sums[place] = power
    }
    let total = sums.reduce(0, +)
    return sums.map { $0 / total }
  }

  /// Every intent, the most probable first.
  public func rank(_ utterance: Utterance, with entities: [Entity]) -> IntentRanking {
    let all = zip(intents, scores(Self.features(utterance.text))).map {
      IntentRanking.Score(intent: $0, confidence: Double($1))
    }.sorted { $0.confidence > $1.confidence }
    let isOut = all.first?.intent == .outOfScope || (all.first?.confidence ?? 0) < 0.25
    let rest = all.filter { $0.intent != .outOfScope }
    let isClose = rest.count > 1 && rest[0].confidence < rest[1].confidence * 1.3
    return IntentRanking(
      scores: rest, decision: isOut ? .outOfScope : isClose ? .close : .intent)
  }

  /// Why.
  public func explain(_ utterance: Utterance, with entities: [Entity]) -> IntentExplanation {
    IntentExplanation(winner: [], runnerUp: [])
  }
}
