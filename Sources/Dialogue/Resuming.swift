public import Quantities
public import Shop
import Text

// What goes on with a conversation that was kept, and what takes the last thing done back.
extension Agent {
  /// The question that is still open in a conversation that was kept, asked again; `nil` when nothing is.
  /// A customer who is no longer in the shop is nobody any more.
  public func takeUp(_ conversation: inout Conversation, today: Day) throws -> Reply? {
    guard let shop = desk.shop else { return nil }
    if let id = conversation.customer, try shop.customer(id) == nil {
      conversation = Conversation(language: conversation.language)
    }
    conversation.suspended.removeAll { $0.isOffered }
    guard let flow = conversation.flow, !flow.isOffered else {
      conversation.flow = nil
      return nil
    }
    var desk = desk
    desk.today = today
    let engine = FlowEngine(desk: desk, shop: shop, policy: OpenTaskPolicy().name)
    guard var reply = try engine.advance(.nothing(conversation.language), in: &conversation)
    else { return nil }
    reply.text = desk.say(.backTo, in: &conversation) + reply.text
    conversation.lastReply = reply.text
    return reply
  }

  /// Takes back the last reversible thing done for the customer, and says so. The reply's action is `undo`
  /// when it was done.
  public func undoLast(in conversation: inout Conversation, today: Day) throws -> Reply {
    var desk = desk
    desk.today = today
    return try Undoing(desk: desk).reply(in: &conversation)
  }
}

extension Conversation {
  /// Whether a line since an earlier state told who somebody is: such a line enters no file as it stands.
  public func heardIdentity(since earlier: Conversation) -> Bool {
    var known = clues
    known.orderNumber = earlier.clues.orderNumber
    return customer != earlier.customer || wrongTries != earlier.wrongTries
      || known != earlier.clues && clues.given.subtracting([.orderNumber]).isEmpty == false
  }

  /// Whether the next line is an address, or whatever a customer says of themselves.
  public var awaitsAddress: Bool { flow?.awaiting == .address }

  /// The address about to be used, which the reply repeats.
  public var pendingAddress: Address? { flow?.parsedAddress }
}
