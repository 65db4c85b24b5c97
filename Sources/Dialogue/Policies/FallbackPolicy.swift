import Intents
import Knowledge
import Shop

/// Speaks when nothing else does: what the shop does not do, then "please rephrase", then a person.
struct FallbackPolicy: DialoguePolicy {
  let name = "fallback"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    let acts = interpretation.acts
    let remarks =
      acts.share(of: .tell, .hesitate, .answer, .thank, .chat)
      + (acts.isWholeAssent ? acts.share(.assent) : 0)
    if remarks >= 0.6, acts.share(.ask) < 0.2,
      !interpretation.isQuestionShaped(desk.spoken), conversation.turn > 1,
      conversation.said[Phrase.acknowledged.rawValue, default: 0] < 3
    {
      // A remark that asks nothing wants no more than to be heard.
      return Reply(desk.say(.acknowledged, in: &conversation), policy: "small_act")
    }
    if conversation.handover != nil {
      // Somebody is coming: what is not understood here is read by them.
      return Reply(desk.say(.handoverWaiting, in: &conversation), policy: name, action: "handover")
    }
    conversation.misunderstood += 1
    if conversation.misunderstood >= 3, conversation.handover == nil {
      return conversation.handOver(.lost, request: interpretation, at: desk, policy: name)
    }
    if conversation.misunderstood == 1, interpretation.intents.decision == .outOfScope,
      let article = desk.article(for: "out_of_scope", interpretation, conversation)
    {
      return Reply(
        desk.answer(article, to: interpretation, in: &conversation), policy: name,
        article: article.id)
    }
    return Reply(
      desk.say(.rephrase, in: &conversation, ["example": desk.policy.orderNumberExample]),
      policy: name, awaiting: "rephrase")
  }
}
