import Entities
import Intents
import Shop
import Text

/// What needs no task and no article: taking back what was done, agreeing to nothing, waiting, saying it
/// again.
struct SmallActPolicy: DialoguePolicy {
  let name = "small_act"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    let acts = interpretation.acts
    if acts.share(.undo) >= 0.5, conversation.customer != nil {
      return try undo(interpretation, &conversation, desk)
    }
    guard conversation.choice == nil else { return nil }
    let isBare = interpretation.entities.allSatisfy { $0.kind == .yesNo }
    if isBare, acts.isWholeAssent, acts.share(.thank) < 0.5 {
      return Reply(desk.say(.nothingPending, in: &conversation), policy: name)
    }
    if isBare, acts.share(of: .hesitate) >= 0.7, interpretation.utterance.tokens.count <= 12 {
      return Reply(desk.say(.takeYourTime, in: &conversation), policy: name)
    }
    if isBare, acts.share(of: .refuse, .stop) >= 0.7, !acts.has(.ask) {
      return Reply(desk.say(.nothingToDrop, in: &conversation), policy: name)
    }
    return nil
  }

  /// Takes back the last thing done that can be taken back, and says so.
  private func undo(
    _ line: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) throws -> Reply? {
    guard !conversation.receipts.isEmpty || line.acts.share(.undo) >= 0.8 else { return nil }
    return try Undoing(desk: desk).reply(in: &conversation)
  }
}
