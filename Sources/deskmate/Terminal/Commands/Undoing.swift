import Dialogue
import Shop

/// `/undo`: takes back the last thing done for the customer.
extension SlashCommand {
  static let undo = SlashCommand("/undo", help: "take back the last thing done for the customer") {
    chat, _ in
    guard let customer = chat.conversation.customer, let shop = chat.desk.shop else {
      return "Nobody has shown who they are yet, so nothing was done."
    }
    guard let action = try shop.lastReversibleAction(of: customer) else {
      return "There is nothing that can be taken back."
    }
    switch try shop.undo(action, of: customer, today: chat.today) {
    case .done: return "Taken back: action \(action). Everything it changed is as it was before."
    case .unknown, .notReversible: return "Action \(action) can't be taken back."
    case .changedSince:
      return "What action \(action) changed was changed again since; a person must look at it."
    }
  }
}
