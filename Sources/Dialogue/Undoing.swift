import Shop
import Text

/// Takes back the last thing done for a customer that can be taken back.
struct Undoing {
  let desk: Desk

  /// What became of it, in words; the action is `undo` when it was done.
  func reply(in conversation: inout Conversation) throws -> Reply {
    guard let customer = conversation.customer, let shop = desk.shop else {
      return said(.undoUnidentified, conversation)
    }
    guard let action = try shop.lastReversibleAction(of: customer) else {
      return said(.nothingToUndo, conversation)
    }
    let order = try shop.order(ofAction: action)
    switch try shop.undo(action, of: customer, today: desk.today) {
    case .done:
      conversation.tried.append("undo" + (order.map { " of order \($0)" } ?? ""))
      conversation.lastAction = "undo"
      conversation.lastDone = order.map {
        desk.text(.undone, in: conversation, ["order": $0])
      }
      if !conversation.receipts.isEmpty { conversation.receipts.removeLast() }
      // What was about to be done was planned on what no longer holds.
      conversation.flow?.plan = nil
      return order.map { said(.undone, conversation, order: $0, action: "undo") }
        ?? said(.undoneAccount, conversation, action: "undo")
    case .unknown, .notReversible: return said(.nothingToUndo, conversation)
    case .changedSince: return said(.undoChangedSince, conversation)
    }
  }

  private func said(
    _ phrase: Phrase, _ conversation: Conversation, order: String = "", action: String? = nil
  ) -> Reply {
    Reply(desk.text(phrase, in: conversation, ["order": order]), policy: "undo", action: action)
  }
}
