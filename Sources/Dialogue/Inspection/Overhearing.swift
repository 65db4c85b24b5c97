import Entities
import Knowledge
public import Quantities
import Shop
import Text

/// What the last line of a person at the desk leaves for the customer's next. It proves nothing of who the
/// customer is.
struct ColleagueLine: Hashable, Sendable {
  /// Whether it asked who the customer is, or which order it is.
  var asksWho = false
  var asksOrder = false
  /// The orders named by any line of theirs, the latest last.
  var orders: [String] = []
  /// What the customer said last that answered no question of theirs: it is what they came for.
  var request: String?
  /// Set where the customer's line before it agreed to what the desk would have done.
  var isAgreed = false

  /// Whether a number in the answer is a postcode, whatever order numbers look like.
  var asksOnlyWho: Bool { asksWho && !asksOrder }
}

// Talk that went on between a customer and others, which the desk is to go on with.
extension Agent {
  /// Takes note of a customer's line that others have answered: the conversation goes on as if the desk
  /// had, unless that would have changed the shop; the shop stays as it is.
  public func overhear(
    _ text: String, in conversation: inout Conversation, today: Day
  ) throws -> Turn {
    let rehearsal = rehearsing()
    var after = conversation
    let turn = try rehearsal.reply(to: text, in: &after, today: today)
    let heard = conversation.colleague
    // What the desk would have asked nobody was asked.
    after.flow?.asked = 0
    if !heard.asksWho, !heard.asksOrder { after.colleague.request = text }
    if after.hasDone(since: conversation) {
      conversation.colleague.isAnswered()
      // Whether it was done shows in what is said next.
      conversation.colleague.isAgreed = true
      return turn
    }
    after.stay(after: turn.reply.handover == nil ? after : conversation)
    if after.flow?.isOffered != false, after.wrongTries == conversation.wrongTries {
      after.colleague.asksWho = heard.asksWho
      after.colleague.asksOrder = heard.asksOrder
      try rehearsal.recognize(turn.interpretation, in: &after)
      after.colleague.isAnswered()
    }
    conversation = after
    try takeUpOrders(in: &conversation)
    return turn
  }

  /// Takes note of what another person at the desk said: what the customer answers next, and which orders
  /// are spoken of.
  public func overhear(
    colleague text: String, in conversation: inout Conversation, today: Day
  ) throws {
    let line = interpreter.interpret(text, language: conversation.language, today: today)
    if conversation.turn == 0 { conversation.language = line.utterance.language }
    conversation.amend(lastReply: text)
    let spoken = MentionReader(line, desk.spoken)
    let saysDone = spoken.has(.hasDone) && !spoken.has(.hasShown)
    if let open = conversation.flow,
      saysDone && open.isUnderWay || conversation.colleague.isAgreed && !spoken.has(.asksYes)
    {
      conversation.letGo(open)
    }
    conversation.colleague.isAgreed = false
    let questions = Sentences.split(text).map {
      MentionReader(.of(String($0), line.utterance.language), desk.spoken)
    }.filter { $0.has(.wants) || $0.has(.asks) || Asking.isQuestion($0.line) }
    conversation.colleague.asksOrder = questions.contains { $0.has(.asksOrder) }
    conversation.colleague.asksWho =
      conversation.customer == nil && questions.contains { $0.has(.asksWho) }
      && !spoken.has(.hasShown)
    conversation.heed()
    for case .text(let number) in line.entities(.orderNumber).map(\.value) {
      conversation.colleague.note(number)
    }
    try takeUpOrders(in: &conversation)
  }

  /// Sees whether what customers have written of themselves shows who they are, though nothing is open that
  /// needs it: what was shown to one of the shop's people need not be shown again.
  private func recognize(
    _ line: Interpretation, in conversation: inout Conversation
  ) throws {
    guard conversation.customer == nil, conversation.handover == nil, let shop = desk.shop
    else { return }
    let check = IdentityCheck(desk: desk, shop: shop)
    check.gather(line, into: &conversation)
    try check.recognize(line, in: &conversation)
  }

  /// The line that is answered: itself, or what the customer came for, where a colleague asked who they are
  /// and the line shows it.
  func request(
    behind line: Interpretation, in conversation: inout Conversation, today: Day
  ) throws -> Interpretation {
    guard conversation.colleague.asksWho, conversation.flow == nil,
      line.acts.share(of: .request, .ask) < 0.5, let text = conversation.colleague.request
    else { return line }
    try recognize(line, in: &conversation)
    guard conversation.customer != nil else { return line }
    return interpreter.interpret(text, language: conversation.language, today: today)
  }

  /// The orders that a colleague named are spoken of, once it is known that they are the customer's own.
  private func takeUpOrders(in conversation: inout Conversation) throws {
    guard let customer = conversation.customer, let shop = desk.shop,
      !conversation.colleague.orders.isEmpty
    else { return }
    let named = Set(conversation.colleague.orders.map { $0.filter(\.isNumber) })
    let own = try shop.orders(of: customer).map(\.number)
      .filter { named.contains($0.filter(\.isNumber)) }
    conversation.colleague.orders = []
    guard let first = own.first else { return }
    if own.count > 1 {
      conversation.orders = own
    } else {
      conversation.order = first
      if conversation.flow?.task.needsOrder == true, conversation.flow?.order == nil {
        conversation.flow?.order = first
      }
    }
  }
}

extension ColleagueLine {
  /// The question has its answer, whatever that was.
  mutating func isAnswered() {
    asksWho = false
    asksOrder = false
  }

  fileprivate mutating func note(_ order: String) {
    orders = (orders.filter { $0 != order } + [order]).suffix(8).map(\.self)
  }
}

extension Conversation {
  /// What a colleague asked is what the next line answers.
  fileprivate mutating func heed() {
    guard customer == nil, colleague.asksWho || colleague.asksOrder else { return }
    let slot: Flow.Slot = colleague.asksWho ? .identity : .orderNumber
    question = slot.rawValue
    guard let flow, !flow.isOffered, flow.task.needsOrder || colleague.asksWho else { return }
    self.flow?.awaiting = slot
  }

  /// What the customer agreed to has been seen to by somebody else.
  fileprivate mutating func letGo(_ agreed: Flow) {
    if let number = agreed.order { order = number }
    lastTask = agreed.task
    flow = nil
  }
}
