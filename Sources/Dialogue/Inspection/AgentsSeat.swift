import Knowledge
public import Quantities
import Shop
public import Text

// What differs where a person sits at the desk: they are the colleague whom others are handed to.
extension Agent {
  /// What a person at the desk says where the desk alone would hand over.
  public func personally(
    _ reason: Handover.Reason, in conversation: Conversation
  ) -> String {
    let phrase = Phrase(rawValue: "assist_" + reason.rawValue) ?? .assistAsked
    return desk.text(phrase, in: conversation)
  }

  /// The rules of the shop that bear on what is open or was asked, in words.
  public func rules(
    on turn: Turn, before: Conversation, after: Conversation, today: Day
  ) throws -> [String] {
    try facts(on: turn.interpretation, before: before, after: after, today: today)
  }

  /// `asked` where a line plainly asks for a person.
  public func wish(in line: Interpretation) -> Handover.Reason? {
    EscalationPolicy.asksForPerson(line) ? .asked : nil
  }

  /// The alarm that a line raises, or `nil`.
  public func alarm(in utterance: Utterance) -> Handover.Reason? {
    desk.alarms.raised(by: utterance)
  }

  /// Takes note of a line that others have answered: the conversation goes on as if the desk had, unless
  /// that would have changed the shop; the shop stays as it is.
  public func overhear(
    _ text: String, in conversation: inout Conversation, today: Day
  ) throws -> Turn {
    var after = conversation
    let turn = try rehearsing().reply(to: text, in: &after, today: today)
    if !after.hasDone(since: conversation) {
      after.stay(after: turn.reply.handover == nil ? after : conversation)
      conversation = after
    }
    return turn
  }

  /// An article's title and text in the conversation's language, or in the other.
  public func article(
    _ id: String, in conversation: Conversation
  ) -> (title: String, text: String)? {
    let languages = [conversation.language] + Language.allCases
    return languages.lazy.compactMap { desk.knowledge.article(id: id, language: $0) }.first
      .map { ($0.title, desk.text(of: $0)) }
  }
}

extension Conversation {
  /// Whether anything was done in the shop since an earlier state.
  public func hasDone(since earlier: Conversation) -> Bool { receipts != earlier.receipts }

  /// Goes on after a handover that never left the desk: what was being done stays open.
  public mutating func stay(after before: Conversation) {
    handover = before.handover
    flow = before.flow
    suspended = before.suspended
  }

  /// Takes away the proof of who the customer is: whoever goes on with it must show it again. What
  /// belongs to one customer goes with it; what was asked for stays.
  public mutating func forgetProof() {
    guard customer != nil || handover != nil else { return }
    var open = flow.map { Flow($0.task) }
    open?.order = flow?.order
    let kept = (language, preferredLanguage, wrongTries, turn)
    self = Conversation(language: kept.0)
    (language, preferredLanguage, wrongTries, turn) = kept
    clues.orderNumber = open?.order
    flow = open
  }
}
