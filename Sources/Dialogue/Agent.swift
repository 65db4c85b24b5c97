import Sentiment
public import Quantities
import Text

/// The desk's mind: a line in, a turn out.
public struct Agent: Sendable {
  private let interpreter: Interpreter
  private let desk: Desk
  private let policies: [any DialoguePolicy]

  /// Creates an agent that asks `policies` in order.
  public init(
    interpreter: Interpreter, desk: Desk, policies: [any DialoguePolicy] = Self.policies
  ) {
    self.interpreter = interpreter
    self.desk = desk
    self.policies = policies
  }

  /// The policies, in the order they are asked.
  public static var policies: [any DialoguePolicy] {
    [
      EscalationPolicy(), FlowPolicy(), ChoicePolicy(), TransactionPolicy(), AdvicePolicy(),
      KnowledgePolicy(), SearchPolicy(), FallbackPolicy(),
    ]
  }

  /// The reply to a line, and the conversation after it.
  public func reply(
    to text: String, in conversation: inout Conversation, today: Day
  ) throws -> Turn {
    conversation.turn += 1
    let interpretation = interpret(text, in: &conversation, today: today)
    conversation.note(interpretation)
    let reply = try firstReply(to: interpretation, in: &conversation, on: today)
    conversation.note(reply)
    return Turn(number: conversation.turn, interpretation: interpretation, reply: reply)
  }
}

extension Agent {
  /// The line; where it answers "did you mean", the line that was asked about, its intent settled.
  private func interpret(
    _ text: String, in conversation: inout Conversation, today: Day
  ) -> Interpretation {
    let line = interpreter.interpret(text, language: conversation.language, today: today)
    guard let chosen = conversation.resolveChoice(line) else { return line }
    return interpreter.interpret(chosen.text, language: conversation.language, today: today)
      .settled(on: chosen.meaning, answer: line)
  }

  private func firstReply(
    to interpretation: Interpretation, in conversation: inout Conversation, on today: Day
  ) throws -> Reply {
    var desk = desk
    desk.today = today
    for policy in policies {
      var next = conversation
      if let reply = try policy.reply(to: interpretation, in: &next, at: desk) {
        conversation = next
        return reply
      }
    }
    // The last policy always speaks; this is for a list of policies that somebody else chose.
    return Reply("…", policy: "none")
  }
}

extension Conversation {
  fileprivate mutating func note(_ interpretation: Interpretation) {
    language = preferredLanguage ?? interpretation.utterance.language
    moods = Array((moods + [interpretation.sentiment.compound]).suffix(5))
  }

  fileprivate mutating func note(_ reply: Reply) {
    lastReply = reply.text
    if let handover = reply.handover { self.handover = handover }
    if reply.policy != FallbackPolicy().name { misunderstood = 0 }
  }
}
