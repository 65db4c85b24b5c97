import Diagnostics
import Dialogue
import Sentiment
import Quantities
import Shop
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
  /// The words of the terminal.
  var seat = Seat()
  /// Where the conversation is kept; `nil` when the shop's book is closed or nothing is to be kept.
  var store: ConversationStore?
  /// Where the conversation is written as well.
  var log: TranscriptFile?
  /// What the desk opened with, for `/why`, until the customer speaks.
  var opening: Opening?
  /// The turns so far, the newest last.
  var turns: [Turn] = []
  /// What was said so far, masked.
  var record: [StoredConversation.Turn] = []
  /// The day it is.
  let today: Day
  /// How it is shown.
  var style: Style
  /// Whether turns are shown as JSON.
  var showsJSON = false
  /// Whether it goes on in a terminal, where what the desk believes can be looked at.
  var isOnTerminal = false
  /// Whether an agent sits here rather than a customer.
  var assists: Bool
  /// Whether the program was started at an agent's seat; only there may others' data be looked at.
  let isAgentsSeat: Bool
  /// What lies before the agent until they decide.
  var table: SeatTable?
  /// Whether the panel of what the desk believes is kept beside the talk.
  var showsPanel = false
  /// The words from which the desk took what it believes.
  var sources: [Belief.Slot: String] = [:]
  /// The customer's lines that others had answered before, read when the message was opened.
  var overheard: [Turn] = []
  /// How the customer's lines felt, the latest last.
  var moods: [Double] = []
  /// The conversation before the last line, until that cannot be taken back.
  var beforeLast: Conversation?
  /// Set where the last line is being changed: the next one takes its place.
  var edits = false
  /// What stands in the next prompt, to be edited.
  var prefilled: String?
  /// What is foreseen of customers; only at an agent's seat.
  var foresight: SeatForesight?
  /// The waiting messages that are worked through.
  var inbox: InboxQueue?
  /// Whether the time of each turn is shown.
  var showsTiming = false
  /// Set when the person leaves.
  var isOver = false
  /// Set when a kept conversation has just been opened, so that its last lines are shown.
  var isToShow = false
  /// Set when the customer has just become known, so that the desk opens.
  var isToOpen = false
  /// The language that holds whatever the customer writes, or `nil` to follow them.
  var fixedLanguage: Language?
  /// Whether one customer after another is answered, each in their language: what holds is the seat's alone.
  var followsCustomers = false

  init(
    workspace: LoadedWorkspace, desk: DeskOpening, today: Day, style: Style, assists: Bool = false,
    reload: @escaping () throws -> LoadedWorkspace
  ) {
    self.workspace = workspace
    self.desk = desk
    self.today = today
    self.style = style
    self.assists = assists
    isAgentsSeat = assists
    self.reload = reload
    conversation = Conversation()
  }

  /// The agent that answers.
  var agent: Agent { desk.agent(workspace) }

  /// The language that replies are held to; `nil` where they follow the customer.
  var replyLanguage: Language? { followsCustomers ? nil : fixedLanguage }

  /// A text with personal data masked.
  func masked(_ text: String) -> String {
    workspace.masked(text, language: conversation.language, today: today)
  }
}

// What is said.
extension ChatSession {
  /// Answers a line: as the desk reads it, or as an agent decides, in the agent's own words where given.
  @discardableResult
  func answer(
    _ text: String, read reading: Dialogue.Reading = .asItStands, saying words: String? = nil
  ) throws -> Turn {
    conversation.prefer(replyLanguage)
    let text = LongLine.shortened(text)
    let before = conversation
    var turn = try reply(to: text, read: reading)
    if let words {
      var reply = turn.reply
      reply.text = words
      turn = Turn(number: turn.number, interpretation: turn.interpretation, reply: reply)
      conversation.amend(lastReply: words)
    }
    opening = nil
    turns.append(turn)
    moods = (moods + [turn.interpretation.sentiment.compound]).suffix(Self.keptMoods)
    beforeLast = conversation.hasDone(since: before) ? nil : before
    if isOnTerminal || assists { noteSources(from: before, by: turn) }
    let kept = TranscriptRedactor(chat: self, before: before)
    var lines = [
      line("customer", kept.customer(text)), line("desk", kept.desk(turn.reply.text)),
    ]
    if let handover = turn.reply.handover {
      lines.append(line("note", kept.desk(agent.note(on: handover, in: conversation))))
    }
    keep(lines)
    return turn
  }

