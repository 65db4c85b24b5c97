import Dialogue
import Text

/// `/undo`: takes back the last thing done for the customer.
extension SlashCommand {
  static let undo = SlashCommand("/undo", help: "take back the last thing done for the customer") {
    chat, _ in
    try chat.undo().text.visible(keepingLines: true)
  }
}
