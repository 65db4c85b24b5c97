import Dialogue
import Quantities
import Text
import Workspace

/// One conversation at the desk, whoever reads it: a terminal, a pipe or one question.
@MainActor
final class ChatSession {
  /// What was loaded; `/reload` replaces it.
  var workspace: LoadedWorkspace
  /// Loads it again, from the same folder.
  let reload: () throws -> LoadedWorkspace
  /// Where the shop's book lies.
  let desk: DeskOpening
  /// The conversation.
  var conversation: Conversation
  /// Where the conversation is kept; `nil` when the shop's book is closed.
  var book: ConversationBook?
  /// What the desk opened with, for `/why`.
  var opening: Opening?
  /// The turns so far, the newest last.
  var turns: [Turn] = []
  /// The day it is.
  let today: Day
  /// How it is shown.
  var style: Style
  /// Whether turns are shown as JSON.
  var showsJSON = false
  /// Whether an agent sits here rather than a customer.
  var assists: Bool
  /// Whether the time of each turn is shown.
  var showsTiming = false
  /// Set when the person leaves.
  var isOver = false
  /// The language that holds whatever the customer writes, or `nil` to follow them.
  var fixedLanguage: Language?

  init(
    workspace: LoadedWorkspace, desk: DeskOpening, today: Day, style: Style, assists: Bool = false,
    reload: @escaping () throws -> LoadedWorkspace
  ) {
    self.workspace = workspace
    self.desk = desk
    self.today = today
    self.style = style
    self.assists = assists
    self.reload = reload
    conversation = Conversation()
  }

  /// The agent that answers.
  var agent: Agent { desk.agent(workspace) }

  /// Answers a line.
  func answer(_ text: String) throws -> Turn {
    if let fixedLanguage { conversation.prefer(fixedLanguage) }
    let turn = try agent.reply(to: text, in: &conversation, today: today)
    turns.append(turn)
    book?.add(turn, in: self)
    return turn
  }

  /// A text with personal data masked.
  func masked(_ text: String) -> String {
    workspace.masked(text, language: conversation.language, today: today)
  }
}
