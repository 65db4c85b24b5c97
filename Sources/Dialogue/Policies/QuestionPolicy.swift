import Entities
import Intents
import Knowledge
import Shop
import Text

/// Answers a question from what is spoken of, before any article or task is thought of.
struct QuestionPolicy: DialoguePolicy {
  let name = "answer"

  /// How well a fact must fit where nothing that was spoken of calls for it.
  private static let leastAlone = 0.62

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard Self.asks(interpretation) else { return nil }
    guard let answer = QuestionAnswerer(desk: desk).answer(to: interpretation, in: conversation)
    else { return nil }
    // An intent that is sure of itself has an article or a task of its own.
    let own = interpretation.intents.decision == .intent ? interpretation.intent : nil
    if let own, interpretation.confidence >= 0.7, !answer.fact.about.contains(own),
      answer.score < Self.leastAlone
    {
      return nil
    }
    return Self.reply(with: answer, in: &conversation, at: desk)
  }

  /// Whether a line may be a question, or a part of one.
  static func asks(_ line: Interpretation) -> Bool {
    line.hasQuestionMark || line.acts.share(of: .ask, .tell, .complain, .request) >= 0.35
      || line.acts.has(.ask)
  }

  /// The answer as a reply; said before, it is said as such.
  static func reply(
    with answer: QuestionAnswerer.Answer, in conversation: inout Conversation, at desk: Desk
  ) -> Reply {
    let key = "fact " + answer.text
    let isRepeated = conversation.said[key] != nil
    conversation.said[key] = 1
    if let topic = answer.topic { conversation.topics.note(topic) }
    let text = isRepeated ? desk.say(.again, in: &conversation) + answer.text : answer.text
    return Reply(text, policy: "answer", article: answer.fact.answer == nil ? nil : answer.fact.id)
  }
}
