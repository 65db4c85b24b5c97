import Diagnostics
import Entities
public import Formats
import Intents
import Sentiment
import Text

/// One line of the customer, what was read from it, and the answer.
public struct Turn: Sendable {
  /// Its place in the conversation, from 1.
  public let number: Int
  /// What was read.
  public let interpretation: Interpretation
  /// What was answered.
  public let reply: Reply

  /// Creates a turn.
  public init(number: Int, interpretation: Interpretation, reply: Reply) {
    self.number = number
    self.interpretation = interpretation
    self.reply = reply
  }

  /// The turn as `--json` prints it; offsets count Unicode scalars, ends are exclusive.
  public var json: JSON {
    let utterance = interpretation.utterance
    let ranking = interpretation.intents
    let inScope = ranking.decision != .outOfScope
    let intent = inScope ? ranking.scores.first?.intent.rawValue ?? "" : "out_of_scope"
    let sentiment = interpretation.sentiment
    return [
      "turn": .integer(number),
      "text": .string(utterance.text),
      "language": .string(utterance.language.rawValue),
      "intent": .string(intent),
      "confidence": .number(interpretation.confidence, digits: 4),
      "decision": .string(ranking.decision.rawValue),
      "ranking": .array(
        ranking.scores.prefix(5).map {
          [
            "intent": .string($0.intent.rawValue), "confidence": .number($0.confidence, digits: 4),
          ]
        }),
      "entities": .array(Entity.json(of: interpretation.entities, in: utterance.text)),
      "acts": .array(
        interpretation.acts.acts.map { act in
          [
            "act": .string(act.kind.rawValue), "confidence": .number(act.confidence, digits: 3),
            "text": .string(String(utterance[act.range])),
          ]
        }),
      "sentiment": [
        "compound": .number(sentiment.compound, digits: 4),
        "label": .string(sentiment.label.rawValue),
      ],
      "reply": .string(reply.text),
      "policy": .string(reply.policy),
      "article": .optional(reply.article),
      "action": .optional(reply.action),
      "awaiting": .optional(reply.awaiting),
      "handover": .bool(reply.handover != nil),
    ]
  }
}
