import Intents
import Shop
import Knowledge

/// Speaks when nothing else does: what the shop does not do, then "please rephrase", then a person.
struct FallbackPolicy: DialoguePolicy {
  let name = "fallback"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    conversation.misunderstood += 1
    if conversation.misunderstood >= 3, conversation.handover == nil {
      return conversation.handOver(.lost, request: interpretation, at: desk, policy: name)
    }
    if conversation.misunderstood == 1, interpretation.intents.decision == .outOfScope,
      let article = desk.article(for: "out_of_scope", interpretation, conversation)
    {
      return Reply(desk.answer(article, in: &conversation), policy: name, article: article.id)
    }
    return Reply(
      desk.say(.rephrase, in: &conversation, ["example": desk.policy.orderNumberExample]),
      policy: name, awaiting: "rephrase")
  }
}
