import Dialogue
import Knowledge
import Text
import Workspace

/// The command that marks what was read wrong.
extension SlashCommand {
  static let wrong = SlashCommand(
    "/wrong",
    completions: { chat, typed in
      switch typed.split(separator: " ").first {
      case "act": DialogueAct.Kind.allCases.map { "act " + chat.words.word(for: $0) }
      case "slot":
        Belief.Slot.allCases.filter(\.isSettable).map { "slot " + chat.words.word(for: $0) }
      case "article":
        Set(chat.workspace.knowledge.articles.map(\.id)).sorted().map { "article " + $0 }
      default: ["act", "slot", "article"] + chat.workspace.intentNames
      }
    }
  ) { chat, argument in
    let words = chat.words
    guard let turn = lastTurn(chat) else { return words(.nothingSaid) }
    let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
    let value = parts.count > 1 ? parts[1].trimmed : ""
    switch parts.first {
    case nil: return words(.wrongNeeds)
    case "act":
      guard let act = words.act(named: value) else {
        let names = DialogueAct.Kind.allCases.map { words.word(for: $0) }
        return words(.wrongAct, ["names": names.joined(separator: " ")])
      }
      return try keep(.act, act.rawValue, turn, chat)
    case "slot": return try slot(value, turn, chat)
    case "article":
      guard isKnown(article: value, chat) else {
        let ids = Set(chat.workspace.knowledge.articles.map(\.id)).sorted()
        return words(
          .wrongArticle, ["name": value.visible(), "near": near(value, among: ids, words)])
      }
    default:
      guard chat.workspace.intentNames.contains(argument) else {
        let near = near(argument, among: chat.workspace.intentNames, words)
        return words(.wrongIntent, ["name": argument.visible(), "near": near])
      }
      return try keep(.intent, argument, turn, chat)
    }
    return try keep(.article, value, turn, chat)
  }

  @MainActor
  private static func isKnown(article id: String, _ chat: ChatSession) -> Bool {
    chat.agent.article(id, in: chat.conversation) != nil
      || chat.workspace.facts.values.contains { $0.holds(id) }
  }

  /// Marks a slot, by its own name whatever the language it was typed in.
  @MainActor
  private static func slot(_ value: String, _ turn: Turn, _ chat: ChatSession) throws -> String {
    let words = chat.words
    let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let slot = words.slot(named: parts[0]), slot.isSettable else {
      let names = Belief.Slot.allCases.filter(\.isSettable).map { words.word(for: $0) }
      return words(.wrongSlot, ["names": names.joined(separator: " ")])
    }
    return try keep(.slot, slot.rawValue + " " + parts[1].trimmed, turn, chat)
  }

  /// Names that are like one that is not known.
  private static func near(_ name: String, among known: [String], _ words: SeatWords) -> String {
    let typed = Array(name.utf8)
    let near = known.filter {
      !name.isEmpty
        && ($0.contains(name) || name.contains($0)
          || SpellingDistance.edits(Array($0.utf8), typed, limit: 3) != nil)
    }
    return near.isEmpty ? "" : words(.wrongNear, ["names": near.prefix(6).joined(separator: ", ")])
  }

  @MainActor
  private static func keep(
    _ kind: MarkedLine.Kind, _ value: String, _ turn: Turn, _ chat: ChatSession
  ) throws -> String {
    // The line on the table follows the last turn; one that was answered is that turn.
    let earlier = chat.table?.turn == nil ? chat.turns.dropLast().last : chat.turns.last
    let path = try WrongLines.append(
      MarkedLine(
        text: chat.masked(turn.interpretation.utterance.text),
        language: turn.interpretation.utterance.language, kind: kind, value: chat.masked(value),
        after: earlier?.reply.awaiting))
    return chat.words(
      kind == .slot ? .wrongKeptSlot : .wrongKept,
      ["kind": kind.rawValue, "value": value.visible(), "path": path.visible()])
  }
}
