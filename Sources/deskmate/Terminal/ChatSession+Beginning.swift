import Dialogue
import Shop
import Text

// Where it begins.
extension ChatSession {
  /// Goes on with the conversation kept last; `false` when there is none.
  func resume(customer: Customer.ID?) throws -> Bool {
    guard let (conversation, kept) = try store?.resume(customer: customer) else { return false }
    go(on: conversation, record: kept.turns)
    // What was proven once proves nothing of whoever sits here now.
    if !isAgentsSeat, conversation.customer != nil {
      self.conversation.forgetProof()
      record = []
      store?.turnPage()
    }
    return true
  }

  /// Goes on with a conversation that was kept.
  func go(on kept: Conversation, record: [StoredConversation.Turn]) {
    turnPage()
    conversation = kept
    moods = kept.recentMoods
    self.record = record
  }

  /// Begins anew, in the same language.
  func reset() {
    conversation = Conversation(language: conversation.language)
    turnPage()
    store?.turnPage()
  }

  /// Begins anew with a message that waits, after what was said before it. Nothing of the customer before is
  /// left, their language neither.
  func begin(with item: InboxItem) throws {
    conversation = Conversation(language: fixedLanguage ?? seat.locale ?? .english)
    turnPage()
    store?.turnPage()
    for line in item.before {
      if line.isCustomer {
        try overhear(line.text)
      } else {
        try agent.overhear(colleague: line.text, in: &conversation, today: today)
      }
    }
  }

  /// The customer's name and id, once known.
  func customerName() throws -> String? { try name(of: conversation.customer) }

  /// A customer's name and id.
  func name(of customer: Customer.ID?) throws -> String? {
    guard let customer, let name = try desk.name(ofCustomer: customer) else { return nil }
    return "\(name) (\(customer))"
  }

  /// Says whose conversation it is; for another customer than before a new one begins.
  func identify(as customer: Customer.ID) {
    if let known = conversation.customer, known != customer {
      turnPage()
      store?.turnPage()
    }
    conversation.identify(as: customer)
    isToOpen = true
  }

  /// Lets go of what was said, as a long pipe must; the store has it.
  func forgetTurns() {
    turns = []
    record = []
  }

  private func turnPage() {
    forgetTurns()
    overheard = []
    opening = nil
    table = nil
    sources = [:]
    moods = []
    beforeLast = nil
  }
}
