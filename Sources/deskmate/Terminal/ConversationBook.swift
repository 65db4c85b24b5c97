import Diagnostics
import Dialogue
import Quantities
import Shop
import Text

/// Keeps a conversation in the shop's book, personal data masked, so that `--resume` goes on with it.
@MainActor
final class ConversationBook {
  private let shop: ShopDatabase
  private var id: Int?

  /// Opens the book, dropping what is older than the policy keeps.
  init(shop: ShopDatabase, policy: Shop.Policy, today: Day) throws {
    self.shop = shop
    try shop.dropOldConversations(policy: policy, today: today)
  }

  /// The conversation kept last, and where it stood; new turns are added to it. `nil` when there is none.
  func resume() throws -> (conversation: Conversation, turns: [StoredConversation.Turn])? {
    guard let last = try shop.lastConversation(), let state = last.state else { return nil }
    id = last.id
    return (try Conversation(state: state), last.turns)
  }

  /// Adds a turn. A full or read-only disk loses the record, not the conversation.
  func add(_ turn: Turn, in chat: ChatSession) {
    do throws(Fault) {
      let place = if let id { id } else { try shop.beginConversation(on: chat.today) }
      id = place
      try shop.append(
        [
          StoredConversation.Turn(
            speaker: "customer", text: chat.masked(turn.interpretation.utterance.text)),
          StoredConversation.Turn(speaker: "desk", text: chat.masked(turn.reply.text)),
        ], to: place, customer: chat.conversation.customer, state: chat.conversation.state)
    } catch {
      if !hasComplained { Console.error("deskmate: the conversation is not kept: \(error)") }
      hasComplained = true
    }
  }

  private var hasComplained = false
}
