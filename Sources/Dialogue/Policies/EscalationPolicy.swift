import Entities
import Intents
import Knowledge
import Shop
import Text

/// Hands over to a person: asked for, at a safety or legal word, or when anger keeps rising.
struct EscalationPolicy: DialoguePolicy {
  let name = "escalation"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard let reason = reason(interpretation, conversation, desk) else {
      guard conversation.handover != nil, Self.asksForPerson(interpretation, desk) else {
        return nil
      }
      // They know by now that somebody comes; what they want to hear is when, or how else.
      if let answer = QuestionAnswerer(desk: desk).answer(
        to: interpretation, in: conversation, least: QuestionAnswerer.onTopic)
      {
        return QuestionPolicy.reply(with: answer, in: &conversation, at: desk)
      }
      if let article = desk.article(for: "contact_human_agent", interpretation, conversation) {
        return Reply(
          desk.answer(article, to: interpretation, in: &conversation), policy: name,
          article: article.id,
          action: "handover")
      }
      return Reply(
        desk.say(.handoverWaiting, in: &conversation), policy: name, action: "handover")
    }
    return conversation.handOver(reason, request: interpretation, at: desk, policy: name)
  }

  private func reason(
    _ interpretation: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Handover.Reason? {
    if let alarm = desk.alarms.raised(by: interpretation.utterance), alarm != .asked,
      conversation.handover?.reason != alarm
    {
      return alarm
    }
    guard conversation.handover == nil else { return nil }
    if Self.asksForPerson(interpretation, desk) {
      return conversation.refusal == nil || conversation.lastAction != "refused" ? .asked : .policy
    }
    // One angry line may be about the parcel; three in a row are about us.
    let last = conversation.moods.suffix(3)
    if last.count == 3, last.allSatisfy({ $0 <= -0.4 }), last.reduce(0, +) <= -1.8 { return .mood }
    return nil
  }

  /// Whether a line asks for a person.
  static func asksForPerson(_ interpretation: Interpretation, _ desk: Desk) -> Bool {
    if desk.alarms.raised(by: interpretation.utterance) == .asked { return true }
    guard interpretation.intents.decision == .intent else { return false }
    // "Is anyone real there?" doubts the desk and wants a person.
    let isPlain = interpretation.confidence >= 0.8 || interpretation.acts.share(.person) >= 0.5
    return interpretation.intent == "contact_human_agent" && interpretation.confidence >= 0.4
      && (isPlain || interpretation.entities(.product).isEmpty)
      || interpretation.intent == "bot_challenge" && interpretation.acts.share(.person) >= 0.6
  }
}

extension Conversation {
  /// Hands the conversation to a person and says so. Whatever was being done is left as it is.
  mutating func handOver(
    _ reason: Handover.Reason, request interpretation: Interpretation, at desk: Desk,
    policy: String
  ) -> Reply {
    let phrase: Phrase =
      switch reason {
      case .asked: .handoverAsked
      case .mood: .handoverMood
      case .identity: .handoverIdentity
      case .lost: .handoverLost
      case .safety: .handoverSafety
      case .legal: .handoverLegal
      case .policy: .handoverPolicy
      }
    let handover = Handover(
      reason: reason, customer: customer,
      request: flow?.task.rawValue ?? interpretation.intent,
      order: flow?.order ?? order, tried: tried,
      mood: moods.isEmpty ? 0 : moods.reduce(0, +) / Double(moods.count))
    flow = nil
    suspended = []
    return Reply(
      desk.say(phrase, in: &self), policy: policy, action: "handover", handover: handover)
  }
}
