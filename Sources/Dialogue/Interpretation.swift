public import Entities
public import Intents
public import Sentiment
import Shopping
public import Text

/// All that is read from one line: its tokens, what it names, what it wants and how it feels.
public struct Interpretation: Sendable {
  /// The text and its tokens.
  public let utterance: Utterance
  /// What it names, by place.
  public let entities: [Entity]
  /// What it wants.
  public let intents: IntentRanking
  /// How it feels.
  public let sentiment: SentimentScore
  /// What it does where it stands.
  public internal(set) var acts = LineActs.none
  /// What it asks of goods that were spoken of, found once before the policies are asked.
  var askedOfGoods: AskedQuestion?
  /// Its text, to be asked for phrases.
  let spoken: SpokenText

  /// Creates an interpretation.
  public init(
    utterance: Utterance, entities: [Entity], intents: IntentRanking, sentiment: SentimentScore
  ) {
    self.utterance = utterance
    self.entities = entities
    self.intents = intents
    self.sentiment = sentiment
    spoken = SpokenText(utterance.text)
  }
}

extension Interpretation {
  /// The name of the intent decided on; `nil` when out of scope.
  var intent: String? {
    intents.decision == .outOfScope ? nil : intents.scores.first?.intent.rawValue
  }

  /// The probability of the most probable intent.
  var confidence: Double { intents.scores.first?.confidence ?? 0 }

  /// The probability of an intent by name.
  func confidence(of name: String) -> Double {
    intents.scores.first { $0.intent.rawValue == name }?.confidence ?? 0
  }

  /// The entities of a kind, by place.
  func entities(_ kind: Entity.Kind) -> [Entity] { entities.filter { $0.kind == kind } }

  /// The normal form of the first entity of a kind whose value is a text.
  func text(_ kind: Entity.Kind) -> String? {
    for entity in entities where entity.kind == kind {
      if case .text(let text) = entity.value { return text }
    }
    return nil
  }
}

extension Interpretation {
  /// Whether the line tells of something, at some length, rather than asks.
  var tellsTrouble: Bool {
    acts.share(of: .tell, .complain, .request) >= 0.4 && acts.share(.ask) < 0.5
      && (4...60).contains(utterance.tokens.count)
  }
}

extension Interpretation {
  /// Whether the line names a colour or a size of goods: "the white one", “白的”.
  func namesOption(_ desk: Desk) -> Bool {
    !(entities(.color) + entities(.size)).isEmpty || desk.shopping.namesColor(utterance)
  }
}

extension Interpretation {
  /// Whether a line holds nothing but what it names: `10234`, `#10234 please` says more.
  var saysOnlyNames: Bool {
    utterance.tokens.filter { $0.kind == .word || $0.kind == .han }.allSatisfy { token in
      entities.contains { $0.range.overlaps(token.range) }
    }
  }

  /// A word of digits, or of letters and digits, that stands where an order number would and is none:
  /// beside "order", or anywhere when one was asked for.
  func numberInNoForm(isAsked: Bool) -> String? {
    guard entities(.orderNumber).isEmpty, utterance.tokens.count <= 12 else { return nil }
    let text = utterance.text
    let lower = text.lowercased()
    guard isAsked || ["order", "订单", "单号"].contains(where: { lower.holds($0) }) else {
      return nil
    }
    let others: Set<Entity.Kind> = [
      .email, .date, .dateRange, .time, .duration, .money, .percent, .phone, .quantity,
      .ordinal, .product, .person,
    ]
    // A hyphen or a stroke may stand in it.
    var place = text.startIndex
    for word in text.split(whereSeparator: {
      !($0.isASCII && ($0.isLetter || $0.isNumber || "-#/".contains($0)))
    }) {
      place = word.startIndex
      let from = text.utf8.distance(from: text.startIndex, to: place)
      let range = from..<(from + word.utf8.count)
      let digits = word.count(where: \.isNumber)
      guard word.count >= 4, word.count <= 20, digits >= 3,
        !entities.contains(where: { others.contains($0.kind) && $0.range.overlaps(range) }),
        // A postcode is one, unless it stands right behind "order".
        !entities.contains(where: { $0.kind == .postcode && $0.range.overlaps(range) })
          || ["order", "订单", "单号"].contains(where: {
            text[..<place].suffix(10).lowercased().holds($0)
          })
      else { continue }
      return String(word)
    }
    return nil
  }
}

extension Interpretation {
  /// What was asked before, with the meaning that the customer then chose in `answer`.
  func settled(on meaning: PendingChoice.Meaning, answer: Interpretation) -> Interpretation {
    switch meaning {
    case .intent(let name):
      let chosen = Intent(rawValue: name)
      let first = IntentRanking.Score(intent: chosen, confidence: 1)
      let others = intents.scores.filter { $0.intent != chosen }
      var settled = Interpretation(
        utterance: utterance, entities: entities,
        intents: IntentRanking(scores: [first] + others, decision: .intent),
        sentiment: answer.sentiment)
      settled.acts = LineActs.settled(on: name) ?? acts
      return settled
    case .product(let id):
      return Interpretation(
        utterance: utterance,
        entities: entities.map { entity in
          guard entity.kind == .product else { return entity }
          let candidate = Entity.Candidate(id: id, score: 1)
          return Entity(kind: .product, range: entity.range, value: .catalogue([candidate]))
        },
        intents: intents, sentiment: answer.sentiment)
    }
  }
}