  /// The reply; without the shop where its store fails, which is told.
  private func reply(to text: String, read reading: Dialogue.Reading) throws -> Turn {
    let before = conversation
    do {
      return try agent.reply(to: text, read: reading, in: &conversation, today: today)
    } catch let fault as Fault where desk.shop != nil {
      Console.error("deskmate: \(fault)")
      conversation = before
      return try agent.replyWithoutShop(to: text, in: &conversation, today: today)
    }
  }

  /// Answers a line; where the shop's book fails, says so and leaves the conversation as it was, so that the
  /// line may be said again.
  func answerOrApologize(_ text: String) -> Turn {
    let before = conversation
    do {
      return try answer(text)
    } catch {
      Console.error("deskmate: \(error)")
      conversation = before
      let reading = workspace.interpreter.interpret(
        LongLine.shortened(text), language: before.language, today: today)
      let words = workspace.phrases.text(.shopFailed, in: reading.utterance.language)
      return Turn(
        number: before.turn + 1, interpretation: reading, reply: Reply(words, policy: "fault"))
    }
  }

  /// More moods than fit beside a conversation.
  private static let keptMoods = 200

  /// Takes the last line back, for another in its place; `false` where something was done with it.
  func takeBackLast() -> Bool {
    guard let beforeLast, !turns.isEmpty else { return false }
    conversation = beforeLast
    self.beforeLast = nil
    turns.removeLast()
    if !moods.isEmpty { moods.removeLast() }
    keep([line("note", words(.replacedNote))])
    return true
  }

  /// What could be said to a line; nothing changes yet.
  func suggestions(for text: String) throws -> Suggestions {
    conversation.prefer(replyLanguage)
    return try agent.suggestions(for: text, in: conversation, today: today, limit: 3)
  }

  /// Takes a line as an agent has put it right: the conversation is as they left it, with their answer.
  func adopt(_ text: String, _ turn: Turn, after: Conversation, saying words: String) {
    let before = conversation
    conversation = after
    conversation.amend(lastReply: words)
    var reply = turn.reply
    reply.text = words
    reply.action = nil
    reply.handover = nil
    turns.append(Turn(number: turn.number, interpretation: turn.interpretation, reply: reply))
    moods = (moods + [turn.interpretation.sentiment.compound]).suffix(Self.keptMoods)
    beforeLast = before
    opening = nil
    let corrected = sources
    noteSources(from: before, by: turn)
    sources.merge(corrected.filter { $0.value == "/set" }) { $1 }
    let kept = TranscriptRedactor(chat: self, before: before)
    keep([line("customer", kept.customer(text)), line("desk", kept.desk(words))])
  }

  /// Takes note of a customer's line that others have answered.
  func overhear(_ text: String) throws {
    let before = conversation
    let turn = try agent.overhear(text, in: &conversation, today: today)
    overheard.append(turn)
    moods = (moods + [turn.interpretation.sentiment.compound]).suffix(Self.keptMoods)
    noteSources(from: before, by: turn)
  }

  /// Keeps a line whose suggested answers were all refused, with what was said instead, if anything.
  func refuse(_ text: String, saying words: String?) {
    let kept = TranscriptRedactor(chat: self, before: conversation)
    var lines = [
      line("customer", conversation.awaitsIdentity ? "[IDENTITY]" : kept.customer(text))
    ]
    if let words {
      conversation.amend(lastReply: words)
      lines.append(line("desk", kept.desk(words)))
    }
    keep(lines)
  }

  /// What the desk opens with for a customer who is known; `nil` when nobody is.
  func open() throws -> Opening? {
    conversation.prefer(replyLanguage)
    opening = try agent.opening(in: &conversation, today: today)
    return opening
  }

  /// The question that a resumed conversation left open, asked again.
  func takeUp() throws -> Reply? {
    conversation.prefer(replyLanguage)
    return try agent.takeUp(&conversation, today: today)
  }

  /// Takes back the last thing done for the customer.
  func undo() throws -> Reply {
    let reply = try agent.undoLast(in: &conversation, today: today)
    if reply.action != nil { say(reply.text) }
    return reply
  }

  /// Keeps what the desk said of itself: an opening, a question taken up again, something undone.
  func say(_ text: String) {
    conversation.amend(lastReply: text)
    keep([line("desk", TranscriptRedactor(chat: self, before: conversation).desk(text))])
  }

  private func line(_ speaker: String, _ text: String) -> StoredConversation.Turn {
    StoredConversation.Turn(speaker: speaker, text: text)
  }

  private func keep(_ lines: [StoredConversation.Turn]) {
    record += lines
    store?.add(lines, of: conversation, on: today)
    log?.write(lines)
  }
}
