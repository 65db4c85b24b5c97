import Entities
import Quantities
import Shop
import Text

// What is asked of a customer who is not known yet.
extension IdentityCheck {
  /// Looks who gives the clues gathered. `nil` means the customer is known now; a reply asks for what
  /// lacks, or says that it does not fit.
  func step(
    _ interpretation: Interpretation, in conversation: inout Conversation, policy: String
  ) throws -> Reply? {
    if conversation.customer != nil { return nil }
    if conversation.wrongTries >= desk.policy.identification.attempts {
      // Nothing more is tried here: a colleague has it.
      conversation.flow = nil
      conversation.clues = IdentityClues()
      return Reply(
        desk.say(.handoverWaiting, in: &conversation), policy: policy, action: "handover")
    }
    try settle(interpretation, &conversation)
    switch try shop.identify(conversation.clues, policy: desk.policy.identification) {
    case .identified(let customer):
      conversation.show(customer)
      return nil
    case .refused: return refused(interpretation, &conversation, policy)
    case .incomplete(let missing):
      return ask(missing, interpretation, &conversation, policy)
    }
  }

  /// The clues fit nobody: another try, or a colleague after the last.
  private func refused(
    _ interpretation: Interpretation, _ conversation: inout Conversation, _ policy: String
  ) -> Reply {
    conversation.countWrongTry()
    if conversation.wrongTries >= desk.policy.identification.attempts {
      conversation.clues = IdentityClues()
      return conversation.handOver(.identity, request: interpretation, at: desk, policy: policy)
    }
    let byOrder = conversation.clues.orderNumber != nil
    conversation.refuseClues()
    conversation.flow?.awaiting = .identity
    return Reply(
      desk.say(byOrder ? .proofFailed : .proofFailedAccount, in: &conversation),
      policy: policy, awaiting: Flow.Slot.identity.rawValue)
  }

  /// The question for what still lacks.
  private func ask(
    _ missing: [[Policy.Clue]], _ interpretation: Interpretation,
    _ conversation: inout Conversation, _ policy: String
  ) -> Reply {
    conversation.flow?.awaiting = .identity
    if let wrong = unlikely(interpretation, conversation) {
      conversation.flow?.awaiting = .orderNumber
      return Reply(
        desk.say(
          .notAnOrderNumber, in: &conversation,
          ["number": wrong, "example": desk.policy.orderNumberExample]),
        policy: policy, awaiting: Flow.Slot.orderNumber.rawValue)
    }
    let (phrase, slot) = question(missing, conversation)
    conversation.flow?.awaiting = slot
    var text = desk.say(
      phrase, in: &conversation,
      [
        "order": conversation.clues.orderNumber ?? "", "example": desk.policy.orderNumberExample,
        "list": rest(conversation),
      ])
    if Self.offersPhone(interpretation, desk) {
      text = desk.say(.phoneIsNoProof, in: &conversation) + text
    }
    return Reply(text, policy: policy, awaiting: slot.rawValue)
  }

  /// What an account is found by without an order number, as far as it was not given.
  private func rest(_ conversation: Conversation) -> String {
    let given = conversation.clues.given
    let methods = desk.policy.identification.methods.filter { !$0.contains(.orderNumber) }
    // The way that is begun and lacks least.
    let method = methods.min { one, other in
      func rank(_ method: [Policy.Clue]) -> (Int, Int) {
        let begun = method.count { given.contains($0) }
        return (method.count - begun, -begun)
      }
      return rank(one) < rank(other)
    }
    let lacking = [Policy.Clue.email, .name, .postcode]
      .filter { method?.contains($0) != false && !given.contains($0) }
    let words = lacking.map { clue -> String in
      switch clue {
      case .email: desk.text(.clueEmail, in: conversation)
      case .name: desk.text(.clueName, in: conversation)
      default: desk.text(.cluePostcode, in: conversation)
      }
    }
    return desk.list(words, in: conversation.language, or: false)
  }

  /// What to ask next: the rest of the method that lacks least.
  private func question(
    _ missing: [[Policy.Clue]], _ conversation: Conversation
  ) -> (Phrase, Flow.Slot) {
    let clues = conversation.clues
    let task = conversation.flow?.task
    let isWithoutOrder = missing.contains {
      $0.allSatisfy { [.email, .name, .postcode].contains($0) }
    }
    let given = clues.given
    let isHalfGiven =
      given.contains(.name) && given.contains(.postcode)
      || task?.needsOrder == false && !given.isEmpty && clues.email == nil
    if clues.orderNumber == nil, conversation.lacksNumber || isHalfGiven, isWithoutOrder {
      return (given.isEmpty ? .askWithoutNumber : .askIdentityRest, .identity)
    }
    if clues.orderNumber != nil,
      missing.contains(where: { $0 == [.email] || $0 == [.postcode] })
    {
      return (.askProofOfOrder, .identity)
    }
    let usesOrders = desk.policy.identification.methods.contains { $0.contains(.orderNumber) }
    let needsOrder = usesOrders && task?.needsOrder != false
    if clues.name != nil, missing.contains([.postcode]) { return (.askPostcodeToo, .identity) }
    if clues.postcode != nil, missing.contains([.name]), !needsOrder || clues.email != nil {
      return (.askNameToo, .identity)
    }
    if clues.email != nil, missing.contains(where: { Set($0) == [.name, .postcode] }) {
      return needsOrder ? (.askOrderNumberOrName, .orderNumber) : (.askNameAndPostcode, .identity)
    }
    guard usesOrders, clues.orderNumber == nil else { return (.askEmailOrName, .identity) }
    return needsOrder ? (.askOrderNumber, .orderNumber) : (.askWho, .identity)
  }

  /// What was given for an order number and is in no form of ours, where one is still needed.
  private func unlikely(_ line: Interpretation, _ conversation: Conversation) -> String? {
    guard conversation.clues.orderNumber == nil, !desk.policy.orderNumberExample.isEmpty,
      conversation.flow?.task.needsOrder != false,
      !Self.offersPhone(line, desk),
      desk.policy.identification.methods.contains(where: { $0.contains(.orderNumber) })
    else { return nil }
    let number = line.numberInNoForm(isAsked: conversation.flow?.awaiting == .orderNumber)
    return number == conversation.clues.postcode ? nil : number
  }
}
