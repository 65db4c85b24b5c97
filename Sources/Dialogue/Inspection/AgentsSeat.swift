import Entities
import Knowledge
public import Quantities
import Shop
public import Text

/// Whose a conversation probably is.
public struct ProbableCustomer: Hashable, Sendable {
  /// What says so, as the shop writes it.
  public enum Clue: Hashable, Sendable {
    case order(String)
    case email(String)
  }

  /// The customer's id.
  public let id: String
  /// What says so.
  public let clue: Clue
}

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
    EscalationPolicy.asksForPerson(line, desk) ? .asked : nil
  }

  /// The alarm that a line raises, or `nil`.
  public func alarm(in utterance: Utterance) -> Handover.Reason? {
    desk.alarms.raised(by: utterance)
  }

  /// Whose a conversation probably is, by an order or an e-mail address that was given, in a line or before
  /// it; `nil` where nothing was given, nobody fits or it is known.
  public func probableCustomer(
    in conversation: Conversation, by line: Interpretation?
  ) throws -> ProbableCustomer? {
    guard conversation.customer == nil, let shop = desk.shop else { return nil }
    let named = line?.entities(.orderNumber).compactMap { entity -> String? in
      guard case .text(let number) = entity.value else { return nil }
      return number
    }
    let numbers = (named ?? []) + [conversation.clues.orderNumber].compactMap(\.self)
    for number in numbers + conversation.colleague.orders.reversed() {
      guard let order = try shop.order(number) else { continue }
      return ProbableCustomer(id: order.customer, clue: .order(order.number))
    }
    guard let email = conversation.clues.email ?? conversation.refused?.email,
      case .identified(let owner) = try shop.rehearsal()
        .identify(IdentityClues(email: email), policy: .byEmail)
    else { return nil }
    return ProbableCustomer(id: owner.id, clue: .email(owner.email))
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
  /// The conversation as somebody reads it in a language: what is told of it is in that, whatever the customer
  /// speaks.
  public func read(in language: Language) -> Conversation {
    var read = self
    read.language = language
    return read
  }

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
