import Entities
import Shop
import Text

// Whether what was gathered shows who is asking.
extension IdentityCheck {
  /// Looks who gives the clues gathered, where nobody waits for them: nothing is asked or said. What fits
  /// nobody counts as a wrong try here as well.
  func recognize(_ line: Interpretation, in conversation: inout Conversation) throws {
    guard conversation.wrongTries < desk.policy.identification.attempts else { return }
    try settle(line, &conversation)
    switch try shop.identify(conversation.clues, policy: desk.policy.identification) {
    case .identified(let customer): conversation.show(customer)
    case .refused:
      conversation.countWrongTry()
      conversation.refuseClues()
    case .incomplete: break
    }
  }

  /// Reads the clues in the way that fits, where one does.
  func settle(
    _ line: Interpretation, _ conversation: inout Conversation
  ) throws {
    if let named = try named(conversation.clues, conversation) { conversation.clues = named }
    guard let other = try otherReading(line, conversation) else { return }
    if conversation.flow?.order == conversation.clues.orderNumber {
      conversation.flow?.order = other.orderNumber
    }
    conversation.clues = other
  }

  /// The clues with the one candidate for a name that belongs to the others, if there is one: people write
  /// their name in any place, and what is none is never held against them.
  private func named(
    _ given: IdentityClues, _ conversation: Conversation
  ) throws -> IdentityClues? {
    var clues = given
    guard clues.email != nil, clues.postcode != nil || clues.name == nil else { return nil }
    guard
      let name = try shop.name(
        among: conversation.nameCandidates, fitting: clues, policy: desk.policy.identification)
    else { return nil }
    clues.name = name
    return clues
  }

  /// The clues with a number read the other way round, where that and only that shows who the customer is:
  /// American postcodes look like order numbers. Nothing of it is counted or told.
  private func otherReading(
    _ line: Interpretation, _ conversation: Conversation
  ) throws -> IdentityClues? {
    let given = conversation.clues
    guard let order = given.orderNumber, order.count == 5, order.allSatisfy(\.isNumber) else {
      return nil
    }
    var other = given
    other.orderNumber = given.postcode.flatMap { $0.count == 5 ? $0 : nil }
    other.postcode = order
    let shop = shop.rehearsal()
    let policy = desk.policy.identification
    if case .identified = try shop.identify(given, policy: policy) { return nil }
    for clues in [other, try named(other, conversation)].compactMap(\.self) {
      if case .identified = try shop.identify(clues, policy: policy) { return clues }
    }
    return nil
  }
}

extension Conversation {
  /// Whose conversation it is was shown.
  mutating func show(_ customer: Customer) {
    self.customer = customer.id
    refused = nil
    nameCandidates = []
    wrongTries = 0
    if flow?.order == nil { flow?.order = clues.orderNumber }
  }

  mutating func countWrongTry() {
    wrongTries += 1
    tried.append("identification failed (\(wrongTries))")
  }

  /// Lets go of what fitted nobody, all but the order's number.
  mutating func refuseClues() {
    refused = clues
    clues = IdentityClues(orderNumber: clues.orderNumber)
  }
}
