import Diagnostics
import Dialogue
import Formats
import Quantities
import Shop

/// Keeps a conversation in the shop's book, personal data masked, so that `--resume` goes on with it.
@MainActor
final class ConversationStore {
  private let shop: any ShopStore
  private var id: Int?
  private var hasComplained = false

  /// Opens the book, dropping what is older than the policy keeps. A book that may not be written keeps
  /// nothing, and says so once.
  init(shop: any ShopStore, policy: Shop.Policy, today: Day) {
    self.shop = shop
    attempt { () throws(Fault) in try shop.dropOldConversations(policy: policy, today: today) }
  }

  /// The conversation kept last, of anybody or of one customer, and what was said in it; what is added
  /// goes on with it. `nil` when there is none.
  func resume(
    customer: Customer.ID?
  ) throws -> (conversation: Conversation, kept: StoredConversation)? {
    guard let last = try shop.lastConversation(of: customer), let state = last.state else {
      return nil
    }
    id = last.id
    return (try Conversation(state: state), last)
  }

  /// Begins another conversation with the next line.
  func turnPage() { id = nil }

  /// The number of the conversation that is kept, once something was said.
  var number: Int? { id }

  /// The latest conversations that can be gone on with, the last first.
  func all(limit: Int) throws -> [KeptConversation] {
    try shop.conversations(of: nil, limit: limit).compactMap { try KeptConversation($0) }
  }

  /// Goes on with a conversation: what is added belongs to it.
  func open(_ kept: KeptConversation) { id = kept.stored.id }

  /// Marks a conversation as closed, or as open again.
  func mark(_ kept: KeptConversation, isClosed: Bool) throws {
    let state = KeptConversation.state(
      of: kept.conversation, at: kept.updated, isClosed: isClosed)
    try shop.append([], to: kept.stored.id, customer: kept.stored.customer, state: state)
  }

  /// Adds what was said. A full or read-only disk loses the record, not the conversation.
  func add(_ lines: [StoredConversation.Turn], of conversation: Conversation, on today: Day) {
    attempt { () throws(Fault) in
      let place = if let id { id } else { try shop.beginConversation(on: today) }
      id = place
      let state = KeptConversation.state(
        of: conversation, at: Program.secondsNow, isClosed: false)
      try shop.append(lines, to: place, customer: conversation.customer, state: state)
    }
  }

  private func attempt(_ body: () throws(Fault) -> Void) {
    do throws(Fault) {
      try body()
    } catch {
      if !hasComplained { Console.error("deskmate: the conversation is not kept: \(error)") }
      hasComplained = true
    }
  }
}
